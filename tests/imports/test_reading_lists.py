"""Lists of what people wanted to read: addresses become entries to fetch, saved texts articles."""

# ruff: noqa: E501 - rows of exports
from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from reading_exports import items_of

from generator.imports.item import Item

TEXT = "<p>The eastern quay of Norwick was closed to lorries on Friday.</p><p>Eleven of its forty piers are cracked.</p>"
URL = "https://norwick-herald.example/{}"
SECONDS = 1710241200  # 12 March 2024, 11:00 UTC


def written(path: Path, content: str | bytes) -> list[Item]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return items_of(path)


def as_csv(header: str, rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header.split(","), *rows])
    return out.getvalue()


def address(item: Item) -> object:
    source = item.fields.get("source")
    return source.get("url") if isinstance(source, Mapping) else None


def test_pocket_tables_of_thousands_of_rows(tmp_path: Path) -> None:
    rows = [
        (
            f"Report {n}",
            URL.format(n),
            SECONDS + 86_400 * (n % 30),
            "harbour|lorries" if n % 2 else "",
            "archive" if n % 3 else "unread",
        )
        for n in range(2_000)
    ]
    items = written(tmp_path / "part_000000.csv", as_csv("title,url,time_added,tags,status", rows))
    assert len(items) == 2_000
    assert {item.kind for item in items} == {"address"}
    assert [item.fields.get("tags") for item in items].count(["harbour", "lorries"]) == 1_000
    assert {item.fields["retrieved"] for item in items} == {f"2024-03-{day}" for day in range(12, 32)} | {
        f"2024-04-{day:02}" for day in range(1, 11)
    }
    assert items[7].fields == {
        "title": "Report 7",
        "source": {"url": URL.format(7)},
        "retrieved": "2024-03-19",
        "tags": ["harbour", "lorries"],
    }


def test_a_title_that_is_the_address_is_none(tmp_path: Path) -> None:
    (item,) = written(
        tmp_path / "p.csv",
        f"title,url,time_added,tags,status\n{URL.format('a')},{URL.format('a')},{SECONDS},,unread\n",
    )
    assert "title" not in item.fields
    assert item.name == URL.format("a")


@pytest.mark.parametrize(
    "header",
    [
        "URL,Title,Selection,Folder,Timestamp,Tags",
        "URL,Title,Selection,Folder,Timestamp",
        "URL,Title,Selection,Folder",
    ],
)
def test_instapaper(tmp_path: Path, header: str) -> None:
    row = [URL.format("a"), "Quay closes", "Eleven of forty", "Harbour", SECONDS, '["lorries", "piers"]']
    other = [URL.format("b"), "Ferry stays", "", "Unread", SECONDS, "[]"]
    count = header.count(",") + 1
    first, second = written(tmp_path / "instapaper-export.csv", as_csv(header, [row[:count], other[:count]]))
    assert first.fields["tags"] == (["Harbour", "lorries", "piers"] if count == 6 else ["Harbour"])
    assert first.note == "Eleven of forty"
    assert "tags" not in second.fields
    assert first.fields.get("retrieved") == ("2024-03-12" if count > 4 else None)


def test_raindrop(tmp_path: Path) -> None:
    header = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite"
    row = [
        1,
        "Quay closes",
        "Ask Ben",
        "Eleven piers",
        URL.format("a"),
        "Harbour / Piers",
        "lorries, council",
        "2024-03-12T23:30:00.000Z",
        "https://x.example/c.jpg",
        "Highlight:closed on Friday",
        "false",
    ]
    (item,) = written(tmp_path / "raindrop.csv", as_csv(header, [row]))
    assert item.fields == {
        "title": "Quay closes", "source": {"url": URL.format("a")}, "summary": "Eleven piers", "retrieved": "2024-03-12T23:30:00.000Z",
        "tags": ["Harbour", "Piers", "lorries", "council"],
    }  # fmt: skip
    assert item.note == "Ask Ben\n\nHighlight:closed on Friday"


