"""Control characters, which no page can hold, and how to show one in a message.

They are stopped where text comes in: in ``extract.decode`` for documents, and in ``inputs.strict_yaml`` for
what people declare. What is written in another form, as a reference in HTML or an escape in JSON, is stopped
where that form is read.
"""

from __future__ import annotations

import html
import re

# C0 and C1 controls that Markdown and XML cannot hold, surrogates, and what Unicode calls no characters;
# Python-Markdown keeps its own marks at 2 and 3.
_ASTRAL = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
    # Kept apart, so that each character is compared with one small set.
    rf"|[\U0001fffe-\U0010ffff](?<=[{_ASTRAL}])"
)
# Those that part lines, U+0085 among them, which is no control character where it is used at all.
_BREAKS = frozenset("\x0b\x0c\x1c\x1d\x1e\x85")
_ANY = re.compile(rf"{CONTROLS.pattern}|\x85")
_REFERENCE = re.compile(r"&#(?:[xX][0-9A-Fa-f]+|[0-9]+);?")


def without_controls(text: str) -> str:
    """The text without control characters, a line feed in place of each that parts lines."""
    # Nearly all texts hold none, which ``isprintable`` tells in a fraction of the time of the search.
    if text.isprintable():
        return text
    flat = text.replace("\n", "").replace("\t", "").replace("\xa0", "").replace("\u3000", "")
    return text if flat.isprintable() else _ANY.sub(_replaced, text)


def _replaced(control: re.Match[str]) -> str:
    return "\n" if control[0] in _BREAKS else ""


def without_references(page: str) -> str:
    """HTML without numeric references to control characters, as a browser reads them.

    Those to C1 controls are the characters that Windows has in their place: ``&#146;`` is an apostrophe.
    """
    return _REFERENCE.sub(_referred, page) if "&#" in page else page


def _referred(reference: re.Match[str]) -> str:
    digits = reference[0].rstrip(";")[2:]
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits.lstrip("0")[:9] or 0)
    harmless = number > 0x10FFFF or not _ANY.match(chr(number))
    return reference[0] if harmless else without_controls(html.unescape(reference[0]))


def legible(text: str) -> str:
    """A text on one line, what a terminal would obey or not show written as in a string of Python."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
