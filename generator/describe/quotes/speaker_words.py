"""The words of ``data/speakers.yml``: offices, forms of address and others that go with names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.text.tables import load_table

# Where a clause ends.
CLAUSE = re.compile(r"[，。；！？、,.;!?：:\n「」『』“”«»\"।]")
REACH = 60  # characters between a quotation and the verb
_BY_LETTER = frozenset({"surnames", "weak_surnames", "small", "endings"})
MOST_WORDS = 4  # words of a name


@cache
def word_sets(language: str) -> Mapping[str, frozenset[str]]:
    """The words of one language; a value without spaces is a set of characters."""
    table: dict[str, Any] = load_table("speakers")[language]
    by_letter = _BY_LETTER if language in {"zh", "ja", "ko"} else frozenset[str]()
    return {
        name: frozenset("".join(text.split()) if name in by_letter else text.split())
        for name, text in table.items()
    }


@cache
def longest_first(language: str, name: str) -> tuple[str, ...]:
    """The words of one set, the longest first, so that none hides a longer one."""
    return tuple(sorted(word_sets(language)[name], key=lambda word: (-len(word), word)))
