"""What a program prints, made harmless for the services that build sites.

They obey lines of a log: GitHub, Gitea and Forgejo those that begin with ``::NAME``, and all that contain
``##[NAME]``; others ``##vso[NAME]`` and ``##teamcity[NAME]``. A file may be called so.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO, cast

_AT_START = re.compile(r"(\A|[\r\n])([^\S\r\n]*)(?=::)")
_LATER = re.compile(r"([\r\n])([^\S\r\n]*)(?=::)")
_ANYWHERE = re.compile(r"#(?=#[A-Za-z]*\[)")


def harmless(text: str, *, at_start: bool = True) -> str:
    r"""A text in which no line is a command: ``\::error::`` for ``::error::``, and ``#\#[error]``.

    Args:
        text: to print.
        at_start: whether its first line is one, and not the end of another.
    """
    if "::" in text:
        text = (_AT_START if at_start else _LATER).sub(r"\1\2\\", text)
    return _ANYWHERE.sub(r"#\\", text) if "##" in text else text


class HarmlessOutput:
    """A stream that is written to only with harmless lines. Everything else is as the stream does it."""

    def __init__(self, stream: Callable[[], TextIO]) -> None:
        """Write to what ``stream`` returns at that time: tests and pagers replace ``sys.stderr``."""
        self._stream = stream
        self._blank = True  # whether the present line is, so far

    def write(self, text: str) -> int:
        """Print a text."""
        self._stream().write(harmless(text, at_start=self._blank))
        last = re.split(r"[\r\n]", text)[-1]
        self._blank = not last.strip() and (self._blank or last != text)
        return len(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream(), name)


def harmless_stderr() -> TextIO:
    """Standard error, harmless."""
    return cast("TextIO", HarmlessOutput(lambda: sys.stderr))


def guard(environment: Mapping[str, str] = os.environ) -> None:
    """Make everything harmless that this process, or a library, prints to a log.

    On a machine of a service that is standard output too, unless it is written into a file.
    """
    error, out = sys.stderr, sys.stdout
    sys.stderr = cast("TextIO", HarmlessOutput(lambda: error))
    if environment.get("CI") and not _is_file(out):
        sys.stdout = cast("TextIO", HarmlessOutput(lambda: out))


def unguarded(stream: TextIO) -> TextIO:
    """The stream behind a harmless one, for commands that are meant."""
    return stream._stream() if isinstance(stream, HarmlessOutput) else stream  # noqa: SLF001


def _is_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False
