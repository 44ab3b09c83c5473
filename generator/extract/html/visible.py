"""Reads the claims that readers see near the headline and after the text: headline, dates, bylines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.bylines.lines import is_credit, is_lead, opens_byline
from generator.extract.bylines.names import author_names, is_handle
from generator.extract.html.blocks import Block, block_text
from generator.extract.html.date_lines import date_claims, instant, is_label, is_labelled
from generator.extract.html.elements import around, class_and_id
from generator.extract.html.headlines import headlines
from generator.extract.html.live import entry_claims, live_entries
from generator.extract.html.page import HtmlPage, Reasons, is_headline, is_prose
from generator.extract.plain.claims import claims_of
from generator.extract.plain.head import name_beside_day
from generator.model.documents import Claim
from generator.text.tables import load_table

_FARTHEST = 15  # most blocks between the headline and the text
_BEFORE, _AFTER = 4, 8  # blocks before the headline and after the text that may be about the article
_DECIDES = 0.67  # confidence of a date from which zones farther from the headline are not searched
_STATEMENT = 160  # most characters of a date line or byline
# Trust in other parts of the page, where only date lines count, and more if they have a label or are elements
# for a time.
_ANYWHERE, _LABELLED = 0.7, 0.72
# Confidence of a name after "By", and with a job or in the line after "Author:"; factor for the name of an
# account instead of a person.
_LED, _BELOW_LABEL, _HANDLE = 0.8, 0.7, 0.7
_NAME = 100  # most characters of an element with an author's name
_SEARCHED = 3000  # blocks that are searched for labelled elements
# Rules that may have several statements; those of other articles are excluded by their position.
_SEVERAL = frozenset({"microdata-author", "rel-author", "class-author", "author-link"})
_NEAR, _LINK = 4, 2  # enclosing elements that are examined, and of words that may be linked
_COMMENTS = re.compile(
    r"(?<![\w-])(?:the)?comment(?!ary|s?-(?:open|closed|link|count|off|on)|s?_(?:link|count))|kommentar|respond|reply|replies",
    re.IGNORECASE,
)
# Publishing systems put an article's subjects into the class of its element: these say nothing about
# position.
_SUBJECT = re.compile(r"(?<!\S)(?:category|tag|cat|tax)-\S+", re.IGNORECASE)
_SUBJECT_LINK = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|sections?|themen?|ressort|rubrik|rubrique)/", re.IGNORECASE
)
_OTHERS = re.compile(r"related|teaser|sidebar|widget|menu", re.IGNORECASE)
# Parts of a page whose dates are those of something shown in the article: a picture, a post, another article.
_SHOWN = frozenset({"figcaption", "blockquote"})
_SHOWN_CLASS = re.compile(
    r"(?<![a-z])(?:tweet|twitter-|instagram-|fb-post|embed|wp-caption|image-?caption|most-?read)",
    re.IGNORECASE,
)
_LINKED = 0.8  # share of linked characters from which a line's date belongs to the linked page


class Zone(NamedTuple):
    """Consecutive blocks, and a factor from 0 to 1 for the confidence of claims in them."""

    blocks: Sequence[Block]
    trust: float


class ElementRule(NamedTuple):
    """A row of ``html_visible.yml``: an attribute that marks an element as stating a field."""

    field: str
    attribute: str
    pattern: re.Pattern[str]
    rule: str
    confidence: float

    def matches(self, element: HtmlElement) -> bool:
        """Whether an element has the attribute with a matching value."""
        value = element.get(self.attribute)
        return value is not None and self.pattern.search(value) is not None


def visible_claims(page: HtmlPage, reasons: Reasons, language: str) -> Iterator[Claim]:
    """Claims that readers see, the best first for each field.

    Args:
        page: the page.
        reasons: which of its blocks are not the body.
        language: BCP 47 tag of the page, "" if unknown.
    """
    body = [number for number, reason in enumerate(reasons) if not reason]
    prose = [number for number in body if is_prose(page.blocks[number])] or body or [0]
    yield from headlines(page, prose[0])
    entries = live_entries(page, prose)
    yield from entry_claims(entries, language)
    zones = _zones(page, prose[0], prose[-1], shown=frozenset(map(id, entries)))
    for field in ("date", "updated", "authors"):
        for zone in zones:
            claims = [claim for claim in _claims(zone, language) if claim.field == field]
            yield from _first_statements(claims)
            if any(field != "date" or claim.confidence >= _DECIDES for claim in claims):
                break


def _first_statements(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims in the first statement for each rule: a second one belongs to another article."""
    first: dict[str, str] = {}
    for claim in claims:
        if first.setdefault(claim.rule, claim.text) == claim.text or claim.rule in _SEVERAL:
            yield claim


def _zones(page: HtmlPage, first: int, last: int, shown: Collection[int]) -> list[Zone]:
    """The stretches of a page with its statements, without the blocks with the ids ``shown``."""
    above = (number for number in reversed(range(first)) if is_headline(page, page.blocks[number]))
    head = max(next(above, max(0, first - _BEFORE)), first - _FARTHEST)
    stretches = [
        (head + 1, first + _BEFORE, 1.0),
        (max(0, head - _BEFORE), head + 1, 0.95),
        (last + 1, last + 1 + _AFTER, 0.85),
        (0, _SEARCHED, _ANYWHERE),
    ]
    return [
        Zone([b for b in page.blocks[start:end] if id(b) not in shown and _may_state(page, b, trust)], trust)
        for start, end, trust in stretches
    ]


