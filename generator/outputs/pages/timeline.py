"""``timeline/``: the whole archive as a chart by year, and as a table by year and month."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.addresses import date_url
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.charts.coverage import coverage
from generator.outputs.page import page
from generator.outputs.views import View, filled, month_text, short_month
from generator.outputs.words import words

# Number of shades for the cells of months, from one article to the month with the most.
SHADES = 5


def timeline_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The page that links to every year and month."""
    undated = sum(not article.date for article in archive.articles)
    view = filled(
        count=len(archive.articles),
        coverage=archive_coverage(archive, settings),
        months=[short_month(number, settings.language) for number in range(1, 13)],
        years=_years(archive, settings),
        undated={"url": date_url(""), "count": undated} if undated else None,
    )
    yield page("timeline", "timeline/", words(settings.language)["timeline"], view, settings)


def archive_coverage(archive: Archive, settings: Settings) -> View | None:
    """Articles of the whole archive by year or, in a young archive, by month."""

    def where(article: Article, unit: str) -> View:
        return {"url": date_url(article.date[: 7 if unit == "month" else 4])}

    return coverage(archive.newest, settings.language, where)


def _years(archive: Archive, settings: Settings) -> list[View]:
    """Every year that has articles, newest first, with its twelve months."""
    counts = {month.id: len(month.articles) for month in archive.months}
    top = max(counts.values(), default=1)
    years = dict.fromkeys(month.id[:4] for month in archive.months)
    return [_year(year, counts, top, settings) for year in years]


def _year(year: str, counts: dict[str, int], top: int, settings: Settings) -> View:
    keys = [f"{year}/{number:02}" for number in range(1, 13)]
    return {
        "name": year,
        "url": date_url(year),
        "count": sum(counts.get(key, 0) for key in keys),
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
