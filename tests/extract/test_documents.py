"""Word documents and PDF files, read with the real libraries."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from generator.extract.formats import extract
from generator.extract.pdf import running_day
from generator.extract.pdf_letters import line_text
from generator.extract.pdf_lines import PdfLine, joined_paragraphs
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
    return document(
        "".join(f"<w:p><w:r><w:t>{p.replace('&', '&amp;')}</w:t></w:r></w:p>" for p in paragraphs)
    )


def document(body: str, **more: str) -> bytes:
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        **more,
    }
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    """A Word document of these files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def styled_document(paragraphs: list[tuple[str, str]], styles: dict[str, str]) -> bytes:
    """A document with (id of a style, text) for each paragraph, and names of styles by id."""
    body = "".join(
        f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>"
        f"<w:r><w:t>{text.replace('&', '&amp;')}</w:t></w:r></w:p>"
        for style, text in paragraphs
    )
    named = "".join(
        f"<w:style w:type='paragraph' w:styleId='{key}'><w:name w:val='{name}'/></w:style>"
        for key, name in styles.items()
    )
    relation = RELATIONS.replace('/officeDocument"', '/styles"').replace("word/document.xml", "styles.xml")
    more = {
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{named}</w:styles>',
        "word/_rels/document.xml.rels": relation,
    }
    return document(body, **more)


@pytest.mark.parametrize(
    ("part", "number"),
    [("<w:p/>", 30_000), ("<w:p><w:r><w:t>x</w:t></w:r></w:p>", 30_000), ("<w:r/>", 300_000)],
)
def test_a_crowded_word_document_is_refused_in_a_sentence(part: str, number: int) -> None:
    body = f"<w:document xmlns:w='{WORD}'><w:body>{part * number}</w:body></w:document>"
    (problem,) = read("a.docx", packed({"word/document.xml": body})).problems
    assert problem.rule == "too-large"
    assert "more than 20,000 paragraphs or 80,000 elements: save only its text" in problem.message


def test_a_word_document_of_very_many_files_or_bytes_is_refused() -> None:
    many = {f"{number}.txt": "" for number in range(6_000)}
    bomb = {"word/document.xml": " " * 100_000_000}
    for parts in (many, bomb):
        assert [problem.rule for problem in read("a.docx", packed(parts)).problems] == ["too-large"]


