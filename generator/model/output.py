"""Files to write, as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Line(NamedTuple):
    """A line of a long file: what makes it, its end included, and a digest of all that it is made from."""

    key: bytes
    make: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: path below the output folder, with ``/``, and its text, what makes it, or its lines.

    ``key`` is a digest of all that the text is made from: with the key of the last time, nothing has to be
    made. Empty where nobody knows it.
    """

    path: str
    content: str | Callable[[], str] | Sequence[Line]
    key: bytes = b""

    @property
    def text(self) -> str:
        """The text, made now where it has to be."""
        if isinstance(self.content, str):
            return self.content
        return self.content() if callable(self.content) else "".join(line.make() for line in self.content)
