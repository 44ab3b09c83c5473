"""RTF and OpenDocument texts as clippings."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from generator.extract.formats import extract
from generator.extract.rtf import rtf_text
from generator.model.documents import Declaration, Draft, Seed

BODY = (
    "The harbour reopened on Tuesday after three weeks in which no ship could enter it, the authority said.",
    "Fishing crews said that they had lost a month of income, and asked the council for help and advice.",
    "A first ferry arrived at noon, and the company will run two a day until the summer, four after that.",
)
RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset204{\*\falt x};Arial;}}"
    rb"{\info{\title Draft of me}{\author Me}}\pard\b Harbour opens after three weeks\b0\par By Ana Dorn, 12 March 2024\par "
)
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing", "fo": "xsl-fo-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
STYLES = (
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
)


def read(name: str, data: bytes) -> Draft:
    return extract(Seed(name, data, ""), Declaration())


def rtf(*paragraphs: bytes) -> bytes:
    return RTF + b"".join(paragraph + rb"\par " for paragraph in paragraphs) + b"}"


def odt(body: str, content: str = "", more: Mapping[str, bytes] = {}) -> bytes:
    made = BytesIO()
    document = content or (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", document)
        for name, data in more.items():
            archive.writestr(name, data)
    return made.getvalue()


def paragraphs(*texts: str) -> str:
    return "".join(f"<text:p>{text}</text:p>" for text in texts)


def test_each_paragraph_of_rtf_is_one_and_the_head_is_read() -> None:
    draft = read("quay.rtf", rtf(*(text.encode() for text in BODY)))
    assert draft.body.split("\n\n") == list(BODY)
    assert draft.claimed("title")[0].value == "Harbour opens after three weeks"
    assert draft.claimed("authors")[0].value == "Ana Dorn"


def test_rtf_in_other_letters() -> None:
    data = rtf(rb"{\f1\'cf\'f0\'e8\'e2\'e5\'f2}, caf\'e9, \u8212?, \u-10179?\u-8704?")
    assert "Привет, café, —, 😀" in rtf_text(data)


def test_hidden_and_deleted_text_of_rtf_is_not_read() -> None:
    data = rtf(
        rb"The price {\v SECRET }is {\deleted ninety }ten \v PRIVATE\v0 crowns\b\v0 bold.", BODY[0].encode()
    )
    text = rtf_text(data)
    assert "The price is ten crownsbold." in text.replace("  ", " ")
    assert "SECRET" not in text
    assert "PRIVATE" not in text


def test_footnotes_of_rtf_are_at_its_end() -> None:
    note = rb"{\super\chftn {\footnote\ftnalt \pard\plain{\super\chftn} Said in a \{short\} letter.}}"
    first, second = (text.encode() for text in BODY[:2])
    data = rtf(first + rb"{\footnote \pard\plain \chftn  In {\i 1974}.}", second + note)
    lines = [" ".join(line.split()) for line in rtf_text(data).split("\n") if line]
    notes = ["[1] In 1974.", "[2] Said in a {short} letter."]
    assert lines[2:] == [f"{BODY[0]}[1]", f"{BODY[1]}[2]", *notes]
    draft = read("quay.rtf", data + b"{\\annotation x}")
    assert [part.text for part in draft.paragraphs][-1] == "[2] Said in a {short} letter."
    assert "comments" in [part.text for part in draft.removed]


def test_links_of_rtf_are_their_words() -> None:
    link = rb'{\field{\*\fldinst{HYPERLINK "https://example.org/x"}}{\fldrslt{the list}}}'
    assert "See the list of ships." in rtf_text(rtf(b"See " + link + b" of ships."))


def test_a_hostile_table_of_fonts_costs_no_time() -> None:
    hostile = rb"{\rtf1{\fonttbl" + rb"\f0\f1" * 50_000 + rb"}Text\par}"
    assert rtf_text(hostile) == "Text\n"


def test_broken_documents_are_problems() -> None:
    for name, data in {
        "a.rtf": b"no rtf at all",
        "a.odt": b"PK\x03\x04 broken",
        "b.odt": odt("", "<a>&b;</a>"),
    }.items():
        assert [problem.rule for problem in read(name, data).problems] == ["broken-document"]


def test_opendocument_text() -> None:
    body = (
        '<text:h text:outline-level="1">Harbour opens after three weeks</text:h>'
        f'<text:p>The <text:span text:style-name="T1">harbour</text:span>{BODY[0][11:]}</text:p>'
        f"<text:p>{BODY[1]}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>According to "
        "the list of the crews, which the council has published.</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>The first ferry from the mainland</text:p></text:list-item></text:list>"
        f"<text:p>{BODY[2].replace(' a day', '<text:s/>a<text:s/>day')}</text:p>"
    )
    draft = read("quay.odt", odt(body))
    assert [claim.value for claim in draft.claimed("title")] == ["Harbour opens after three weeks"]
    assert BODY[0] in draft.body
    assert "advice.[1]" in draft.body
    assert "[1] According to the list" in draft.body
    assert "The first ferry from the mainland" in draft.body
    assert BODY[2] in draft.body


def test_a_title_style_is_the_headline() -> None:
    draft = read("quay.odt", odt('<text:p text:style-name="P1">Harbour opens</text:p>' + paragraphs(*BODY)))
    assert [claim.value for claim in draft.claimed("title")] == ["Harbour opens"]


def test_comments_deletions_and_hidden_text_are_in_the_ledger_only() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>An older sentence.</text:p></text:changed-region></text:tracked-changes>"
        + paragraphs(
            BODY[0] + "<office:annotation><text:p>Is this so?</text:p></office:annotation>",
            BODY[1] + '<text:span text:style-name="T2">Nobody sees this.</text:span>',
            BODY[2],
        )
    )
    draft = read("quay.odt", odt(body))
    assert draft.body.split("\n\n") == list(BODY)
    assert {line.rule: line.text for line in draft.removed} == {
        "odt-deleted": "An older sentence.", "odt-comment": "Is this so?", "odt-hidden": "Nobody sees this.",
    }  # fmt: skip


def test_pictures_have_their_bytes() -> None:
    image = '<text:p><draw:frame><draw:image xlink:href="Pictures/quay.png"/></draw:frame></text:p>'
    data = odt(
        paragraphs(*BODY[:2]) + image + paragraphs(BODY[2]), more={"Pictures/quay.png": b"\x89PNG bytes"}
    )
    assert [picture.data for picture in read("quay.odt", data).pictures] == [b"\x89PNG bytes"]


def test_an_encrypted_document_says_so() -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    problem = read("a.odt", data.getvalue()).problems[0]
    assert "without a password" in problem.message
