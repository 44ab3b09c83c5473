"""Articles as data, indexed for search without a conversion."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.site.search.index import ARTICLES, Indexing
from generator.site.search.records import HandWrittenPage
from generator.site.search.shards import SIZES, Sizes

BLANK: Mapping[str, Any] = {
    "url": "articles/undated/blank/",
    "title": "A headline",
    "summary": "",
    "body": "One paragraph.",
    "status": "published",
    "date": None,
    "language": "en",
    "source": {},
    **{name: [] for name in ("topics", "people", "organizations", "places", "tags")},
}


def write_records(docs: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Make records the ``articles.jsonl`` of a docs folder."""
    path = docs / ARTICLES
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    lines = (json.dumps({**BLANK, **record}, ensure_ascii=False) + "\n" for record in records)
    new.write_text("".join(lines), encoding="utf-8")
    new.replace(path)


def index(
    docs: Path, site: Path, pages: Iterable[HandWrittenPage] = (), sizes: Sizes = SIZES, language: str = "en"
) -> None:
    """Index the articles of a docs folder, and hand-written pages, for a site."""
    Indexing(docs, language, sizes).finish(pages).place(site)


def shard_list(site: Path) -> list[dict[str, Any]]:
    """The list of shards that the search page loads."""
    shards: list[dict[str, Any]] = json.loads((site / "pagefind" / "shards.json").read_text())
    return shards


def pack_members(pack: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file in a pack."""
    head, _, rest = pack.partition(b"\n")
    for name, size in json.loads(head).items():
        yield name, rest[:size]
        rest = rest[size:]
