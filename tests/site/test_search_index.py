"""The index: shards that depend on the articles alone, of which a change makes one anew."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.model.errors import ClipfileError
from generator.site.search import service as search_service
from generator.site.search.index import index_site
from generator.site.search.shards import Page, Sizes, shards

FIRST = date(2001, 1, 1)
SMALL = Sizes(least=8, most=16)
PAGE = (
    "<html lang=en><body><nav>Frame</nav><article data-pagefind-body><h1>Page {n}</h1>"
    '<time datetime="{day}" data-pagefind-sort="date[datetime]">then</time><p>Words of page {n}</p></article>'
    '<aside><a data-pagefind-filter="topic">Rivers</a> <a data-pagefind-filter="topic">Port {n}</a></aside>'
)


def add(root: Path, number: int, text: str = "") -> str:
    """An article's page, of one day after that of the number before; returns its path."""
    page = root / "articles" / f"{number:03}" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(PAGE.format(n=number, day=FIRST + timedelta(number)) + text)
    return page.relative_to(root).as_posix()


def site(root: Path, count: int) -> Path:
    """A site of so many articles."""
    (root / "articles").mkdir(parents=True)
    for number in range(count):
        add(root, number)
    return root


def listed(root: Path) -> list[dict[str, Any]]:
    """What the search page is told of the shards."""
    shards: list[dict[str, Any]] = json.loads((root / "pagefind" / "shards.json").read_text())
    return shards


def contents(root: Path) -> dict[str, bytes]:
    """Every file of the index."""
    folder = root / "pagefind"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def members(files: Mapping[str, bytes], suffix: str) -> Iterator[bytes]:
    """Files of an index that lie in packs, by the end of their names."""
    for name in files:
        if name.endswith(".pack"):
            head, _, rest = files[name].partition(b"\n")
            for member, size in json.loads(head).items():
                if member.endswith(suffix):
                    yield rest[:size]
                rest = rest[size:]


def made(cache: Path) -> set[str]:
    """The shards that are kept."""
    return {path.name for path in (cache / "shards").iterdir()}


def test_a_small_archive_is_one_shard_with_what_the_page_loads_beside_it(tmp_path: Path) -> None:
    index_site(site(tmp_path, 3))
    (shard,) = listed(tmp_path)
    assert shard["pages"] == 3
    assert shard["from"] == shard["to"] == "2001-01"
    names = {path.name for path in (tmp_path / "pagefind").iterdir()}
    assert names == {"shards.json", "pagefind.js", "wasm.en.pagefind", shard["path"].strip("/")}
    assert not tmp_path.with_name(tmp_path.name + ".parts").exists()


def test_shards_hold_each_article_once_and_have_one_engine(tmp_path: Path) -> None:
    index_site(site(tmp_path, 40), sizes=SMALL)
    shards = listed(tmp_path)
    assert len(shards) > 2
    assert sum(shard["pages"] for shard in shards) == 40
    assert [shard["to"] for shard in shards] == sorted((shard["to"] for shard in shards), reverse=True)
    files = contents(tmp_path)
    assert len(list(members(files, ".pf_fragment"))) == 40
    assert [name for name in files if "wasm" in name] == ["wasm.en.pagefind"]


def test_an_index_is_the_same_to_the_byte_however_often_it_is_made(tmp_path: Path) -> None:
    root = site(tmp_path / "site", 40)
    index_site(root, sizes=SMALL)
    first = contents(root)
    index_site(root, sizes=SMALL)
    assert contents(root) == first


@pytest.mark.parametrize("number", [40, 3])
def test_one_article_more_or_another_text_makes_one_shard_anew(number: int, tmp_path: Path) -> None:
    root, cache = site(tmp_path / "site", 40), tmp_path / "cache"
    index_site(root, cache=cache, sizes=SMALL)
    before = made(cache)
    add(root, number, '<a data-pagefind-filter="place">Oslo</a>')
    index_site(root, cache=cache, sizes=SMALL)
    assert len(made(cache) - before) == 1
    assert len(before - made(cache)) == 1


def test_what_is_kept_changes_nothing_but_time(tmp_path: Path) -> None:
    root, cache = site(tmp_path / "site", 20), tmp_path / "cache"
    index_site(root, cache=cache, sizes=SMALL)
    for number in (20, 21, 3):
        add(root, number, '<a data-pagefind-filter="place">Oslo</a>')
        index_site(root, cache=cache, sizes=SMALL)
    grown = contents(root)
    index_site(root, sizes=SMALL)
    assert contents(root) == grown


def test_what_is_not_indexed_makes_no_shard_anew(tmp_path: Path) -> None:
    root, cache = site(tmp_path / "site", 12), tmp_path / "cache"
    index_site(root, cache=cache, sizes=SMALL)
    before = made(cache)
    add(root, 5, "<nav>A neighbour that came later</nav>")
    index_site(root, cache=cache, sizes=SMALL)
    assert made(cache) == before


def test_pages_whose_digest_is_known_are_not_read(tmp_path: Path) -> None:
    root, cache = site(tmp_path / "site", 5), tmp_path / "cache"
    digests = {f"articles/{number:03}/index.html": f"digest {number}" for number in range(5)}
    index_site(root, cache=cache, digests=digests)
    files = contents(root)
    for path in digests:
        (root / path).write_text("")
    index_site(root, cache=cache, digests=digests)
    assert contents(root) == files


def test_what_was_kept_of_pages_may_be_broken(tmp_path: Path) -> None:
    root, cache = site(tmp_path / "site", 3), tmp_path / "cache"
    index_site(root, cache=cache)
    files = contents(root)
    (cache / "pages.json").write_text('["half')
    index_site(root, cache=cache)
    assert contents(root) == files


def test_an_archive_without_articles_has_no_shard(tmp_path: Path) -> None:
    index_site(site(tmp_path, 0))
    assert listed(tmp_path) == []


def test_a_failure_says_what_pagefind_said_and_leaves_no_half_of_a_shard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saying = (sys.executable, "-c", "import sys; sys.exit('no room on the disk')")
    monkeypatch.setattr(search_service, "command", lambda: saying)
    root, cache = site(tmp_path / "site", 3), tmp_path / "cache"
    with pytest.raises(ClipfileError, match="Pagefind said: no room on the disk"):
        index_site(root, cache=cache)
    monkeypatch.undo()
    index_site(root, cache=cache)
    assert len(made(cache)) == 1
    assert listed(root)[0]["pages"] == 3


def test_an_undated_article_makes_one_of_many_shards_anew() -> None:
    pages = [Page(f"articles/undated/{n}/index.html", "digest", "") for n in range(1000)]
    sizes = Sizes(least=8, undated=12)
    divided = shards(pages, sizes)
    assert [len(shard.pages) < 1000 / 12 for shard in divided] == [True] * 16
    more = shards([*pages, Page("articles/undated/more/index.html", "digest", "")], sizes)
    assert len(set(more) - set(divided)) == 1


def test_an_old_article_shares_its_shard_with_a_small_part_of_all() -> None:
    days = (date(2000, 1, 1) + timedelta(number) for number in range(4000))
    pages = [Page(f"articles/{day}/index.html", "digest", f"{day}") for day in days]
    sizes = [len(shard.pages) for shard in shards(pages, Sizes(least=8, part=10))]
    assert max(sizes) <= 400
    assert sizes[0] < min(sizes[4:])
