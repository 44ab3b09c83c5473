"""Exports that cannot be read: each is refused with what to do next."""

# ruff: noqa: E501 - contents of exports
from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading_exports import DAY, items_of

from generator.imports.readers import feed
from generator.imports.run import format_of
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError

RSS = '<rss version="2.0"><channel><title>Lunmark Courier</title>{}</channel></rss>'
WXR = '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>{}</channel></rss>'
JSON_FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Lunmark Courier"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("feed.xml", RSS.format(""), "the feed has no entries. Save what its address returns"),
        ("feed.json", json.dumps(JSON_FEED), "the feed has no items. Save what its address returns"),
        ("feed.json", json.dumps(JSON_FEED)[:-3], "the feed is incomplete or damaged. Save it again"),
        ("export.xml", WXR.format(""), "has no items. In WordPress, choose Tools > Export > All content"),
        ("export.xml", WXR.format("<!ENTITY a 'b'>"), "declares entities"),
        ("page.har", '{"log": {"creator": {}, "entries": [', "incomplete or damaged. Save it again"),
        ("page.har", '{"log": {"creator": {}, "entries": 5}}', "the HAR file has no entries. Save it again"),
        ("blog.json", '{"db": [{"meta": {"exported_on": 1}, "data": {', "incomplete or damaged. Export again"),
        ("blog.json", '{"db": [], "meta": {"exported_on": 1}}', "the export of Ghost has no posts. Export again"),
        ("notes.json", '{"activeNotes": [{"id": ', "incomplete or damaged. Export the notes again"),
        ("notes.txt", '{"items": [{"content_type": "Note", "content": "004:x"}]}', "choose a decrypted one"),
        ("Bookmarks", '{"roots": {"bookmark_bar": {', "Export the bookmarks as HTML"),
        ("Bookmarks.plist", "<?xml version='1.0'?><plist><dict>WebBookmarkType", "Copy Bookmarks.plist again"),
        ("list.csv", "alpha,beta\n1,2\n", "no column of this table is known: alpha, beta"),
        ("list.xlsx", "PK\x03\x04 no workbook", "the workbook is damaged"),
        ("list.csv", " \n\n", "the file is empty. Export it again"),
        ("all.json", '[{"title": "Dam", "url": "https://lunmark.example/a", "is_archived": 0, "content": "Th', "Export it again"),
    ],
)  # fmt: skip
def test_a_broken_export_says_what_to_do(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="latin-1")
    with pytest.raises(ClipfileError) as raised:
        items_of(tmp_path / name)
    assert message in str(raised.value)
    assert name in str(raised.value)


def test_a_feed_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "LARGEST", 100)
    (tmp_path / "feed.xml").write_text(RSS.format("<item><title>Dam</title></item>" * 9))
    with pytest.raises(ClipfileError, match=r"larger than 100 bytes\. Save the feed in parts"):
        items_of(tmp_path / "feed.xml")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"posts.csv": "id,name\n1,2\n", "posts/1.html": "<p>Dam</p>"}, "lacks the columns post_id"),
        ({"Keep/a.json": '{"isTrashed": false, "userEditedTimestampUsec": 1, "textContent": "D'}, "Get the export again"),
        ({f"{'a' * 32}.md": f"Dam\n\nid: {'a' * 32}\ntype_: 1", f"{'b' * 32}.md": "Mill\n\nThe mi"}, "Export the notebook again"),
        ({"archive/a.warc": "", "pages/pages.jsonl": '{"url": "https://lunmark.example/a"}\n'}, "clipfile add https://lunmark.example/a"),
    ],
)  # fmt: skip
def test_a_broken_folder_says_what_to_do(tmp_path: Path, files: dict[str, str], message: str) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    source = Source(tmp_path)
    known = format_of(source)
    assert known
    try:
        said = [item.fault for item in known.read(source, Options(DAY)).items]
    except ClipfileError as error:
        said = [str(error)]
    assert any(message in sentence for sentence in said), said
