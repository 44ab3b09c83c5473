"""Exports of WordPress: what is imported of them, what is not public, and what is no article."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_exports import items_of
from wordpress_export import HEAD, TEXT, attachment, export, item, meta, term

from generator.imports.classic_editor import as_html, paragraphs
from generator.imports.item import Item
from generator.model.errors import ClipfileError

PICTURE = b"\x89PNG\r\n\x1a\n picture"
UPLOADS = "https://lunmark.example/wp-content/uploads/2024/05"


def read(folder: Path, text: str) -> list[Item]:
    file = folder / "lunmark.WordPress.2024-06-01.xml"
    file.write_text(text, encoding="utf-8")
    return items_of(file)


def only(folder: Path, *items: str) -> Item:
    (item,) = [found for found in read(folder, export(*items)) if not found.skipped]
    return item


def html_of(found: Item) -> str:
    assert found.document
    return found.document.data.decode()


def test_a_post_has_what_the_export_states(tmp_path: Path) -> None:
    more = term("category", "harbour", "Harbour") + term("post_tag", "boats", "Boats &amp; ferries")
    more += term("category", "uncategorized", "Uncategorized") + term(
        "post_format", "post-format-aside", "Aside"
    )
    found = only(
        tmp_path, item(7, "Ferry &amp; dam", more=more, excerpt="<p>No more crossings at night.</p>")
    )
    assert found.fields["title"] == "Ferry & dam"
    assert str(found.fields["date"]).startswith("2024-05-04")
    assert found.fields["authors"] == ["Ida Sund"]
    assert found.fields["tags"] == ["Harbour", "Boats & ferries"]
    assert found.fields["summary"] == "No more crossings at night."
    assert found.fields["source.name"] == "Lunmark Courier"
    assert found.fields["source.url"] == "https://lunmark.example/2024/05/7/"
    assert found.identifier == "https://lunmark.example/?p=7"
    assert "isund@" not in str(found)


def test_a_login_that_names_nobody_is_no_author(tmp_path: Path) -> None:
    assert only(tmp_path, item(7, "Ferry", creator="admin")).fields["authors"] == []


def test_several_authors_are_terms(tmp_path: Path) -> None:
    more = term("author", "cap-isund", "isund") + term("author", "cap-olle", "Olle Berg")
    assert only(tmp_path, item(7, "Ferry", more=more)).fields["authors"] == ["Ida Sund", "Olle Berg"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "private"}, "private"),
        ({"status": "pending"}, "pending review"),
        ({"status": "future"}, "scheduled"),
        ({"status": "trash"}, "trash"),
        ({"status": "publish", "password": "word"}, "password"),
    ],
)
def test_what_is_not_public_is_withheld(tmp_path: Path, fields: dict[str, str], why: str) -> None:
    assert only(tmp_path, item(7, "Ferry", **fields)).withheld == why


def test_what_is_no_article_is_counted(tmp_path: Path) -> None:
    comment = "<wp:comment><wp:comment_content><![CDATA[Well]]></wp:comment_content></wp:comment>"
    found = read(
        tmp_path,
        export(
            item(1, "Ferry", more=comment * 2),
            item(2, "About", kind="page"),
            item(3, "Order 12", kind="shop_order"),
            item(4, "Message of a reader", kind="feedback"),
            item(5, "Ferry", kind="revision"),
            item(6, "Auto Draft", "", status="auto-draft"),
            item(8, "The mill turns", kind="news"),
            attachment(9, f"{UPLOADS}/boat.jpg"),
        ),
    )
    assert [item.skipped for item in found] == [
        "",
        "comment",
        "comment",
        "page",
        "item of type 'shop_order'",
        "item of type 'feedback'",
        "revision",
        "empty draft",
        "",
        "attachment",
    ]


def test_files_next_to_the_export_come_with_the_post(tmp_path: Path) -> None:
    uploads = tmp_path / "wp-content" / "uploads" / "2024" / "05"
    uploads.mkdir(parents=True)
    (uploads / "boat.png").write_bytes(PICTURE)
    (uploads / "dam.png").write_bytes(PICTURE + b"2")
    (tmp_path / "secret.png").write_bytes(b"secret")
    content = (
        f'<img src="{UPLOADS}/boat-300x200.png" />\n\n{TEXT}\n\n'
        '<img src="https://lunmark.example/wp-content/uploads/2024/../../../secret.png" />'
    )
    files = [attachment(21, f"{UPLOADS}/dam.png", "The dam in May", "a dam")]
    found = only(tmp_path, item(7, "Ferry", content, meta("_thumbnail_id", "21")), *files)
    assert found.fields["image"] == {"url": f"{UPLOADS}/dam.png", "alt": "a dam", "caption": "The dam in May"}
    assert {file.name: file.data for file in found.attachments} == {
        f"{UPLOADS}/dam.png": PICTURE + b"2",
        f"{UPLOADS}/boat-300x200.png": PICTURE,
    }


def test_pictures_of_a_gallery_are_figures(tmp_path: Path) -> None:
    files = [attachment(21, f"{UPLOADS}/a.jpg", "One & two"), attachment(22, f"{UPLOADS}/b.jpg", parent="7")]
    page = html_of(only(tmp_path, item(7, "Ferry", f'{TEXT}\n\n[gallery ids="21,22"]'), *files))
    assert page.count("<figure>") == 2
    assert "<figcaption>One &amp; two</figcaption>" in page
    page = html_of(only(tmp_path, item(7, "Ferry", f"{TEXT}\n\n[gallery]"), *files))
    assert "b.jpg" in page
    assert "a.jpg" not in page
    # A picture that the export lacks: the code stays for the ledger.
    assert '[gallery ids="99"]' in html_of(
        only(tmp_path, item(7, "Ferry", f'{TEXT}\n\n[gallery ids="99"]'), *files)
    )


def test_custom_fields_of_persons_are_kept_and_those_of_programs_are_not(tmp_path: Path) -> None:
    more = (
        meta("photographer", "Olle Berg, Lunmark") + meta("_edit_last", "1") + meta("post_views_count", "120")
    )
    more += meta("settings", 'a:1:{s:1:"x";i:1;}') + meta("contact", "reader@lunmark.example")
    fields = only(tmp_path, item(7, "Ferry", more=more)).fields
    assert fields["photographer"] == "Olle Berg, Lunmark"
    assert not {"_edit_last", "post_views_count", "settings", "contact"} & fields.keys()


def test_a_file_that_was_cut_off_gives_what_is_complete(tmp_path: Path) -> None:
    whole = export(*(item(number, f"Report {number}") for number in range(5)))
    found = read(tmp_path, whole[: whole.index("Report 3") + 700])
    assert [item.name for item in found if item.document] == ["Report 0", "Report 1", "Report 2"]
    assert any("middle of this item" in item.fault for item in found)
    assert "incomplete" in found[-1].fault


def test_a_file_that_declares_entities_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words")
    kind = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{tmp_path}/secret.txt">]>'
    text = export(item(1, "Ferry")).replace("<rss", f"{kind}<rss", 1)
    with pytest.raises(ClipfileError, match="declares entities"):
        read(tmp_path, text.replace("<![CDATA[Ferry]]>", "Ferry &x;"))


def test_characters_that_xml_forbids_cost_only_themselves(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    data = export(item(1, "Ferry\x0b stops\x00"), item(2, "Dam"))
    file.write_bytes(data.encode().replace(b"council", b"coun\xe9cil"))
    found = items_of(file)
    assert [item.name for item in found] == ["Ferry stops", "Dam"]


def test_an_export_in_parts_finds_pictures_of_the_other_part(tmp_path: Path) -> None:
    (tmp_path / "lunmark.000.xml").write_text(export(item(1, "Ferry", more=meta("_thumbnail_id", "21"))))
    (tmp_path / "lunmark.001.xml").write_text(export(attachment(21, f"{UPLOADS}/dam.png")))
    (found,) = items_of(tmp_path / "lunmark.000.xml")
    assert found.fields["image"] == {"url": f"{UPLOADS}/dam.png", "alt": "", "caption": ""}


def test_classic_text_has_paragraphs_and_line_breaks() -> None:
    assert paragraphs("One\nline.\n\nTwo.") == "<p>One<br>\nline.</p>\n<p>Two.</p>"
    assert paragraphs("Text.\n<ul>\n<li>a</li>\n</ul>\nMore.").split("\n")[0] == "<p>Text.</p>"
    assert "<p><ul>" not in paragraphs("Text.\n<ul>\n<li>a</li>\n</ul>\nMore.")
    assert paragraphs("<blockquote>Words.\n\nMore.</blockquote>").count("<p>") == 2
    assert "<p>" not in paragraphs("<pre>a\n\nb</pre>").replace("<pre>", "")
    assert paragraphs("<pre>a\n\nb</pre>").strip() == "<pre>a\n\nb</pre>"


def test_blocks_stay_and_text_between_them_gets_paragraphs() -> None:
    block = "<!-- wp:paragraph -->\n<p>Block.</p>\n<!-- /wp:paragraph -->"
    made = as_html(f"{block}\n\nOld.\n\nWords.\n\n{block}", {})
    assert made.count("<p>Block.</p>") == 2
    assert "<p>Old.</p>\n<p>Words.</p>" in made


def test_a_post_of_the_block_editor_becomes_a_page(tmp_path: Path) -> None:
    content = "<!-- wp:paragraph -->\n<p>Block.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:latest-posts /-->"
    assert "<p>Block.</p>" in html_of(only(tmp_path, item(7, "Ferry", content)))


def test_an_embedded_address_is_an_embed() -> None:
    made = as_html("Text.\n\n[embed]https://video.example/1[/embed]\n\nhttps://news.example/a", {})
    assert '<iframe src="https://video.example/1">' in made
    assert '<p><a href="https://news.example/a">' in made


def test_an_export_without_items_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    file.write_text(f"{HEAD}</channel></rss>")
    with pytest.raises(ClipfileError, match="no items"):
        items_of(file)
