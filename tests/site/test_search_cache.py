"""Indexing a shard: the program, how many run at once, and the packs that result."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from searching import index, write_records

from generator.model.errors import ClipfileError
from generator.site.search import cache, service
from generator.site.search.packs import pack, pack_files, pack_of


def test_an_archive_without_words_is_reported(tmp_path: Path) -> None:
    write_records(tmp_path, [{"title": "…", "body": "…"}])
    with pytest.raises(ClipfileError, match="contains no indexable words"):
        index(tmp_path, tmp_path / "site")


def test_fragments_are_in_the_packs_given_by_their_names() -> None:
    names = [f"pt-br_{n * 7919:07x}.pf_fragment" for n in range(50)]
    packs = dict(pack_files({f"fragment/{name}": name.encode() for name in names}, 20))
    assert len(packs) <= 20
    for name in names:
        head, _, rest = packs[pack_of("fragment", name, 20)].partition(b"\n")
        assert sum(json.loads(head).values()) == len(rest)
        assert name.encode() in rest


def test_files_that_the_page_does_not_load_are_left_out() -> None:
    files = {"pagefind-ui.js": b"", "pagefind.en_1.pf_meta": b"", "index/en_1.pf_index": b"", "filter/a": b""}
    packed = dict(pack_files(files, 1))
    assert packed.keys() == {"pagefind.en_1.pf_meta", "index/en_1.pf_index", "filters.pack"}


def test_a_pack_does_not_depend_on_the_order_of_its_members() -> None:
    assert pack({"b": b"two", "a": b"one"}) == pack({"a": b"one", "b": b"two"}) == b'{"a":3,"b":3}\nonetwo'


def test_pagefinds_program_is_run_itself_unless_another_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(service.CHOSEN, raising=False)
    (program,) = service.command()
    assert os.access(program, os.X_OK)
    monkeypatch.setenv(service.CHOSEN, program)
    assert service.command() == (sys.executable, "-m", "pagefind")


@pytest.mark.parametrize(("free", "runs"), [(0, 1), (2**31, 2), (2**40, 4)])
def test_as_many_runs_at_once_as_memory_and_processors_allow(
    free: int, runs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sysconf", {"SC_AVPHYS_PAGES": free, "SC_PAGE_SIZE": 1}.__getitem__)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert cache._processes() == runs
