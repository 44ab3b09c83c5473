"""Makes the files of facsimiles. Loaded only if there are any to make."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from typing import Any

from generator.inputs.settings import Settings
from generator.model.output import Unmade
from generator.model.pictures import FacsimilePage
from generator.model.records import Article, TextReader
from generator.outputs.iiif import page_annotations
from generator.pictures.files import PictureError
from generator.pictures.renditions import Rendition
from generator.scans.alto import Line, ScanPage, write_alto
from generator.scans.drawing import make_page
from generator.scans.places import Aligned, Place, align, tokens
from generator.scans.words import words_of

# Bytes of the places of words on a page, compressed as a server does.
MOST_BYTES = 40_000
# Blocks that are left out first if a page has too many words, and those of which only lines are kept.
_LESS = ({"foreign", "picture", "header"}, {"box", "caption"})


def page_picture(folder: str, page: FacsimilePage, rendition: Rendition) -> bytes | Unmade:
    """A picture of a page, or why there is none.

    Args:
        folder: of the seeds.
        page: of a scan.
        rendition: what to make of it.
    """
    try:
        return make_page(folder, page, rendition)
    except PictureError as fault:
        why = str(fault)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a scan must cost only the scan
        why = f"cannot be shown: {type(error).__name__}: {error}"[:300]
    return Unmade(page.sha256, page.file, why)


def words_file(folder: str, article: Article, number: int, text: TextReader) -> str:
    """The places of the words on a page as JSON.

    ``lines`` has for each printed line its box, whether it is part of the text, and its words. A box is left,
    top, width and height in pixels of the scan. A word is its left edge and width, its letters as they are
    printed there, and, if they differ, all words by which it can be found: whole where it is broken at the
    end of a line, as a person corrected it, and as it was recognized. ``height`` and ``width`` are those of
    the page.
    """
    pages = words_of(folder, article.facsimile)
    page = pages[number] if number < len(pages) else None
    if page is None:
        return json.dumps({"width": 0, "height": 0, "lines": []})
    full = text(article)
    aligned = align(f"{article.title}\n{full.body}", pages)
    whole = {place: token.text for token in tokens(pages) for place in token.places if len(token.places) > 1}
    left_out: set[str] = set()
    made = ""
    for kinds in (set[str](), *_LESS):
        left_out |= kinds
        lines = list(_lines(page, number, aligned, whole, left_out))
        data = {"width": page.width, "height": page.height, "lines": lines}
        made = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        if len(gzip.compress(made.encode())) <= MOST_BYTES:
            return made
    while len(gzip.compress(made.encode())) > MOST_BYTES:
        lines = lines[: len(lines) * 9 // 10]
        data = {"width": page.width, "height": page.height, "lines": lines}
        made = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return made


def _lines(
    page: ScanPage, number: int, aligned: Aligned, whole: dict[Place, str], left_out: set[str]
) -> Iterator[list[Any]]:
    position = -1
    for block in page.blocks:
        for line in block.lines:
            position += 1
            if block.kind not in left_out:
                places = [Place(number, position, place) for place in range(len(line.words))]
                yield _line(line, places, aligned, whole)


def _line(line: Line, places: Sequence[Place], aligned: Aligned, whole: dict[Place, str]) -> list[Any]:
    words: list[list[Any]] = []
    for word, place in zip(line.words, places, strict=True):
        text = aligned.texts.get(place)
        is_part = place in whole
        shown = word.text if is_part or text is None else text
        forms = dict.fromkeys((text or "", whole.get(place, ""), word.text))
        others = [form for form in forms if form and form != shown]
        entry = [round(word.x), round(word.width), shown]
        words.append([*entry, " ".join(others)] if others else entry)
    left, top = min(word.x for word in line.words), min(word.y for word in line.words)
    right = max(word.x + word.width for word in line.words)
    bottom = max(word.y + word.height for word in line.words)
    box = [round(side) for side in (left, top, right - left, bottom - top)]
    return [box, int(any(aligned.texts.get(place) for place in places)), words]


def alto_file(folder: str, article: Article) -> bytes:
    """The words of all pages as ALTO, written anew: what other programs note about a file stays behind."""
    pages = [
        page or ScanPage(scan.width, scan.height)
        for page, scan in zip(words_of(folder, article.facsimile), article.facsimile, strict=True)
    ]
    return write_alto(pages, language=article.language)


def text_file(article: Article, text: TextReader) -> str:
    """Headline and text."""
    return f"{article.title}\n\n{text(article).body}\n"


def annotations_file(article: Article, number: int, settings: Settings) -> str:
    """The lines on a page as annotations."""
    pages = words_of(str(settings.seeds), article.facsimile)
    return page_annotations(article, number, pages[number], settings)
