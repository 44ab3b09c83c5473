"""Stages that remove blocks which trafilatura keeps but which are not the article's text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.extract.html.blocks import HEADINGS, Block
from generator.extract.html.drop_boxes import is_in_box
from generator.extract.html.marks import EMBED, number_of
from generator.extract.html.page import NOT_ARTICLE, HtmlPage, Reasons, bare, is_headline, is_prose
from generator.extract.plain.claims import claims_of
from generator.extract.plain.edges import is_menu
from generator.extract.plain.phrases import EVERY_LANGUAGE, Phrase, match_phrases
from generator.extract.plain.shape import is_date_line

_LINKED = 0.85  # share of linked characters from which a block only points elsewhere
_LINE = 300  # most characters of a line of page furniture
_STATEMENT = 120  # most characters of a byline or date line
_LABEL = 60  # most characters of a line that only introduces what follows
_SENTENCE_ENDS = tuple(".!?…。！？»”\"'“)’")
_FULL_STOPS = (*_SENTENCE_ENDS, ".)", "।", "。", "？", "！", ".]")
_SHARED = 3  # words that the first paragraph shares with the title
_PARTS = frozenset(
    {"li", "td", "th", "dd", "dt", "blockquote", "pre"}
)  # elements that are part of a longer one
_OPENING, _FOLLOWING = 4, 8  # first blocks of the body: one of 4 may be a standfirst, one of 8 may repeat it
_STANDFIRST = 60  # least characters of a standfirst; a shorter block may be a label or a refrain
_AT_END = {"tags", "updated"}  # fields that are stated at an article's end as well as at its head


def drop_head(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Remove the headline, the page's own address, and bylines and date lines before the second paragraph."""
    return tuple(
        _more_specific(reason, rule) for reason, rule in zip(reasons, _head(page, reasons), strict=True)
    )


def _head(page: HtmlPage, reasons: Reasons) -> Iterator[str]:
    paragraphs = 0
    for block, reason in zip(page.blocks, reasons, strict=True):
        paragraphs += not reason and is_prose(block)
        line = block.text if len(block.text) < _STATEMENT else ""
        if is_headline(page, block):
            yield "headline"
        elif "://" in block.text and bare(block.text) in page.addresses:
            yield "own-address"  # as templates for printing write it
        else:
            rule = _statement(line, at_head=paragraphs < 2) if line else ""
            # Who wrote a quoted post, and when, is not about the article.
            yield rule if rule and not _is_embedded(block) else ""


def _statement(line: str, *, at_head: bool) -> str:
    """The rule that removes a line about the article; at its end, fewer lines are about it."""
    if at_head and is_date_line(line):
        return "date-line"
    claims = list(claims_of(line.partition("\n")[0]))
    removable = at_head or any(claim.field in _AT_END for claim in claims)
    return claims[0].rule if claims and removable else ""


def _is_embedded(block: Block) -> bool:
    return any(number_of(element, EMBED) for element in (block.element, *block.element.iterancestors()))


def drop_phrases(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Remove lines that the table of phrases lists as page furniture.

    A sentence of the article may contain such a phrase ("changed its privacy policy"). So between the first
    and the last paragraph without one, it removes only lines that do not end like a sentence, and those in
    boxes.
    """
    rules = [_furniture(block.text, page.language) for block in page.blocks]
    rows = list(zip(page.blocks, reasons, rules, strict=True))
    clean = [
        number
        for number, (block, reason, rule) in enumerate(rows)
        if not reason and not rule and is_prose(block)
    ]
    first, last = (clean[0], clean[-1]) if clean else (0, 0)
    article = {
        outer for number in {first, last} if clean for outer in page.blocks[number].element.iterancestors()
    }
    return tuple(
        reason
        if rule
        and not reason
        and number < last
        and _is_article_sentence(page, block, number < first)
        and not is_in_box(block, article)
        else _more_specific(reason, rule)
        for number, (block, reason, rule) in enumerate(rows)
    )


def _more_specific(reason: str, rule: str) -> str:
    """The more specific of two rules that remove a block."""
    return rule if rule and reason in {"", NOT_ARTICLE} else reason


def _furniture(text: str, language: str, *, sentence: bool = False) -> str:
    """The rule that removes a line; of phrases inside a ``sentence``, only those of every language count."""
    matches = match_phrases(text.partition("\n")[0]) if len(text) <= _LINE else ()
    rule = next((match.phrase.id for match in matches if _removes(match.phrase, language, sentence)), "")
    return rule or ("menu" if len(text) <= _LABEL and is_menu(text) else "")


def _removes(phrase: Phrase, language: str, sentence: bool) -> bool:
    if phrase.effect in {"soft", "claim"} or not phrase.applies_to(language):
        return False
    return not sentence or phrase.match != "part" or phrase.language == EVERY_LANGUAGE


def _is_article_sentence(page: HtmlPage, block: Block, opening: bool) -> bool:
    """Whether a block is a sentence of the article; an ``opening`` one has words of a title."""
    if not block.text.endswith(_FULL_STOPS) or _furniture(block.text, page.language, sentence=True):
        return False
    words = frozenset(bare(block.text).split()) if opening else frozenset[str]()
    return not opening or any(len(words.intersection(title.split())) >= _SHARED for title in page.titles)


def drop_linked(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Remove lines that consist only of links, if the article has enough running text."""
    rows = list(zip(page.blocks, reasons, strict=True))
    if sum(not reason and is_prose(block) for block, reason in rows) < 3:
        return reasons
    return tuple(reason or "linked-line" * (block.linked > _LINKED) for block, reason in rows)


def drop_lead_ins(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Remove short lines that only introduce links which were removed: "Read more about this:"."""
    return tuple(
        reason or "lead-in" * (_is_label(block) and _introduces_links(page, reasons, number))
        for number, (block, reason) in enumerate(zip(page.blocks, reasons, strict=True))
    )


def _is_label(block: Block) -> bool:
    return len(block.text) < _LABEL and not block.text.endswith(_SENTENCE_ENDS) and block.tag not in _PARTS


def _introduces_links(page: HtmlPage, reasons: Reasons, number: int) -> bool:
    after = number + 1
    return after < len(reasons) and bool(reasons[after]) and page.blocks[after].linked > _LINKED


def drop_repeated(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Remove a standfirst if a paragraph below it begins with the same words."""
    opening = [number for number, reason in enumerate(reasons) if not reason][:_FOLLOWING]
    words = {number: bare(page.blocks[number].text) for number in opening}
    repeated = {
        number
        for place, number in enumerate(opening[:_OPENING])
        if len(words[number]) >= _STANDFIRST and page.blocks[number].tag not in _PARTS
        if any(_repeats(page.blocks[below], words[below], words[number]) for below in opening[place + 1 :])
    }
    return tuple("repeated" if number in repeated else reason for number, reason in enumerate(reasons))


def _repeats(block: Block, words: str, standfirst: str) -> bool:
    return f"{words} ".startswith(f"{standfirst} ") and block.tag not in (_PARTS | HEADINGS.keys())
