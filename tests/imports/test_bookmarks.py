"""Bookmarks as HTML and as browsers keep them."""

# ruff: noqa: E501 - lines of exports
from __future__ import annotations

import json
import plistlib
from pathlib import Path

import pytest
from reading_exports import items_of

from generator.imports.item import Item

HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
"""
URL = "https://norwick-herald.example/{}"


def written(path: Path, content: str | bytes) -> list[Item]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return items_of(path)


def test_folders_tags_and_descriptions_of_bookmarks(tmp_path: Path) -> None:
    body = f"""<DL><p>
    <DT><H3 ADD_DATE="1710241200" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
    <DL><p>
        <DT><H3 ADD_DATE="1710241200">Harbour</H3>
        <DL><p>
            <DT><A HREF="{URL.format("quay")}?a=1&amp;b=2" ADD_DATE="1710241200" ICON="data:image/png;base64,AA==" TAGS="lorries,piers">Quay &amp; piers close</A>
            <DD>Ask Ben<br>about it
            <DT><H3>Ferries</H3>
            <DL><p>
                <DT><A HREF="{URL.format("ferry")}" ADD_DATE="0">Ferry stays</A>
            </DL><p>
        </DL><p>
        <DT><A HREF="{URL.format("council")}" ADD_DATE="1710241200">{URL.format("council")}</A>
        <DT><A HREF="javascript:void(0)">Clip this</A>
        <DT><A HREF="place:sort=8">Recent</A>
    </DL><p>
</DL><p>"""
    quay, ferry, council, script, place = written(tmp_path / "bookmarks.html", HEAD + body)
    assert quay.fields == {
        "title": "Quay & piers close", "source": {"url": URL.format("quay") + "?a=1&b=2"}, "retrieved": "2024-03-12", "tags": ["Harbour", "lorries", "piers"],
    }  # fmt: skip
    assert quay.note == "Ask Ben\nabout it"
    assert ferry.fields == {
        "title": "Ferry stays",
        "source": {"url": URL.format("ferry")},
        "tags": ["Harbour", "Ferries"],
    }
    assert "title" not in council.fields
    assert "tags" not in council.fields
    assert {script.skipped, place.skipped} == {"no web address"}


@pytest.mark.parametrize("mark", ['PRIVATE="1"', 'private="1" toread="0"'])
def test_private_bookmarks_of_shaarli_and_pinboard(tmp_path: Path, mark: str) -> None:
    body = f'<DL><p>\n<DT><A HREF="{URL.format("a")}" ADD_DATE="1710241200" {mark} TAGS="a">Secret</A>\n<DT><A HREF="{URL.format("b")}" ADD_DATE="1710241200" PRIVATE="0" TAGS="harbour,quay">Public</A>\n<DD>Words\n</DL><p>'
    secret, public = written(tmp_path / "shaarli.html", HEAD + body)
    assert (secret.withheld, public.withheld) == ("private", "")
    assert (public.note, public.fields["tags"]) == ("Words", ["harbour", "quay"])


def test_pocket_and_instapaper_pages(tmp_path: Path) -> None:
    pocket = f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>Pocket Export</title></head><body>
<h1>Unread</h1><ul><li><a href="{URL.format("a")}" time_added="1710241200" tags="harbour,lorries">Quay closes</a></li></ul>
<h1>Read Archive</h1><ul><li><a href="{URL.format("b")}" time_added="1710241200" tags="">Ferry stays</a></li></ul></body></html>"""
    quay, ferry = written(tmp_path / "ril_export.html", pocket)
    assert quay.fields == {
        "title": "Quay closes",
        "source": {"url": URL.format("a")},
        "retrieved": "2024-03-12",
        "tags": ["harbour", "lorries"],
    }
    assert "tags" not in ferry.fields
    instapaper = f'<!DOCTYPE html><html><head><title>Instapaper: Export</title></head><body><h1>Unread</h1><ol><li><a href="{URL.format("a")}">Quay closes</a></ol><h1>Harbour</h1><ol><li><a href="{URL.format("b")}">Ferry stays</a></ol></body></html>'
    quay, ferry = written(tmp_path / "instapaper.html", instapaper)
    assert quay.fields == {"title": "Quay closes", "source": {"url": URL.format("a")}}
    assert ferry.fields["tags"] == ["Harbour"]


def test_an_ordinary_page_is_no_list_of_bookmarks(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f'<!doctype html><html><body><h1>Quay closes</h1><p>See <a href="{URL.format("a")}">this</a>.</p></body></html>'
    )
    with pytest.raises(AssertionError, match="no format"):
        items_of(page)


def test_three_thousand_bookmarks_in_one_folder(tmp_path: Path) -> None:
    body = "".join(
        f'<DT><A HREF="{URL.format(n)}" ADD_DATE="1710241200">Report {n}</A>\n' for n in range(3_000)
    )
    items = written(tmp_path / "bookmarks.html", f"{HEAD}<DL><p>\n{body}</DL><p>")
    assert len({item.name for item in items}) == 3_000


def test_chrome_and_firefox(tmp_path: Path) -> None:
    leaf = {
        "date_added": "13354714800000000",
        "guid": "g1",
        "id": "4",
        "name": "Quay closes",
        "type": "url",
        "url": URL.format("a"),
    }
    bar = {
        "children": [leaf, {"children": [{**leaf, "name": "Ferry"}], "name": "Harbour", "type": "folder"}],
        "name": "Bookmarks bar",
        "type": "folder",
    }
    chrome = {
        "checksum": "ab",
        "roots": {
            "bookmark_bar": bar,
            "other": {"children": [], "name": "Other bookmarks", "type": "folder"},
            "synced": {"children": []},
        },
        "version": 1,
    }
    quay, ferry = written(tmp_path / "Bookmarks", json.dumps(chrome, indent=3))
    assert quay.fields == {
        "title": "Quay closes",
        "source": {"url": URL.format("a")},
        "retrieved": "2024-03-12",
    }
    assert ferry.fields["tags"] == ["Harbour"]
    place = {
        "guid": "p1",
        "title": "Quay closes",
        "typeCode": 1,
        "dateAdded": 1710241200000000,
        "type": "text/x-moz-place",
        "uri": URL.format("a"),
        "tags": "harbour,piers",
    }
    firefox = {
        "guid": "root________",
        "title": "",
        "typeCode": 2,
        "root": "placesRoot",
        "children": [{"guid": "menu________", "title": "menu", "typeCode": 2, "children": [place]}],
    }
    (item,) = written(tmp_path / "bookmarks-2024-03-12.json", json.dumps(firefox))
    assert item.fields == {
        "title": "Quay closes",
        "source": {"url": URL.format("a")},
        "retrieved": "2024-03-12",
        "tags": ["harbour", "piers"],
    }


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_safari(tmp_path: Path, form: plistlib.PlistFormat) -> None:
    leaf = {
        "WebBookmarkType": "WebBookmarkTypeLeaf",
        "URLString": URL.format("a"),
        "URIDictionary": {"title": "Quay closes"},
        "WebBookmarkUUID": "u1",
        "ReadingList": {"PreviewText": "Eleven piers"},
    }
    tree = {
        "Title": "",
        "WebBookmarkType": "WebBookmarkTypeList",
        "Children": [
            {"Title": "com.apple.ReadingList", "WebBookmarkType": "WebBookmarkTypeList", "Children": [leaf]}
        ],
    }
    (item,) = written(tmp_path / "Bookmarks.plist", plistlib.dumps(tree, fmt=form))
    assert item.fields == {
        "title": "Quay closes",
        "source": {"url": URL.format("a")},
        "summary": "Eleven piers",
    }
