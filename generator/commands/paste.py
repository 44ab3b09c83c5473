"""Reading a text pasted into a terminal, with lines of any length."""

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
from collections.abc import Iterator

if sys.platform != "win32":
    import termios

# A line that contains only a full stop, or Ctrl-D.
_END = re.compile(rb"(?:(?<=\n)|\A)[ \t]*\.[ \t]*\n\Z|\x04\Z")
_LONGEST_END = 80
# What the Backspace key sends: it deletes the character before it on the line.
_ERASE = re.compile(rb"[\x7f\b]")
_ERASED = re.compile(rb"[^\n\x80-\xbf\x7f\b][\x80-\xbf]*[\x7f\b]")
# Not echoed: a text must not control the terminal.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
# Seconds within which more of the same paste arrives.
_PAUSE = 0.2
_CHUNK = 64 * 1024


def pasted() -> bytes:
    """The bytes typed or pasted, up to a line that contains only a full stop, or to the end of input.

    A full stop that more text follows at once is part of the text.
    """
    terminal, text = sys.stdin.fileno(), bytearray()
    with _unbuffered(terminal):
        while not (end := _end(text, terminal)) and (chunk := os.read(terminal, _CHUNK)):
            _echo(chunk)
            text += chunk
            text = _without_erased(text) if _ERASE.search(chunk) else text
    return bytes(text[: end.start()] if end else text)


def _without_erased(text: bytearray) -> bytearray:
    while _ERASED.search(text):
        text = bytearray(_ERASED.sub(b"", text))
    return bytearray(_ERASE.sub(b"", text))


def _end(text: bytearray, terminal: int) -> re.Match[bytes] | None:
    end = _END.search(text, max(0, len(text) - _LONGEST_END))
    return None if end and _has_more(terminal) else end


def _has_more(terminal: int) -> bool:
    # Windows cannot say whether a terminal has input.
    return sys.platform != "win32" and bool(select.select([terminal], [], [], _PAUSE)[0])


def _echo(chunk: bytes) -> None:
    visible = _CONTROLS.sub(lambda match: b"\b \b" if match[0] in b"\x7f\b" else b"", chunk)
    sys.stdout.buffer.write(visible)
    sys.stdout.buffer.flush()


@contextlib.contextmanager
def _unbuffered(terminal: int) -> Iterator[None]:
    """Make the terminal pass on input at once, without echoing it.

    By default it collects lines, and silently drops what exceeds 4,095 bytes (1,023 on some systems).
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
