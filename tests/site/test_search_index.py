"""The index: shards that depend on the articles alone; a change rebuilds one of them."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from searching import articles_with, catalog, index, shard_list, shown, write_records

from generator.site.search import catalog as search_catalog
from generator.site.search.catalog import ShardFacts, part_of
from generator.site.search.catalog import catalog as join
from generator.site.search.index import FOLDER, make_index
from generator.site.search.postings import Postings
from generator.site.search.records import HandWrittenPage
from generator.site.search.shards import Document, Sizes, divide

FIRST = date(2001, 1, 1)
SMALL = Sizes(least=8, most=16)
ABOUT = HandWrittenPage("about/", "About us", "<h1>About us</h1><p>We fly zeppelins.</p>")


def record(number: int, **values: Any) -> dict[str, Any]:
    """An article, dated one day after that of the previous number."""
    return {
        "url": f"articles/{number:03}/",
        "title": f"Article {number}",
        "body": f"Words of article {number}",
        "date": f"{FIRST + timedelta(number)}",
        "topics": ["Rivers", f"Port {number}"],
        **values,
    }


def records(count: int) -> list[dict[str, Any]]:
    return [record(number) for number in range(count)]


def contents(site: Path) -> dict[str, bytes]:
    """Every file of the index."""
    folder = site / FOLDER
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def cached(docs: Path, kind: str = "shards") -> set[str]:
    """The names of the cached shards, or of the cached catalogs."""
    return {path.name for path in (docs / ".cache" / "search" / kind).iterdir()}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A docs folder of forty articles."""
    write_records(tmp_path / "docs", records(40))
    return tmp_path / "docs"


def test_a_small_archive_is_one_shard_next_to_what_the_page_loads(tmp_path: Path) -> None:
    write_records(tmp_path / "docs", records(3))
    index(tmp_path / "docs", tmp_path / "site")
    (shard,) = shard_list(tmp_path / "site")
    assert shard["pages"] == 3
    assert shard["from"] == shard["to"] == "2001-01"
    names = {path.name for path in (tmp_path / "site" / FOLDER).iterdir()}
    assert names > {"index.json", shard["path"].strip("/")}
    assert len(names) == 3


def test_each_article_is_in_one_shard(docs: Path, tmp_path: Path) -> None:
    index(docs, tmp_path / "site", sizes=SMALL)
    shards = shard_list(tmp_path / "site")
    assert len(shards) > 2
    assert sum(shard["pages"] for shard in shards) == 40
    assert [shard["to"] for shard in shards] == sorted((shard["to"] for shard in shards), reverse=True)
    assert shown(tmp_path / "site").keys() == {record["url"] for record in records(40)}
    assert len(articles_with(tmp_path / "site", "words")) == 40
    assert articles_with(tmp_path / "site", "17") == {"articles/017/"}


def test_the_catalog_numbers_articles_across_all_shards(docs: Path, tmp_path: Path) -> None:
    index(docs, tmp_path / "site", [ABOUT], sizes=SMALL)
    summary = catalog(tmp_path / "site", "summary")
    assert summary["articles"] == 41
    assert summary["months"] == [["2001-02", 9], ["2001-01", 31], ["", 1]]
    topics = summary["filters"]["topic"]
    assert topics["values"][:2] == [["Rivers", 40], ["Port 0", 1]]
    assert topics["total"] == 41
    ports = dict(catalog(tmp_path / "site", f"filters/topic-{part_of('Port 0', topics['parts'])}"))
    # The newest article is number 0.
    assert ports["Port 0"] == [39]
    assert dict(catalog(tmp_path / "site", "filters/top")["topic"])["Rivers"] == [0, *[1] * 39]


def test_an_index_is_identical_however_often_it_is_made(docs: Path, tmp_path: Path) -> None:
    write_records(tmp_path / "other", records(40))
    index(docs, tmp_path / "site", [ABOUT], sizes=SMALL)
    index(tmp_path / "other", tmp_path / "again", [ABOUT], sizes=SMALL)
    assert contents(tmp_path / "site") == contents(tmp_path / "again")


@pytest.mark.parametrize(
    "changed",
    [
        [*records(40), record(40)],
        [*records(3), record(3, body="Another text"), *records(40)[4:]],
        [*records(3), record(3, places=["Oslo"]), *records(40)[4:]],
    ],
    ids=["one more", "another text", "another filter"],
)
def test_a_change_rebuilds_one_shard(changed: list[dict[str, Any]], docs: Path, tmp_path: Path) -> None:
    index(docs, tmp_path / "site", [ABOUT], sizes=SMALL)
    before = cached(docs)
    write_records(docs, changed)
    index(docs, tmp_path / "site", [ABOUT], sizes=SMALL)
    assert len(cached(docs) - before) == 1
    assert len(before - cached(docs)) == 1


