"""Reads Word documents and PDF files with the libraries of the extra ``documents``."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from generator.extract.bounds import LEDGER_WIDTH, MOST_TEXT, too_long
from generator.extract.decode import clean
from generator.extract.document_faults import LARGEST, broken, faulty, library_of, refused
from generator.extract.document_lists import with_list_numbers
from generator.extract.docx_headline import with_large_headline
from generator.extract.docx_hidden import without_hidden
from generator.extract.docx_parts import with_parts
from generator.extract.html.page_reader import extract_html
from generator.extract.pdf import MOST_PAGES, read_pdf
from generator.extract.pdf_pages import CrowdedError
from generator.extract.pdf_pictures import found_pictures
from generator.extract.picture_bytes import with_bytes
from generator.extract.plain.reader import extract_plain
from generator.extract.scans import scan_draft
from generator.extract.whole.refusal import refusal_of_text
from generator.model.documents import Claim, Declaration, Draft, Removed
from generator.model.problem import Problem

# Of a Word document: what is read in some seconds. A book of 500 pages has a third of it.
_MOST_MEMBERS, _MOST_ELEMENTS, _MOST_PARAGRAPHS = 5_000, 80_000, 20_000
_MOST_PICTURES = 300
_MOST_HIDDEN = 100  # lines of hidden text in the ledger
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[ />]")


# A document's title is its headline, as Word's styles name it in every language.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p.cutline:fresh
"""
# Word's list styles of the levels below the first: "List Bullet 2".
_STYLES += "".join(
    f"p[style-name='List {name} {level}'] => {'ul|ol > li > ' * (level - 1)}{element} > li:fresh\n"
    for name, element in (("Bullet", "ul"), ("Number", "ol"))
    for level in range(2, 6)
)
_FIRST_LEVEL = re.compile(r"<(/?)h1>")


def extract_docx(data: bytes, sidecar: Declaration) -> Draft:
    """Read a Word document: mammoth converts it to a web page. Failures are problems of the draft."""
    library = library_of("mammoth")
    if library is None or len(data) > LARGEST:
        return refused("mammoth", "a Word document", library)
    try:
        if _unpacked(data) > LARGEST:
            return refused("mammoth", "a Word document", library)
        if _is_crowded(data):
            limits = f"{_MOST_PARAGRAPHS:,} paragraphs or {_MOST_ELEMENTS:,} elements"
            return faulty("too-large", f"the Word document has more than {limits}: save only its text")
        shown = without_hidden(data)
        pictures: dict[str, bytes] = {}
        made = library.convert_to_html(
            BytesIO(shown.data),
            style_map=_STYLES,
            convert_image=library.images.img_element(lambda image: _set_aside(image, pictures)),
        )
        page = with_list_numbers(clean(made.value), shown.data)
        page = _one_headline(with_large_headline(page, shown.data))
    except Exception as error:  # noqa: BLE001 - for a damaged file the library may raise anything
        return broken("Word document", error)
    draft = with_parts(extract_html(f"<article>{page}</article>", sidecar, document=True), shown.data)
    if shown.hidden:
        hidden = (
            Removed(0, clean(line)[:LEDGER_WIDTH], "word-hidden") for line in shown.hidden[:_MOST_HIDDEN]
        )
        draft = replace(draft, removed=(*draft.removed, *hidden))
    return with_bytes(draft, lambda address: pictures.get(address, b"")) if pictures else draft


def _set_aside(image: Any, pictures: dict[str, bytes]) -> dict[str, str]:  # noqa: ANN401 - of the library
    """The attributes of the element for a picture of a Word document, of which the bytes are kept."""
    name = f"cid:{len(pictures)}"
    if len(pictures) < _MOST_PICTURES:
        # Of a picture that is not in the file, its words remain.
        with suppress(KeyError, OSError), image.open() as stream:
            pictures[name] = stream.read()
    return {"src": name}


def extract_pdf(data: bytes, sidecar: Declaration) -> Draft:
    """Read a PDF file with pdfminer, then like pasted text. Failures are problems of the draft."""
    library = library_of("pdfminer")
    if library is None or len(data) > LARGEST:
        return refused("pdfminer.six", "a PDF file", library)
    try:
        pdf = read_pdf(data)
    except CrowdedError as error:
        return faulty("too-large", f"the PDF file has {error}: save only its text")
    except Exception as error:  # noqa: BLE001 - for a damaged file the library may raise anything
        return broken("PDF file", error)
    if not pdf.paragraphs:
        what = "does not say which letters it shows" if pdf.illegible else "contains scanned images"
        return scan_draft(f"the PDF, which {what},")
    text = "\n\n".join(pdf.paragraphs)
    fault = refusal_of_text(text, sidecar)
    if fault:
        return Draft((), problems=(fault,))
    draft = extract_plain(text, sidecar)
    problems, claims = draft.problems, (*pdf.claims, *draft.claims)
    if pdf.cut:
        problems = (*problems, too_long(0, f"{MOST_PAGES} pages or {MOST_TEXT:,} characters of the PDF"))
    if pdf.doubtful:
        message = "the layout of the PDF is not understood, so sentences may be out of order: check the text"
        problems = (*problems, Problem("", 0, "layout", message, "warning"))
        claims = (*claims, Claim("incomplete", "layout not understood", "pdf-layout", "", 0.7))
    return replace(
        draft,
        removed=(*pdf.removed, *draft.removed),
        claims=claims,
        problems=problems,
        pictures=found_pictures(pdf.pictures, draft.paragraphs),
    )


def _one_headline(page: str) -> str:
    """The page with its first heading as the headline, and others of that level as headings of sections."""
    first = page.find("</h1>")
    if first < 0:
        return page
    return page[: first + 5] + _FIRST_LEVEL.sub(r"<\1h2>", page[first + 5 :])


def _unpacked(data: bytes) -> int:
    """Unpacked size of a zip file according to its directory, which readers do not exceed."""
    with ZipFile(BytesIO(data)) as packed:
        return sum(member.file_size for member in packed.infolist())


def _is_crowded(data: bytes) -> bool:
    """Whether a Word document has so many parts that reading it could take minutes."""
    elements = paragraphs = 0
    with ZipFile(BytesIO(data)) as packed:
        members = packed.infolist()
        for member in members[:_MOST_MEMBERS]:
            if member.filename.endswith((".xml", ".rels")):
                part = packed.read(member)
                elements += part.count(b"<") - part.count(b"</")
                paragraphs += len(_PARAGRAPH.findall(part))
    return len(members) > _MOST_MEMBERS or elements > _MOST_ELEMENTS or paragraphs > _MOST_PARAGRAPHS
