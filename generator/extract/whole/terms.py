"""Terms of a table found in a line, all in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import ahocorasick

from generator.text.scripts import is_touching
from generator.text.tables import load_table


@cache
def terms(key: str, *names: str) -> Any:  # noqa: ANN401 - the library has no types
    """The automaton of a list in ``incomplete.yml``, by the names of its levels."""
    table = load_table("incomplete")[key]
    for name in names:
        table = table[name]
    return automaton(table)


def automaton(words: Iterable[str]) -> Any:  # noqa: ANN401 - as above
    """The automaton of some terms."""
    terms = ahocorasick.Automaton()
    for word in words:
        terms.add_word(word.casefold(), len(word.casefold()))
    terms.make_automaton()
    return terms


def count_terms(text: str, automaton: Any, *, prefix: bool = False) -> int:  # noqa: ANN401 - as above
    """How many terms a text contains as whole words, or with ``prefix`` as beginnings of words."""
    folded = text.casefold().replace("’", "'")
    # Nearly all lines have none.
    ends = list(automaton.iter(folded))
    return sum(_is_word(folded, end - length + 1, end, prefix) for end, length in ends) if ends else 0


def _is_word(text: str, start: int, end: int, prefix: bool) -> bool:
    before = start and text[start].isalnum() and text[start - 1].isalnum() and not is_touching(text[start])
    after = (
        end + 1 < len(text) and text[end].isalnum() and text[end + 1].isalnum() and not is_touching(text[end])
    )
    return not before and (prefix or not after)
