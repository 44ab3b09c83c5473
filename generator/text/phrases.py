"""Where the lines of a Chinese headline may end: browsers break Chinese within words.

Those of Japanese and Thai are found by browsers.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from generator.text.scripts import is_traditional

if TYPE_CHECKING:
    from budoux import Parser

# A shorter headline fits on a line, or breaks nowhere that matters.
SHORTEST = 8


@lru_cache(maxsize=4096)
def phrases(headline: str, language: str) -> tuple[str, ...]:
    """The pieces of a Chinese headline that stay together; empty for other languages."""
    if language.lower().partition("-")[0] not in ("zh", "yue") or len(headline) < SHORTEST:
        return ()
    return tuple(_parser(is_traditional(language)).parse(headline))


@cache
def _parser(traditional: bool) -> Parser:
    budoux = import_module("budoux")  # only if there are Chinese articles
    if traditional:
        parser: Parser = budoux.load_default_traditional_chinese_parser()
    else:
        parser = budoux.load_default_simplified_chinese_parser()
    return parser
