"""Decodes a seed: UTF-8, UTF-16, and legacy encodings, which are detected and always reported."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from charset_normalizer import from_bytes

from generator.extract.embedded import without_embedded
from generator.extract.misread import repair
from generator.model.problem import Problem
from generator.text.controls import without_controls
from generator.text.tables import load_table

LIMIT = 10 * 1024 * 1024
"""Largest seed that is read, in bytes; of a page, without the data that it embeds."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of common binary files, and what they are called in messages.
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
# The encodings that browsers use for these labels (WHATWG Encoding Standard).
_WHATWG = {
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
# Legacy encodings in use on the web, from which the detection may choose.
_LEGACY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
    "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_15", "iso8859_16", "koi8_r",
    "koi8_u", "mac_roman", "cp866", "gb18030", "big5hkscs", "euc_jp", "cp932", "iso2022_jp", "cp949",
]  # fmt: skip
# Those among them for Latin letters, in which a text looks alike but for some letters.
_LATIN = frozenset(
    {"cp1252", "cp1250", "cp1254", "cp1257", "cp1258", "iso8859_2", "iso8859_15", "iso8859_16", "mac_roman"}
)
# How many more letters have to be those of one language for another of these encodings.
_MORE_OWN = 0.1
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096  # bytes that are searched for a charset; browsers search fewer
_SAMPLE = 65_536  # bytes that are examined for detection
# Bytes that no text has, and the share of them from which a file is not a damaged text.
_CONTROLS, _FEW = bytes([*range(9), *range(14, 27), *range(28, 32)]), 0.005
# Text with a smaller share of damaged characters is damaged UTF-8, not another encoding.
_DAMAGE = 0.01
# Signs that all these languages share.
_PUNCTUATION = dict.fromkeys(map(ord, "„“”‚‘’«»‹›–—…•·§°©®€£\xa0"))
_BETWEEN_TAGS = re.compile(rb"[<>\r\n]")
_NOT_TEXT = 1.0  # the mess of bytes that are invalid in an encoding
# How much worse than the best encoding a stated one may look and still be used.
_MESS, _SENSE = 0.1, 0.2


# Differences in mess that say nothing: one typographic apostrophe is as much.
_CLEAN = 0.02


