"""Live reports: their entries have times of their own, and the newest comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.date_lines import instant, is_labelled
from generator.extract.html.elements import around
from generator.extract.html.page import HtmlPage, bare
from generator.extract.plain.live import ENTRY_TRUST, live_words
from generator.extract.plain.shape import is_date_line
from generator.model.documents import Claim
from generator.text.dates import parse_date

_FEWEST = 2  # entries of a live report
_LINE = 60  # characters of a line that is the time of an entry
_BEFORE = 6  # blocks before the text that may belong to its first entry


def live_entries(page: HtmlPage, prose: Sequence[int]) -> Sequence[Block]:
    """The blocks with the times of entries, none if the page is no live report.

    It is one if its text is in several ``article`` elements, or if its headline says so and there are several
    times in its text. Without elements for times, its date lines are those.

    Args:
        page: the page.
        prose: the numbers of the blocks that are its text.
    """
    start, end = max(0, prose[0] - _BEFORE), prose[-1] + 1
    times = [block for block in page.blocks[start:end] if instant(block) and not is_labelled(block.text)]
    if len(times) < _FEWEST:
        return _dated_lines(page.blocks[start:end]) if _is_called_live(page) else ()
    articles = {article for number in prose if (article := _article(page.blocks[number])) is not None}
    inside = [block for block in times if _article(block) in articles]
    if len({_article(block) for block in inside}) >= _FEWEST:
        return inside
    return times if _is_called_live(page) else ()


def _dated_lines(blocks: Sequence[Block]) -> Sequence[Block]:
    lines = [
        block
        for block in blocks
        if len(block.text) <= _LINE and is_date_line(block.text) and not is_labelled(block.text)
    ]
    return lines if len(lines) >= _FEWEST else ()


def entry_claims(entries: Sequence[Block], language: str) -> Iterator[Claim]:
    """Claims for the day of the first entry, and for the last as that of the newest version.

    Args:
        entries: blocks with the times of entries.
        language: BCP 47 tag of the page, "" if unknown.
    """
    dated = ((parse_date(instant(block) or block.text, language), block) for block in entries)
    days = sorted(((day, block) for day, block in dated if day), key=lambda pair: pair[0])
    if days:
        first, last = days[0], days[-1]
        yield Claim("date", first[0], "live-entry", first[1].text, ENTRY_TRUST)
        if last[0] != first[0]:
            yield Claim("updated", last[0], "live-entry", last[1].text, ENTRY_TRUST)


def _article(block: Block) -> HtmlElement | None:
    elements = around(block.element)
    return next((element for element in elements if element.tag == "article"), None)


def _is_called_live(page: HtmlPage) -> bool:
    headlines = (bare(block.text) for block in page.blocks if block.tag == "h1")
    return any(map(live_words().search, (*page.titles, *headlines)))
