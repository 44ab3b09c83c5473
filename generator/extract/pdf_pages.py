"""The text of a PDF file page by page, read with limits: a few kilobytes can unpack to minutes of work.

Lines and drawn shapes are passed over, since only text and pictures are needed.
"""

from __future__ import annotations

import importlib
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

# Of one page: a page of a newspaper has 40,000 characters, a drawing several thousand parts of its own.
_MOST_CHARACTERS, _MOST_FORMS, _MOST_PICTURES = 60_000, 5_000, 500
_MOST_LINES, _MOST_BOXES = 2_500, 500
_BAND, _MOST_ABREAST = 5, 200  # points; pieces of text at one height, or drawn over each other
_MOST_STATES = 200  # graphics states within each other
# Bytes that the instructions of one page may have: this many, and so many times the size of the file.
_PAGE, _TIMES = 1_000_000, 8
_UNPACKED = 100_000_000  # bytes of one part of the file
_STREAM = re.compile(rb"stream\r?\n")
_SAMPLE = 2_000  # packed bytes that show how densely a part is packed
_DENSE = 100


class CrowdedError(Exception):
    """The file would take minutes to read. The message says what it has too much of."""


def layouts(data: bytes, most_pages: int) -> Iterator[Any]:
    """The layout of each page, as pdfminer finds it, without lines and shapes.

    Args:
        data: the file.
        most_pages: how many pages to read.

    Raises:
        CrowdedError: the file has more of something than any article.
        Exception: the file is damaged; the library may raise anything.
    """
    if _unpacks_to_much(data):
        raise CrowdedError(f"a part that unpacks to more than {_UNPACKED // 1_000_000} MB")
    tools = _tools()
    parameters = _library("layout").LAParams(all_texts=True)
    resources = _library("pdfinterp").PDFResourceManager(caching=True)
    device = tools.device(resources, laparams=parameters)
    interpreter = tools.interpreter(resources, device)
    most_bytes = _PAGE + _TIMES * len(data)
    for page in _library("pdfpage").PDFPage.get_pages(BytesIO(data), maxpages=most_pages):
        streams = map(_library("pdftypes").stream_value, page.contents)
        if sum(len(stream.get_data()) for stream in streams) > most_bytes:
            raise CrowdedError(f"a page with more than {most_bytes / 1_000_000:.1f} MB of instructions")
        device.characters = device.forms = device.pictures = 0
        interpreter.process_page(page)
        yield device.get_result()


def _unpacks_to_much(data: bytes) -> bool:
    """Whether a part of the file is packed so densely that unpacking it could exhaust the memory."""
    for match in _STREAM.finditer(data):
        start = match.end()
        if len(_unpacked(data[start : start + _SAMPLE], _DENSE * _SAMPLE)) < _DENSE * _SAMPLE:
            continue
        size, unpacking, rest = 0, zlib.decompressobj(), data[start : start + _UNPACKED]
        while rest and not unpacking.eof:
            size += len(unpacking.decompress(rest, 1 << 20))
            rest = unpacking.unconsumed_tail
            if size > _UNPACKED:
                return True
    return False


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:  # it is not packed in this way
        return b""


def _library(name: str) -> Any:  # noqa: ANN401 - a module of an optional library
    return importlib.import_module(f"pdfminer.{name}")


class _Tools(NamedTuple):
    device: Any
    interpreter: Any


def _do_nothing(*_: object) -> None:
    """Pass over what is not needed."""


@cache
def _tools() -> _Tools:
    """The two classes of the library that read a page, with limits. They exist only if it is installed."""

    class Device(_library("converter").PDFPageAggregator):  # type: ignore[misc]
        """Collects the characters and pictures of a page, without its lines and shapes."""

        characters = forms = pictures = 0

        def begin_page(self, *arguments: object) -> None:
            super().begin_page(*arguments)
            _limit_groups(self.cur_item)

        def render_char(self, *arguments: object) -> object:
            self.characters += 1
            if self.characters > _MOST_CHARACTERS:
                raise CrowdedError(f"a page with more than {_MOST_CHARACTERS:,} characters")
            return super().render_char(*arguments)

        def begin_figure(self, *arguments: object) -> None:
            self.forms += 1
            if self.forms > _MOST_FORMS:
                raise CrowdedError(f"a page with more than {_MOST_FORMS:,} drawings")
            super().begin_figure(*arguments)
            _limit_groups(self.cur_item)

        paint_path = _do_nothing

        def render_image(self, *arguments: object) -> None:
            self.pictures += 1
            if self.pictures <= _MOST_PICTURES:
                super().render_image(*arguments)

    class Interpreter(_library("pdfinterp").PDFPageInterpreter):  # type: ignore[misc]
        """Follows the instructions of a page."""

        def do_q(self) -> None:
            if len(self.gstack) < _MOST_STATES:
                super().do_q()

    return _Tools(Device, Interpreter)


def _limit_groups(part: Any) -> None:  # noqa: ANN401 - an object of an optional library
    """Give a page up if its letters are spread over very many lines; take very many boxes in plain order."""
    group_lines = part.group_textlines

    def lines_in_boxes(parameters: object, lines: Iterable[Any]) -> Iterable[Any]:
        listed = list(lines)
        if len(listed) > _MOST_LINES:
            raise CrowdedError(f"a page with more than {_MOST_LINES:,} separate lines")
        bands = Counter(round(line.y0 / _BAND) for line in listed)
        if max(bands.values(), default=0) > _MOST_ABREAST:
            raise CrowdedError(f"a page with more than {_MOST_ABREAST:,} pieces of text next to each other")
        boxes: Iterable[Any] = group_lines(parameters, listed)
        return boxes

    part.group_textlines = lines_in_boxes
    group_boxes = part.group_textboxes

    def boxes_in_groups(parameters: object, boxes: Iterable[Any]) -> Iterable[Any]:
        listed = list(boxes)
        # Finding which boxes belong together takes time by the square of their number.
        crowded = len(listed) > _MOST_BOXES
        groups: Iterable[Any] = (
            [_library("layout").LTTextGroupLRTB(listed)] if crowded else group_boxes(parameters, listed)
        )
        return groups

    part.group_textboxes = boxes_in_groups
