# ruff: noqa: E501 - parts of Word files are easier to read in one piece
"""Pictures of forty pages: how many are found, with which words and at which place."""

from __future__ import annotations

import base64
import colorsys
import hashlib
import io
import re
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZipFile

import pytest
from picture_pages import PAGES, PARAGRAPHS, Expected, Page
from PIL import Image

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Removed, Seed
from generator.model.pictures import Picture
from generator.pictures.reading import read_pictures

_NAMES = ("quay", "pier", "hidden", "logo", "face", "one", "two", "banner", "pixel", "share")


def image(name: str) -> bytes:
    """A JPEG of one colour, another for each name."""
    shade = colorsys.hsv_to_rgb(_NAMES.index(name) / len(_NAMES), 0.8, 0.8)
    out = io.BytesIO()
    colour = tuple(round(255 * part) for part in shade)
    Image.new("RGB", (320, 200), colour).save(out, "JPEG")
    return out.getvalue()


FILES = {name: image(name) for name in _NAMES}
BY_DIGEST = {hashlib.sha256(data).hexdigest(): name for name, data in FILES.items()}


def filled(template: str, addresses: dict[str, str]) -> str:
    """A template with addresses and paragraphs."""
    text = re.sub(r"\{-?(\w+)\}", lambda match: addresses.get(match[1], match[0]), template)
    text = re.sub(r"\bP[1-4]\b", lambda match: PARAGRAPHS[match[0]], text)
    return text.replace("{{", "{").replace("}}", "}")


def complete(page: Page, root: Path) -> tuple[str, bytes]:
    folder = f"page{page.folder}"
    (root / folder).mkdir()
    for name, data in FILES.items():
        if name in page.template:
            (root / folder / f"{name}.jpg").write_bytes(data)
    return "page.html", filled(page.template, {name: f"{folder}/{name}.jpg" for name in FILES}).encode()


def single(page: Page, _root: Path) -> tuple[str, bytes]:
    addresses = {
        name: f"data:image/jpeg;base64,{base64.b64encode(data).decode()}" for name, data in FILES.items()
    }
    return "page.html", filled(page.template, addresses).encode()


def mhtml(page: Page, _root: Path) -> tuple[str, bytes]:
    message = EmailMessage()
    message["Subject"] = "Quay closes to lorries"
    message["Snapshot-Content-Location"] = "https://courier.example/a"
    addresses = {name: f"https://courier.example/i/{name}.jpg" for name in FILES}
    message.set_content(filled(page.template, addresses), subtype="html")
    message.make_related()
    for name, data in FILES.items():
        message.add_related(data, "image", "jpeg", headers=[f"Content-Location: {addresses[name]}"])
    return "page.mhtml", message.as_bytes()


def eml(page: Page, _root: Path) -> tuple[str, bytes]:
    message = EmailMessage()
    message["Subject"], message["From"] = "Quay closes to lorries", "Lunmark Courier <news@courier.example>"
    message.set_content(
        filled(page.template, {name: f"cid:{name}@courier.example" for name in FILES}), subtype="html"
    )
    message.make_related()
    for name, data in FILES.items():
        message.add_related(data, "image", "jpeg", cid=f"<{name}@courier.example>")
    return "page.eml", message.as_bytes()


def markdown(page: Page, root: Path) -> tuple[str, bytes]:
    (root / "pics").mkdir()
    for name, data in FILES.items():
        (root / "pics" / f"{name}.jpg").write_bytes(data)
    return "page.md", filled(page.template, {name: f"pics/{name}.jpg" for name in FILES}).encode()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = {"T": "Title", "C": "Caption"}


def docx(page: Page, _root: Path) -> tuple[str, bytes]:
    """A Word document; a line of its template begins with T (title), I (picture), C (caption) or E (emphasis)."""
    pictures = re.findall(r"^I:(\w+)$", page.template, re.MULTILINE)
    body = "".join(_docx_paragraph(line) for line in page.template.split("\n"))
    links = "".join(
        f'<Relationship Id="{name}" Type="{_R}/image" Target="media/{name}.jpg"/>' for name in pictures
    )
    links += f'<Relationship Id="styles" Type="{_R}/styles" Target="styles.xml"/>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
        for name in _STYLES.values()
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}" xmlns:a="{_A}" xmlns:pic="{_P}" xmlns:wp="{_WP}">'
        f"<w:body>{body}</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        **{f"word/media/{name}.jpg": FILES[name] for name in pictures},
    }
    out = io.BytesIO()
    with ZipFile(out, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return "page.docx", out.getvalue()


def _docx_paragraph(line: str) -> str:
    kind, _, words = line.partition(":") if line[1:2] == ":" else ("", "", PARAGRAPHS[line])
    if kind == "I":
        return (
            '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
            f'<a:blip r:embed="{words}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
        )
    style = f'<w:pPr><w:pStyle w:val="{_STYLES[kind]}"/></w:pPr>' if kind in _STYLES else ""
    return f"<w:p>{style}<w:r>{'<w:rPr><w:i/></w:rPr>' if kind == 'E' else ''}<w:t>{words}</w:t></w:r></w:p>"


SAVE = {"complete": complete, "single": single, "mhtml": mhtml, "eml": eml, "md": markdown, "docx": docx}


def read(page: Page, root: Path) -> tuple[Draft, tuple[Picture, ...], tuple[Removed, ...]]:
    """The draft of a page, and the pictures of its article."""
    name, data = SAVE[page.kind](page, root)
    seed = Seed(name, data, "", folder=str(root))
    draft = extract(seed, Declaration())
    made = read_pictures(seed, draft)
    assert not made.problems
    return draft, made.pictures, (*draft.removed, *made.removed)


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.kind}: {page.name}" for page in PAGES])
def test_a_page_gives_its_pictures_with_their_words(page: Page, tmp_path: Path) -> None:
    draft, pictures, removed = read(page, tmp_path)
    found = [
        Expected(BY_DIGEST[picture.sha256], picture.caption, picture.credit, picture.after)
        for picture in pictures
    ]
    assert sorted(found) == sorted(page.expected)
    for words in (words for value in page.expected for words in (value.caption, value.credit) if words):
        assert words not in draft.body
        assert not any(words in line.text for line in removed if line.kind == "text")
    if any("Berg" in value.credit or "Roe" in value.credit for value in page.expected):
        assert not any("Berg" in claim.value or "Roe" in claim.value for claim in draft.claimed("authors"))
    others = set(re.findall(r"\{-(\w+)\}", page.template))
    assert all(not draft.body.count(name) for name in others)
    assert sum(line.kind == "picture" for line in removed) >= min(1, len(others))
