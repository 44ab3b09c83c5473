"""Reads a PDF file: its paragraphs column by column, without running heads and feet."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

from generator.extract.bounds import MOST_TEXT
from generator.extract.decode import clean
from generator.extract.pdf_letters import line_text
from generator.extract.pdf_lines import PdfLine, joined_paragraphs
from generator.extract.pdf_pages import layouts
from generator.extract.pdf_pictures import PdfPicture, PlacedPicture, pictures_of_page, placed
from generator.extract.plain.shape import is_date_line
from generator.model.documents import Claim, Removed
from generator.text.dates import find_dates, parse_date

MOST_PAGES = 400
_MOST_PICTURES = 200
_MARGIN = 0.1  # share of a page's height at its top and bottom that running lines are in
_HEAD = 0.16  # the same for the head of a newspaper
_LARGER = 1.15  # how much larger than the text a headline is
_LONGEST = 300  # characters of a headline
_ILLEGIBLE = 0.2  # share of letters of which the file does not say which ones they are
# Letters, and their share of all, that are the same one in a text layer that says nothing.
_BOGUS_LETTERS, _BOGUS = 30, 0.8
_BAND = 4.0  # points by which lines of one row differ in height
_STAMP = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+(?:um\s+|à\s+)?\d{1,2}[:.h]\d\d.{0,12}")
_ADDRESS = re.compile(r"(?:https?://|www\.|file:///)\S{3,500}(?:\s+\d+\s*(?:/|of|von|de|sur|di)\s*\d+)?")
_PAGE = re.compile(
    r"\A[-–—|\s]*(?:(?:page|seite|p\.|s\.|página|pagina|sida|side|стр\.)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|von|de|sur|di|av|из|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"(?<!\w)(?:no|nr|n°|nº|vol|issue|price|preis|prix|precio|pages)\b\.?|[€£$¥]|№|第", re.IGNORECASE
)
_GENERIC = re.compile(
    r"\A(?:(?:untitled|unbenannt|sans titre|document\d*|dokument\d*|print|about:blank)?"
    r"|\S+\.(?:docx?|indd|qxp|pdf|html?)|microsoft word - .*|slide \d+|layout \d+)",
    re.IGNORECASE,
)


class PdfText(NamedTuple):
    """What was read of a PDF file.

    Attributes:
        paragraphs: the headline first, if one was found.
        removed: running lines, and what is above the headline.
        claims: what the file states about itself.
        doubtful: the order of the text may be wrong.
        cut: only the first pages were read.
        illegible: the file does not say which letters it shows, so there are no paragraphs.
        pictures: photographs with their words.
    """

    paragraphs: Sequence[str]
    removed: tuple[Removed, ...]
    claims: tuple[Claim, ...]
    doubtful: bool
    cut: bool
    illegible: bool = False
    pictures: Sequence[PlacedPicture] = ()


def read_pdf(data: bytes) -> PdfText:
    """Read a PDF file.

    Raises:
        CrowdedError: reading it would take minutes.
        Exception: the file is damaged; the library may raise anything.
    """
    found: list[PdfPicture] = []
    pages = list(_pages(data, found))
    if _is_illegible(pages):
        return PdfText((), (), tuple(_stated(data)), doubtful=False, cut=False, illegible=True)
    cut = len(pages) > MOST_PAGES or _size(pages) > MOST_TEXT
    pages = pages[:MOST_PAGES]
    running = _running_lines(pages)
    removed = [line for page in pages for line in page if id(line) in running]
    kept = [[line for line in page if id(line) not in running] for page in pages]
    pictures: list[PlacedPicture] = []
    if found:
        pictures, words = placed(found, kept, _text_height([line for page in kept for line in page]))
        kept = [[line for line in page if id(line) not in words] for page in kept]
    lines = [line for page in kept for line in page]
    headline, above = _headline(kept[0] if kept else [], lines)
    shown = [line for line in lines if id(line) not in above and line not in headline]
    paragraphs, doubtful = joined_paragraphs(shown)
    title = " ".join(line.text for line in headline)
    ledger = [Removed(0, line.text, "running-line") for line in removed]
    ledger += [Removed(0, line.text, "before-article") for line in lines if id(line) in above]
    return PdfText(
        [title, *paragraphs] if title else paragraphs,
        tuple(dict.fromkeys(ledger)),
        (*_headline_claims(title), *_stated(data), *_printed_address(removed), *running_day(removed)),
        doubtful,
        cut,
        pictures=pictures,
    )


def _is_illegible(pages: Sequence[Sequence[PdfLine]]) -> bool:
    texts = [line.text for page in pages for line in page]
    if sum(text.count("\ufffd") for text in texts) > _ILLEGIBLE * sum(map(len, texts)):
        return True
    # Some programs put the same letter for each on the scan.
    letters = Counter(letter for text in texts for letter in text if letter.isalnum())
    most = max(letters.values(), default=0)
    return most >= _BOGUS_LETTERS and most > _BOGUS * letters.total()


def _library(name: str) -> Any:  # noqa: ANN401 - a module of an optional library
    return importlib.import_module(f"pdfminer.{name}")


def _pages(data: bytes, pictures: list[PdfPicture]) -> Iterator[list[PdfLine]]:
    """The lines of each page in reading order, up to a page more than are read, or enough text.

    The pictures of the pages are added to ``pictures``.
    """
    size = 0
    for number, page in enumerate(layouts(data, MOST_PAGES + 1)):
        lines = []
        for box in _boxes(page):
            for line in box:
                text = " ".join(clean(line_text(line)).replace("\u00ad\n", "\u00ad").split())
                if text:
                    lines.append(
                        PdfLine(text, number, id(box), line.x0, line.x1, line.y0, line.height, page.height)
                    )
        pictures += pictures_of_page(page, number) if len(pictures) < _MOST_PICTURES else ()
        yield lines
        size += _size([lines])
        if size > MOST_TEXT:
            return


def _size(pages: Iterable[Sequence[PdfLine]]) -> int:
    return sum(len(line.text) for page in pages for line in page)


def _boxes(page: Any) -> Iterator[Any]:  # noqa: ANN401 - objects of an optional library
    """Boxes of text, those inside figures too."""
    layout = _library("layout")
    for part in page:
        if isinstance(part, layout.LTTextBox):
            yield part
        elif isinstance(part, layout.LTFigure):
            yield from _boxes(part)


def _running_lines(pages: Sequence[Sequence[PdfLine]]) -> set[int]:
    """Ids of the lines at the top and bottom of pages that are not text: titles, addresses, page numbers."""
    margins = [[line for line in page if _in_margin(line, _MARGIN)] for page in pages]
    counts = Counter(shape for page in margins for shape in {_shape(line) for line in page})
    running: set[int] = set()
    for page in margins:
        rows = groupby(
            sorted(page, key=lambda line: line.bottom), key=lambda line: round(line.bottom / _BAND)
        )
        for _, group in rows:
            row = list(group)
            # A browser prints the time and the title in one row, the address and the page number in another.
            if any(_STAMP.fullmatch(line.text) or _ADDRESS.fullmatch(line.text) for line in row):
                running |= {id(line) for line in row}
            running |= {
                id(line)
                for line in row
                if (len(pages) > 1 and counts[_shape(line)] > 1) or _PAGE.fullmatch(line.text)
            }
    return running | _masthead(pages[0] if pages else [])


def _in_margin(line: PdfLine, share: float) -> bool:
    return line.bottom > line.page_height * (1 - share) or line.bottom < line.page_height * share


def _shape(line: PdfLine) -> str:
    """The words of a line without its numbers, which differ from page to page."""
    return re.sub(r"\d+", "#", line.text.casefold())


def _masthead(page: Sequence[PdfLine]) -> set[int]:
    """The name of the newspaper at the top of the first page, above a line with its day, number and price."""
    top = sorted(
        (line for line in page if line.bottom > line.page_height * (1 - _HEAD)), key=lambda line: -line.bottom
    )
    for number, line in enumerate(top):
        if find_dates(line.text) and (_ISSUE.search(line.text) or is_date_line(line.text)) and number:
            names = top[:number]
            below = max((other.height for other in page if other.bottom < line.bottom), default=0.0)
            body = _text_height(page)
            if sum(len(name.text) for name in names) < 100 and below > _LARGER * body:
                return {id(name) for name in names}
    return set()


def _text_height(lines: Sequence[PdfLine]) -> float:
    """The height of most letters."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.height, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _headline(page: Sequence[PdfLine], lines: Sequence[PdfLine]) -> tuple[list[PdfLine], set[int]]:
    """The lines of the headline of the first page, and the ids of lines above it that are not about it."""
    body = _text_height(lines)
    large = [line for line in page if line.height > _LARGER * body and any(map(str.isalpha, line.text))]
    if not large:
        return [], set()
    most = max(line.height for line in large)
    first = next(index for index, line in enumerate(page) if line.height > most - 1)
    headline = []
    for line in page[first:]:
        if line.height <= most - 1:
            break
        headline.append(line)
    if sum(len(line.text) for line in headline) > _LONGEST:
        return [], set()
    above = {
        id(line)
        for line in page
        if line.bottom > headline[0].bottom + headline[0].height / 2 and not find_dates(line.text)
    }
    return headline, above


