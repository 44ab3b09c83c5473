"""A timeline of the articles of a person or collection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from generator.inputs.settings import Settings
from generator.model.records import Article
from generator.outputs.charts.coverage import UNITS, month_slot
from generator.outputs.charts.labels import LETTER, WIDTHS, Mark, before, levels
from generator.outputs.views import View, filled

FEWEST = 3
MOST = 40
LANES = 6
LANE = 2.0
TOP = 1.1
RADIUS = 0.42
LABEL = 34
# Margin at both ends, as a share of the width, so that no point is cut off.
MARGIN = 0.03
# Months between ticks. Each divides the next, so a tick on one scale is also on all larger ones.
STEPS = (1, 3, 12, 60, 120, 600, 1200)
TICK_ROOM = 4.0
MONTH = UNITS["month"]


class Scale(NamedTuple):
    """The first and the last day shown, as ordinals."""

    first: int
    last: int

    def across(self, day: int) -> float:
        """The position of a day, from 0 to 1."""
        return MARGIN + (1 - 2 * MARGIN) * (day - self.first) / max(1, self.last - self.first)


def track(articles: Sequence[Article], settings: Settings) -> View | None:
    """The newest articles with a day as points on lanes; None if there are too few or all share one day.

    Returns:
        ``{marks: [{title, url, date, across, down, label?, level?, before?}], radius, height, shown, count,
        ticks: [{across, label, level}]}``: ``across`` in percent, ``down``, ``radius`` and ``height`` in em,
        ``level`` the index in ``WIDTHS`` from which a label fits.
    """
    dated = sorted((a for a in articles if a.day), key=lambda a: (a.date, a.id))
    shown = dated[-MOST:]
    if len(shown) < FEWEST or shown[0].date == shown[-1].date:
        return None
    scale = Scale(_ordinal(shown[0].date), _ordinal(shown[-1].date))
    marks = _on_lanes(shown, scale)
    lanes = max(mark.down for mark in marks)
    return {
        "marks": [
            _view(article, mark, level)
            for article, mark, level in zip(shown, marks, levels(marks), strict=True)
        ],
        "ticks": _ticks(shown, scale, settings.language),
        "radius": RADIUS,
        "height": round(lanes + TOP + 1.6, 1),
        "shown": len(shown),
        "count": len(dated),
    }


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def _on_lanes(shown: Sequence[Article], scale: Scale) -> list[Mark]:
    """Each point and its label on the first lane with room at desktop width, or the one with most room."""
    free = [0.0] * LANES
    marks = []
    for article in shown:
        mark = Mark(round(scale.across(_ordinal(article.date)), 4), TOP, RADIUS, _short(article.title))
        start, end = _reach(mark)
        lane = next((n for n, taken in enumerate(free) if taken <= start), free.index(min(free)))
        free[lane] = max(free[lane], end)
        marks.append(mark._replace(down=TOP + lane * LANE))
    return marks


def _reach(mark: Mark) -> tuple[float, float]:
    """Start and end of a point with its label, in em."""
    x, length = mark.across * WIDTHS[1], 1.5 + LETTER * len(mark.label)
    return (x - length, x + 1) if before(mark) else (x - 1, x + length)


def _short(title: str) -> str:
    if len(title) <= LABEL:
        return title
    return title[: LABEL - 1].rsplit(" ", 1)[0].rstrip(" ,;:.-\u2013") + "\u2026"


def _view(article: Article, mark: Mark, level: int | None) -> View:
    return filled(
        title=article.title,
        url=article.url,
        date=article.date,
        across=round(mark.across * 100, 2),
        down=mark.down,
        label=mark.label if level is not None else "",
        level=str(level) if level is not None else "",
        before=before(mark),
    )


def _ticks(shown: Sequence[Article], scale: Scale, language: str) -> list[View]:
    """A tick at the start of each round month or year, with the smallest width at which it fits."""
    first, last = month_slot(shown[0].date) + 1, month_slot(shown[-1].date)
    months = max(1.0, (scale.last - scale.first) / 30.4)
    fitting = [
        next((step for step in STEPS if width / months * step >= TICK_ROOM), STEPS[-1]) for width in WIDTHS
    ]
    ticks = []
    for slot in range(first, last + 1):
        level = next((n for n, step in enumerate(fitting) if slot % step == 0), None)
        if level is not None:
            day = dt.date(slot // 12, slot % 12 + 1, 1).toordinal()
            ticks.append(
                {
                    "across": round(scale.across(day) * 100, 2),
                    "label": MONTH.tick(slot, language),
                    "level": level,
                }
            )
    return ticks
