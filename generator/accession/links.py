"""Checking whether sources still respond: politely, one at a time, with answers stored between runs."""

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

from generator.accession.fetch import probe
from generator.accession.request import FetchError, Limits, UnknownHostError
from generator.archive.archive import Archive
from generator.inputs.links import LINKS, links_text
from generator.system.files import replace, rewrite

LIMITS = Limits(seconds=20, wait=10)
# Seconds between two requests to the same host.
PAUSE = 2.0
# Days for which an answer is valid.
FRESH = 7
GONE = frozenset({404, 410, 451})
# With these, a host says that it gets too many requests, or is overloaded.
TIRED = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of an address: a status (0 for none), the reason for none, and the date of the request.

    ``unknown`` is the date since which its host has had no DNS entry, "" if it has one.
    """

    status: int
    fault: str
    day: str
    unknown: str = ""

    @property
    def gone(self) -> bool:
        """Whether the page no longer exists, or its host has had no DNS entry on two days.

        A server that is down may come back, and so may a domain that someone forgot to renew.
        """
        return self.status in GONE or "" < self.unknown < self.day

    @property
    def here(self) -> bool:
        """Whether the address returned a page."""
        return 200 <= self.status < 300


Ask = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Manners:
    """How to make requests: seconds between two to the same host, and after which to stop altogether."""

    pause: float = PAUSE
    seconds: float = math.inf


def sources(archive: Archive) -> Mapping[str, str]:
    """Address of each source, and of each archived copy → a seed that names it."""
    pairs = (
        (url, each.seed) for each in archive.newest for url in (each.source.url, each.source.archived_url)
    )
    return {url: seed for url, seed in pairs if url}


def statuses(
    urls: Iterable[str], responses: Mapping[str, Answer], before: Mapping[str, str]
) -> Mapping[str, str]:
    """Dead address → date since which it is known to be dead.

    Args:
        urls: the addresses that the archive names.
        responses: their answers. Without one, or with one that shows neither that the page exists nor that
            it is gone, the status stays what it was before.
        before: the result of the previous run.
    """
    gone: dict[str, str] = {}
    for url in urls:
        answer = responses.get(url)
        if answer and answer.gone:
            gone[url] = before.get(url, answer.day)
        elif url in before and not (answer and answer.here):
            gone[url] = before[url]
    return gone


def remembered(file: Path) -> dict[str, Answer]:
    """The answers of earlier runs; empty if the file is missing or unreadable."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        return {url: Answer(**answer) for url, answer in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(file: Path, answers: Mapping[str, Answer]) -> None:
    """Store answers for the next run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    stored = {url: asdict(answer) for url, answer in sorted(answers.items())}
    replace(file.as_posix(), json.dumps(stored, indent=1).encode())


def list_gone(seeds: Path, gone: Mapping[str, str]) -> None:
    """Write the list of dead addresses into the folder of seeds, unless there was and is nothing to list."""
    file = seeds / LINKS
    if gone or file.is_file():
        rewrite(file, links_text(gone).encode())


def answers(
    urls: Iterable[str],
    known: Mapping[str, Answer],
    day: dt.date,
    ask: Ask = lambda url: probe(url, LIMITS),
    manners: Manners = Manners(),
) -> Iterator[tuple[str, Answer]]:
    """Yield each address with its answer; those of hosts without a DNS entry come last.

    New addresses are requested first, then those with the oldest answers. If a host says that it gets too
    many requests, its other addresses are skipped in this run, as are those for which there is no time. A
    missing DNS entry counts only if another host answered in this run: there may be no network.

    Args:
        urls: the addresses to check.
        known: answers of earlier runs; recent ones are used again.
        day: today.
        ask: requests an address, and returns its status.
        manners: how to make requests.
    """
    last_request: dict[str, float] = {}
    tired: set[str] = set()
    reached, nameless = False, []
    end = time.monotonic() + manners.seconds
    for url in sorted(urls, key=lambda url: (known[url].day if url in known else "", url)):
        host = urlsplit(url).netloc
        if url in known and (day - dt.date.fromisoformat(known[url].day)).days < FRESH:
            yield url, known[url]
        elif host not in tired and time.monotonic() < end:
            time.sleep(max(0.0, last_request.get(host, 0.0) + manners.pause - time.monotonic()))
            answer = _answer(url, day, ask)
            last_request[host] = time.monotonic()
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


def _answer(url: str, day: dt.date, ask: Ask) -> Answer:
    try:
        return Answer(ask(url), "", day.isoformat())
    except UnknownHostError as error:
        return Answer(0, str(error), day.isoformat(), day.isoformat())
    except FetchError as error:
        return Answer(0, str(error), day.isoformat())