def _headline_claims(title: str) -> Iterator[Claim]:
    if title:
        yield Claim("title", title, "largest-line", title, 0.85)


def _stated(data: bytes) -> Iterator[Claim]:
    """What the file's own record says; much of it is left over from templates, so it decides little."""
    info = _info(data)
    title, author = info.get("Title", ""), info.get("Author", "")
    if not _GENERIC.fullmatch(title):
        yield Claim("title", title, "pdf-title", title, 0.6)
    if author and " " in author and not any(map(str.isdigit, author)):
        yield Claim("authors", author, "pdf-author", author, 0.5)
    stamp = info.get("CreationDate", "")
    day = parse_date(stamp.removeprefix("D:")[:8])
    if day:
        yield Claim("date", day, "pdf-date", stamp, 0.4)


def _info(data: bytes) -> Mapping[str, str]:
    parser = _library("pdfparser").PDFParser(BytesIO(data))
    decode_text = _library("utils").decode_text
    info: dict[str, str] = {}
    for record in _library("pdfdocument").PDFDocument(parser).info:
        for key, value in record.items():
            if isinstance(value, bytes):
                info[key] = " ".join(clean(decode_text(value)).split())[:500]
    return info


def _printed_address(removed: Sequence[PdfLine]) -> Iterator[Claim]:
    """The address that a browser prints at the foot of each page."""
    for line in removed:
        if line.text.startswith("http") and _ADDRESS.fullmatch(line.text) and "…" not in line.text:
            address = line.text.split()[0]
            yield Claim("source_url", address, "printed-address", address, 0.8)
            return


def running_day(removed: Sequence[PdfLine]) -> Iterator[Claim]:
    """The day in the running heads of a newspaper, if there is one; not that on which a browser printed."""
    dated = [
        (line, found)
        for line in removed
        if any(map(str.isdigit, line.text))
        and not _STAMP.search(line.text)
        and (found := find_dates(line.text))
    ]
    days = {date.iso for _, found in dated for date in found} - {""}
    if len(days) == 1:
        yield Claim("date", days.pop(), "running-line", dated[0][0].text, 0.7)
