"""The pages of a scan: images, images in one file, and PDF files."""

from __future__ import annotations

import io

import pytest
from picturing import image, picture_bytes
from PIL import Image
from pypdf import PdfWriter

from generator.pictures.files import PictureError
from generator.scans.files import MOST_PAGES, page_image, pages_of


def pages(data: bytes) -> list[tuple[int, int, int]]:
    return [(page.number, page.width, page.height) for page in pages_of(data).pages]


def tiff(number: int) -> bytes:
    first, *more = [image(80 + page, 120) for page in range(number)]
    return picture_bytes(first, "TIFF", save_all=True, append_images=more)


def pdf(number: int, *, password: str = "", width: float = 144) -> bytes:
    writer = PdfWriter()
    for _ in range(number):
        writer.add_blank_page(width, 288)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "BMP"])
def test_an_image_is_a_page(kind: str) -> None:
    data = picture_bytes(image(200, 300), kind)
    assert pages(data) == [(0, 200, 300)]
    with page_image(data, 0) as shown:
        assert shown.size == (200, 300)


def test_a_photograph_that_a_camera_turned_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = picture_bytes(image(300, 200), exif=exif)
    assert pages(data) == [(0, 200, 300)]
    with page_image(data, 0) as shown:
        assert shown.size == (200, 300)


def test_a_tiff_has_as_many_pages_as_images() -> None:
    data = tiff(3)
    assert pages(data) == [(0, 80, 120), (1, 81, 120), (2, 82, 120)]
    with page_image(data, 2) as shown:
        assert shown.size == (82, 120)


def test_a_pdf_is_drawn_in_the_size_that_its_pages_have() -> None:
    data = pdf(2)
    assert pages(data) == [(0, 600, 1200), (1, 600, 1200)]
    with page_image(data, 1) as shown:
        assert (shown.size, shown.mode) == ((600, 1200), "RGB")


@pytest.mark.parametrize("data", [tiff(MOST_PAGES + 1), pdf(MOST_PAGES + 3)], ids=["tiff", "pdf"])
def test_no_more_pages_are_read_than_the_limit(data: bytes) -> None:
    found = pages_of(data)
    assert len(found.pages) == MOST_PAGES
    assert found.cut


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (pdf(1, password="mill"), "without a password"),  # noqa: S106 - of a file made here
        (pdf(1, width=0.2), "cannot be drawn"),
        (picture_bytes()[:400], "damaged"),
        (tiff(2)[:-600], "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(PictureError, match=why):
        pages_of(data)


def test_a_page_that_does_not_exist_is_an_error() -> None:
    for data in (pdf(1), tiff(1)):
        with pytest.raises(PictureError, match="has no page 5"), page_image(data, 4):
            pass
