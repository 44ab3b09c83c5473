"""Which blocks are the article, and by which rule each other one goes."""

from __future__ import annotations

from collections.abc import Sequence

from generator.extract.plain_lines import Block
from generator.extract.plain_phrases import Phrase, meets
from generator.extract.plain_score import belongs, figures
from generator.extract.plain_shape import SHORT, is_date_line, is_prose, width

KEPT = ""
# A copied page shows itself by lines of furniture, or in a language the table lacks by many short lines.
_FURNITURE = frozenset(
    {"navigation", "share", "comments", "advertisement", "related-stories", "cookies", "legal"}
)
_SIGNS, _FEW_SHORT, _MANY_SHORT, _SHORT_SHARE, _SHORT = 3, 4, 40, 0.6, 40
_MAX_REFERENCE = 120


def is_page(blocks: Sequence[Block]) -> bool:
    """Whether the text is a copied page, with menus and footers, and not an article alone."""
    short = [block for block in blocks if width(block.text) < _SHORT]
    if len(short) < _FEW_SHORT:
        return False
    gaps = sum(block.gap for block in blocks)
    if len(short) >= max(_MANY_SHORT, _SHORT_SHARE * len(blocks)) and gaps < 0.2 * len(blocks):
        return True
    signs: set[str] = set()
    for block in blocks:
        if width(block.text) < SHORT and _is_furniture(block.text):
            signs.add(block.text.casefold())
            if len(signs) == _SIGNS:
                return True
    return False


def _is_furniture(text: str) -> bool:
    return any(
        met.phrase.id in _FURNITURE and met.phrase.effect not in {"soft", "claim"} for met in meets(text)
    )


def fates(blocks: Sequence[Block], page: bool) -> list[str]:
    """For each block the rule that removes it, or ``KEPT``."""
    return _page_fates(blocks) if page else [_sure(block.text) for block in blocks]


def _sure(text: str) -> str:
    """The rule of a line that is furniture wherever it stands."""
    if width(text) > _MAX_REFERENCE:
        return KEPT
    return next((met.phrase.id for met in meets(text) if met.phrase.sure), KEPT)


def _page_fates(blocks: Sequence[Block]) -> list[str]:
    kept = belongs(figures(blocks))
    if not any(kept):
        kept = [is_prose(block.text, width(block.text)) for block in blocks]
    inside = [i for i, stays in enumerate(kept) if stays] or [0, len(blocks)]
    seen: set[str] = set()
    rules = []
    for i, (block, stays) in enumerate(zip(blocks, kept, strict=True)):
        rule = _sure(block.text) if stays else _reason(block.text, seen) or _side(i, inside)
        seen.add(block.text)
        rules.append(rule)
    return rules


def _side(i: int, inside: Sequence[int]) -> str:
    return "before-article" if i < inside[0] else "after-article" if i > inside[-1] else "not-prose"


def _reason(text: str, seen: set[str]) -> str:
    """The rule that names best why a line is not the article: a phrase, a date, a repetition."""
    phrase = _strongest([met.phrase for met in meets(text)])
    if phrase:
        return phrase
    if is_date_line(text):
        return "date-line"
    return "repeated" if text in seen else ""


def _strongest(phrases: Sequence[Phrase]) -> str:
    order = {"line": 0, "start": 1, "part": 2}
    named = [phrase for phrase in phrases if phrase.effect not in {"soft", "claim"}]
    return min(named, key=lambda phrase: order[phrase.match]).id if named else ""
