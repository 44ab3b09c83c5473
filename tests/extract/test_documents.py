"""Word documents and PDF files, read with the real libraries."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from generator.extract.formats import extract
from generator.extract.pdf_lines import text_of_pages
from generator.model.documents import Declaration, Draft, Seed

PARAGRAPHS = (
    "The harbour reopened on Tuesday after three weeks in which no ship could enter it, the authority said.",
    "Fishing crews said that they had lost a month of income, and asked the council for help & advice.",
    "A first ferry arrived at noon, and the company will run two a day until the summer, four after that.",
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def read(name: str, data: bytes) -> Draft:
    return extract(Seed(name, data, ""), Declaration())


def word_document(paragraphs: tuple[str, ...]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{p.replace('&', '&amp;')}</w:t></w:r></w:p>" for p in paragraphs)
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    """A Word document of these files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("part", "number"),
    [("<w:p/>", 30_000), ("<w:p><w:r><w:t>x</w:t></w:r></w:p>", 30_000), ("<w:r/>", 300_000)],
)
def test_a_crowded_word_document_is_refused_in_a_sentence(part: str, number: int) -> None:
    body = f"<w:document xmlns:w='{WORD}'><w:body>{part * number}</w:body></w:document>"
    (problem,) = read("a.docx", packed({"word/document.xml": body})).problems
    assert problem.rule == "too-large"
    assert "more than 20,000 paragraphs or 250,000 elements: save only its text" in problem.message


def test_a_word_document_of_very_many_files_or_bytes_is_refused() -> None:
    many = {f"{number}.txt": "" for number in range(6_000)}
    bomb = {"word/document.xml": " " * 100_000_000}
    for parts in (many, bomb):
        assert [one.rule for one in read("a.docx", packed(parts)).problems] == ["too-large"]


def pdf(lines: list[str]) -> bytes:
    """One page, a line each 14 points, an empty one for an empty string."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    writer = PdfWriter()
    page = writer.add_blank_page(612, 792)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 10 Tf 50 700 Td {shown} ET".encode())
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Courier"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_word_document_is_read_paragraph_by_paragraph() -> None:
    draft = read("plan.docx", word_document(PARAGRAPHS))
    assert [paragraph.text for paragraph in draft.paragraphs] == list(PARAGRAPHS)
    assert not draft.problems


def test_the_lines_of_a_pdf_are_joined_into_paragraphs() -> None:
    lines = ["Harbour reopens after three weeks", ""]
    for paragraph in PARAGRAPHS:
        middle = paragraph.index(" ", len(paragraph) // 2)
        lines += [paragraph[:middle], paragraph[middle + 1 :], ""]
    draft = read("plan.pdf", pdf(lines))
    assert [paragraph.text for paragraph in draft.paragraphs][-3:] == list(PARAGRAPHS)
    assert not draft.problems


def test_a_pdf_without_text_is_a_problem_with_a_remedy() -> None:
    problem = read("scan.pdf", pdf([])).problems[0]
    assert (problem.rule, problem.path) == ("no-text", "scan.pdf")
    assert "transcribe it" in problem.message


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%", b"PK\x03\x04nothing", b"\x00" * 100])
def test_a_broken_document_is_a_problem(name: str, data: bytes) -> None:
    assert {problem.rule for problem in read(name, data).problems} <= {"broken-document", "no-text", "empty"}
    assert read(name, data).problems


FULL = "The harbour reopened on Tuesday after weeks of work"


@pytest.mark.parametrize(
    ("pages", "paragraphs"),
    [
        ([f"{FULL}\nand no ship waited outside."], 1),
        ([f"{FULL}.\n   And then no ship waited outside of its walls."], 2),
        ([f"Short heading\n{FULL}"], 2),
        ([f"{FULL}\n1. first of the list\n2. second of it"], 3),
        ([FULL, "and no ship waited outside."], 1),
        ([f"{FULL}.", "And no ship waited outside."], 2),
        ([], 0),
        (["", "  \n "], 0),
    ],
)
def test_paragraphs_of_a_pdf_are_counted(pages: list[str], paragraphs: int) -> None:
    assert len([paragraph for paragraph in text_of_pages(pages).split("\n\n") if paragraph]) == paragraphs
