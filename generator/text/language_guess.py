"""Guesses the language of a text from its script and commonest words: quick, for choosing among tables.

Which language an article has is decided by ``describe.language``, from more of the text and with evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from generator.text.scripts import HAN, HANGUL, KANA
from generator.text.tables import load_table

_SAMPLE = 2000  # characters that are examined
_FEWEST = 4  # common words without which nothing is guessed
_LEAD = 1.3  # how many times as many as those of the next language there must be
_SCRIPTS = {
    "ja": re.compile(f"[{KANA}]"),
    "ko": re.compile(f"[{HANGUL}]"),
    "zh": re.compile(f"[{HAN}]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
}
_SHARE = 0.2  # of the characters that a script must have
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str:
    """The base language of a text, "" if too few words show it."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        for language, script in _SCRIPTS.items():
            if len(script.findall(sample)) > _SHARE * len(sample):
                return language
    counts = Counter[str]()
    for word in _WORD.findall(sample.lower()):
        counts.update(_languages().get(word, ()))
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= _FEWEST and most >= _LEAD * next_most else ""


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    """By common word, the languages that have it."""
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in load_table("function_words").items():
        for word in words.split():
            languages[word] = (*languages.get(word, ()), language)
    return languages
