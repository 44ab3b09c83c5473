"""The photographs in a PDF file: their bytes, the lines below them, and the line after which they come."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from generator.extract.captions import split_caption
from generator.extract.pdf_images import bytes_of
from generator.extract.pdf_lines import PdfLine
from generator.model.documents import Paragraph
from generator.model.pictures import FoundPicture

_SMALLEST = 60  # points and pixels of a side: smaller ones are ornaments
_PAGE_SHARE = 0.7  # of a page from which a picture is a scan of it
_MOST, _MOST_BYTES = 100, 60_000_000
_GAP = 24.0  # points between a picture and its caption
_LEADING = 1.7  # heights of a line from which the next one is another paragraph
_LONGEST = 400  # characters of a caption
_SMALLER = 0.95  # of the height of the text, below which a line is a caption
_ANCHOR = 25  # characters by which a line is found in the text


class PdfPicture(NamedTuple):
    """A picture of a page: the number of the page, its place in points, its bytes, and the id of its data.

    The bytes are empty if they cannot be read.
    """

    page: int
    left: float
    right: float
    bottom: float
    top: float
    data: bytes
    name: int


class PlacedPicture(NamedTuple):
    """A picture, its words, and the line above it, "" if there is none."""

    data: bytes
    words: str
    above: str


def pictures_of_page(page: Any, number: int) -> list[PdfPicture]:  # noqa: ANN401 - of an optional library
    """The pictures of a page; scans of the whole page and ornaments are left out."""
    layout = importlib.import_module("pdfminer.layout")
    found: list[PdfPicture] = []
    stack = [page]
    while stack and len(found) < _MOST:
        for part in stack.pop():
            if isinstance(part, layout.LTFigure):
                stack.append(part)
            elif isinstance(part, layout.LTImage) and _is_photograph(part, page):
                # One that cannot be read is left to the ledger.
                data, name = bytes_of(part), part.stream.objid or 0
                found.append(PdfPicture(number, part.x0, part.x1, part.y0, part.y1, data, name))
    return found


def _is_photograph(image: Any, page: Any) -> bool:  # noqa: ANN401
    width, height = image.srcsize
    if min(width, height, image.width, image.height) < _SMALLEST or width * height * 4 > _MOST_BYTES:
        return False
    return bool(image.width * image.height < _PAGE_SHARE * page.width * page.height)


def placed(
    pictures: Iterable[PdfPicture], pages: Sequence[Sequence[PdfLine]], height: float
) -> tuple[list[PlacedPicture], set[int]]:
    """The pictures with their words, and the ids of the lines that are these words.

    Args:
        pictures: in the order of the pages; one on several pages belongs to their layout.
        pages: the lines of each page.
        height: of most letters.
    """
    pictures = list(pictures)
    counts = Counter(picture.name for picture in pictures if picture.name)
    found: list[PlacedPicture] = []
    used: set[int] = set()
    for picture in sorted(pictures, key=lambda placed: (placed.page, -placed.top)):
        if picture.name and counts[picture.name] > 1:
            continue
        lines = pages[picture.page] if picture.page < len(pages) else ()
        below = _caption(picture, lines, height)
        used |= {id(line) for line in below}
        words = " ".join(line.text for line in below)
        found.append(PlacedPicture(picture.data, words, _above(picture, pages, used)))
    return found, used


def _caption(picture: PdfPicture, lines: Sequence[PdfLine], height: float) -> list[PdfLine]:
    """The lines right below a picture, if they are smaller than the text or name who took it."""
    below = [
        line for line in lines if line.bottom + line.height <= picture.bottom + 3 and _is_under(picture, line)
    ]
    below.sort(key=lambda line: -line.bottom)
    caption: list[PdfLine] = []
    edge = picture.bottom
    for line in below:
        gap = edge - (line.bottom + line.height)
        if gap > (_LEADING - 1) * line.height + (_GAP if not caption else 2):
            break
        if caption and abs(line.height - caption[0].height) > 1:
            break
        caption.append(line)
        edge = line.bottom
        if sum(len(part.text) for part in caption) > _LONGEST:
            return []
    words = " ".join(line.text for line in caption)
    is_smaller = bool(caption) and caption[0].height < _SMALLER * height
    return caption if is_smaller or (words and split_caption(words).credit) else []


def _is_under(picture: PdfPicture, line: PdfLine) -> bool:
    shared = min(picture.right, line.right) - max(picture.left, line.left)
    return shared > 0.5 * (line.right - line.left)


def _above(picture: PdfPicture, pages: Sequence[Sequence[PdfLine]], used: set[int]) -> str:
    """The last line above a picture in its column, else on the pages before."""
    lines = pages[picture.page] if picture.page < len(pages) else ()
    above = [
        line
        for line in lines
        if line.bottom >= picture.top - 3 and _overlaps(picture, line) and id(line) not in used
    ]
    if above:
        return min(above, key=lambda line: line.bottom).text
    for page in reversed(pages[: picture.page]):
        if page:
            return page[-1].text
    return ""


def _overlaps(picture: PdfPicture, line: PdfLine) -> bool:
    return line.left < picture.right and line.right > picture.left


def found_pictures(
    pictures: Sequence[PlacedPicture], paragraphs: Sequence[Paragraph]
) -> tuple[FoundPicture, ...]:
    """The pictures at their places among the paragraphs of the article."""
    found: list[FoundPicture] = []
    for picture in pictures:
        words = split_caption(picture.words)
        anchor = picture.above.rstrip("-\u00ad")[-_ANCHOR:].strip()
        after = next(
            (number for number, paragraph in enumerate(paragraphs, 1) if anchor and anchor in paragraph.text),
            0,
        )
        found.append(
            FoundPicture(
                "",
                caption=words.caption,
                credit=words.credit,
                lead=after == 0 and not found,
                after=after,
                rule="pdf-image",
                data=picture.data,
            )
        )
    return tuple(found)
