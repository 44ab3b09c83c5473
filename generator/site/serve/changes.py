"""Says what a rebuild of a served site changed, and where to see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from generator.archive.archive import Archive
from generator.model.addresses import absolute

# More articles than these are only counted: an edit of a name may change hundreds.
SHOWN = 10


class ShownArticle(NamedTuple):
    """An article as a server shows it: its address, and a digest of its content and of its seed's errors."""

    url: str
    state: tuple[object, ...]
    is_faulty: bool


def shown(archive: Archive) -> Mapping[str, ShownArticle]:
    """Path of a seed → its article."""
    return {
        article.seed: ShownArticle(
            article.url,
            (article.digest, *archive.faults.get(article.id, ())),
            article.id in archive.faults,
        )
        for article in archive.articles
    }


def changes(before: Mapping[str, ShownArticle], now: Mapping[str, ShownArticle], site: str) -> Iterator[str]:
    """A line for each article that is new, changed or gone: ``changed: berlin-wall.txt → http://...``.

    Args:
        before: what was shown before the rebuild.
        now: what is shown.
        site: address of the site, with its host.
    """
    lines = list(_lines(before, now, site))
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"and {len(lines) - SHOWN} more"
    if not lines:
        yield f"no article changed; the site is at {site}"


def _lines(before: Mapping[str, ShownArticle], now: Mapping[str, ShownArticle], site: str) -> Iterable[str]:
    for seed in sorted(before.keys() | now.keys()):
        old, new = before.get(seed), now.get(seed)
        if new is None:
            yield f"gone: {seed}"
        elif old is None or old.url != new.url or old.state != new.state:
            what = "new" if old is None else "changed"
            errors = " (it has errors)" if new.is_faulty else ""
            yield f"{what}: {seed}{errors} → {urljoin(site, absolute('', new.url))}"