def test_matter_and_diigo(tmp_path: Path) -> None:
    matter = "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight Count,Last Interaction Date,File Id"
    (item,) = written(
        tmp_path / "_matter_history.csv",
        as_csv(
            matter,
            [
                [
                    "Quay closes",
                    "Hanna Rask",
                    "Norwick Herald",
                    URL.format("a"),
                    "harbour",
                    500,
                    "True",
                    "False",
                    "False",
                    0,
                    "2024-03-12 10:00:00",
                    "f1",
                ]
            ],
        ),
    )
    assert item.fields == {
        "title": "Quay closes", "source": {"url": URL.format("a"), "name": "Norwick Herald"}, "authors": "Hanna Rask", "retrieved": "2024-03-12 10:00:00", "tags": ["harbour"],
    }  # fmt: skip
    diigo = "title,url,tags,description,comments,annotations,created_at"
    first, second = written(
        tmp_path / "diigo.csv",
        as_csv(
            diigo,
            [
                [
                    "Quay",
                    URL.format("a"),
                    "no_tag",
                    "About it",
                    "",
                    "Highlight: x",
                    "2024-03-12 10:00:00 UTC",
                ],
                ["B", URL.format("b"), "harbour,piers", "", "", "", ""],
            ],
        ),
    )
    assert "tags" not in first.fields
    assert first.note == "Highlight: x"
    assert second.fields["tags"] == ["harbour", "piers"]


def test_readwise_highlights_of_an_article_are_together(tmp_path: Path) -> None:
    header = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags"
    rows = [
        [
            f"Words {n}",
            f"Report {n % 3}",
            "Hanna Rask",
            "",
            "Why?" if n == 0 else "",
            "yellow",
            "",
            "offset",
            n,
            "2024-03-12 10:00:00+00:00",
            "harbour",
        ]
        for n in range(9)
    ]
    items = written(tmp_path / "readwise-data.csv", as_csv(header, rows))
    assert [item.name for item in items] == ["Report 0", "Report 1", "Report 2"]
    assert items[0].note == "> Words 0\n\nWhy?\n\n> Words 3\n\n> Words 6"
    assert {item.skipped for item in items} == {"highlights without the article or its address"}


def test_readwise_reader_and_its_highlights(tmp_path: Path) -> None:
    table = as_csv(
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen",
        [
            [
                "Quay",
                URL.format("a"),
                "01h",
                "['harbour', 'piers']",
                "2024-03-12 10:00:00+00:00",
                0.5,
                "archive",
                "True",
            ]
        ],
    )
    (item,) = written(tmp_path / "reader.csv", table)
    assert (item.kind, item.identifier, item.fields["retrieved"]) == (
        "address",
        "01h",
        "2024-03-12 10:00:00+00:00",
    )
    assert item.fields["tags"] == ["harbour", "piers"]
    api = {"count": 2, "nextPageCursor": None, "results": [
        {"id": "01", "url": "https://read.readwise.io/read/01", "source_url": URL.format("a"), "title": "Quay", "author": "Hanna Rask", "source": "Reader", "category": "article", "location": "new",
         "tags": {"harbour": {"name": "harbour", "type": "manual"}}, "site_name": "Norwick Herald", "word_count": 9, "created_at": "2024-03-13T00:00:00Z", "saved_at": "2024-03-13T00:00:00Z", "published_date": "2024-03-12",
         "summary": "S", "image_url": "", "parent_id": None, "reading_progress": 0, "notes": "mine", "html_content": TEXT},
        {"id": "02", "url": "https://read.readwise.io/read/02", "source_url": None, "title": None, "category": "highlight", "saved_at": "2024-03-13T00:00:00Z", "parent_id": "01", "content": "closed", "reading_progress": 0},
    ]}  # fmt: skip
    article, highlight = written(tmp_path / "reader.json", json.dumps(api))
    assert article.kind == "article"
    assert article.fields["source"] == {"url": URL.format("a"), "name": "Norwick Herald"}
    assert (article.fields["date"], article.fields["tags"], article.note) == (
        "2024-03-12",
        ["harbour"],
        "mine",
    )
    assert highlight.skipped == "highlight"
    export = {"count": 1, "results": [{"user_book_id": 5, "title": "Quay", "author": "Hanna Rask", "readable_title": "Quay", "source": "reader", "cover_image_url": "", "unique_url": None, "book_tags": [{"id": 1, "name": "harbour"}],
        "category": "articles", "document_note": "", "readwise_url": "https://readwise.io/bookreview/5", "source_url": URL.format("a"), "highlights": [{"id": 1, "text": "closed on Friday", "note": "Which?", "tags": []}]}]}  # fmt: skip
    (book,) = written(tmp_path / "readwise.json", json.dumps(export))
    assert (address(book), book.note, book.fields["tags"]) == (
        URL.format("a"),
        "> closed on Friday\n\nWhich?",
        ["harbour"],
    )


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


