"""A shard on its way: where its files lie meanwhile, which program indexes it, in what packs it ends."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from generator.model.errors import ClipfileError
from generator.site.search import make as search_make
from generator.site.search import service as search_service
from generator.site.search.index import index_pages
from generator.site.search.packs import pack, pack_of, packed

PAGE = "<html lang=en><article data-pagefind-body><h1>Page {n}</h1><p>Words of page {n}</p></article>"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Pages in a store, by their path in a site that is not there yet."""
    (tmp_path / "store").mkdir()
    found = {f"articles/{n}/index.html": str(tmp_path / "store" / f"{n}.html") for n in range(3)}
    for n, file in enumerate(found.values()):
        Path(file).write_text(PAGE.format(n=n))
    return found


def test_pages_are_indexed_wherever_they_lie_and_put_into_a_site_afterwards(
    files: dict[str, str], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    index = index_pages({**files, "people/index.html": "no such file"}, cache=tmp_path / "cache")
    assert not site.exists()
    index.place(site)
    (shard,) = json.loads((site / "pagefind" / "shards.json").read_text())
    assert shard["pages"] == 3


def test_a_page_that_is_not_what_was_known_of_it_makes_no_shard_and_is_read_again(
    files: dict[str, str], tmp_path: Path
) -> None:
    digests = {path: path for path in files}
    index_pages(files, cache=tmp_path / "cache", digests=digests)
    Path(files["articles/1/index.html"]).write_text(PAGE.format(n="changed"))
    Path(files["articles/2/index.html"]).write_text(PAGE.format(n="new"))
    digests["articles/2/index.html"] = "new"
    with pytest.raises(ClipfileError, match=r"articles/1/index\.html changed .* Run again"):
        index_pages(files, cache=tmp_path / "cache", digests=digests)
    (shard,) = index_pages(files, cache=tmp_path / "cache", digests=digests).shards
    assert len(shard[0].pages) == 3


def test_an_archive_without_a_word_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html lang=en><article data-pagefind-body><p></p></article>")
    with pytest.raises(ClipfileError, match="holds a word"):
        index_pages({"articles/1/index.html": str(tmp_path / "page.html")}, cache=tmp_path / "cache")


def test_a_shard_does_not_depend_on_how_a_disk_lists_its_pages(files: dict[str, str], tmp_path: Path) -> None:
    index_pages(files, cache=tmp_path / "one")
    index_pages(dict(reversed(files.items())), cache=tmp_path / "other")
    one, other = (
        {path.relative_to(cache): path.read_bytes() for path in (cache / "shards").rglob("*.*")}
        for cache in (tmp_path / "one", tmp_path / "other")
    )
    assert one == other


def test_fragments_lie_in_the_packs_that_their_names_tell() -> None:
    names = [f"pt-br_{n * 7919:07x}.pf_fragment" for n in range(50)]
    packs = dict(packed({f"fragment/{name}": name.encode() for name in names}, 20))
    assert len(packs) <= 20
    for name in names:
        head, _, rest = packs[pack_of("fragment", name, 20)].partition(b"\n")
        assert sum(json.loads(head).values()) == len(rest)
        assert name.encode() in rest


def test_what_the_page_does_not_load_is_left_out() -> None:
    made = {"pagefind-ui.js": b"", "pagefind.en_1.pf_meta": b"", "index/en_1.pf_index": b"", "filter/a": b""}
    assert dict(packed(made, 1)).keys() == {"pagefind.en_1.pf_meta", "index/en_1.pf_index", "filters.pack"}


def test_a_pack_is_the_same_in_whatever_order_its_members_come() -> None:
    assert pack({"b": b"two", "a": b"one"}) == pack({"a": b"one", "b": b"two"}) == b'{"a":3,"b":3}\nonetwo'


def test_pagefinds_program_is_run_itself_unless_another_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(search_service.CHOSEN, raising=False)
    (program,) = search_service.command()
    assert os.access(program, os.X_OK)
    monkeypatch.setenv(search_service.CHOSEN, program)
    assert search_service.command() == (sys.executable, "-m", "pagefind")


@pytest.mark.parametrize(("free", "runs"), [(0, 1), (2**31, 2), (2**40, 4)])
def test_as_many_runs_at_once_as_memory_and_processors_allow(
    free: int, runs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sysconf", {"SC_AVPHYS_PAGES": free, "SC_PAGE_SIZE": 1}.__getitem__)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert search_make._at_once() == runs