def pdf(lines: list[str], pages: int = 1) -> bytes:
    """Equal pages, a line each 14 points, an empty one for an empty string."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    return pdf_of(*[f"BT /F1 10 Tf 50 700 Td {shown} ET"] * pages)


def pdf_of(*contents: str) -> bytes:
    """A page for each content."""
    writer = PdfWriter()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Courier"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    for content in contents:
        page = writer.add_blank_page(612, 792)
        stream = DecodedStreamObject()
        stream.set_data(content.encode())
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_word_document_is_read_paragraph_by_paragraph() -> None:
    draft = read("plan.docx", word_document(PARAGRAPHS))
    assert [paragraph.text for paragraph in draft.paragraphs] == list(PARAGRAPHS)
    assert not draft.problems


_TEXT = "BT /F1 10 Tf 50 700 Td (The council voted on Tuesday.) Tj ET "


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("q " * 600_000, "MB of instructions"),
        (_TEXT * 2500, "characters"),
        (_TEXT * 300, "pieces of text next to each other"),
        (
            "BT /F1 10 Tf "
            + "".join(f"1 0 0 1 {n % 50 * 300} {n // 50 * 30} Tm (a) Tj " for n in range(2600))
            + "ET",
            "separate lines",
        ),
    ],
)
def test_a_crowded_pdf_is_refused_in_a_sentence(content: str, message: str) -> None:
    (problem,) = read("a.pdf", pdf_of(content + _TEXT)).problems
    assert problem.rule == "too-large"
    assert message in problem.message
    assert problem.message.startswith("the PDF file has a page with more than")


def test_lines_drawings_and_many_boxes_cost_no_text() -> None:
    drawn = "0 0 m 9 9 l S 1 1 5 5 re f 0 0 1 1 2 2 c S q " * 500
    spread = "BT /F1 5 Tf " + "".join(
        f"1 0 0 1 {n % 30 * 20} {n // 30 * 20} Tm (w{n}) Tj " for n in range(600)
    )
    words = " ".join(line.text for line in read("a.pdf", pdf_of(f"{drawn}{spread}ET")).paragraphs).split()
    assert len({*words}) == 600


def test_a_pdf_that_unpacks_to_very_much_is_refused() -> None:
    packed_part = zlib.compress(b" " * 110_000_000, 9)
    data = pdf(["One line."]) + b"9 0 obj\n<<>>\nstream\n" + packed_part + b"\nendstream\n"
    (problem,) = read("a.pdf", data).problems
    assert "unpacks to more than 100 MB" in problem.message


def test_the_lines_of_a_pdf_are_joined_into_paragraphs() -> None:
    lines = ["Harbour reopens after three weeks", ""]
    for paragraph in PARAGRAPHS:
        middle = paragraph.index(" ", len(paragraph) // 2)
        lines += [paragraph[:middle], paragraph[middle + 1 :], ""]
    draft = read("plan.pdf", pdf(lines))
    assert [paragraph.text for paragraph in draft.paragraphs][-3:] == list(PARAGRAPHS)
    assert not draft.problems


def test_a_pdf_of_very_many_pages_is_read_in_part_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["The council met on Tuesday to speak about the harbour.", "It agreed a plan that costs much."]
    whole = read("plan.pdf", pdf(lines, pages=3))
    assert whole.problems == ()
    for name, most in (("MOST_PAGES", 2), ("MOST_TEXT", 100)):
        with monkeypatch.context() as patch:
            patch.setattr(f"generator.extract.pdf.{name}", most)
            part = read("plan.pdf", pdf(lines, pages=3))
        assert [problem.rule for problem in part.problems] == ["too-long"]
        assert len(part.body) < len(whole.body)


def test_a_pdf_without_text_waits_for_its_transcription() -> None:
    draft = read("2024-03-05_old_mill-burns.pdf", pdf([]))
    (problem,) = draft.problems
    assert (problem.rule, problem.severity) == ("untranscribed", "warning")
    assert "type its text into" in problem.message
    assert [claim.value for claim in draft.claimed("title")] == ["Old mill burns"]


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%", b"PK\x03\x04nothing", b"\x00" * 100])
def test_a_broken_document_is_a_problem(name: str, data: bytes) -> None:
    assert {problem.rule for problem in read(name, data).problems} <= {"broken-document", "no-text", "empty"}
    assert read(name, data).problems


def line(text: str, *, box: int = 0, left: float = 40, bottom: float = 700, page: int = 0) -> PdfLine:
    return PdfLine(text, page, box, left, left + 5 * len(text), bottom, 10, 842)


FULL = "The harbour reopened on Tuesday after weeks of work"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([line(FULL), line("and no ship waited outside.")], 1),
        ([line(f"{FULL}."), line("And then no ship waited.", left=55)], 2),
        ([line(FULL), line("it was noon."), line("No ship waited outside of its long walls.")], 2),
        ([line(FULL), line("1. first of the list"), line("2. second of it")], 3),
        ([line(FULL), line("and no ship waited outside.", box=1)], 1),
        ([line(FULL), line("and no ship waited outside.", box=1, page=1)], 1),
        ([line(f"{FULL}."), line("And no ship waited outside.", box=1)], 2),
        ([], 0),
    ],
)
def test_paragraphs_of_a_pdf_are_counted(lines: list[PdfLine], paragraphs: int) -> None:
    assert len(joined_paragraphs(lines)[0]) == paragraphs


def test_a_hyphen_that_divides_a_word_goes_and_that_of_a_compound_stays() -> None:
    text = [line("A well-known har-"), line("bour is well-"), line("known in the north-"), line("East.")]
    assert joined_paragraphs(text)[0] == ["A well-known harbour is well-known in the north-East."]


def test_blocks_that_end_in_the_middle_of_sentences_make_the_order_doubtful() -> None:
    words = (
        "The ferry left the town at noon with its passengers and then",
        "It has never come back to the old harbour of the town with its",
    )
    mixed = [
        line(words[(box + row) % 2], box=box, bottom=700 - 12 * row) for box in range(6) for row in range(3)
    ]
    assert joined_paragraphs(mixed)[1]
    whole = [
        line(f"{FULL}, they said.", box=box, bottom=700 - 12 * row) for box in range(6) for row in range(3)
    ]
    assert not joined_paragraphs(whole)[1]


LEFT = (
    "The ferry to the islands will",
    "stop at night, the company",
    "said, because few passen-",
    "gers use it.",
)
RIGHT = (
    "Residents asked the county to",
    "pay for one boat a night, so",
    "that nurses can get home",
    "after work.",
)


def placed(rows: list[tuple[float, float, float, str]]) -> bytes:
    """A page with texts at (left, bottom) in a size."""
    shown = "".join(
        f"/F1 {size} Tf 1 0 0 1 {left} {bottom} Tm ({text}) Tj " for left, bottom, size, text in rows
    )
    return pdf_of(f"BT {shown} ET")


def test_columns_are_read_one_after_the_other() -> None:
    rows = [
        (40.0, 760.0, 20.0, "THE OSTERBY POST"),
        (40.0, 745.0, 8.0, "Monday, 4 March 2024   No. 12   Price 2"),
    ]
    rows += [(40.0, 700.0, 16.0, "Night ferry ends in autumn")]
    for index, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        rows += [(40.0, 660.0 - 12 * index, 10.0, left), (330.0, 660.0 - 12 * index, 10.0, right)]
    draft = read("page.pdf", placed(rows))
    assert draft.body == (
        "The ferry to the islands will stop at night, the company said, because few passengers use it.\n\n"
        "Residents asked the county to pay for one boat a night, so that nurses can get home after work."
    )
    assert draft.claimed("title")[0].value == "Night ferry ends in autumn"
    assert "THE OSTERBY POST" in [removed.text for removed in draft.removed]


def test_what_a_browser_prints_around_a_page_is_not_text() -> None:
    rows = [(30.0, 775.0, 6.0, "4/3/24, 10:02"), (400.0, 775.0, 6.0, "Night ferry ends - Osterby Post")]
    rows += [(40.0, 690.0, 20.0, "Night ferry ends in autumn"), (40.0, 720.0, 10.0, "Home Sport Weather")]
    rows += [(40.0, 660.0 - 12 * index, 10.0, text) for index, text in enumerate(LEFT)]
    rows += [(30.0, 15.0, 6.0, "https://osterby.example/2024/ferry"), (560.0, 15.0, 6.0, "1/1")]
    draft = read("print.pdf", placed(rows))
    assert draft.body.startswith("The ferry to the islands will stop at night")
    for words in ("10:02", "Home Sport", "osterby.example", "1/1"):
        assert words not in draft.body
        assert any(words in removed.text for removed in draft.removed)
    assert [claim.value for claim in draft.claimed("source_url")] == ["https://osterby.example/2024/ferry"]


def test_the_list_styles_of_word_nest() -> None:
    styles = {"LB2": "List Bullet 2", "LB3": "List Bullet 3", "LN3": "List Number 3"}
    items = [("LB2", "North"), ("LB3", "Mill"), ("LB2", "South"), ("LN3", "Survey")]
    draft = read("plan.docx", styled_document([("", PARAGRAPHS[0]), *items, ("", PARAGRAPHS[1])], styles))
    assert draft.paragraphs[1].markup == "- North\n    - Mill\n- South\n    1. Survey"


def test_the_title_style_of_word_is_the_headline_and_later_headings_are_sections() -> None:
    styles = {"Titel": "Title", "berschrift1": "heading 1"}
    paragraphs = [
        ("Titel", "Night ferry ends in autumn"),
        ("", PARAGRAPHS[0]),
        ("berschrift1", "What is next"),
    ]
    draft = read("plan.docx", styled_document([*paragraphs, ("", PARAGRAPHS[1])], styles))
    assert draft.claimed("title")[0].value == "Night ferry ends in autumn"
    assert [paragraph.markup for paragraph in draft.paragraphs] == [
        PARAGRAPHS[0],
        "## What is next",
        PARAGRAPHS[1].replace("&", "&"),
    ]


def cell(text: str, wide: int = 1) -> str:
    return (
        f"<w:tc><w:tcPr><w:gridSpan w:val='{wide}'/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    )


def test_deleted_text_of_tracked_changes_and_merged_cells_of_word() -> None:
    body = (
        f"<w:p><w:r><w:t>{PARAGRAPHS[0]}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t xml:space='preserve'>The boats are </w:t></w:r>"
        "<w:del><w:r><w:delText>red</w:delText></w:r></w:del><w:ins><w:r><w:t>blue</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> now, all of them, and 10</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>6</w:t></w:r></w:p>"
        f"<w:tbl><w:tr>{cell('Ship')}{cell('2019')}{cell('2024')}</w:tr>"
        f"<w:tr>{cell('Ada')}{cell('in dock', wide=2)}</w:tr></w:tbl>"
    )
    draft = read("plan.docx", document(body))
    assert draft.paragraphs[1].text == "The boats are blue now, all of them, and 10⁶"
    assert draft.paragraphs[2].text == "Ship | 2019 | 2024\nAda | in dock | in dock"


class Glyph:
    """A letter at its place on a line."""

    def __init__(self, text: str, left: float) -> None:
        self.text, self.x0 = text, left

    def get_text(self) -> str:
        return self.text


class Glyphs(list[Glyph]):
    """A line of letters."""

    def get_text(self) -> str:
        return "".join(glyph.text for glyph in self)


@pytest.mark.parametrize("step", [1.0, -1.0])
def test_arabic_is_read_from_right_to_left(step: float) -> None:
    text = "أغلق المجلس الجسر في 12 مايو"
    stored = text if step < 0 else "ويام 12 يف رسجلا سلجملا قلغأ"
    assert line_text(Glyphs(Glyph(letter, step * n) for n, letter in enumerate(stored))) == text


def test_a_pdf_that_does_not_say_which_letters_it_shows_needs_a_transcription() -> None:
    (fault,) = read("a.pdf", placed([(40.0, 700.0, 10.0, "\\001\\002\\003 \\004\\005")])).problems
    assert (fault.rule, fault.severity) == ("untranscribed", "warning")


def test_the_day_in_running_heads_is_claimed() -> None:
    head = PdfLine("Monday, 4 March 2024", 0, 0, 0, 10, 780, 8, 800)
    stamp = PdfLine("4/5/24, 10:02 AM", 0, 0, 0, 10, 780, 8, 800)
    assert [claim.value for claim in running_day([head, stamp])] == ["2024-03-04"]


def test_the_first_line_of_a_document_without_styles_is_its_headline() -> None:
    draft = read("a.docx", word_document(("Night ferry ends in autumn", "4 March 2024", *PARAGRAPHS)))
    assert draft.claimed("title")[0].value == "Night ferry ends in autumn"
    assert "Night ferry" not in draft.body


@pytest.mark.parametrize("first", ["Dear readers,", "The ferry stops at night.", "By Ada Example"])
def test_a_first_line_that_is_no_headline_stays(first: str) -> None:
    assert not read("a.docx", word_document((first, *PARAGRAPHS))).claimed("title")


NUMBERING = (
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="{}"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
PARTS = RELATIONS.replace('officeDocument"', 'numbering"').replace("word/document.xml", "numbering.xml")


def item(text: str) -> str:
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{numbered}<w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("start", [1, 4])
def test_a_numbered_list_of_word_begins_at_its_number_and_goes_on_below_a_paragraph(start: int) -> None:
    first, last = (f"<w:p><w:r><w:t>{PARAGRAPHS[n]}</w:t></w:r></w:p>" for n in (0, 2))
    body = f"{first}{item('Survey')}{item('Repair')}{last}{item('Opening')}"
    data = document(
        body,
        **{"word/numbering.xml": NUMBERING.format(start), "word/_rels/document.xml.rels": PARTS},
    )
    lists = [
        paragraph.markup for paragraph in read("a.docx", data).paragraphs if paragraph.text not in PARAGRAPHS
    ]
    assert lists == [f"{start}. Survey\n{start + 1}. Repair", f"{start + 2}. Opening"]


def test_other_parts_of_a_word_document_are_claims_and_ledger_lines() -> None:
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Harbour reopens</dc:title>'
        "<c:contentStatus>Draft</c:contentStatus></c:coreProperties>"
    )
    header = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>Reading room</w:t></w:r></w:p></w:hdr>'
    box = '<w:p><w:r><m:AlternateContent xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006"><m:Choice><w:txbxContent><w:p><w:r><w:t>Ferries at noon</w:t></w:r></w:p></w:txbxContent></m:Choice></m:AlternateContent></w:r></w:p>'
    text = "".join(f"<w:p><w:r><w:t>{p.replace('&', '&amp;')}</w:t></w:r></w:p>" for p in PARAGRAPHS)
    draft = read("a.docx", document(text + box, **{"docProps/core.xml": core, "word/header1.xml": header}))
    assert [claim.value for claim in draft.claimed("title")] == ["Harbour reopens"]
    assert {("Reading room", "word-header"), ("Ferries at noon", "word-text-box")} <= {
        (line.text, line.rule) for line in draft.removed
    }
    assert draft.declared.values["status"] == "draft"


def test_a_page_that_asks_for_a_password_is_not_public() -> None:
    form = '<form class="post-password-form"><p>This content is password protected.</p></form>'
    page = (
        f"<html><body><article><h1>Protected: Plan</h1><p>{PARAGRAPHS[0]}</p>{form}</article></body></html>"
    )
    assert read("a.html", page.encode()).declared.values["status"] == "draft"


def test_hidden_text_of_word_is_in_the_ledger_and_not_in_the_article() -> None:
    hide = "<w:rPr><w:vanish/></w:rPr>"
    body = (
        f"<w:p><w:r><w:t>{PARAGRAPHS[0]}</w:t></w:r><w:r>{hide}<w:t> Ask the lawyer first.</w:t></w:r></w:p>"
        f'<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>{PARAGRAPHS[2]}</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr><w:r><w:t>Cut this if it is long.</w:t></w:r></w:p>'
    )
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Note">{hide}</w:style></w:styles>'
    )
    draft = read("a.docx", document(body, **{"word/styles.xml": styles}))
    assert [paragraph.text for paragraph in draft.paragraphs] == [PARAGRAPHS[0], PARAGRAPHS[2]]
    assert [line.text for line in draft.removed if line.rule == "word-hidden"] == [
        "Ask the lawyer first.",
        "Cut this if it is long.",
    ]


def sized(text: str, size: int = 0) -> str:
    """A paragraph in letters of this size in half points."""
    style = f'<w:rPr><w:sz w:val="{size}"/></w:rPr>' if size else ""
    return f"<w:p><w:r>{style}<w:t>{text.replace('&', '&amp;')}</w:t></w:r></w:p>"


def test_the_largest_line_below_the_name_of_the_newspaper_is_the_headline() -> None:
    head = sized("Lunmark Post") + sized("March 4, 2024") + sized("Night ferry ends in autumn", 40)
    draft = read("a.docx", document(head + "".join(map(sized, PARAGRAPHS))))
    assert draft.claimed("title")[0].value == "Night ferry ends in autumn"
    assert "Night ferry" not in draft.body


@pytest.mark.parametrize(
    "head",
    [
        sized("Night ferry ends in autumn", 40) + sized("Lunmark Post looks back at it", 40),
        sized("Night ferry ends in autumn") + sized("A note in smaller letters", 12),
    ],
)
def test_without_one_largest_line_the_first_line_is_the_headline(head: str) -> None:
    draft = read("a.docx", document(head + "".join(map(sized, PARAGRAPHS))))
    assert draft.claimed("title")[0].value == "Night ferry ends in autumn"


@pytest.mark.parametrize(
    ("below", "authors"),
    [
        (("Crews ask for help", "Orla Brandvik", "4 March 2024"), ["Orla Brandvik"]),
        (("Anna Brandvik",), ["Anna Brandvik"]),
        (("Winter Crossing",), []),
    ],
)
def test_a_name_alone_below_the_headline_of_a_document(below: tuple[str, ...], authors: list[str]) -> None:
    lines = [("T", "Night ferry ends in autumn"), *(("", line) for line in (*below, *PARAGRAPHS))]
    draft = read("a.docx", styled_document(lines, {"T": "Title"}))
    assert [claim.value for claim in draft.claimed("authors")] == authors
    assert all(name not in draft.body for name in authors)