class _Rating(NamedTuple):
    """How text looks in an encoding: unlikely characters (mess) and words of a language (sense), 0 to 1."""

    encoding: str
    mess: float
    sense: float

    def order(self) -> tuple[float, float]:
        """Sort key: the best encoding first; ties keep the order of the table, the more common one first."""
        return int(self.mess / _CLEAN), -round(self.sense, 2)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a seed, None if it cannot be decoded, the problems, and the pictures cut out of it."""

    text: str | None
    problems: tuple[Problem, ...] = ()
    pictures: tuple[bytes, ...] = ()


def decode(path: str, data: bytes, *, html: bool = False, markup: bool = False) -> Decoded:
    """Decode a seed. Line ends become line feeds, and control characters are removed.

    A byte order mark decides, then valid UTF-8 or UTF-16, then in HTML the charset that the page states, if
    it is plausible, then detection with a warning that names the encoding.

    Args:
        path: shown in problems.
        data: the bytes of the seed.
        html: the text may state its own charset.
        markup: the text may embed pictures; implied by ``html``.
    """
    if not data.strip():
        return _fail(path, "empty", "the file is empty: delete it, or paste the article into it")
    if html or markup:
        data, pictures = without_embedded(data, LIMIT, scripts=html)
        decoded = _decode(path, data, html=html)
        return replace(decoded, pictures=pictures) if pictures else decoded
    return _decode(path, data, html=html)


def _decode(path: str, data: bytes, *, html: bool) -> Decoded:
    if len(data) > LIMIT:
        size = f"{len(data) / 1e6:.1f} MB"
        message = f"a seed may have at most {LIMIT >> 20} MB, and this one has {size}: split it"
        return _fail(path, "too-large", message)
    kind = next((name for mark, name in _BINARY if data.startswith(mark)), "")
    if kind:
        return _fail(path, "binary", f"the file is {kind}, not text: save the article itself as text or HTML")
    text = _unicode(data) or _utf16(data)
    if text is None and b"\0" in data[:_SAMPLE]:
        if len(data) - len(data.translate(None, _CONTROLS)) <= len(data) * _FEW:
            return _without_zeros(path, data, html=html)
        message = "the file contains binary data, not text: save the article as text or HTML"
        return _fail(path, "binary", message)
    stated = _stated_charset(data) if html else ""
    if text is not None:
        decoded = _switching(path, data, html=html) if b"\x1b$" in data else _complete(path, text)
    else:
        decoded = _legacy(path, data, stated)
    repaired, problems = repair(path, decoded.text or "")
    return Decoded(None if decoded.text is None else clean(repaired), decoded.problems + problems)


def _complete(path: str, text: str) -> Decoded:
    """A text in Unicode, with a warning if it lost characters before it was saved."""
    count = text.count("\ufffd")
    if not count:
        return Decoded(text)
    message = f"{count} characters were lost before the file was saved and are shown as \ufffd: restore them"
    return Decoded(text, (_warning(path, message),))


def _switching(path: str, data: bytes, *, html: bool) -> Decoded:
    """A text in an encoding that switches between ASCII and others, as Japanese mail was written."""
    text = _decode_strictly(data, "iso2022_jp_2")
    if text is None:
        return Decoded(data.decode("utf-8", "replace"))
    stated = html and "2022" in _stated_charset(data)
    message = "read as iso2022_jp (detected): check the text, then save it as UTF-8"
    return Decoded(text, () if stated else (_warning(path, message),))


def _without_zeros(path: str, data: bytes, *, html: bool) -> Decoded:
    """A text with a few zero bytes, left by a damaged file or a program: read without them."""
    rest = data.replace(b"\0", b"")
    decoded = _decode(path, rest, html=html)
    message = f"{len(data) - len(rest)} zero bytes were left out: check the text"
    return Decoded(decoded.text, (*decoded.problems, _warning(path, message)))


def clean(text: str) -> str:
    """A text in the form that all readers expect: with line feeds and without control characters."""
    return without_controls(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _fail(path: str, rule: str, message: str) -> Decoded:
    return Decoded(None, (Problem(path, 0, rule, message),))


def _unicode(data: bytes) -> str | None:
    """Text with a byte order mark, or valid UTF-8 without one; None for any other."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    return None if b"\0" in data[:_SAMPLE] else _decode_strictly(data, "utf-8")


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, recognised by zeros in every other byte; None for any other."""
    head = data[: _SAMPLE // 2 * 2]
    for name, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros.count(0) > len(zeros) * 0.2 and others.count(0) < len(others) * 0.01:
            return data[: len(data) // 2 * 2].decode(name, "replace")
    return None


def _stated_charset(data: bytes) -> str:
    """The charset that a page states, as the name of a Python codec; "" if none or unknown."""
    head = data[:_HEAD]
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
    except LookupError:
        return ""
    return _WHATWG.get(name, name)


def _legacy(path: str, data: bytes, stated: str) -> Decoded:
    sample = _non_ascii(data)
    ranked = sorted(
        (_rate(sample, name) for name in dict.fromkeys([stated, *_LEGACY]) if name), key=_Rating.order
    )
    rating = next((rating for rating in ranked if rating.encoding == stated), None)
    best = _spelled(sample, ranked)
    if rating is not None and rating.mess <= best.mess + _MESS and rating.sense >= best.sense - _SENSE:
        return Decoded(data.decode(stated, "replace"))
    repaired = data.decode("utf-8", "replace")
    non_ascii = sum(byte > 127 for byte in data[:_SAMPLE])
    if repaired[:_SAMPLE].count("\ufffd") <= max(1.0, non_ascii * _DAMAGE):
        count = repaired.count("\ufffd")
        message = f"{count} bytes are not UTF-8 and were replaced by \ufffd: correct them"
        return Decoded(repaired, (_warning(path, message),))
    if best.mess >= _NOT_TEXT:
        return _fail(path, "encoding", "the characters are in no known encoding: save the file as UTF-8")
    instead = f", not as {stated} as it says" if stated else ""
    message = f"read as {best.encoding}{instead} (detected): check the text, then save it as UTF-8"
    return Decoded(data.decode(best.encoding, "replace"), (_warning(path, message),))


def _spelled(sample: bytes, ranked: list[_Rating]) -> _Rating:
    """The best encoding; of those for Latin letters, the one in which the letters are those of a language."""
    best = ranked[0]
    if best.encoding not in _LATIN:
        return best
    alike = [rating for rating in ranked if rating.encoding in _LATIN and rating.mess <= best.mess + _MESS]
    shares = {rating: _own_letters(sample, rating.encoding) for rating in alike}
    # The first of those that are equally good: the order is that of their ranks.
    fittest = max(alike, key=lambda rating: round(shares[rating], 2))
    return fittest if shares[fittest] >= shares[best] + _MORE_OWN else best


def _own_letters(sample: bytes, encoding: str) -> float:
    """How many of the letters and signs beyond ASCII one language has, of all (0 to 1)."""
    text = sample.decode(encoding, "replace").translate(_PUNCTUATION).lower()
    counts = Counter(char for char in text if not char.isascii())
    if not counts:
        return 0.0
    alphabets: Mapping[str, str] = load_table("alphabets")
    own = (sum(counts[letter] for letter in letters) for letters in alphabets.values())
    return max(own) / counts.total()


def _non_ascii(data: bytes) -> bytes:
    """The parts of a text with bytes beyond ASCII, which distinguish encodings."""
    parts = _BETWEEN_TAGS.split(data[: 4 * _SAMPLE])
    non_ascii = b"\n".join(part for part in parts if not part.isascii())
    return non_ascii[:_SAMPLE] or data[:_SAMPLE]


def _rate(sample: bytes, encoding: str) -> _Rating:
    match = from_bytes(sample, cp_isolation=[encoding]).best()
    return _Rating(encoding, match.chaos, match.coherence) if match else _Rating(encoding, _NOT_TEXT, 0.0)


def _warning(path: str, message: str) -> Problem:
    return Problem(path, 0, "encoding", message, "warning")


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
