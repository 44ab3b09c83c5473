"""Notes of Evernote, Joplin, Notion, Keep, Bear and Obsidian keep addresses, tags, days and pictures."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from picturing import picture_bytes
from reading_exports import items_of

from generator.imports.archives import unpacked
from generator.imports.item import Item
from generator.imports.run import format_of
from generator.imports.source import Options, Source

TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director told the island council."
MORE = "Islanders who work in the harbour said that they would have no way home after ten, and that nobody asked them."
PICTURE = picture_bytes()
URL = "https://courier.example/ferry"
KEY = "0123456789abcdef0123456789abcd"


def unpacked_items(path: Path, day: object) -> list[Item]:
    with unpacked(Source(path)) as (source, _):
        known = format_of(source)
        assert known, source.names
        return list(known.read(source, Options(day)).items)  # type: ignore[arg-type]


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def enex(*notes: str, end: str = "</en-export>") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">\n'
        f'<en-export export-date="20240315T101112Z" application="Evernote" version="10.80.3">{"".join(notes)}{end}'
    )


def note(title: str, body: str, after: str = "", attributes: str = "") -> str:
    return (
        f"<note><title>{title}</title><created>20240315T231112Z</created><updated>20240316T091212Z</updated><tag>ferries</tag><tag>island life</tag>"
        f'<note-attributes>{attributes}</note-attributes><content><![CDATA[<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        f'<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note>{body}</en-note>]]></content>{after}</note>'
    )


def resource(data: bytes, kind: str, name: str) -> str:
    return (
        f'<resource><data encoding="base64">\n{base64.encodebytes(data).decode()}</data><mime>{kind}</mime>'
        f"<resource-attributes><file-name>{name}</file-name></resource-attributes></resource>"
    )


CLIP = note(
    "Night ferries &amp; quays",
    f'<div>{TEXT}</div><div><en-media type="image/jpeg" hash="{hashlib.md5(PICTURE, usedforsecurity=False).hexdigest()}"/></div><div>{MORE}&nbsp;</div>'
    '<en-crypt cipher="AES" length="128">U0VDUkVU</en-crypt><div><en-todo checked="true"/>Write to the council</div>',
    resource(PICTURE, "image/jpeg", "pier.jpg"),
    f"<author>Edda Karlow</author><source>web.clip7</source><source-url>{URL}</source-url>",
)


def test_evernote(tmp_path: Path) -> None:
    file = tmp_path / "notes.enex"
    file.write_text(
        enex(
            CLIP,
            note("Own", f"<div>{TEXT}</div>", "", "<author>jo@private.example</author>"),
            note("Empty", ""),
        )
    )
    clip, own, empty = items_of(file)
    assert clip.fields == {
        "title": "Night ferries & quays",
        "source-url": URL,
        "author": "Edda Karlow",
        "created": "2024-03-15",
        "tags": ["ferries", "island life"],
    }
    assert [(file.name, file.data) for file in clip.attachments] == [("files/pier.jpg", PICTURE)]
    assert clip.document
    assert b'<img src="files/pier.jpg"' in clip.document.data
    assert MORE.encode() in clip.document.data
    assert b"U0VDUkVU" not in clip.document.data
    assert "left out: 1" in clip.note
    assert "author" not in own.fields
    assert own.document
    assert empty.skipped == "no text"


def test_a_cut_or_hostile_export_of_evernote(tmp_path: Path) -> None:
    file = tmp_path / "notes.enex"
    file.write_text(enex(CLIP, note("Half", f"<div>{TEXT}</div>"))[:-200])
    whole, half = items_of(file)
    assert (bool(whole.document), half.document) == (True, None)
    assert "incomplete" in half.fault
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    file.write_text(
        f"{bomb}<en-export><note><title>T &b;&f;</title><content>&b;&f;</content></note></en-export>"
    )
    (item,) = items_of(file)
    assert "aaaa" not in item.name
    assert not item.document or b"aaaa" not in item.document.data


def joplin(text: str, **properties: object) -> str:
    return "\n".join([text, "", *(f"{name}: {value}" for name, value in properties.items())])


def joplin_files() -> dict[str, str | bytes]:
    return {
        f"{KEY}01.md": joplin(
            f"Night ferries\n\n{TEXT}\n\n![pier](:/{KEY}05)\n\n{MORE}",
            id=f"{KEY}01",
            parent_id=f"{KEY}02",
            created_time="2024-03-15T09:11:12.000Z",
            source_url=URL,
            author="",
            is_todo=0,
            markup_language=1,
            encryption_applied=0,
            type_=1,
        ),
        f"{KEY}06.md": joplin(
            f"Clip\n\n<p>{TEXT}</p><p>{MORE}</p>",
            id=f"{KEY}06",
            parent_id=f"{KEY}02",
            markup_language=2,
            type_=1,
        ),
        f"{KEY}07.md": joplin(f"Gone\n\n{TEXT}", id=f"{KEY}07", deleted_time=1710493872000, type_=1),
        f"{KEY}08.md": joplin(f"Secret\n\n{TEXT}", id=f"{KEY}08", encryption_applied=1, type_=1),
        f"{KEY}02.md": joplin("Harbour", id=f"{KEY}02", parent_id="", type_=2),
        f"{KEY}03.md": joplin("ferries", id=f"{KEY}03", type_=5),
        f"{KEY}04.md": f"id: {KEY}04\nnote_id: {KEY}01\ntag_id: {KEY}03\ntype_: 6",
        f"{KEY}05.md": joplin("pier.jpg", id=f"{KEY}05", mime="image/jpeg", type_=4),
        f"resources/{KEY}05.jpg": PICTURE,
    }


def test_joplin(tmp_path: Path) -> None:
    file = tmp_path / "notes.jex"
    with tarfile.open(file, "w") as archive:
        for name, content in joplin_files().items():
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    first, clip, gone, secret = unpacked_items(file, None)
    assert first.fields == {
        "title": "Night ferries",
        "source url": URL,
        "created": "2024-03-15",
        "tags": ["ferries"],
    }
    assert (first.folder, first.identifier) == ("harbour", f"{KEY}01")
    assert [(file.name, file.data) for file in first.attachments] == [(f"resources/{KEY}05.jpg", PICTURE)]
    assert first.document
    assert f"![pier](resources/{KEY}05.jpg)".encode() in first.document.data
    assert b"type_" not in first.document.data
    assert clip.document
    assert clip.document.suffix == ".html"
    assert (gone.withheld, secret.withheld) == ("trash", "encrypted")


NOTION = "0f1e2d3c4b5a69788796a5b4c3d2e1f"


def test_notion_in_markdown(tmp_path: Path) -> None:
    page = f"# Night ferries stop\n\nURL: {URL}\nTags: ferries, island life\nAuthor: Edda Karlow\nPublished: March 11, 2024\nCreated: March 15, 2024 10:11 AM\n\n{TEXT}\n\n![pier](Night%20ferries%20{NOTION}1/pier.jpg)\n\nNote: {MORE}\n"
    file = zipped(
        tmp_path / "export.zip",
        {
            f"Clippings {NOTION}0.md": f"# Clippings\n\n[Database](Clippings%20{NOTION}0/Database%20{NOTION}2.csv)\n",
            f"Clippings {NOTION}0/Database {NOTION}2.csv": "Name,URL\nNight ferries stop,x\n",
            f"Clippings {NOTION}0/Database/Night ferries {NOTION}1.md": page,
            f"Clippings {NOTION}0/Database/Night ferries {NOTION}1/pier.jpg": PICTURE,
            f"Clippings {NOTION}0/Database/Only an address {NOTION}3.md": f"# Only an address\n\nURL: {URL}/2\n",
        },
    )
    items = {item.name: item for item in unpacked_items(file, None)}
    found = items["Night ferries stop"]
    assert found.fields == {
        "title": "Night ferries stop",
        "URL": URL,
        "Tags": ["ferries", "island life"],
        "Author": "Edda Karlow",
        "Published": "March 11, 2024",
        "Created": "March 15, 2024 10:11 AM",
    }
    assert len(found.attachments) == 1
    assert found.document
    assert b"Published:" not in found.document.data
    assert f"Note: {MORE}".encode() in found.document.data
    assert items["Only an address"].kind == "address"
    assert items["Clippings"].skipped == "list of pages"


def test_notion_as_web_pages(tmp_path: Path) -> None:
    row = '<tr class="property-row property-row-{kind}"><th><span class="icon property-icon"></span>{name}</th><td>{value}</td></tr>'
    rows = row.format(kind="url", name="URL", value=f'<a href="{URL}" class="url-value">courier.example</a>') + row.format(
        kind="multi_select", name="Tags", value='<span class="selected-value select-value-color-red">ferries</span><span class="selected-value">islands</span>'
    ) + row.format(kind="date", name="Published", value="<time>@March 11, 2024</time>")  # fmt: skip
    page = f'<html><head><title>Night ferries stop</title><style>p {{}}</style></head><body><article id="{NOTION}1" class="page sans"><header><h1 class="page-title">Night ferries stop</h1><p class="page-description"></p><table class="properties"><tbody>{rows}</tbody></table></header><div class="page-body"><p>{TEXT}</p><figure class="image"><a href="x"><img src="Night%20ferries%20{NOTION}1/pier.jpg"/></a></figure><p>{MORE}</p></div></article></body></html>'
    file = zipped(
        tmp_path / "export.zip",
        {
            "index.html": "<ul></ul>",
            f"Night ferries {NOTION}1.html": page,
            f"Night ferries {NOTION}1/pier.jpg": PICTURE,
        },
    )
    found = next(item for item in unpacked_items(file, None) if item.document)
    assert found.fields == {
        "title": "Night ferries stop",
        "URL": URL,
        "Tags": ["ferries", "islands"],
        "Published": "March 11, 2024",
    }
    assert len(found.attachments) == 1
    assert found.document
    assert b"selected-value" not in found.document.data


def keep(title: str, text: str, **more: object) -> str:
    return json.dumps(
        {
            "color": "DEFAULT",
            "isTrashed": False,
            "isPinned": False,
            "isArchived": False,
            "textContent": text,
            "title": title,
            "userEditedTimestampUsec": 1710493872000000,
            "createdTimestampUsec": 1710493872000000,
            **more,
        }
    )


def test_google_keep(tmp_path: Path) -> None:
    link = {"description": "", "source": "WEBLINK", "title": "Night ferries", "url": URL}
    file = zipped(
        tmp_path / "takeout.zip",
        {
            "Takeout/Keep/Ferries.json": keep(
                "Ferries",
                f"{TEXT}\n{MORE}",
                labels=[{"name": "ferries"}],
                annotations=[link],
                attachments=[{"filePath": "pier.jpeg", "mimetype": "image/jpeg"}],
                sharees=[{"email": "jo@private.example"}],
            ),
            "Takeout/Keep/Ferries.html": "<html></html>",
            "Takeout/Keep/pier.jpg": PICTURE,
            "Takeout/Keep/Gone.json": keep("Gone", TEXT, isTrashed=True),
            "Takeout/Keep/Link.json": keep("", URL, annotations=[link]),
            "Takeout/Keep/Broken.json": '{"isTrashed": tru',
        },
    )
    items = {item.name: item for item in unpacked_items(file, None)}
    found = items["Ferries"]
    assert found.fields == {"title": "Ferries", "url": URL, "created": "2024-03-15", "labels": ["ferries"]}
    assert found.document
    assert found.document.data.decode() == f"# Ferries\n\n{TEXT}\n\n{MORE}\n\n![](pier.jpg)\n"
    assert [file.name for file in found.attachments] == ["pier.jpg"]
    assert items["Gone"].withheld == "trash"
    assert (items["Night ferries"].kind, items["Night ferries"].document) == ("address", None)
    assert items["Broken.json"].fault


def test_bear(tmp_path: Path) -> None:
    about = {
        "version": 2,
        "creatorIdentifier": "net.shinyfrog.bear",
        "net.shinyfrog.bear": {
            "creationDate": "2024-03-15T09:11:12Z",
            "uniqueIdentifier": "ABC-1",
            "trashed": 0,
        },
    }
    gone = {"net.shinyfrog.bear": {"trashed": 1}}
    file = zipped(
        tmp_path / "notes.bear2bk",
        {
            "Bear Notes/Night ferries.textbundle/text.markdown": f"# Night ferries\n#ferries #island life#\n\n{TEXT}\n\n![](assets/pier.jpg)\n\n{MORE}\n",
            "Bear Notes/Night ferries.textbundle/info.json": json.dumps(about),
            "Bear Notes/Night ferries.textbundle/assets/pier.jpg": PICTURE,
            "Bear Notes/Old.textbundle/text.markdown": f"# Old\n\n{TEXT}\n",
            "Bear Notes/Old.textbundle/info.json": json.dumps(gone),
        },
    )
    found, old = unpacked_items(file, None)
    assert (found.fields, found.identifier) == (
        {"created": "2024-03-15", "tags": ["ferries", "island life"]},
        "ABC-1",
    )
    assert [file.name for file in found.attachments] == ["assets/pier.jpg"]
    assert found.document
    assert b"#ferries" not in found.document.data
    assert old.withheld == "trash"


def test_a_vault_finds_pictures_by_their_names(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text("{}")
    (tmp_path / "Clippings").mkdir()
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "pier at night.jpg").write_bytes(PICTURE)
    (tmp_path / "Clippings" / "Ferries.md").write_text(
        f"---\ntitle: Ferries\nsource: {URL}\n---\n{TEXT}\n\n![[pier at night.jpg|300]]\n\n{MORE}\n"
    )
    found = next(item for item in items_of(tmp_path) if item.document)
    assert found.folder == "Clippings"
    assert [file.data == PICTURE for file in found.attachments] == [True]


@pytest.mark.parametrize("name", ["a.enex", "b.json", "c.md"])
def test_other_files_are_not_taken_for_notes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Nothing of the kind.")
    known = format_of(Source(tmp_path / name))
    assert known is None or not {"Evernote", "Keep", "Notion"} & set(known.name.split())
