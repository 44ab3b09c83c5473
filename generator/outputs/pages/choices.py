"""Editorial choices for the front page. "Today" is the day of the newest article, so no clock is needed.

What an editor chose in the settings comes first.
"""

from __future__ import annotations

import datetime as dt
import difflib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.kinds import AUTHORITY_KINDS, Kind
from generator.model.problem import Problem
from generator.model.records import Article, Term
from generator.outputs.charts.coverage import day_slot

# The lead is chosen from this many days, ending with the newest.
LEAD_DAYS = 3
LEAD_OF = 50
# Greatest distance of an anniversary from today's day of the year.
NEAR_DAYS = 5
YEAR = 366
# The shortest of these spans (days) with enough articles decides what is covered most at present.
SPANS = (30, 90, 365, 3650)
ENOUGH = 20


def newest_day(archive: Archive) -> str:
    """The day of the newest article whose day is known; "" if there is none."""
    return next((article.day for article in archive.newest if article.day), "")


def lead(archive: Archive) -> Article | None:
    """The most reported of the newest articles of the last days; of several the newest with a picture."""
    newest = archive.newest[:LEAD_OF]
    today = newest_day(archive)
    recent = [a for a in newest if a.day and day_slot(today) - day_slot(a.day) < LEAD_DAYS]
    return max(
        recent or newest, key=lambda article: (_reports(article, archive), bool(article.lead)), default=None
    )


def chosen(archive: Archive, settings: Settings) -> list[Article]:
    """The lead, which an editor may name, then the articles that the editor pinned, if they exist."""
    top = (_named(settings.lead, archive) if settings.lead else None) or lead(archive)
    found = (top, *(_named(name, archive) for name in settings.pinned))
    return list({article.id: article for article in found if article}.values())


def unknown_choices(archive: Archive, settings: Settings) -> Iterator[Problem]:
    """A warning for each article of the front page's settings that does not exist."""
    if not settings.file:
        return
    for name in (settings.lead, *settings.pinned):
        if not name or _named(name, archive):
            continue
        lines = settings.file.read_text(encoding="utf-8").splitlines()
        line = next((number for number, text in enumerate(lines, 1) if name in text), 1)
        near = difflib.get_close_matches(name, archive.by_id, 1)
        hint = f"did you mean {near[0]!r}?" if near else "write the last part of an article's address"
        message = f"extra.clipfile.front_page names {name!r}, which is no article of this archive; {hint}"
        yield Problem(settings.file.name, line, "front-page-article", message, "warning")


def _named(name: str, archive: Archive) -> Article | None:
    """The article with an id, or with an address that ends with it."""
    return archive.by_id.get(name) or archive.by_id.get(name.rstrip("/").rpartition("/")[2])


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
    others = (a for a in archive.newest if a.day[:4] not in ("", today[:4]) and a.id not in shown)
    return _near(_day_of_year(today), by_day_of_year(others), number)


def by_day_of_year(articles: Iterable[Article]) -> Mapping[int, list[Article]]:
    """Day of the year → articles of that day, of any year, in their order."""
    found: dict[int, list[Article]] = defaultdict(list)
    for article in articles:
        if article.day:
            found[_day_of_year(article.day)].append(article)
    return found


def each_day(archive: Archive, number: int) -> Iterator[tuple[dt.date, bool, list[Article]]]:
    """Each day of a leap year that has articles: those of that very day (True), or else of days near it."""
    days = by_day_of_year(archive.newest)
    for day in (dt.date(2000, 1, 1) + dt.timedelta(days=ahead) for ahead in range(366)):
        here = _day_of_year(day.isoformat())
        exact = days.get(here, [])[:number]
        found = exact or _near(here, days, number)
        if found:
            yield day, bool(exact), found


def _near(here: int, days: Mapping[int, list[Article]], number: int) -> list[Article]:
    """Articles of a day of the year and of those near it, the nearest first, then in their order."""
    found: list[Article] = []
    for distance in range(NEAR_DAYS + 1):
        sides = {(here - 1 + step) % YEAR + 1 for step in (distance, -distance)}
        same = [article for side in sides for article in days.get(side, [])]
        found += sorted(same, key=lambda article: (article.date, article.id), reverse=True)
        if len(found) >= number:
            break
    return found[:number]


def _day_of_year(day: str) -> int:
    """1 to 366, as in a leap year: the 29th of February has a number of its own."""
    month, number = int(day[5:7]), int(day[8:10])
    return dt.date(2000, month, 1).timetuple().tm_yday + number - 1


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
