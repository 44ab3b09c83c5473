"""Editorial choices for the front page. "Today" is the day of the newest article, so no clock is needed."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.archive.archive import Archive
from generator.model.kinds import AUTHORITY_KINDS, Kind
from generator.model.records import Article, Term
from generator.outputs.charts.coverage import day_slot

# The lead is chosen from this many days, ending with the newest.
LEAD_DAYS = 3
LEAD_OF = 50
# Greatest distance of an anniversary from today's day of the year.
NEAR_DAYS = 5
YEAR = 365
# The shortest of these spans (days) with enough articles decides what is covered most at present.
SPANS = (30, 90, 365, 3650)
ENOUGH = 20


def newest_day(archive: Archive) -> str:
    """The day of the newest article whose day is known; "" if there is none."""
    return next((article.day for article in archive.newest if article.day), "")


def lead(archive: Archive) -> Article | None:
    """The most reported of the newest articles of the last days; the newest of several."""
    newest = archive.newest[:LEAD_OF]
    today = newest_day(archive)
    recent = [a for a in newest if a.day and day_slot(today) - day_slot(a.day) < LEAD_DAYS]
    return max(recent or newest, key=lambda article: _reports(article, archive), default=None)


def _reports(article: Article, archive: Archive) -> int:
    return len(archive.stories.get(archive.story_of.get(article.id, ""), ()))


def by_topic(
    archive: Archive, shown: set[str], topics: int, each: int
) -> Iterator[tuple[Term, list[Article]]]:
    """The topics with most articles, each with its newest articles that are not in ``shown``, which grows.

    A topic with fewer than two such articles is skipped.
    """
    count = 0
    for shelf in archive.shelves["topics"]:
        fresh = [article for article in shelf.articles[: each + len(shown)] if article.id not in shown][:each]
        if len(fresh) < 2:
            continue
        shown.update(article.id for article in fresh)
        yield Term(shelf.id, shelf.name), fresh
        count += 1
        if count == topics:
            return


def anniversaries(archive: Archive, shown: set[str], number: int) -> list[Article]:
    """Articles of other years from about the same day of the year, the nearest first, then the newest."""
    today = newest_day(archive)
    if not today:
        return []
    here = _day_of_year(today)
    near = []
    for article in archive.newest:
        if article.day[:4] in ("", today[:4]) or article.id in shown:
            continue
        apart = abs(_day_of_year(article.date) - here)
        distance = min(apart, YEAR - apart)
        if distance <= NEAR_DAYS:
            near.append((distance, article))
    return [article for _, article in sorted(near, key=lambda pair: pair[0])[:number]]


def _day_of_year(day: str) -> int:
    """1 to 365; the 29th of February counts as the 1st of March."""
    month, number = int(day[5:7]), int(day[8:10])
    return dt.date(2001, month, 1).timetuple().tm_yday + number - 1


def most_covered(archive: Archive, number: int) -> tuple[str, list[tuple[Kind, Term, int]]]:
    """The terms that recent articles name most: the day from which articles count, and terms with counts.

    Returns:
        ``("", [])`` if no term is named twice.
    """
    recent = _recent(archive)
    counts = Counter(
        (kind, term) for article in recent for kind in AUTHORITY_KINDS for term in article.terms(kind)
    )
    best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0][0], pair[0][1].name))[:number]
    named = [(kind, term, count) for (kind, term), count in best if count > 1]
    return (recent[-1].date, named) if named else ("", [])


def _recent(archive: Archive) -> Sequence[Article]:
    dated = [article for article in archive.newest if article.day]
    ages = [day_slot(dated[0].date) - day_slot(article.date) for article in dated]
    counts = (bisect_left(ages, span) for span in SPANS)
    return dated[: next((count for count in counts if count >= ENOUGH), len(dated))]