def test_fields_that_are_not_indexed_rebuild_no_shard(docs: Path, tmp_path: Path) -> None:
    index(docs, tmp_path / "site", sizes=SMALL)
    before = cached(docs)
    write_records(docs, [record | {"related": ["a neighbour"], "rights": "CC0"} for record in records(40)])
    index(docs, tmp_path / "site", sizes=SMALL)
    assert cached(docs) == before


def test_the_catalog_is_made_only_if_a_shard_changed(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def noted(shards: Sequence[ShardFacts]) -> Iterator[tuple[str, bytes]]:
        made.append(shards)
        return join(shards)

    monkeypatch.setattr(search_catalog, "catalog", noted)
    for count in (20, 20, 21):
        write_records(docs, records(count))
        index(docs, tmp_path / f"site{count}")
    assert len(made) == 2
    assert catalog(tmp_path / "site21", "summary")["articles"] == 21


def test_hand_written_pages_are_a_shard_of_their_own_at_the_end(docs: Path, tmp_path: Path) -> None:
    index(docs, tmp_path / "site", sizes=SMALL)
    before = cached(docs)
    index(docs, tmp_path / "site", [ABOUT], sizes=SMALL)
    assert len(cached(docs) - before) == 1
    *_, last = shard_list(tmp_path / "site")
    assert (last["pages"], last["from"], last["to"]) == (1, "", "")
    index(docs, tmp_path / "site", [ABOUT._replace(content="<p>Airships</p>")], sizes=SMALL)
    assert before < cached(docs)


def test_the_cache_only_saves_time(docs: Path, tmp_path: Path) -> None:
    for count in (20, 22, 40):
        write_records(docs, records(count))
        index(docs, tmp_path / "site", sizes=SMALL)
    write_records(tmp_path / "other", records(40))
    index(tmp_path / "other", tmp_path / "again", sizes=SMALL)
    assert contents(tmp_path / "site") == contents(tmp_path / "again")


def test_another_language_of_the_site_rebuilds_all_shards(docs: Path, tmp_path: Path) -> None:
    index(docs, tmp_path / "site", sizes=SMALL)
    before = cached(docs)
    index(docs, tmp_path / "site", sizes=SMALL, language="fr")
    assert not before & cached(docs)


def test_an_archive_without_articles_has_no_shard(tmp_path: Path) -> None:
    write_records(tmp_path / "docs", [])
    index(tmp_path / "docs", tmp_path / "site")
    assert shard_list(tmp_path / "site") == []


def test_a_removed_text_is_deleted_from_cache_and_site(tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    write_records(docs, [record(0), record(1, title="Quorvelling")])
    index(docs, site)
    (docs / ".cache" / "search" / "pages.json").write_text("what an earlier version kept")
    write_records(docs, [record(0)])
    index(docs, site)
    assert shard_list(site)[0]["pages"] == 1
    assert {path.name for path in (docs / ".cache" / "search").iterdir()} == {"shards", "catalogs"}
    assert len(cached(docs)) == len(cached(docs, "catalogs")) == 1


def test_a_failure_leaves_no_incomplete_shard(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "no room on the disk")

    monkeypatch.setattr(Postings, "files", fail)
    with pytest.raises(OSError, match="no room on the disk"):
        make_index(docs, "en", [])
    monkeypatch.undo()
    index(docs, tmp_path / "site")
    assert len(cached(docs)) == 1
    assert shard_list(tmp_path / "site")[0]["pages"] == 40


def test_an_archive_without_words_has_an_index(tmp_path: Path) -> None:
    write_records(tmp_path, [{"title": "…", "body": "…"}])
    index(tmp_path, tmp_path / "site")
    (shard,) = shard_list(tmp_path / "site")
    assert (shard["pages"], shard["bounds"]) == (1, [])


def test_an_undated_article_rebuilds_one_of_many_shards() -> None:
    documents = [Document(f"articles/undated/{n}/", "digest", "") for n in range(1000)]
    sizes = Sizes(least=8, undated=12)
    shards = divide(documents, sizes)
    assert [len(shard.documents) < 1000 / 12 for shard in shards] == [True] * 16
    more = divide([*documents, Document("articles/undated/more/", "digest", "")], sizes)
    assert len(set(more) - set(shards)) == 1


def test_an_old_article_shares_its_shard_with_a_small_part_of_all() -> None:
    days = (date(2000, 1, 1) + timedelta(number) for number in range(4000))
    documents = [Document(f"articles/{day}/", "digest", f"{day}") for day in days]
    sizes = [len(shard.documents) for shard in divide(documents, Sizes(least=8, older=8, part=10))]
    assert max(sizes) <= 400
    assert sizes[0] < min(sizes[4:])
