"""Lists of what people wanted to read in JSON: saved texts are articles, addresses are to be fetched."""

# ruff: noqa: E501 - rows of exports
from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading_exports import address, as_csv, items_of, written

TEXT = "<p>The eastern quay of Norwick was closed to lorries on Friday.</p><p>Eleven of its forty piers are cracked.</p>"
URL = "https://norwick-herald.example/{}"
SECONDS = 1710241200  # 12 March 2024, 11:00 UTC


def wallabag(number: int, **more: object) -> dict[str, object]:
    return {
        "is_archived": 0, "is_starred": 0, "user_name": "ben", "user_email": "ben@example.org", "user_id": 1, "tags": ["harbour", "piers"], "is_public": False, "id": number, "uid": None,
        "title": f"Report {number}", "url": URL.format(number), "given_url": URL.format(number), "hashed_url": "ab", "content": TEXT, "created_at": "2024-03-12T23:30:00+0100", "updated_at": "2024-03-13T00:30:00+0100",
        "published_at": "2024-03-10T00:15:00+0100", "published_by": ["Hanna Rask"], "starred_at": None, "annotations": [{"text": "Which?", "quote": "forty piers"}], "mimetype": "text/html", "language": "en", "reading_time": 1,
        "domain_name": "norwick-herald.example", "preview_picture": "https://x.example/c.jpg", "http_status": "200", "headers": [], **more,
    }  # fmt: skip


def test_wallabag_has_texts(tmp_path: Path) -> None:
    items = written(tmp_path / "wallabag.json", json.dumps([wallabag(number) for number in range(300)]))
    assert len(items) == 300
    item = items[7]
    assert item.document is not None
    assert item.document.suffix == ".html"
    assert b"<article><h1>Report 7</h1><p>The eastern quay" in item.document.data
    assert item.fields == {
        "title": "Report 7", "source": {"url": URL.format(7), "name": "norwick-herald.example"}, "retrieved": "2024-03-12T23:30:00+0100", "date": "2024-03-10T00:15:00+0100", "authors": ["Hanna Rask"],
        "language": "en", "tags": ["harbour", "piers"],
    }  # fmt: skip
    assert item.note == "> forty piers\n\nWhich?"
    # What concerns the user is nowhere.
    assert "ben" not in repr(item)


def test_wallabag_without_a_text_is_an_address(tmp_path: Path) -> None:
    failed = "<p>wallabag can't retrieve contents for this article. Please troubleshoot this issue.</p>"
    (item,) = written(tmp_path / "wallabag.json", json.dumps([wallabag(1, content=failed)]))
    assert item.kind == "address"


def test_wallabag_of_the_first_version(tmp_path: Path) -> None:
    entry = {
        "0": "1",
        "id": "1",
        "1": "Quay",
        "title": "Quay",
        "2": URL.format("a"),
        "url": URL.format("a"),
        "3": "0",
        "is_read": "0",
        "4": "0",
        "is_fav": "0",
        "5": TEXT,
        "content": TEXT,
        "6": "1",
        "user_id": "1",
    }
    (item,) = written(tmp_path / "poche.json", json.dumps([entry]))
    assert (item.kind, item.fields) == ("article", {"title": "Quay", "source": {"url": URL.format("a")}})


def test_linkwarden_and_karakeep(tmp_path: Path) -> None:
    link = {
        "id": 5,
        "name": "Quay",
        "url": URL.format("a"),
        "description": "D",
        "type": "url",
        "createdAt": "2024-03-12T00:00:00Z",
        "tags": [{"id": 1, "name": "piers"}],
        "textContent": None,
    }
    user = {
        "id": 1,
        "name": "Ben",
        "email": "ben@example.org",
        "collections": [
            {"id": 1, "name": "Harbour", "description": "", "links": [link]},
            {"id": 2, "name": "Empty", "links": []},
        ],
        "pinnedLinks": [],
        "whitelistedUsers": [],
    }
    (item,) = written(tmp_path / "backup.json", json.dumps(user))
    assert item.fields == {
        "title": "Quay",
        "source": {"url": URL.format("a")},
        "summary": "D",
        "retrieved": "2024-03-12T00:00:00Z",
        "tags": ["piers", "Harbour"],
    }
    assert "ben" not in repr(item)
    bookmarks = [
        {"createdAt": SECONDS, "title": "Quay", "tags": ["harbour"], "content": {"type": "link", "url": URL.format("a")}, "note": "Ask Ben", "archived": False, "lists": []},
        {"createdAt": SECONDS, "title": "A note", "tags": [], "content": {"type": "text", "text": "Words of mine."}, "note": None, "archived": True},
        {"createdAt": SECONDS, "title": "Nothing", "tags": [], "content": None, "note": None, "archived": True},
    ]  # fmt: skip
    link_item, text, nothing = written(
        tmp_path / "karakeep.json", json.dumps({"bookmarks": bookmarks, "lists": [{"id": "l", "name": "L"}]})
    )
    assert (address(link_item), link_item.note, link_item.fields["retrieved"]) == (
        URL.format("a"),
        "Ask Ben",
        "2024-03-12",
    )
    assert text.document is not None
    assert text.document.data == b"A note\n\nWords of mine.\n"
    assert nothing.skipped == "no text"


