"""Files to write, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Line(NamedTuple):
    """A line of a long file: a digest of its inputs, and the function that returns it with its line break."""

    key: bytes
    make: Callable[[], str]


class Page(NamedTuple):
    """A generated page: a Markdown file for any renderer, and additional data for our theme.

    ``fields`` is the front matter, ``body`` the Markdown. ``template`` names a template of the theme, and
    ``view`` holds the data that it needs beyond the fields. ``shown`` is the Markdown that the theme shows
    in place of ``body``, or None for the body itself.
    """

    fields: Mapping[str, Any]
    body: str
    template: str
    view: Mapping[str, Any]
    shown: str | None = None


class Unmade(NamedTuple):
    """In place of the bytes of a file: what it was to be made from could not be used, and why.

    ``digest`` is that of the original, as the articles have it, ``name`` what a message calls it.
    """

    digest: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: its path below the output folder, with ``/``, and its content.

    The content is a value, a function that returns it (bytes for a picture, or ``Unmade``), or a sequence of
    lines.
    ``key`` is a digest of all its inputs, or empty if they are not all known: a file whose key did not change
    is not built again.
    """

    path: str
    content: str | Page | Callable[[], str | Page | bytes | Unmade] | Sequence[Line]
    key: bytes = b""

    @property
    def made(self) -> str | Page | bytes | Unmade:
        """The content, built now if necessary."""
        if isinstance(self.content, (str, Page)):
            return self.content
        return self.content() if callable(self.content) else "".join(line.make() for line in self.content)

    @property
    def text(self) -> str:
        """The content of a file that is not a page.

        Raises:
            TypeError: it is a page.
        """
        made = self.made
        if not isinstance(made, str):
            raise TypeError(f"{self.path} is not text")
        return made

    @property
    def page(self) -> Page:
        """The content of a page.

        Raises:
            TypeError: it is not a page.
        """
        made = self.made
        if not isinstance(made, Page):
            raise TypeError(f"{self.path} is not a page")
        return made
