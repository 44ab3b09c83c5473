"""Whether sources still respond. They are asked politely, one at a time, and the answers are kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.accession.fetch import FetchError, Limits, UnknownHostError, probe
from generator.archive.archive import Archive
from generator.inputs.links import LINKS, links_text
from generator.system.files import replace, rewrite

LIMITS = Limits(seconds=20, wait=10)
# Seconds between two requests to one host.
PAUSE = 2.0
# Days after which a source is asked again.
FRESH = 7
GONE = frozenset({404, 410, 451})
# Statuses of a host that receives too many requests, or is overloaded.
TIRED = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a source: status (0 for none), why there was none, and the day of the request.

    ``unknown`` is the day since which every look-up of its host's name failed, "" if the last one did not.
    """

    status: int
    fault: str
    day: str
    unknown: str = ""

    @property
    def gone(self) -> bool:
        """Whether the page no longer exists, or its host's name could not be found on two days.

        A server that is down may come back, and so may a name that was not renewed in time.
        """
        return self.status in GONE or "" < self.unknown < self.day

    @property
    def here(self) -> bool:
        """Whether a page was returned."""
        return 200 <= self.status < 300


Ask = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: seconds between two requests to one host, and seconds for all requests."""

    pause: float = PAUSE
    seconds: float = math.inf


def sources(archive: Archive) -> Mapping[str, str]:
    """Address of each source, and of each archived copy → a seed that names it."""
    return {
        url: article.seed
        for article in archive.newest
        for url in (article.source.url, article.source.archived_url)
        if url
    }


def statuses(
    urls: Iterable[str], answered: Mapping[str, Answer], before: Mapping[str, str]
) -> Mapping[str, str]:
    """Address → day since which it is known to be gone, for the addresses that are.

    Args:
        urls: the addresses that the archive names.
        answered: their answers. What was known of an address stays if it was not asked, or answered with
            neither a page nor a permanent refusal.
        before: the result of the previous run.
    """
    gone: dict[str, str] = {}
    for url in urls:
        answer = answered.get(url)
        if answer and answer.gone:
            gone[url] = before.get(url, answer.day)
        elif url in before and not (answer and answer.here):
            gone[url] = before[url]
    return gone


def remembered(file: Path) -> dict[str, Answer]:
    """The answers of earlier runs; none if the file is missing or cannot be read."""
    try:
        records = json.loads(file.read_text(encoding="utf-8"))
        return {url: Answer(**record) for url, record in records.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(file: Path, answers: Mapping[str, Answer]) -> None:
    """Keep answers for the next run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    records = {url: asdict(answer) for url, answer in sorted(answers.items())}
    replace(file.as_posix(), json.dumps(records, indent=1).encode())


def list_gone(seeds: Path, gone: Mapping[str, str]) -> None:
    """Write the list of dead addresses into the folder of seeds, if there is anything to list."""
    file = seeds / LINKS
    if gone or file.exists():
        rewrite(file, links_text(gone).encode())


def answers(
    urls: Iterable[str],
    known: Mapping[str, Answer],
    day: dt.date,
    ask: Ask = lambda url: probe(url, LIMITS),
    manners: Manners = Manners(),
) -> Iterator[tuple[str, Answer]]:
    """(address, answer) of each address, one after another; hosts without a name last.

    Addresses that were never asked come first, then those asked longest ago. After a host refuses because of
    too many requests, its other addresses are skipped in this run, and so is everything after the time is up.
    If no host answered in this run, failed look-ups of names do not count: there may be no network.

    Args:
        urls: the addresses to ask.
        known: answers of earlier runs; recent ones are returned again.
        day: today.
        ask: returns the status of an address.
        manners: how to ask.
    """
    asked: dict[str, float] = {}
    tired: set[str] = set()
    reached, nameless = False, []
    end = time.monotonic() + manners.seconds
    for url in sorted(urls, key=lambda url: (known[url].day if url in known else "", url)):
        host = urlsplit(url).netloc
        if url in known and (day - dt.date.fromisoformat(known[url].day)).days < FRESH:
            yield url, known[url]
        elif host not in tired and time.monotonic() < end:
            time.sleep(max(0.0, asked.get(host, 0.0) + manners.pause - time.monotonic()))
            answer = _asked(url, day, ask)
            asked[host] = time.monotonic()
            reached = reached or answer.status > 0
            if answer.status in TIRED:
                tired.add(host)
            if answer.unknown:
                nameless.append((url, answer))
            else:
                yield url, answer
    for url, answer in nameless:
        first = known[url].unknown if url in known else ""
        yield url, dataclasses.replace(answer, unknown=(first or answer.unknown) if reached else "")


def _asked(url: str, day: dt.date, ask: Ask) -> Answer:
    try:
        return Answer(ask(url), "", day.isoformat())
    except UnknownHostError as error:
        return Answer(0, str(error), day.isoformat(), day.isoformat())
    except FetchError as error:
        return Answer(0, str(error), day.isoformat())
