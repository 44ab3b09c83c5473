"""The list of addresses: its pages are fetched, gone ones from the web archive, and the rest stays listed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from making import folder
from misbehaving import PAGE, answer, misbehaving

from generator.accession.save import Holdings
from generator.imports import fetching
from generator.imports.fetching import fetch_list
from generator.imports.reading_list import Address, read_list, write_list
from generator.model.errors import ClipfileError

DAY = dt.date(2024, 9, 1)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return folder(tmp_path, {"old.txt": "Old\n\nA text that was here before.\n"}).seeds


def test_pages_are_fetched_and_leave_the_list(seeds: Path) -> None:
    with misbehaving({"/a": answer(), "/b": answer("404 Not Found")}) as server:
        kept = Address(
            server.url("/a"), "Bridge", "harbour; boats", "> A mark", "2024-03-12", "list.csv", "Pocket", "7"
        )
        gone = Address(server.url("/b"), "Gone")
        write_list(seeds, [kept, gone])
        fetched = list(fetch_list(Holdings(seeds), DAY, "", pause=0, pictures=False))
    assert [bool(page.seed) for page in fetched] == [True, False]
    declared = yaml.safe_load((seeds / fetched[0].seed).with_suffix(".yml").read_text())
    assert declared["tags"] == ["harbour", "boats"]
    assert declared["note"] == "> A mark"
    assert declared["provenance"] == {"file": "list.csv", "format": "Pocket", "identifier": "7"}
    (left,) = read_list(seeds)
    assert (left.url, "404" in left.fault) == (gone.url, True)


def test_a_page_that_is_gone_comes_from_the_web_archive(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with misbehaving({"/gone": answer("410 Gone"), "/copy": answer()}) as server:
        monkeypatch.setattr(fetching, "archived", lambda _url, _service: server.url("/copy"))
        write_list(seeds, [Address(server.url("/gone"))])
        (fetched,) = fetch_list(Holdings(seeds), DAY, server.url("/service"), pause=0, pictures=False)
        assert {"/gone", "/copy"} <= {*server.asked}
    assert (seeds / fetched.seed).read_bytes() == PAGE
    assert read_list(seeds) == []


def test_a_page_that_the_archive_has_is_not_fetched_again(seeds: Path) -> None:
    with misbehaving({"/a": answer()}) as server:
        for _ in range(2):
            write_list(seeds, [Address(server.url("/a"))])
            (fetched,) = fetch_list(Holdings(seeds), DAY, "", pause=0, pictures=False)
            assert fetched.seed
        assert server.asked.count("/a") == 1
    assert not (seeds / "reading-list.csv").exists()
    assert PAGE in [path.read_bytes() for path in seeds.glob("*.html")]


def test_a_line_that_cannot_be_read_is_named(seeds: Path) -> None:
    (seeds / "reading-list.csv").write_text("url,title\n,No address\n")
    with pytest.raises(ClipfileError, match=r"reading-list\.csv:2"):
        read_list(seeds)
