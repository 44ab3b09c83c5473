"""The words on the pages of a facsimile, in pixels of the scan."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.pictures import FacsimilePage
from generator.pictures.files import PictureError, read
from generator.scans.alto import AltoError, ScanPage, read_alto
from generator.scans.places import in_size


def words_of(folder: str, pages: Iterable[FacsimilePage]) -> list[ScanPage | None]:
    """The words on each page; None where there are none, or where their file has changed since it was read.

    Args:
        folder: of the seeds.
        pages: of a facsimile.
    """
    files: dict[str, tuple[ScanPage, ...]] = {}
    read_pages: list[ScanPage | None] = []
    for page in pages:
        if page.words and page.words not in files:
            try:
                files[page.words] = read_alto(read(folder, page.words))
            except (AltoError, PictureError):
                files[page.words] = ()
        known = files.get(page.words, ())[page.words_page : page.words_page + 1] if page.words else ()
        read_pages.append(in_size(known[0], page.width, page.height) if known else None)
    return read_pages