def test_omnivore_texts_and_highlights_are_files_of_their_own(tmp_path: Path) -> None:
    def entry(slug: str, state: str = "Active") -> dict[str, object]:
        return {"id": f"id-{slug}", "slug": slug, "title": f"Title {slug}", "description": "D", "author": "Hanna Rask", "url": URL.format(slug), "state": state, "readingProgress": 1, "thumbnail": "t", "labels": ["harbour"],
            "savedAt": "2024-03-12T10:00:00.000Z", "updatedAt": "2024-03-13T10:00:00.000Z", "publishedAt": "2024-03-10T10:00:00.000Z"}  # fmt: skip

    for name, content in {
        "metadata_0_to_2.json": json.dumps([entry("quay"), entry("gone", "Deleted")]),
        "metadata_2_to_3.json": json.dumps([entry("link")]),
        "content/quay.html": f"<div id='readability-page-1'>{TEXT}</div>",
        "highlights/quay.md": "> forty piers\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    quay, gone, link = items_of(tmp_path)
    assert quay.document is not None
    assert b"Eleven of its forty piers" in quay.document.data
    assert (quay.note, quay.identifier, quay.fields["date"]) == (
        "> forty piers",
        "id-quay",
        "2024-03-10T10:00:00.000Z",
    )
    assert gone.withheld == "trash"
    assert link.kind == "address"


def test_any_list_with_addresses_or_texts(tmp_path: Path) -> None:
    entries = [
        {
            "headline": "Quay closes",
            "link": URL.format("a"),
            "body": "Words.\n\nMore words.",
            "date": "2024-03-12",
            "keywords": ["harbour"],
            "published": False,
        },
        {"headline": "B", "link": URL.format("b"), "rank": 3, "starred": True},
    ]
    first, second = written(tmp_path / "articles.json", json.dumps({"data": entries}))
    assert first.document is not None
    # Says that it is not public: ``declare`` knows the name.
    assert first.fields["published"] is False
    assert second.fields == {"title": "B", "source": {"url": URL.format("b")}, "starred": True}
    lines = "\n".join(json.dumps(entry) for entry in entries)
    assert [item.name for item in written(tmp_path / "articles.jsonl", lines)] == ["Quay closes", "B"]


def test_what_is_complete_of_a_cut_off_list_is_read(tmp_path: Path) -> None:
    text = json.dumps([wallabag(number) for number in range(5)])
    *whole, last = written(tmp_path / "wallabag.json", text[: len(text) - 400])
    assert [item.name for item in whole] == [f"Report {number}" for number in range(4)]
    assert "cut off" in last.fault
    table = (
        as_csv("title,url,time_added,tags,status", [["A", URL.format("a"), SECONDS, "", "unread"]])
        + '"B, which is cut'
    )
    *whole, last = written(tmp_path / "pocket.csv", table)
    assert [item.name for item in whole if not item.skipped] == ["A"]
    assert "cut off" in last.fault


@pytest.mark.parametrize(
    "content",
    [
        {
            "name": "site",
            "version": "1.0.0",
            "homepage": URL.format("x"),
            "repository": {"type": "git", "url": URL.format("x")},
        },
        {
            "title": "Norwick Herald",
            "url": URL.format("x"),
            "theme": "plain",
            "plugins": [{"name": "search"}],
        },
        [1, 2, 3],
        {"compilerOptions": {"target": "es6"}},
    ],
)
def test_settings_of_programs_are_no_lists(tmp_path: Path, content: object) -> None:
    (tmp_path / "package.json").write_text(json.dumps(content))
    with pytest.raises(AssertionError, match="no format"):
        items_of(tmp_path / "package.json")


def test_a_list_that_shares_names_with_a_known_export_keeps_its_texts(tmp_path: Path) -> None:
    entry = {
        "id": 1,
        "title": "Quay",
        "url": URL.format("a"),
        "content": TEXT,
        "tags": ["harbour"],
        "created_at": "2024-03-12",
        "highlights": ["closed"],
        "region": "North",
    }
    (item,) = written(tmp_path / "articles.json", json.dumps([entry]))
    assert item.document is not None
    assert b"Eleven of its forty piers" in item.document.data
    assert (item.note, item.fields["region"], item.identifier) == ("closed", "North", "1")


def test_starred_articles_of_a_feed_reader(tmp_path: Path) -> None:
    starred = {
        "direction": "ltr",
        "id": "user/1/state/starred",
        "title": "Starred",
        "items": [
            {
                "id": "tag:1",
                "title": "Quay",
                "published": SECONDS,
                "canonical": [{"href": URL.format("a")}],
                "summary": {"content": TEXT},
                "author": "Hanna Rask",
                "origin": {"title": "Norwick Herald", "htmlUrl": "x"},
            }
        ],
    }
    (item,) = written(tmp_path / "starred.json", json.dumps(starred))
    assert item.fields == {
        "title": "Quay",
        "source": {"url": URL.format("a"), "name": "Norwick Herald"},
        "date": "2024-03-12",
        "authors": "Hanna Rask",
    }
    assert item.kind == "article"
