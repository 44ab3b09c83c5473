"""Which blocks are the article, and by which rule each other one goes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.extract.plain.lines import ITEM, Block
from generator.extract.plain.phrases import Phrase, meets
from generator.extract.plain.score import belongs, figures
from generator.extract.plain.shape import SHORT, is_date_line, is_prose, width

KEPT = ""
# A copied page shows itself by lines of furniture: fewer are enough among many short lines, more are
# needed between blank lines, as in an article that lists the names of services.
_FURNITURE = frozenset(
    {"navigation", "share", "comments", "advertisement", "related-stories", "cookies", "legal"}
)
_SIGNS, _SIGNS_IF_AIRY, _FEW_SHORT, _MANY_SHORT = 3, 8, 4, 40
_SHORT_SHARE, _SHORT, _GAP_SHARE = 0.6, 40, 0.2
_MAX_REFERENCE = 120
_CLOSE, _ALMOST = 2, -1.0
# Weighing takes some 20 microseconds a line: what is longer than this only loses its furniture.
_MAX_WEIGHED = 20_000


def is_page(blocks: Sequence[Block]) -> bool:
    """Whether the text is a copied page, with menus and footers, and not an article alone."""
    short = [block.text for block in blocks if width(block.text) < SHORT]
    tiny = sum(width(text) < _SHORT for text in short)
    if tiny < _FEW_SHORT:
        return False
    airy = blocks[1].gap or sum(block.gap for block in blocks) >= _GAP_SHARE * len(blocks)
    crowded = not airy and tiny >= max(_MANY_SHORT, _SHORT_SHARE * len(blocks))
    needed, signs = 1 if crowded else _SIGNS_IF_AIRY if airy else _SIGNS, set[str]()
    for text in short:
        if _is_furniture(text):
            signs.add(text.casefold())
            if len(signs) == needed:
                return True
    return False


def _is_furniture(text: str) -> bool:
    return any(
        met.phrase.id in _FURNITURE and met.phrase.effect not in {"soft", "claim"} for met in meets(text)
    )


def fates(blocks: Sequence[Block], page: bool) -> list[str]:
    """For each block the rule that removes it, or ``KEPT``."""
    if page:
        return _page_fates(blocks)
    texts = [*(block.text for block in blocks), ""]
    return [_sure_in_text(text, after) for text, after in pairwise(texts)]


def _sure(text: str) -> Phrase | None:
    """The row for a line that is furniture wherever it stands."""
    if width(text) > _MAX_REFERENCE:
        return None
    return next((met.phrase for met in meets(text) if met.phrase.sure), None)


def _sure_in_text(text: str, after: str) -> str:
    """The rule that takes a line out of an article alone: less, for its headings and lists may look alike."""
    phrase = _sure(text)
    if phrase is None or (phrase.match == "start" and (text[-1] in ".!?" or ITEM.match(text))):
        return KEPT
    heading = phrase.effect == "list" and text[-1] not in ":：" and is_prose(after, width(after))
    return KEPT if heading else phrase.id


def _page_fates(blocks: Sequence[Block]) -> list[str]:
    kept = _article(blocks)
    inside = [i for i, stays in enumerate(kept) if stays] or [0, len(blocks)]
    seen: set[str] = set()
    printed: set[str] = set()
    rules = []
    for i, (block, stays) in enumerate(zip(blocks, kept, strict=True)):
        if stays:
            rule = _inside(block.text, printed)
            printed.add(block.text)
        else:
            rule = _reason(block.text, seen) or _side(i, inside)
        seen.add(block.text)
        rules.append(rule)
    return rules


def _article(blocks: Sequence[Block]) -> Sequence[bool]:
    """Which blocks are the article by their figures; where none is, all but furniture."""
    values = figures(blocks) if len(blocks) <= _MAX_WEIGHED else []
    kept = belongs(values)
    if not any(kept):
        return [not _is_furniture(block.text) for block in blocks]
    return _rounded_off(blocks, kept, values)


def _inside(text: str, printed: set[str]) -> str:
    """The rule that takes a line out of the article itself: furniture, or a paragraph that it had before."""
    phrase = _sure(text)
    if phrase:
        return phrase.id
    return "repeated" if text in printed and width(text) >= SHORT else KEPT


def _rounded_off(blocks: Sequence[Block], kept: Sequence[bool], values: Sequence[float]) -> list[bool]:
    """``kept`` with prose that falls short by little, and stands close to what is kept."""
    whole = list(kept)
    for order in (range(len(blocks)), reversed(range(len(blocks)))):
        since = _CLOSE + 1
        for i in order:
            near = since <= _CLOSE and values[i] > _ALMOST and is_prose(blocks[i].text, width(blocks[i].text))
            whole[i] = whole[i] or near
            since = 0 if whole[i] else since + 1
    return whole


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
