"""Makes a headline from the first sentence of a text that has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.text.sentences import clipped, without_stop, without_title
from generator.text.tables import load_table

LONGEST = 90
"""Most characters of a headline cut from the text."""

# A shorter clause ("On Monday,") is not enough for a headline.
_SHORTEST = 30
# Clauses end at these marks whatever follows; at a comma only before some words.
_VERB_FIRST = frozenset({"de", "nl", "sv"})  # after such a clause, the main clause begins with its verb
_STRONG = re.compile(r"[;:] | [—–] ?|[；：，]|، ")
_COMMA = re.compile(r", (?=([^\W\d_]+)(?: (\w))?)|、")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def headline(sentence: str, language: str = "") -> str:
    """A headline of at most ``LONGEST`` characters: the whole sentence, or clauses that make sense alone.

    Args:
        sentence: the first sentence of a text, without dateline.
        language: base language of the text, "" if unknown.
    """
    sentence = without_stop(sentence)
    if len(sentence) <= LONGEST:
        return sentence
    main = _main_clause(sentence, language)
    if len(main) <= LONGEST:
        return main
    ends = [] if _opens(main, language) else list(_clause_ends(main, language))
    best = max((end for end in ends if _SHORTEST <= end <= LONGEST), default=0)
    return main[:best] if best else _clipped(main)


def _main_clause(sentence: str, language: str) -> str:
    """The sentence without what precedes its main clause: "After the storm, the harbour ..."."""
    comma = sentence.find(", ")
    if comma < 0 or language in _VERB_FIRST or not _opens(sentence, language):
        return sentence
    # A date or place has commas of its own: "On Monday, May 3, 2010, the harbour", "In Saltport, Ohio, the".
    while not _is_clause(sentence[comma + 2 :]) and ", " in sentence[comma + 2 :]:
        comma = sentence.index(", ", comma + 2)
    rest = sentence[comma + 2 :]
    first = _first_word(rest)
    if not _is_clause(rest) or len(rest) < _SHORTEST or first in _words("conjunctions", language):
        return sentence
    return rest[:1].upper() + rest[1:]


def _is_clause(text: str) -> bool:
    """Whether a text after a comma begins with several words before its next comma."""
    head = text.partition(", ")[0]
    return not head[:1].isdigit() and len(_WORD.findall(head)) > 2


def _opens(text: str, language: str) -> bool:
    """Whether a text opens with a clause or phrase that makes no sense alone."""
    word = _first_word(text)
    adverb = text[len(word) : len(word) + 1] == "," and word in _words("adverbs", language)
    return adverb or word in _words("openings", language)


def _first_word(text: str) -> str:
    word = _WORD.match(text)
    return word[0].casefold() if word else ""


def _clause_ends(text: str, language: str) -> Iterator[int]:
    """Offsets in a sentence at which a clause that makes sense alone may end."""
    head = text[: LONGEST + 2]
    yield from (match.start() for match in _STRONG.finditer(head))
    conjunctions = _words("conjunctions", language)
    for match in _COMMA.finditer(head):
        word = match[1] or ""
        # Before a name, "and" goes on with a list.
        joins = word.casefold() in conjunctions and not ((match[2] or "").isupper() and language != "de")
        if joins or word.lower() == word.upper():
            yield match.start()


@cache
def _words(kind: str, language: str) -> frozenset[str]:
    return frozenset(load_table("clauses")[kind].get(language, "").split())


def _clipped(sentence: str) -> str:
    """A sentence cut after a word that is not a title whose bearer would be cut off."""
    cut = clipped(sentence, LONGEST)
    return f"{without_title(cut.removesuffix('…')).rstrip()}…"
