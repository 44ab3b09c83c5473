"""Articles as data, indexed for search without a conversion."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from generator.site.search.index import ARTICLES, FOLDER, LIST, Indexing
from generator.site.search.postings import SUFFIX, TEXTS
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


def unpacked(path: Path) -> Any:
    """The content of a file of an index, without its ending."""
    return json.loads(gzip.decompress(path.with_name(path.name + SUFFIX).read_bytes()))


def catalog(site: Path, name: str) -> Any:
    """A file of the catalog."""
    folder = site / FOLDER
    return unpacked(folder / json.loads((folder / LIST).read_text())["catalog"] / name)


def shard_list(site: Path) -> list[dict[str, Any]]:
    """The list of shards that the search page loads."""
    shards: list[dict[str, Any]] = catalog(site, "shards")
    return shards


def shown(site: Path) -> dict[str, dict[str, Any]]:
    """What the search page can show of each article or page, by address."""
    folders = [site / FOLDER / shard["path"] / "texts" for shard in shard_list(site)]
    files = [
        json.loads(gzip.decompress(path.read_bytes())) for folder in folders for path in folder.iterdir()
    ]
    return {text["url"]: text for file in files for text in file}


def articles_with(site: Path, word: str) -> set[str]:
    """The addresses of the articles that the index has under a word or a pair of letters."""
    found = set()
    for shard in shard_list(site):
        folder = site / FOLDER / shard["path"]
        texts = [text for n in range(-(-shard["pages"] // TEXTS)) for text in unpacked(folder / f"texts/{n}")]
        rows = [row for n in range(len(shard["bounds"])) for row in unpacked(folder / f"words/{n}")]
        for key, words, *postings in rows:
            if postings and word in (words or [key]):
                found |= {texts[number]["url"] for number in accumulate(postings[0])}
    return found
