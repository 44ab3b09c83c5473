"""Bytes to text: UTF-8, UTF-16, and legacy encodings, which are detected and always reported."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import NamedTuple

from charset_normalizer import from_bytes

from generator.model.problem import Problem
from generator.text.controls import without_controls

LIMIT = 10 * 1024 * 1024
"""Largest seed that is read, in bytes."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of common files that are not text, and names for them.
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"7z\xbc\xaf", "a compressed file"),
)
# The encodings that browsers use in place of a label (WHATWG Encoding Standard).
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Legacy encodings of the web, from which the detector may choose.
_LEGACY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
    "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_15", "iso8859_16", "koi8_r",
    "koi8_u", "mac_roman", "cp866", "gb18030", "big5hkscs", "euc_jp", "cp932", "iso2022_jp", "cp949",
]  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096  # how far browsers look for a charset, and some more
_SAMPLE = 65_536  # what a detector needs to see
# A page with so few damaged characters is damaged UTF-8 (cut in the middle, perhaps), not another encoding.
_DAMAGE = 0.01


_BETWEEN_TAGS = re.compile(rb"[<>\r\n]")
_NO_TEXT = 1.0  # mess of bytes that an encoding cannot explain
# How much worse than the best a stated encoding may look and still be believed.
_MESS, _SENSE = 0.1, 0.2


class _Rating(NamedTuple):
    """How plausible an encoding is: share of unlikely characters, and of words, each from 0 to 1."""

    encoding: str
    mess: float
    sense: float

    def order(self) -> tuple[float, float]:
        """Sort key, best first. Of equals, the first in the table stays first: it is the more common one."""
        return round(self.mess, 2), -round(self.sense, 2)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a seed, None if it has none, and what a person should know about it."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def decode(path: str, data: bytes, *, html: bool = False) -> Decoded:
    """Decode a seed. Line ends become line feeds, and control characters are left out.

    A byte order mark decides; else valid UTF-8; else, in HTML, the charset that the page states, if it is
    plausible; else detection, with a warning that names the encoding.
    """
    if not data.strip():
        return _fail(path, "empty", "the file is empty: delete it, or paste the article into it")
    if len(data) > LIMIT:
        size = f"{len(data) / 1e6:.1f} MB"
        return _fail(
            path, "too-large", f"a seed may have up to {LIMIT >> 20} MB, this one has {size}: split it"
        )
    kind = next((name for mark, name in _BINARY if data.startswith(mark)), "")
    if kind:
        return _fail(path, "binary", f"the file is {kind}, not text: save the article itself as text or HTML")
    text = _unicode(data) or _utf16(data)
    if text is None and b"\0" in data[:_SAMPLE]:
        return _fail(path, "binary", "the file holds binary data, not text: save the article as text or HTML")
    decoded = Decoded(text) if text is not None else _legacy(path, data, _stated(data) if html else "")
    return Decoded(None if decoded.text is None else clean(decoded.text), decoded.problems)


def clean(text: str) -> str:
    """Text as all that read it expect it: lines end with line feeds, and there are no control characters."""
    return without_controls(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _fail(path: str, rule: str, message: str) -> Decoded:
    return Decoded(None, (Problem(path, 0, rule, message),))


def _unicode(data: bytes) -> str | None:
    """Text with a byte order mark, or UTF-8 without one."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    return None if b"\0" in data[:_SAMPLE] else _strictly(data, "utf-8")


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its ASCII characters is zero."""
    head = data[: _SAMPLE // 2 * 2]
    for name, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros.count(0) > len(zeros) * 0.2 and others.count(0) < len(others) * 0.01:
            return data[: len(data) // 2 * 2].decode(name, "replace")
    return None


def _stated(data: bytes) -> str:
    """The charset that a page names, as a Python codec; "" when it names none that exists."""
    head = data[:_HEAD]
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
    except LookupError:
        return ""
    return _READ_AS.get(name, name)


def _legacy(path: str, data: bytes, stated: str) -> Decoded:
    sample = _distinctive(data)
    ranked = sorted(
        (_rate(sample, name) for name in dict.fromkeys([stated, *_LEGACY]) if name), key=_Rating.order
    )
    best, of_stated = ranked[0], next((rating for rating in ranked if rating.encoding == stated), None)
    plausible = of_stated and (of_stated.mess <= best.mess + _MESS and of_stated.sense >= best.sense - _SENSE)
    if plausible:
        return Decoded(data.decode(stated, "replace"))
    repaired = data.decode("utf-8", "replace")
    beyond = sum(byte > 127 for byte in data[:_SAMPLE])
    if repaired[:_SAMPLE].count("\ufffd") <= max(1.0, beyond * _DAMAGE):
        count = repaired.count("\ufffd")
        return Decoded(
            repaired, (_warning(path, f"{count} bytes are not UTF-8 and were replaced by \ufffd: fix them"),)
        )
    if best.mess >= _NO_TEXT:
        return _fail(path, "encoding", "the characters are in no known encoding: save the file as UTF-8")
    instead = f", not as {stated} as it says" if stated else ""
    message = (
        f"read as {best.encoding}{instead} (detected): check the text, then save it as UTF-8 to settle it"
    )
    return Decoded(data.decode(best.encoding, "replace"), (_warning(path, message),))


def _distinctive(data: bytes) -> bytes:
    """The parts of a text that distinguish encodings: those with bytes beyond ASCII."""
    parts = _BETWEEN_TAGS.split(data[: 4 * _SAMPLE])
    distinctive = b"\n".join(part for part in parts if not part.isascii())
    return distinctive[:_SAMPLE] or data[:_SAMPLE]


def _rate(sample: bytes, encoding: str) -> _Rating:
    match = from_bytes(sample, cp_isolation=[encoding]).best()
    return _Rating(encoding, match.chaos, match.coherence) if match else _Rating(encoding, _NO_TEXT, 0.0)


def _warning(path: str, message: str) -> Problem:
    return Problem(path, 0, "encoding", message, "warning")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
