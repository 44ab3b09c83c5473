"""Decides which blocks of a pasted text are the article, and by which rule each other block is removed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.extract.plain.lines import ITEM, LineBlock
from generator.extract.plain.phrases import Phrase, match_phrases
from generator.extract.plain.score import line_scores, select_lines
from generator.extract.plain.shape import SHORT, is_date_line, is_prose, names_handle, width

IN_BODY = ""
# A copied page is recognised by lines of furniture: one is enough among many short lines; more are needed
# among blank lines, since an article may list the names of services.
_FURNITURE = frozenset(
    {"navigation", "share", "comments", "advertisement", "related-stories", "cookies", "legal"}
)
_SIGNS, _SIGNS_IF_AIRY, _FEW_SHORT, _MANY_SHORT = 3, 8, 4, 40
_SHORT_SHARE, _SHORT, _GAP_SHARE = 0.6, 40, 0.2
_MAX_REFERENCE = 120
_CLOSE, _ALMOST = 2, -1.0
# Scoring takes some 20 microseconds a line: a text with more lines only loses its furniture.
_MAX_SCORED = 20_000


def is_page(blocks: Sequence[LineBlock]) -> bool:
    """Whether the text is a whole copied page, with menus and footers, rather than just an article."""
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
        match.phrase.id in _FURNITURE and match.phrase.effect not in {"soft", "claim"}
        for match in match_phrases(text)
    )


def removal_rules(blocks: Sequence[LineBlock], page: bool) -> list[str]:
    """For each block the rule that removes it from the body, or ``IN_BODY``.

    Args:
        blocks: the blocks of the text.
        page: the text is a copied page.
    """
    if page:
        return _page_rules(blocks)
    texts = [*(block.text for block in blocks), ""]
    return [_sure_in_text(text, after) for text, after in pairwise(texts)]


def _sure(text: str) -> Phrase | None:
    """The phrase for a line that is furniture in any text."""
    if width(text) > _MAX_REFERENCE:
        return None
    return next((match.phrase for match in match_phrases(text) if match.phrase.sure), None)


def _sure_in_text(text: str, after: str) -> str:
    """The rule that removes a line from a text other than a copied page, where headings may look alike."""
    phrase = _sure(text)
    if phrase is None or (phrase.match == "start" and (text[-1] in ".!?" or ITEM.match(text))):
        return IN_BODY
    heading = phrase.effect == "list" and text[-1] not in ":：" and is_prose(after, width(after))
    return IN_BODY if heading else phrase.id


def _page_rules(blocks: Sequence[LineBlock]) -> list[str]:
    in_body = _article(blocks)
    inside = [i for i, belongs in enumerate(in_body) if belongs] or [0, len(blocks)]
    seen: set[str] = set()
    printed: set[str] = set()
    rules = []
    for i, (block, belongs) in enumerate(zip(blocks, in_body, strict=True)):
        if belongs:
            rule = _inside(block.text, printed)
            printed.add(block.text)
        else:
            rule = _reason(block.text, seen) or _side(i, inside)
        seen.add(block.text)
        rules.append(rule)
    return rules


def _article(blocks: Sequence[LineBlock]) -> Sequence[bool]:
    """Which blocks are the article by their scores; if none is, all blocks but furniture."""
    values = line_scores(blocks) if len(blocks) <= _MAX_SCORED else []
    in_body = select_lines(values)
    if not any(in_body):
        return [not _is_furniture(block.text) for block in blocks]
    return _extended(blocks, in_body, values)


def _inside(text: str, printed: set[str]) -> str:
    """The rule that removes a line inside the article: furniture, or a repeated paragraph."""
    phrase = _sure(text)
    if phrase:
        return phrase.id
    return "repeated" if text in printed and width(text) >= SHORT else IN_BODY


def _extended(blocks: Sequence[LineBlock], in_body: Sequence[bool], values: Sequence[float]) -> list[bool]:
    """``in_body`` extended by running text with a score just too low, close to other blocks of the body."""
    extended = list(in_body)
    for order in (range(len(blocks)), reversed(range(len(blocks)))):
        since = _CLOSE + 1
        for i in order:
            near = since <= _CLOSE and values[i] > _ALMOST and is_prose(blocks[i].text, width(blocks[i].text))
            extended[i] = extended[i] or near
            since = 0 if extended[i] else since + 1
    return extended


def _side(i: int, inside: Sequence[int]) -> str:
    return "before-article" if i < inside[0] else "after-article" if i > inside[-1] else "not-prose"


def _reason(text: str, seen: set[str]) -> str:
    """The most specific rule for a line that is not part of the article: a phrase, a date, a repetition."""
    phrase = _strongest([match.phrase for match in match_phrases(text)])
    if phrase:
        return phrase
    if is_date_line(text) and not names_handle(text):
        return "date-line"
    return "repeated" if text in seen else ""


def _strongest(phrases: Sequence[Phrase]) -> str:
    order = {"line": 0, "start": 1, "part": 2}
    furniture = [phrase for phrase in phrases if phrase.effect not in {"soft", "claim"}]
    return min(furniture, key=lambda phrase: order[phrase.match]).id if furniture else ""
