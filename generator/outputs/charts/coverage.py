"""Number of articles by day, month, year or decade: the bars of a chart and the rows of its table."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.partial_dates import DAY, MONTH, YEAR, first_day
from generator.model.records import Article
from generator.outputs.views import View, day_text, filled, month_text, short_month

# One bar a month or year, up to a number of bars that a reader can tell apart.
MONTHS_AT_MOST = 36
YEARS_AT_MOST = 90
TICKS_AT_MOST = 8
# With fewer articles, a chart says less than their list.
FEWEST = 4

# Of an article and the name of the unit.
Where = Callable[[Article, str], View]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: the number of the slot for a date, and how slots are labelled.

    ``length`` is how much of a date must be known: an article of a year is on no day. ``label`` is long,
    ``tick`` short enough for an axis; ``steps`` are distances of ticks, in slots.
    """

    name: str
    length: int
    slot: Callable[[str], int]
    label: Callable[[int, str], str]
    tick: Callable[[int, str], str]
    steps: tuple[int, ...]


class Bounds(NamedTuple):
    """The first slot that a chart shows, and the number of slots."""

    first: int
    slots: int


def month_slot(date: str) -> int:
    """Months since the year 0."""
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def day_slot(date: str) -> int:
    """The proleptic ordinal of a day."""
    return dt.date.fromisoformat(date).toordinal()


def _month(slot: int, language: str) -> str:
    return month_text(f"{slot // 12:04}/{slot % 12 + 1:02}", language)


def _month_tick(slot: int, language: str) -> str:
    return str(slot // 12) if slot % 12 == 0 else short_month(slot % 12 + 1, language)


def _day(slot: int, language: str) -> str:
    return day_text(dt.date.fromordinal(slot).isoformat(), language)


UNITS: Mapping[str, Unit] = {
    "day": Unit("day", DAY, day_slot, _day, lambda slot, _: str(dt.date.fromordinal(slot).day), (1, 2, 5)),
    "month": Unit("month", MONTH, month_slot, _month, _month_tick, (1, 3, 6, 12)),
    "year": Unit(
        "year",
        YEAR,
        lambda date: int(date[:4]),
        lambda slot, _: str(slot),
        lambda slot, _: str(slot),
        (1, 2, 5, 10, 20),
    ),
    "decade": Unit(
        "decade",
        YEAR,
        lambda date: int(date[:3]),
        lambda slot, _: f"{slot}0\u2013{slot}9",
        lambda slot, _: f"{slot}0",
        (1, 2, 5, 10, 50),
    ),
}


def coverage(
    articles: Iterable[Article], language: str, where: Where, unit: str = "", bounds: Bounds | None = None
) -> View | None:
    """Articles counted by slot; None if there are few, or all are in one slot.

    Args:
        articles: those whose date is not known to the unit are ignored.
        language: of the labels.
        where: takes the first article of a slot, and the unit; gives the ``url`` (and ``day``, an anchor)
            that the bar links to.
        unit: day, month, year or decade; by default the finest that shows the whole span.
        bounds: the span; by default from the first to the last article.

    Returns:
        ``{unit, slots, top, bars: [{at, count, label, url, day?}], ticks: [{at, label}]}``; ``at`` is the
        slot from 0, ``top`` the largest count.
    """
    any_date = [article for article in articles if article.date]
    chosen = UNITS[unit or _finest(first_day(article.date) for article in any_date)]
    dated = [article for article in any_date if len(article.date) >= chosen.length]
    counts: Counter[int] = Counter()
    first: dict[int, Article] = {}
    for article in dated:
        slot = chosen.slot(article.date)
        counts[slot] += 1
        first.setdefault(slot, article)
    if len(dated) < FEWEST or len(counts) < 2:
        return None
    start, slots = bounds or Bounds(min(counts), max(counts) - min(counts) + 1)
    return filled(
        unit=chosen.name,
        slots=slots,
        top=max(counts.values()),
        bars=[
            {"at": slot - start, "count": counts[slot], "label": chosen.label(slot, language)}
            | where(first[slot], chosen.name)
            for slot in sorted(counts)
        ],
        ticks=_ticks(chosen, Bounds(start, slots), language),
    )


def year_bounds(year: str) -> Bounds:
    """The twelve months of a year."""
    return Bounds(int(year) * 12, 12)


def month_bounds(month: str) -> Bounds:
    """The days of a month, ``YYYY/MM``."""
    year, number = map(int, month.split("/"))
    return Bounds(dt.date(year, number, 1).toordinal(), calendar.monthrange(year, number)[1])


def _finest(dates: Iterable[str]) -> str:
    months = sorted(month_slot(date) for date in dates)
    span = months[-1] - months[0] + 1 if months else 0
    if span <= MONTHS_AT_MOST:
        return "month"
    return "year" if span <= YEARS_AT_MOST * 12 else "decade"


def _ticks(unit: Unit, bounds: Bounds, language: str) -> list[View]:
    start, slots = bounds
    step = next((step for step in unit.steps if slots / step <= TICKS_AT_MOST), unit.steps[-1])
    # Ticks of days start at the first of the month: 1, 6, 11 ...; those of other units at a round number.
    offset = 0 if unit.name == "day" else -start % step
    return [{"at": at, "label": unit.tick(start + at, language)} for at in range(offset, slots, step)]
