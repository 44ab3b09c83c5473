"""A text pasted into a terminal: whole, however long its lines are."""

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
from collections.abc import Iterator

if sys.platform != "win32":
    import termios

# A line with a full stop alone, or Ctrl-D.
_END = re.compile(rb"(?:(?<=\n)|\A)[ \t]*\.[ \t]*\n\Z|\x04\Z")
_LONGEST_END = 80
# What Backspace sends takes the character before it on the line away.
_ERASE = re.compile(rb"[\x7f\b]")
_ERASED = re.compile(rb"[^\n\x80-\xbf\x7f\b][\x80-\xbf]*[\x7f\b]")
# What is not shown again: a text must not steer the terminal.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
# Seconds within which more of one paste arrives.
_PAUSE = 0.2
_CHUNK = 64 * 1024


def pasted() -> bytes:
    """What comes from the terminal, up to a line that holds only a full stop, or to its end.

    A full stop after which more is on its way is a line of the text.
    """
    terminal, text = sys.stdin.fileno(), bytearray()
    with _whole_lines(terminal):
        while not (end := _ended(text, terminal)) and (got := os.read(terminal, _CHUNK)):
            _show(got)
            text += got
            text = _without_erased(text) if _ERASE.search(got) else text
    return bytes(text[: end.start()] if end else text)


def _without_erased(text: bytearray) -> bytearray:
    while _ERASED.search(text):
        text = bytearray(_ERASED.sub(b"", text))
    return bytearray(_ERASE.sub(b"", text))


def _ended(text: bytearray, terminal: int) -> re.Match[bytes] | None:
    end = _END.search(text, max(0, len(text) - _LONGEST_END))
    return None if end and _more(terminal) else end


def _more(terminal: int) -> bool:
    # On Windows a terminal cannot be asked.
    return sys.platform != "win32" and bool(select.select([terminal], [], [], _PAUSE)[0])


def _show(got: bytes) -> None:
    shown = _CONTROLS.sub(lambda found: b"\b \b" if found[0] in b"\x7f\b" else b"", got)
    sys.stdout.buffer.write(shown)
    sys.stdout.buffer.flush()


@contextlib.contextmanager
def _whole_lines(terminal: int) -> Iterator[None]:
    """A terminal that hands over at once what it has, and shows nothing by itself.

    Else it gathers lines, and drops what is longer than 4,095 bytes (1,023 on some systems) unseen.
    """
    if sys.platform == "win32":
        yield
        return
    before = termios.tcgetattr(terminal)
    flags = before[3] & ~termios.ICANON & ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSADRAIN, [*before[:3], flags, *before[4:]])
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
