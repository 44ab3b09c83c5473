"""Whether the words next to a name make it part of a longer one: ``Martin Luther King, Jr. Center``.

For links, and stricter than ``longer``: if a mention is not linked, the next one is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from generator.authority.forms import given_names
from generator.authority.longer import longer_name_words
from generator.text.folding import fold
from generator.text.tables import load_table

# Emphasis in Markdown may end or begin next to a name.
_MARKS = r"[*_]{0,3}"
_AFTER = re.compile(rf"(?:, [JS]r\.?)?{_MARKS}(?P<gap>[ \u00a0]|[-–]| & ){_MARKS}(?P<word>[^\W\d_][\w’'-]*)")
_BEFORE = re.compile(rf"(?<![\w.&’'-])(?P<word>[^\W\d_][\w&.’'-]*+){_MARKS}(?P<gap>[ \u00a0]| & ){_MARKS}$")
_HYPHENATED = re.compile(r"(?<!\w)[^\W\d_a-z]\w*[-–]$")
_HEADED = re.compile(
    r"(?<!\w)(?P<head>[^\W\d_a-z]\w+) (?:of|for|de|del|du|di|do|da)(?: (?:the|la|los|las))? $"
)
_OPENS = re.compile(r"(?:^|[\n.!?:;…•*|¿¡—–\"“”«»„‘(\[])[\s\"“«„‘(\[*_]{0,4}$")
_INITIAL = re.compile(r"[^\W\d_]\.")
_REACH = 40


class _Words(NamedTuple):
    days: frozenset[str]
    heads: frozenset[str]
    capital_nouns: frozenset[str]


@cache
def _words() -> _Words:
    cues = load_table("cues")
    heads = f"{cues['organization_heads']} {cues['place_heads']}"
    return _Words(
        frozenset(cues["dates"].split()), frozenset(heads.split()), frozenset(cues["capital_nouns"].split())
    )


def is_in_longer_name(text: str, start: int, end: int, language: str) -> bool:
    """Whether a name at these offsets is, by the words next to it, only part of a longer name.

    Args:
        text: plain text or Markdown.
        start: offset of the name.
        end: offset after it.
        language: BCP 47 tag, or "".
    """
    base = language.partition("-")[0]
    return _is_continued(text, end, base) or _is_preceded(text, start, base)


def _is_continued(text: str, end: int, language: str) -> bool:
    match = _AFTER.match(text, end)
    if not match or not match["word"][0].isupper():
        return False
    word = match["word"].partition("'")[0].partition("’")[0]
    if match["gap"] in {" ", "\u00a0"} and language in _words().capital_nouns:
        return word in longer_name_words().after
    return word not in _words().days


def _is_preceded(text: str, start: int, language: str) -> bool:
    low = max(0, start - _REACH)
    before = text[low:start]
    headed = _HEADED.search(before)
    if _HYPHENATED.search(before) or (headed and headed["head"] in _words().heads):
        return True
    match = _BEFORE.search(before)
    if not match or not match["word"][0].isupper():
        return False
    word, known = match["word"], longer_name_words()
    if match["gap"] == " & " or _INITIAL.fullmatch(word) or word.rstrip(".") in known.before:
        return True
    if word.rstrip(".") in known.apart or word.endswith((".", "'s", "’s")):
        return False
    opens = _OPENS.search(before[: match.start("word")]) is not None
    return fold(word) in given_names() or (language not in _words().capital_nouns and not opens)
