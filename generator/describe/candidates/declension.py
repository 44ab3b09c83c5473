"""The case forms of words and names in Russian and Ukrainian, and the part that all forms share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from generator.text.folding import fold

DECLINED = frozenset({"ru", "uk"})
"""Languages whose names change with their case."""

# The endings that replace the last letters of a nominative, for the first row that fits.
_FORMS = (
    (("ия", "ія"), "ия ии ию ией ія ії ію ією"),
    (("ая", "яя"), "ая ой ую ою яя ей юю"),
    (("ый", "ий", "ой"), "ый ий ой ого ому ым им ом ем ия ию ием ии его ему ій ія ію ієм ії"),
    (("ь",), "ь я ю ем ём е и ью ей"),
    (("й",), "й я ю ем ём е и єм ї"),
    (("а",), "а ы и е у ой ою ей і"),
    (("я",), "я и е ю ей ею і"),
    (("о", "е"), "о е а я у ю ом ем ам і"),
)
_CONSONANT = "а у ом ем ём е ы и ов ам ами ах ові і"
# Case endings of words in folded letters: и also stands for й.
_ENDING = re.compile(
    r"(?<=\w{3})(?:ого|его|ому|ему|ыми|ими|ою|ею|ия|ие|ию|ии|ием|ией|ои|ей|еи|аи|ом|ем|ым|им|ая|яя|ую|юю|ыи|ых|их|"
    r"ами|ями|ам|ям|ах|ях|ові|еві|єм|ією|ії|ію|ія|іи|ы|и|а|я|у|ю|е|о|ь|і|ї)$"
)


def forms(word: str) -> Iterable[str]:
    """The forms that a nominative may have, and some that it has not; none of them is another common word."""
    for ends, replacements in _FORMS:
        for end in ends:
            if word.endswith(end) and len(word) > len(end) + 1:
                return [word.removesuffix(end) + new for new in replacements.split()]
    return [word, *(word + new for new in _CONSONANT.split())] if word[-1:].isalpha() else [word]


def all_forms(words: Iterable[str]) -> frozenset[str]:
    """The forms of several words."""
    return frozenset(form for word in words for form in forms(word))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What all case forms of a word share, without accents and in the capitals of the word."""
    return _ENDING.sub("", fold(word))
