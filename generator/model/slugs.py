"""Slugs: the last part of an address, from a headline or a name.

A slug speaks the language of its text: Unicode letters with their accents and vowel signs, digits and
hyphens, lower-cased and composed (NFC). It is percent-encoded only where a format demands it. A text whose
letters are all ASCII has the same slug in every scheme.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Literal, get_args

from slugify import slugify

Scheme = Literal["unicode", "ascii", "date-id"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
# Characters, and bytes of UTF-8. A name with an ending and a digest has to fit on disks that allow 143 bytes.
SLUG_LENGTH = 80
SLUG_BYTES = 120
# Names that hosts and MkDocs treat as the page of the folder itself.
INDEXES = frozenset({"index", "readme"})
# Names that Windows treats as a device, whatever extension a file has.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
TAKEN = INDEXES | DEVICES
# More marks than this on one letter belong to no language.
_MOST_MARKS = 30
_VIRAMA = 9  # combining class: the next letter joins the one before it
# Letters and marks that show nothing: fillers, variation selectors, joiners without a word to join.
_SHOWING_NOTHING = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)))
)
_SIGN = re.compile(r"[^\W_](?P<sign>['’\"”״׳])(?=[^\W_])")
_FIRST_BEYOND_LATIN = "\u0370"


class _SlugTable(dict[int, str]):
    """What a character becomes in a slug: itself, a hyphen between words, or nothing."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        if kind in {"Cf", "Cs", "Me"} or char in _SHOWING_NOTHING or 0xE0000 <= code <= 0xE0FFF:
            kept = ""
        else:
            kept = char if kind[0] in "LMN" else "-"
        self[code] = kept
        return kept


_TABLE = _SlugTable()


@lru_cache(maxsize=65536)
def slug(text: str, scheme: Scheme = "unicode") -> str:
    """``text`` in lower-case letters, digits and hyphens, cut at a word; "" only for an empty text.

    Args:
        text: a headline or a name.
        scheme: ``unicode`` keeps the letters, ``ascii`` transliterates them.
    """
    words = _ascii(text) if scheme == "ascii" or not _is_foreign(text) else _unicode(text)
    if (words and words not in TAKEN) or not text:
        return words
    # A text without any letter gets a permanent address from its digest.
    return f"{words or 'n'}-{_digest(text)}"


def without_marks(text: str) -> str:
    """The text without accents and vowel signs that are characters of their own."""
    if text.isascii():
        return text
    return "".join(char for char in text if unicodedata.category(char)[0] != "M")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]


def _ascii(text: str) -> str:
    words: str = slugify(text, max_length=SLUG_LENGTH, word_boundary=True, save_order=True)
    return words


def _is_foreign(text: str) -> bool:
    """Whether a text has letters, digits or marks beyond ASCII; typographic signs do not count."""
    return not text.isascii() and any(
        char > "\x7f" and (char.isalnum() or unicodedata.category(char)[0] == "M") for char in text
    )


def _unicode(text: str) -> str:
    joined = _SIGN.sub(_joined, lowered(text)).translate(_TABLE)
    words = [word for part in joined.split("-") if (word := _without_leading_marks(part))]
    return _cut(words)


def lowered(text: str) -> str:
    """The text in lower case and composed, full-width letters and ligatures as any other letters."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).replace("İ", "i").lower())


def _joined(match: re.Match[str]) -> str:
    """``l'été`` is two words; ``п'ять`` and ``צה״ל`` are one."""
    return match[0][0] + ("-" if match[0] < _FIRST_BEYOND_LATIN else "")


def _without_leading_marks(word: str) -> str:
    while word and unicodedata.category(word[0])[0] == "M":
        word = word[1:]
    return word


def _cut(words: list[str]) -> str:
    """The words that fit, joined by hyphens; of a long one in a script without spaces, the beginning."""
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if _fits(longer):
            kept = longer
            continue
        # Half of the room is enough where words have an end.
        return kept if 2 * len(kept.encode()) >= SLUG_BYTES else _beginning(longer, len(kept)) or kept
    return kept


def _fits(text: str) -> bool:
    return len(text) <= SLUG_LENGTH and len(text.encode()) <= SLUG_BYTES


def _beginning(text: str, least: int) -> str:
    """The longest beginning that fits and does not end within a letter with its signs."""
    end = len(text[:SLUG_LENGTH].encode()[:SLUG_BYTES].decode(errors="ignore"))
    for at in range(end, max(least, end - _MOST_MARKS), -1):
        if not _is_joined(text, at):
            return text[:at].rstrip("-")
    return text[:end].rstrip("-") if not least else ""


def _is_joined(text: str, at: int) -> bool:
    """Whether the characters before and after a position belong together."""
    after = text[at : at + 1]
    return bool(after) and (
        unicodedata.category(after)[0] == "M" or unicodedata.combining(text[at - 1]) == _VIRAMA
    )
