"""Free tags have pages, an index, feeds and suggestions; an archive without tags has none of these."""

from __future__ import annotations

import json
from typing import Any

from making import archive, article

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.names import name_id
from generator.model.output import Page
from generator.model.records import Article, Term
from generator.outputs.everything import outputs

SETTINGS = Settings(feed_minimum=2)


def tagged(seed: str, date: str, *tags: str, **values: Any) -> Article:
    terms = tuple(Term(name_id(tag), tag) for tag in tags)
    return article(seed=seed, title=f"Title {seed}", date=date, tags=terms, **values)


def files(made: Archive) -> dict[str, object]:
    return {output.path: output.made for output in outputs(made, SETTINGS, ())}


def view(page: object) -> Any:
    assert isinstance(page, Page)
    return page.view


def text(content: object) -> str:
    assert isinstance(content, str)
    return content


ARCHIVE = archive(
    [
        tagged("a", "2024-01-01", "Sea trade", "C", topics=(Term("sport", "Sport"),)),
        tagged("b", "2024-01-02", "sea-trade", "C++", "C#"),
        tagged("c", "2024-01-03"),
    ]
)
FILES = files(ARCHIVE)


def test_every_tag_has_a_page_with_its_articles_newest_first() -> None:
    page = view(FILES["tags/sea-trade.md"])
    assert [entry["title"] for entry in page["entries"]] == ["Title b", "Title a"]
    assert (page["kind"], page["kind_url"]) == ("tags", "tags/")


def test_a_tag_has_the_spelling_of_its_first_article_everywhere() -> None:
    record = json.loads(text(FILES["data/articles.jsonl"]).splitlines()[1])
    assert record["tags"] == ["Sea trade", "C++", "C#"]
    shown = view(FILES["articles/2024/01/title-b.md"])["tags"]
    assert shown[0] == {"name": "Sea trade", "url": "tags/sea-trade/"}
    assert ARCHIVE.shelves["tags"][0].name == "Sea trade"


def test_a_page_is_rebuilt_when_an_earlier_article_changes_the_spelling_of_its_tag() -> None:
    late = tagged("b", "2024-01-02", "Ports", digest=b"late")
    early = tagged("a", "2024-01-01", "PORTS", digest=b"early")
    keys = [
        {output.path: output.key for output in outputs(archive(articles), SETTINGS, ())}
        for articles in ([late], [late, tagged("a", "2024-01-01", digest=b"early")], [late, early])
    ]
    page = "articles/2024/01/title-b.md"
    assert len({key[page] for key in keys}) == len(keys)


def test_tags_that_share_a_slug_have_pages_of_their_own() -> None:
    pages = {shelf.name: f"{shelf.url.rstrip('/')}.md" for shelf in ARCHIVE.shelves["tags"]}
    titles = {
        name: [entry["title"] for entry in view(FILES[path])["entries"]] for name, path in pages.items()
    }
    assert titles == {
        "Sea trade": ["Title b", "Title a"],
        "C": ["Title a"],
        "C++": ["Title b"],
        "C#": ["Title b"],
    }


def test_the_index_names_every_tag_most_articles_first() -> None:
    terms = [(term["name"], term["count"]) for term in view(FILES["tags/index.md"])["terms"]]
    assert terms == [("Sea trade", 2), ("C", 1), ("C#", 1), ("C++", 1)]


def test_a_tag_with_enough_articles_has_feeds() -> None:
    assert {path for path in FILES if path.startswith("tags/") and not path.endswith(".md")} == {
        "tags/sea-trade/feed.xml",
        "tags/sea-trade/feed.json",
    }
    assert view(FILES["tags/sea-trade.md"])["feeds"] == {
        "rss": "tags/sea-trade/feed.xml",
        "json": "tags/sea-trade/feed.json",
    }
    feed = json.loads(text(FILES["tags/sea-trade/feed.json"]))
    assert [item["title"] for item in feed["items"]] == ["Title b", "Title a"]


def test_other_lists_show_the_tags_that_occur_with_them() -> None:
    together = view(FILES["topics/sport.md"])["together"]
    names = {part["kind"]: [term["name"] for term in part["terms"]] for part in together}
    assert names == {"tags": ["C", "Sea trade"]}
    of_tag = view(FILES["tags/sea-trade.md"])["together"]
    names = {part["kind"]: [term["name"] for term in part["terms"]] for part in of_tag}
    assert names == {"topics": ["Sport"], "tags": ["C", "C#", "C++"]}


def test_the_front_page_and_the_search_page_link_to_the_tags() -> None:
    browse = {section["url"]: section["label"] for section in view(FILES["index.md"])["browse"]}
    assert browse["tags/"] == "Tags"
    assert "tags/" in [section["url"] for section in view(FILES["search/index.md"])["sections"]]
    assert "tags" not in view(FILES["index.md"])["archive_size"]


def test_the_search_page_suggests_tags_by_name() -> None:
    letter = f"{ord('s'):x}"
    rows = json.loads(text(FILES[f"data/names/{letter}.json"]))["names"]
    assert ["Sea trade", "tags/sea-trade/", 2] in rows


def test_addresses_of_tags_are_recorded() -> None:
    assert "tags/sea-trade/" in text(FILES["data/addresses.txt"]).splitlines()


def test_an_archive_without_tags_has_no_tag_pages() -> None:
    made = files(archive([tagged("a", "2024-01-01", topics=(Term("sport", "Sport"),))]))
    assert not [path for path in made if path.startswith("tags")]
    assert "tags/" not in [section["url"] for section in view(made["index.md"])["browse"]]
    assert "tags/" not in [section["url"] for section in view(made["search/index.md"])["sections"]]
    assert "tags" not in view(made["articles/2024/01/title-a.md"])
    assert "tags/" not in text(made["data/addresses.txt"])
    # The kinds that every archive has keep their index.
    assert "places/index.md" in made
