"""Lists of what people wanted to read: addresses become entries to fetch, saved texts articles."""

# ruff: noqa: E501 - rows of exports
from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading_exports import address, as_csv, written

TEXT = "<p>The eastern quay of Norwick was closed to lorries on Friday.</p><p>Eleven of its forty piers are cracked.</p>"
URL = "https://norwick-herald.example/{}"
SECONDS = 1710241200  # 12 March 2024, 11:00 UTC


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
