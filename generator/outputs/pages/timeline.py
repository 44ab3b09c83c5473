"""``timeline/``: the whole archive by year as a chart, and by year and month as a table."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.archive.shelves import Shelf
from generator.inputs.settings import Settings
from generator.model.addresses import date_url
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.charts.coverage import coverage
from generator.outputs.page import page
from generator.outputs.views import View, filled, month_initial, month_text, short_month
from generator.outputs.words import words

# Number of shades for cells, from one article to the busiest month.
SHADES = 5


def timeline_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The page with links to every year and month."""
    undated = sum(not article.date for article in archive.articles)
    view = filled(
        count=len(archive.articles),
        coverage=archive_coverage(archive, settings),
        months=[short_month(number, settings.language) for number in range(1, 13)],
        initials=[month_initial(number, settings.language) for number in range(1, 13)],
        years=_years(archive, settings),
        undated={"url": date_url(""), "count": undated} if undated else None,
    )
    yield page("timeline", "timeline/", words(settings.language)["timeline"], view, settings)


def archive_coverage(archive: Archive, settings: Settings) -> View | None:
    """Number of articles in the whole archive by year or, if it is short, by month."""

    def where(article: Article, unit: str) -> View:
        return {"url": date_url(article.date[: 7 if unit == "month" else 4])}

    return coverage(archive.newest, settings.language, where)


def _years(archive: Archive, settings: Settings) -> list[View]:
    """Every year that has articles, newest first, with its twelve months."""
    counts = {month.id: len(month.articles) for month in archive.months}
    top = max(counts.values(), default=1)
    return [_year(year, counts, top, settings) for year in archive.years]


def _year(year: Shelf, counts: dict[str, int], top: int, settings: Settings) -> View:
    keys = [f"{year.id}/{number:02}" for number in range(1, 13)]
    return {
        "name": year.id,
        "url": date_url(year.id),
        "count": len(year.articles),
        "months": [
            {
                "count": counts[key],
                "url": date_url(key),
                "label": month_text(key, settings.language),
                "shade": -(-counts[key] * SHADES // top),
            }
            if key in counts
            else {}
            for key in keys
        ],
    }
