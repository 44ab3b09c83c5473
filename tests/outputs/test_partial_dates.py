"""Articles of which only the month or the year is known: in lists, charts and front matter."""

from __future__ import annotations

from making import archive, article

from generator.inputs.settings import Settings
from generator.model.records import Article
from generator.outputs.charts.coverage import coverage
from generator.outputs.charts.tracks import track
from generator.outputs.pages.choices import anniversaries, lead, newest_day
from generator.outputs.pages.listings import date_pages
from generator.outputs.pages.timeline import timeline_page
from generator.outputs.views import day_text

YEAR = article(seed="y.txt", title="Year", date="1974")
MONTH = article(seed="m.txt", title="Month", date="1974-05")
DAYS = [article(seed=f"{n}.txt", title=f"Day {n}", date=f"1974-05-{n:02}") for n in (3, 4, 7)]
ALL = [YEAR, MONTH, *DAYS]


def pages(articles: list[Article]) -> dict[str, str]:
    """Path → Markdown of the lists by date."""
    return {output.path: output.page.body for output in date_pages(archive(articles), Settings())}


def test_a_date_is_shown_as_what_it_is() -> None:
    assert [day_text(day, "en") for day in ("1896", "1974-05")] == ["1896", "May 1974"]
    assert day_text("1974-05", "de") == "Mai 1974"


def test_a_year_page_lists_what_has_no_month() -> None:
    found = pages([YEAR, MONTH])
    assert sorted(found) == ["dates/1974.md", "dates/1974/05.md"]
    assert "Year" in found["dates/1974.md"]
    assert "Month" in found["dates/1974.md"]
    assert "Year" not in found["dates/1974/05.md"]


def test_no_chart_places_a_month_or_a_year_on_a_day() -> None:
    chart = coverage([*ALL, *DAYS], "en", lambda item, _: {"day": item.date}, "day")
    assert chart is not None
    assert sum(bar["count"] for bar in chart["bars"]) == 2 * len(DAYS)
    line = track(ALL, Settings())
    assert line is not None
    assert [mark["title"] for mark in line["marks"]] == [day.title for day in DAYS]


def test_a_chart_of_months_counts_what_has_a_month() -> None:
    other = article(seed="o.txt", title="Other", date="1974-07-01")
    chart = coverage([*ALL, other], "en", lambda *_: {}, "month")
    assert chart is not None
    assert [bar["count"] for bar in chart["bars"]] == [len(DAYS) + 1, 1]


def test_the_timeline_counts_every_article_of_a_year() -> None:
    (output,) = timeline_page(archive(ALL), Settings())
    assert output.page.view["years"][0]["count"] == len(ALL)


def test_the_front_page_needs_days() -> None:
    later = article(seed="z.txt", title="Later", date="1980")
    known = archive([*ALL, later])
    assert newest_day(known) == "1974-05-07"
    assert lead(known) is not None
    assert anniversaries(known, set(), 5) == []
    assert newest_day(archive([YEAR])) == ""
    assert lead(archive([YEAR])) is not None