def test_pinboard_keeps_private_bookmarks_private(tmp_path: Path) -> None:
    entries = [
        {
            "href": URL.format(n),
            "description": f"Report {n}",
            "extended": "Ask Ben",
            "meta": "a",
            "hash": f"h{n}",
            "time": "2024-03-12T23:30:00Z",
            "shared": shared,
            "toread": "no",
            "tags": "harbour piers",
        }
        for n, shared in enumerate(["yes", "no"])
    ]
    public, private = written(tmp_path / "pinboard.json", json.dumps(entries))
    assert (public.withheld, private.withheld) == ("", "private")
    assert public.fields == {
        "title": "Report 0",
        "source": {"url": URL.format(0)},
        "retrieved": "2024-03-12T23:30:00Z",
        "tags": ["harbour", "piers"],
    }
    assert (public.note, public.identifier) == ("Ask Ben", "h0")


def test_shaarli(tmp_path: Path) -> None:
    entries = [
        {
            "id": n,
            "url": URL.format(n),
            "shorturl": "abc",
            "title": f"Report {n}",
            "description": "Ask Ben",
            "tags": ["harbour"],
            "private": n == 1,
            "created": "2024-03-12T23:30:00+01:00",
            "updated": "",
        }
        for n in range(2)
    ]
    public, private = written(tmp_path / "shaarli.json", json.dumps(entries))
    assert (public.withheld, private.withheld) == ("", "private")
    assert public.fields["retrieved"] == "2024-03-12T23:30:00+01:00"


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


def test_lists_of_addresses_and_shortcuts(tmp_path: Path) -> None:
    text = f"# Harbour\n- [Quay closes]({URL.format('a')}) #lorries\n- [ ] {URL.format('b')}\n\n3. Ferry stays - {URL.format('c')}\n"
    items = written(tmp_path / "list.md", text)
    assert [(item.name, address(item), item.fields["tags"]) for item in items] == [
        ("Quay closes", URL.format("a"), ["Harbour", "lorries"]), (URL.format("b"), URL.format("b"), ["Harbour"]), ("Ferry stays", URL.format("c"), ["Harbour"]),
    ]  # fmt: skip
    assert [
        address(item) for item in written(tmp_path / "urls.txt", f"{URL.format('a')}\n{URL.format('b')}\n")
    ] == [URL.format("a"), URL.format("b")]
    (item,) = written(tmp_path / "Quay closes.url", f"[InternetShortcut]\r\nURL={URL.format('a')}\r\n")
    assert item.fields == {"title": "Quay closes", "source": {"url": URL.format("a")}}
    webloc = f'<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><dict><key>URL</key><string>{URL.format("a")}</string></dict></plist>'
    assert address(written(tmp_path / "Quay.webloc", webloc)[0]) == URL.format("a")


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
