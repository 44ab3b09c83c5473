"""Stages that take out what trafilatura keeps though it is not the article's text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.extract.html.blocks import HEADINGS, Block
from generator.extract.html.page import NOT_ARTICLE, Page, Reasons, bare, is_headline, is_prose
from generator.extract.plain.claims import claims_of
from generator.extract.plain.edges import is_menu
from generator.extract.plain.phrases import meets
from generator.extract.plain.shape import is_date_line

_LINKED = 0.85  # share of a line's characters in links, from which it only points elsewhere
_LINE = 300  # characters up to which a block may be a line of page furniture
_STATEMENT = 120  # characters up to which a block may be a byline or date line
_LABEL = 60  # characters up to which a line may only lead to what follows
_SENTENCE_ENDS = tuple(".!?…。！？»”\"'“)’")
_PARTS = frozenset({"li", "td", "th", "dd", "dt", "blockquote", "pre"})  # of something longer
_OPENING, _FOLLOWING = 4, 8  # kept blocks of which one may be a standfirst, and those that may repeat it
_STANDFIRST = 60  # characters of words below which a block that is repeated may be a label or a refrain
_STATING = {"tags", "updated"}  # fields whose lines stand at an article's end as well as at its head


def drop_head(page: Page, reasons: Reasons) -> Reasons:
    """Take out the headline, and before the second paragraph bylines and lines that give the date."""
    return tuple(_named(reason, rule) for reason, rule in zip(reasons, _head(page, reasons), strict=True))


def _head(page: Page, reasons: Reasons) -> Iterator[str]:
    paragraphs = 0
    for block, reason in zip(page.blocks, reasons, strict=True):
        paragraphs += not reason and is_prose(block)
        line = block.text if len(block.text) < _STATEMENT else ""
        if is_headline(page, block):
            yield "headline"
        elif paragraphs < 2 and line and is_date_line(line):
            yield "date-line"
        else:
            stated = list(claims_of(line.partition("\n")[0])) if line else []
            early = paragraphs < 2 or any(claim.field in _STATING for claim in stated)
            yield stated[0].rule if stated and early else ""


def drop_phrases(page: Page, reasons: Reasons) -> Reasons:
    """Take out lines that the table of phrases knows as page furniture, however short the page."""
    rules = (_furniture(block.text) for block in page.blocks)
    return tuple(_named(reason, rule) for reason, rule in zip(reasons, rules, strict=True))


def _named(reason: str, rule: str) -> str:
    """The rule that leaves a block out: the one that says most about it."""
    return rule if rule and reason in {"", NOT_ARTICLE} else reason


def _furniture(text: str) -> str:
    met = meets(text.partition("\n")[0]) if len(text) <= _LINE else ()
    found = next((one.phrase.id for one in met if one.phrase.effect not in {"soft", "claim"}), "")
    return found or ("menu" if len(text) <= _LABEL and is_menu(text) else "")


def drop_linked(page: Page, reasons: Reasons) -> Reasons:
    """Take out lines that are nothing but links, in an article that has text of its own."""
    rows = list(zip(page.blocks, reasons, strict=True))
    if sum(not reason and is_prose(block) for block, reason in rows) < 3:
        return reasons
    return tuple(reason or "linked-line" * (block.linked > _LINKED) for block, reason in rows)


def drop_lead_ins(page: Page, reasons: Reasons) -> Reasons:
    """Take out short lines that only lead to links which are gone: "Read more about this:"."""
    return tuple(
        reason or "lead-in" * (_is_label(block) and _leads_away(page, reasons, at))
        for at, (block, reason) in enumerate(zip(page.blocks, reasons, strict=True))
    )


def _is_label(block: Block) -> bool:
    return len(block.text) < _LABEL and not block.text.endswith(_SENTENCE_ENDS) and block.tag not in _PARTS


def _leads_away(page: Page, reasons: Reasons, at: int) -> bool:
    after = at + 1
    return after < len(reasons) and bool(reasons[after]) and page.blocks[after].linked > _LINKED


def drop_repeated(page: Page, reasons: Reasons) -> Reasons:
    """Take out a standfirst, set as heading or as text, with which a paragraph below it begins as well."""
    kept = [at for at, reason in enumerate(reasons) if not reason][:_FOLLOWING]
    words = {at: bare(page.blocks[at].text) for at in kept}
    twice = {
        at
        for place, at in enumerate(kept[:_OPENING])
        if len(words[at]) >= _STANDFIRST and page.blocks[at].tag not in _PARTS
        if any(_repeats(page.blocks[below], words[below], words[at]) for below in kept[place + 1 :])
    }
    return tuple("repeated" if at in twice else reason for at, reason in enumerate(reasons))


def _repeats(block: Block, words: str, standfirst: str) -> bool:
    return f"{words} ".startswith(f"{standfirst} ") and block.tag not in (_PARTS | HEADINGS.keys())
