"""Whether sources still answer: asked politely, one at a time, remembered from one run to the next."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.accession.fetch import FetchError, Limits, probe
from generator.archive import Archive

LIMITS = Limits(seconds=20, wait=10)
# Seconds between two questions to one host.
PAUSE = 2.0
# Days after which an answer is asked for again.
FRESH = 7
GONE = frozenset({404, 410, 451})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address said: a status (0 where none came), why none came, and the day it was asked."""

    status: int
    fault: str
    day: str

    @property
    def gone(self) -> bool:
        """Whether the page is no longer there; a server that is down may come back."""
        return self.status in GONE


Ask = Callable[[str], int]


def sources(archive: Archive) -> Mapping[str, str]:
    """Address of each source → the seed that names it."""
    return {one.source.url: one.seed for one in reversed(archive.articles) if one.source.url}


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
    aside = file.with_name(f".{file.name}.new")
    aside.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    aside.replace(file)


def answers(
    urls: Iterable[str],
    known: Mapping[str, Answer],
    day: dt.date,
    ask: Ask = lambda url: probe(url, LIMITS),
    pause: float = PAUSE,
) -> Iterator[tuple[str, Answer]]:
    """(address, answer) of each address, one after another.

    Args:
        urls: what to ask.
        known: answers of earlier runs; fresh ones are not asked for again.
        day: today.
        ask: the status of an address.
        pause: seconds between two questions to one host.
    """
    asked: dict[str, float] = {}
    for url in sorted(urls):
        if url in known and (day - dt.date.fromisoformat(known[url].day)).days < FRESH:
            yield url, known[url]
            continue
        host = urlsplit(url).netloc
        time.sleep(max(0.0, asked.get(host, 0.0) + pause - time.monotonic()))
        yield url, _asked(url, day, ask)
        asked[host] = time.monotonic()


def _asked(url: str, day: dt.date, ask: Ask) -> Answer:
    try:
        return Answer(ask(url), "", day.isoformat())
    except FetchError as error:
        return Answer(0, str(error), day.isoformat())
