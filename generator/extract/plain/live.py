"""Live reports in pasted text: the times of their entries stay with them, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from generator.extract.plain.claims import statement_of
from generator.extract.plain.head import Head
from generator.extract.plain.lines import LineBlock
from generator.extract.plain.phrases import bare
from generator.extract.plain.shape import full_dates, is_date_line
from generator.model.documents import Claim
from generator.text.date_names import rules
from generator.text.tables import alternatives

ENTRY_TRUST = 0.7
"""Confidence that a report began on the day of its first entry, unless older ones were cut off."""

_FEWEST = 2  # entries of a live report
_LINE = 60  # characters of a line that is the day and time of an entry
_CLOCK = re.compile(r"(?<![\d.:])\d{1,2}(?:[:.]| ?h ?)\d\d(?!\d)")


@cache
def live_words() -> re.Pattern[str]:
    """Matches the words by which a headline, in ``bare`` form, says that a report is a live one."""
    listed = alternatives(map(bare, rules()["live"]))
    return re.compile(rf"(?<!\w)(?:{listed})(?![a-z])")


def with_entries(head: Head, blocks: Sequence[LineBlock]) -> tuple[Head, frozenset[int]]:
    """The head without the days of entries, and the indices of their lines, which are text.

    Only a report whose headline says that it is live has entries, each below a line with its day and time.
    """
    title = next((claim.value for claim in head.claims if claim.field == "title"), "")
    if not title or not live_words().search(bare(title)):
        return head, frozenset()
    days = dict(_entries(blocks))
    if len(days) < _FEWEST:
        return head, frozenset()
    words = {blocks[number].text for number in days}
    kept = [claim for claim in head.claims if claim.text not in words]
    known = {claim.field for claim in kept}
    claims = (*kept, *(claim for claim in _days_of(days, blocks) if claim.field not in known))
    left = {number: rule for number, rule in head.rules.items() if number not in days}
    return replace(head, claims=claims, rules=left), frozenset(days)


def _entries(blocks: Sequence[LineBlock]) -> Iterator[tuple[int, str]]:
    """The lines with nothing but day and time above a text, by index, with the day."""
    for number, block in enumerate(blocks[:-1]):
        text = block.text
        if len(text) > _LINE or not _CLOCK.search(text) or not is_date_line(text) or statement_of(text):
            continue
        dates = full_dates(text)
        if len(dates) == 1 and dates[0].iso:
            yield number, dates[0].iso


def _days_of(days: Mapping[int, str], blocks: Sequence[LineBlock]) -> Iterator[Claim]:
    first, last = min(days, key=days.__getitem__), max(days, key=days.__getitem__)
    yield Claim("date", days[first], "live-entry", blocks[first].text, ENTRY_TRUST)
    if days[first] != days[last]:
        yield Claim("updated", days[last], "live-entry", blocks[last].text, ENTRY_TRUST)