def _may_state(page: HtmlPage, block: Block, trust: float) -> bool:
    """Whether a block can be a statement about the article; a headline only if it has a time element."""
    return _is_about_article(block, trust) and (not is_headline(page, block) or bool(instant(block)))


def _is_about_article(block: Block, trust: float) -> bool:
    """Whether a block is short, and not part of a comment or about another article."""
    if len(block.text) > _STATEMENT:
        return False
    elements = around(block.element, _NEAR)
    names = " ".join(class_and_id(element) for element in elements)
    names = _SUBJECT.sub("", names)
    return not _COMMENTS.search(names) and (trust > 0.9 or not _OTHERS.search(names))


def _claims(zone: Zone, language: str) -> Iterator[Claim]:
    yield from _element_claims(zone)
    lines = [line for block in zone.blocks for line in block.text.split("\n")]
    for lead, line in pairwise(lines):
        if lead.endswith((":", "：")) and is_lead(lead):
            for name in author_names(line):
                yield Claim("authors", name, "byline", f"{lead} {line}", round(_BELOW_LABEL * zone.trust, 2))
    for block in zone.blocks:
        label = ""
        for line in _lines_of(block):
            yield from _line_claims(f"{label} {line}" if label else line, block, zone.trust, language)
            label = line if is_label(line) else ""


def _line_claims(line: str, block: Block, trust: float, language: str) -> Iterator[Claim]:
    lead = opens_byline(line)
    if trust <= _ANYWHERE:
        if bool(instant(block)) or is_labelled(line):
            trust = _LABELLED
        elif not lead and next(claims_of(line), None) is None:
            return
    if lead or (trust > 0.9 and is_credit(line) and not _is_shown(block)):
        sure = round((_LED if lead else _BELOW_LABEL) * trust, 2)
        yield from (Claim("authors", name, "byline", line, sure) for name in author_names(line))
    elif trust > 0.9 and not _is_shown(block):
        yield from name_beside_day(line)
    if (trust > 0.9 or block.linked < _LINKED) and not _is_shown(block):
        yield from date_claims(line, block, trust, language)


def _is_shown(block: Block) -> bool:
    """Whether a block is part of a caption, a quotation, an embedded post or a teaser."""
    elements = around(block.element, _NEAR)
    names = (class_and_id(element) for element in elements)
    return any(element.tag in _SHOWN for element in elements) or any(map(_SHOWN_CLASS.search, names))


@cache
def _rules() -> tuple[ElementRule, ...]:
    rows = load_table("html_visible")
    return tuple(
        ElementRule(
            row["field"],
            row["attribute"],
            re.compile(row["pattern"], re.IGNORECASE),
            row["rule"],
            row["confidence"],
        )
        for row in rows
    )


def _element_claims(zone: Zone) -> Iterator[Claim]:
    """Claims in labelled elements: for each rule, the first such element and its siblings."""
    places: dict[str, HtmlElement | None] = {}
    seen: set[HtmlElement] = set()
    for block in zone.blocks:
        for element, rule in _labelled_elements(block):
            text = _words_of(element)
            names = author_names(text) if element not in seen and len(text) <= _NAME else []
            seen.add(element)
            if names and places.setdefault(rule.rule, element.getparent()) is element.getparent():
                for name in names:
                    trust = zone.trust * (_HANDLE if is_handle(name) else 1.0)
                    yield Claim(rule.field, name, rule.rule, text, round(rule.confidence * trust, 2))


def _words_of(element: HtmlElement) -> str:
    """The text of an element, without links to subjects and sections next to a name."""
    subjects = [link for link in element.iter("a") if _is_subject(link)]
    if not subjects or element.tag == "a":
        return " ".join(" ".join(element.itertext()).split())
    inside = Counter(text for link in subjects for text in link.itertext())
    texts = list(element.itertext())
    kept = []
    for text in texts:
        inside[text] -= 1
        kept += [text] if inside[text] < 0 else []
    return " ".join(" ".join(kept).split())


def _lines_of(block: Block) -> list[str]:
    """The lines of a block, without links to subjects and sections."""
    if not block.linked or len(block.text) > _STATEMENT:
        return block.text.split("\n")
    nodes = tuple(node for node in block.nodes if not any(map(_is_subject, around(node.holder, _LINK))))
    lines = block_text(nodes).split("\n") if len(nodes) < len(block.nodes) else block.text.split("\n")
    return lines if any(lines) else block.text.split("\n")


def _is_subject(link: HtmlElement) -> bool:
    relations = (link.get("rel") or "").split()
    if link.tag != "a" or "author" in relations:
        return False
    return "tag" in relations or bool(_SUBJECT_LINK.search(link.get("href") or ""))


def _labelled_elements(block: Block) -> Iterator[tuple[HtmlElement, ElementRule]]:
    """For each text node of a block, the nearest element around it that a rule matches."""
    for node in block.nodes:
        holder = node.holder
        elements = [] if holder is None else around(holder, _NEAR)
        pairs = ((element, rule) for element in elements for rule in _rules() if rule.matches(element))
        yield from islice(pairs, 1)
