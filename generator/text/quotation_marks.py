"""The quotation marks of a language."""

from __future__ import annotations

from functools import lru_cache

from generator.text.tables import load_table

_OTHERS = "en"


@lru_cache(maxsize=256)
def quotation_marks(language: str) -> tuple[str, str]:
    """The opening and the closing mark, those of English for other languages.

    Args:
        language: BCP 47 tag, or "".
    """
    table = load_table("quotation_marks")
    parts = language.lower().split("-")
    tags = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    opening, _, closing = table[next((tag for tag in tags if tag in table), _OTHERS)].partition(" ")
    return opening, closing
