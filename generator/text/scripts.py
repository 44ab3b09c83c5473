"""How scripts write words: the one table, as the insides of character classes of patterns.

Three questions are distinguished: whether words are written without spaces (``UNSPACED``), whether a word may
touch its neighbours (``TOUCHING``), and whether a character says as much as two of an alphabet (``WIDE``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

UNSPACED_SCRIPTS: Mapping[str, str] = {
    "Han": "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9"
    "\U00020000-\U000323af",
    "Hiragana": "\u3041-\u3096\u3099\u309a\u309d-\u309f",
    # With its long mark.
    "Katakana": "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e5b",
    "Lao": "\u0e81-\u0edf",
    "Khmer": "\u1780-\u17dd\u17e0-\u17e9",
    "Myanmar": "\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f",
}
"""Scripts written without spaces, by Unicode's names. ``theme/assets/marks.js`` lists the same."""

UNSPACED = "".join(UNSPACED_SCRIPTS.values())
"""Letters, signs and digits of scripts without spaces between words. Korean puts spaces between its words."""

HAN = UNSPACED_SCRIPTS["Han"]
KATAKANA = UNSPACED_SCRIPTS["Katakana"]
KANA = UNSPACED_SCRIPTS["Hiragana"] + KATAKANA
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"

TOUCHING = UNSPACED + HANGUL
"""Scripts in which a letter right before or after a word does not make it another word: there are no spaces,
or, in Korean, particles are written onto it."""

WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Characters of Chinese, Japanese and Korean text, punctuation included, two columns wide in print."""

UNSPACED_PUNCTUATION = "\u3000-\u3003\u3008-\u301f\u30fb\uff00-\uff65"
"""Punctuation of Chinese and Japanese and its full-width forms, which bring their own space with them."""

MARKS = "".join(char for char in map(chr, range(0xE00, 0x1800)) if unicodedata.category(char).startswith("M"))
"""Vowel signs and tone marks of scripts without spaces: each belongs to the letter before it."""

_UNSPACED_LETTER = re.compile(f"(?![{MARKS}])[{UNSPACED}]")
_TOUCHING = re.compile(f"[{TOUCHING}]")
# Parts of the tags of languages that are written in traditional Chinese characters.
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def is_touching(text: str) -> bool:
    """Whether the first letter of a text is of a script in which words may touch."""
    return _TOUCHING.match(text) is not None


def count_unspaced(text: str) -> int:
    """Number of letters of scripts without spaces between words."""
    return 0 if text.isascii() else len(_UNSPACED_LETTER.findall(text))


def is_traditional(language: str) -> bool:
    """Whether a language, given as a BCP 47 tag, has the traditional forms of Chinese characters."""
    first, *rest = language.lower().split("-")
    return "hans" not in rest and (first == "yue" or not _TRADITIONAL.isdisjoint(rest))
