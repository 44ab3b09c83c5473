"""What a saved page shows its readers near the headline and after the text: headline, dates, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.html.blocks import HEADINGS, Block
from generator.extract.html.date_lines import date_claims, instant
from generator.extract.html.names import author_names, opens_byline
from generator.extract.html.page import Page, Reasons, bare, is_headline, is_prose
from generator.extract.plain.claims import claims_of
from generator.model.documents import Claim
from generator.text.tables import load_table

_FARTHEST = 15  # blocks from the headline to the text, beyond which it is no headline of it
_BEFORE, _AFTER = 4, 8  # blocks before the headline and after the text that may speak of the article
_DECIDES = 0.67  # trust in a day from which none is looked for farther from the headline
_STATEMENT = 160  # characters up to which a block may be a date line or byline
_ANYWHERE = 0.7  # trust in what stands anywhere on the page: only elements that say what they are count there
_NAME = 100  # characters up to which an element may be an author's name
_SEARCHED = 3000  # blocks in which elements that say what they are, are looked for
_TITLE = 10  # characters from which a heading can be told from a section's name
_SEVERAL = frozenset({"microdata-author", "rel-author", "class-author", "author-link"})  # kept apart by place
_NEAR = 4  # elements around a text in which its own is looked for
_COMMENTS = re.compile(
    r"(?<![\w-])(?:the)?comment(?!ary|s?-(?:open|closed|link|count|off|on)|s?_(?:link|count))|kommentar|respond|reply|replies",
    re.IGNORECASE,
)
# Systems name an article's subjects in the classes of its element, which say nothing of a place on the page.
_SUBJECT = re.compile(r"(?<!\S)(?:category|tag|cat|tax)-\S+", re.IGNORECASE)
_OTHERS = re.compile(r"related|teaser|sidebar|widget|menu", re.IGNORECASE)
_LINKED = 0.8  # share of a line in links, from which its date is that of what it links to


class Zone(NamedTuple):
    """A stretch of blocks and how far statements in it can be trusted, as a factor."""

    blocks: Sequence[Block]
    trust: float


class Mark(NamedTuple):
    """A row of ``html_visible.yml``."""

    field: str
    attribute: str
    pattern: re.Pattern[str]
    rule: str
    confidence: float

    def meets(self, element: HtmlElement) -> bool:
        """Whether an element has the attribute with a value that fits."""
        value = element.get(self.attribute)
        return value is not None and self.pattern.search(value) is not None


def visible_claims(page: Page, reasons: Reasons, language: str) -> Iterator[Claim]:
    """Claims of what readers see, best first for each field."""
    kept = [at for at, reason in enumerate(reasons) if not reason]
    prose = [at for at in kept if is_prose(page.blocks[at])] or kept or [0]
    yield from _headlines(page, prose[0])
    zones = _zones(page, prose[0], prose[-1])
    for field in ("date", "updated", "authors"):
        for zone in zones:
            found = [claim for claim in _claims(zone, language) if claim.field == field]
            yield from _first_statements(found)
            if any(field != "date" or claim.confidence >= _DECIDES for claim in found):
                break


def _first_statements(found: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of the first statement that each rule met: a second is another article's."""
    first: dict[str, str] = {}
    for claim in found:
        if first.setdefault(claim.rule, claim.text) == claim.text or claim.rule in _SEVERAL:
            yield claim


def _headlines(page: Page, first: int) -> Iterator[Claim]:
    """Headings in the words of a stated title, the nearest before the text first; else first-level ones."""
    before = [block for block in reversed(page.blocks[: first + 1]) if block.tag in HEADINGS]
    agreed = [block for block in before if _is_stated(page, block)]
    others = [block for block in page.blocks if block.tag == "h1"]
    chosen, confidence = (agreed[:1], 0.9) if agreed else (others, 0.6 if len(others) == 1 else 0.3)
    for block in chosen:
        words = " ".join(block.text.split())
        yield Claim("title", words, block.tag, words, confidence)


def _is_stated(page: Page, block: Block) -> bool:
    words = bare(block.text)
    return len(words) > _TITLE and any(words in title for title in page.titles)


def _zones(page: Page, first: int, last: int) -> list[Zone]:
    head = next(
        (at for at in reversed(range(first)) if is_headline(page, page.blocks[at])), max(0, first - _BEFORE)
    )
    head = max(head, first - _FARTHEST)
    stretches = [
        (head + 1, first + _BEFORE, 1.0),
        (max(0, head - _BEFORE), head + 1, 0.95),
        (last + 1, last + 1 + _AFTER, 0.85),
        (0, _SEARCHED, _ANYWHERE),
    ]
    return [
        Zone([one for one in page.blocks[a:b] if _speaks(one, trust) and _is_beside(page, one)], trust)
        for a, b, trust in stretches
    ]


def _is_beside(page: Page, block: Block) -> bool:
    """Whether a block is no headline, or one that holds a date for machines besides its words."""
    return not is_headline(page, block) or bool(instant(block))


def _speaks(block: Block, trust: float) -> bool:
    """Whether a block can speak of the article: short, and not of a comment or another article."""
    if len(block.text) > _STATEMENT:
        return False
    around = [block.element, *islice(block.element.iterancestors(), _NEAR)]
    names = " ".join(f"{element.get('class') or ''} {element.get('id') or ''}" for element in around)
    names = _SUBJECT.sub("", names)
    return not _COMMENTS.search(names) and (trust > 0.9 or not _OTHERS.search(names))


def _claims(zone: Zone, language: str) -> Iterator[Claim]:
    yield from _marked(zone)
    for block in zone.blocks:
        for line in block.text.split("\n"):
            if zone.trust > _ANYWHERE or instant(block) or _states(line):
                yield from _line_claims(line, block, zone.trust, language)


def _states(line: str) -> bool:
    """Whether a line says what it states: "Published on", "By"."""
    return opens_byline(line) or next(claims_of(line), None) is not None


def _line_claims(line: str, block: Block, trust: float, language: str) -> Iterator[Claim]:
    if opens_byline(line):
        yield from (
            Claim("authors", name, "byline", line, round(0.8 * trust, 2)) for name in author_names(line)
        )
    if trust > 0.9 or block.linked < _LINKED:
        yield from date_claims(line, block, trust, language)


@cache
def _marks() -> tuple[Mark, ...]:
    rows = load_table("html_visible")
    return tuple(
        Mark(
            row["field"],
            row["attribute"],
            re.compile(row["pattern"], re.IGNORECASE),
            row["rule"],
            row["confidence"],
        )
        for row in rows
    )


def _marked(zone: Zone) -> Iterator[Claim]:
    """Claims of elements that say what they are; beside the first for a rule only those next to it."""
    places: dict[str, HtmlElement | None] = {}
    seen: set[HtmlElement] = set()
    for block in zone.blocks:
        for element, mark in _marks_around(block):
            text = " ".join(" ".join(element.itertext()).split())
            names = author_names(text) if element not in seen and len(text) <= _NAME else []
            seen.add(element)
            if names and places.setdefault(mark.rule, element.getparent()) is element.getparent():
                for name in names:
                    yield Claim(mark.field, name, mark.rule, text, round(mark.confidence * zone.trust, 2))


def _marks_around(block: Block) -> Iterator[tuple[HtmlElement, Mark]]:
    """For each piece of a block the nearest element around it that a row of the table knows."""
    for piece in block.pieces:
        holder = piece.holder
        around = () if holder is None else (holder, *islice(holder.iterancestors(), _NEAR))
        pairs = ((element, mark) for element in around for mark in _marks() if mark.meets(element))
        yield from islice(pairs, 1)
