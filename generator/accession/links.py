"""Whether sources still answer: asked politely, one at a time, remembered from one run to the next."""

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
# Seconds between two questions to one host.
PAUSE = 2.0
# Days after which an answer is asked for again.
FRESH = 7
GONE = frozenset({404, 410, 451})
# With which a host says that it is asked too much, or cannot answer anybody now.
TIRED = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address said: a status (0 where none came), why none came, and the day it was asked.

    ``unknown`` is the day since which its host had no name whenever it was asked, "" where it has one.
    """

    status: int
    fault: str
    day: str
    unknown: str = ""

    @property
    def gone(self) -> bool:
        """Whether the page is no longer there, or its host has had no name on two days.

        A server that is down may come back, and so may a name that somebody forgot to renew.
        """
        return self.status in GONE or "" < self.unknown < self.day

    @property
    def here(self) -> bool:
        """Whether a page came."""
        return 200 <= self.status < 300


Ask = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: seconds between two questions to one host, and after which no more are asked in all."""

    pause: float = PAUSE
    seconds: float = math.inf


def sources(archive: Archive) -> Mapping[str, str]:
    """Address of each source, and of each archived copy of one → the first seed that names it."""
    named = ((url, one.seed) for one in archive.newest for url in (one.source.url, one.source.archived_url))
    return {url: seed for url, seed in named if url}


def statuses(
    named: Iterable[str], found: Mapping[str, Answer], before: Mapping[str, str]
) -> Mapping[str, str]:
    """Address → day on which it was found gone, of the addresses that are.

    Args:
        named: the addresses that the archive names.
        found: what they answered; where that is no page and no refusal for good, or nothing as long as
            they were not asked, what was known stays.
        before: the same mapping as it was known before.
    """
    gone: dict[str, str] = {}
    for url in named:
        answer = found.get(url)
        if answer and answer.gone:
            gone[url] = before.get(url, answer.day)
        elif url in before and not (answer and answer.here):
            gone[url] = before[url]
    return gone


def remembered(file: Path) -> dict[str, Answer]:
    """The answers of earlier runs; none where the file is missing or no longer readable."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {url: Answer(**answer) for url, answer in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(file: Path, answers: Mapping[str, Answer]) -> None:
    """Keep answers for the next run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = {url: asdict(answer) for url, answer in sorted(answers.items())}
    replace(file.as_posix(), json.dumps(kept, indent=1).encode())


def list_gone(seeds: Path, gone: Mapping[str, str]) -> None:
    """Write which addresses are gone into the folder of seeds; nothing where no list is needed."""
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

    What was never asked comes first, then what was asked longest ago. A host that says it is asked too much
    is left alone: its other addresses have no answer in this run, nor has what there was no time for.
    Nothing is said against a name where no host answered in this run: there may be no network.

    Args:
        urls: what to ask.
        known: answers of earlier runs; fresh ones are not asked for again.
        day: today.
        ask: the status of an address.
        manners: how to ask.
    """
    asked: dict[str, float] = {}
    tired: set[str] = set()
    reached, nameless = False, []
    end = time.monotonic() + manners.seconds
    for url in sorted(urls, key=lambda one: (known[one].day if one in known else "", one)):
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
