"""Where each article of a download from a news database begins and ends.

Databases count their articles, end each with a line of its own, or state an identifier below each. Cover
pages, order forms and tables of contents are between them, and name the person who made the download.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.extract.plain.apparatus import is_field
from generator.extract.plain.database_signs import is_download
from generator.extract.plain.shape import width
from generator.extract.whole.labels import Scan, label_of, scan_lines
from generator.extract.whole.several import find_several
from generator.text.tables import alternatives, load_table

_RULE = re.compile(r"\A\s*([_=*~-])\1{9,}\s*\Z")
_LISTED = re.compile(r"\A\s*+\d{1,4}\.\s++(?P<title>\S.*)\Z")
_PAGE = re.compile(r"(?<![.…\s])[.…\s]{3,}+\d{1,4}\Z")  # dots, and the number of a page
_NUMBER = re.compile(r"\d+")
# The last field of Factiva's form for indexing, and the number of an article of Europresse.
_NUMBERS = {
    "AN": re.compile(r"AN(?:\s{2,}|\t)(?:\w+ )?[A-Z]{4,}\d[0-9A-Za-z]{3,40}\Z"),
    "news": re.compile(r"(?:PUBLI-)?news·\d{8}·[\w·-]{2,40}\Z"),
}
_LEAST_TEXT, _TEXT_LINE = 80, 40
_LONGEST = 200  # characters of a line of a cover page
# Labels with which the next article may begin, and other lines below an identifier.
_KINDS, _CODES = frozenset({"title", "author", "source"}), ("SE ", "HD ", "Record:", "SE\t", "HD\t")
_FOOT_STARTS = ("http", "©", "Copyright", "(c)", "Dauerhafte", "Alle Rechte", "news·", "PUBLI-")
_FOOT = 60  # lines below an identifier that are still about the article


class Part(NamedTuple):
    """An article: its lines, from ``start`` to ``end``."""

    start: int
    end: int


class Borders(NamedTuple):
    """The articles of a download, and the kinds of lines that are left out of it."""

    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()


class _Words(NamedTuple):
    covers: re.Pattern[str]
    furniture: frozenset[str]
    furniture_starts: tuple[str, ...]
    last: tuple[str, ...]


@cache
def _table() -> _Words:
    table = load_table("imports_databases")
    covers = [cover for cover in table["covers"] if "{" not in cover]
    exact = [line for line in table["furniture"] if not line.endswith("*")]
    starts = [line[:-1] for line in table["furniture"] if line.endswith("*")]
    last = tuple(line.rstrip("*") for line in table["last"])
    return _Words(
        re.compile(rf"\W{{0,6}}(?:{alternatives(covers)})", re.IGNORECASE),
        frozenset(exact),
        tuple(starts),
        last,
    )


def without_furniture(lines: Sequence[str]) -> list[str]:
    """The lines without those of printed pages; a form feed ends a line."""
    flat = [part for line in lines for part in line.split("\f")]
    return ["" if _is_furniture(line) else line.rstrip() for line in flat]


def _is_furniture(line: str) -> bool:
    text = line.strip()
    if not text or len(text) > _LONGEST:
        return False
    folded = _NUMBER.sub("#", text.casefold())
    return folded in _table().furniture or (
        any(char.isdigit() for char in text) and folded.startswith(_table().furniture_starts)
    )


def is_cover(line: str) -> bool:
    """Whether a line belongs to a cover page or a list of the articles."""
    text = line.strip()
    return bool(text) and len(text) <= _LONGEST and _table().covers.match(text) is not None


def borders_of(lines: Sequence[str]) -> Borders:
    """The articles of a download.

    Args:
        lines: its lines, without those of printed pages.
    """
    parts = _parts(lines)
    left_out: list[str] = []
    found: list[Part] = []
    for part in parts:
        inner = _without_cover(lines, part)
        if any(map(is_cover, [*lines[part.start : inner.start], *lines[inner.end : part.end]])):
            left_out.append("cover page or list of articles")
        if has_text(lines[inner.start : inner.end]):
            found.append(inner)
    outside = [*lines[: parts[0].start], *lines[parts[-1].end :]] if parts else []
    if any(map(is_cover, outside)):
        left_out.append("cover page or list of articles")
    return Borders(tuple(found), tuple(left_out))


def has_text(lines: Sequence[str]) -> bool:
    """Whether lines contain the text of an article, however short."""
    size = 0
    for line in lines:
        text = line.strip()
        if (
            width(text) >= _TEXT_LINE
            and not label_of(text)
            and not is_cover(text)
            and not _LISTED.match(text)
        ):
            size += width(text)
            if size >= _LEAST_TEXT:
                return True
    return False


def _parts(lines: Sequence[str]) -> list[Part]:
    scan = scan_lines(lines)
    numbers = {number for _, number, _ in scan.counters}
    if scan.counters and (len(numbers) > 1 or len(scan.counters) == 1):
        # A line that counts is no part of the article.
        starts = [line for line, _, _ in scan.counters]
        ends = [*starts[1:], len(lines)]
        return [Part(start + 1, end) for start, end in zip(starts, ends, strict=True)]
    ends = scan.ends or _identified(lines, scan)
    if ends:
        starts = [0, *(end + 1 for end in ends)]
        parts = [Part(start, end) for start, end in zip(starts, [end + 1 for end in ends], strict=False)]
        tail = Part(ends[-1] + 1, len(lines))
        return [*parts, tail] if is_download(lines[tail.start : tail.end]) else parts
    several = find_several(lines)
    if several and several.starts:
        starts = list(several.starts)
        return [Part(start, end) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return list(_ruled(lines)) if several else [Part(0, len(lines))]


def _ruled(lines: Sequence[str]) -> Iterator[Part]:
    """The texts between rules."""
    start = 0
    for number, line in enumerate(lines):
        if _RULE.match(line):
            yield Part(start, number)
            start = number + 1
    yield Part(start, len(lines))


def _identified(lines: Sequence[str], scan: Scan) -> list[int]:
    """Last lines of articles, each of which states its identifier in the database."""
    by_name: dict[str, list[int]] = {}
    for label in scan.labels:
        if label.kind == "id":
            by_name.setdefault(label.name, []).append(label.line)
    for number, line in enumerate(lines):
        for name, pattern in _NUMBERS.items():
            if pattern.match(line.strip()):
                by_name.setdefault(name, []).append(number)
        text = line.strip().casefold()
        mark = next((mark for mark in _table().last if len(text) <= _LONGEST and text.startswith(mark)), "")
        if mark:
            by_name.setdefault(mark, []).append(number)
    best: list[int] = []
    for numbers in by_name.values():
        starts = [0, *numbers[:-1]]
        with_text = [
            number for start, number in zip(starts, numbers, strict=True) if has_text(lines[start:number])
        ]
        best = with_text if len(with_text) > len(best) else best
    return [_end_of_foot(lines, number) for number in best]


def _end_of_foot(lines: Sequence[str], number: int) -> int:
    """The last line about an article, at or below the one that identifies it."""
    last = number
    for below in range(number + 1, min(number + _FOOT, len(lines))):
        text = lines[below].strip()
        if _RULE.match(text):
            return below - 1
        if not text:
            continue
        label = label_of(text)
        is_foot = (
            (is_field(text) and (label is None or label.kind not in _KINDS) and not text.startswith(_CODES))
            or text.startswith(_FOOT_STARTS)
            or text.casefold().startswith(_table().last)
        )
        if not is_foot:
            break
        last = below
    return last


def _without_cover(lines: Sequence[str], part: Part) -> Part:
    """An article without a cover page above it or below it."""
    start, end = part
    covers = [number for number in range(start, end) if is_cover(lines[number])]
    text = [
        number
        for number in range(start, end)
        if width(lines[number].strip()) >= _LEAST_TEXT
        and not is_cover(lines[number])
        and not _LISTED.match(lines[number])
    ]
    if covers and text:
        # Between the first and the last line of the text there may be "Table of contents" as a heading.
        above = [number for number in covers if number < text[0]]
        below = [number for number in covers if number > text[-1]]
        start = _below_cover(lines, above[-1], text[0], lines[start : above[-1] + 1]) if above else start
        end = below[0] if below else end
    while start < end and (not lines[start].strip() or _RULE.match(lines[start])):
        start += 1
    while end > start and (not lines[end - 1].strip() or _RULE.match(lines[end - 1])):
        end -= 1
    return Part(start, end)


def _below_cover(lines: Sequence[str], last: int, text: int, cover: Sequence[str]) -> int:
    """The first line below a cover page: the headline that its list names, if it has one."""
    entries = (entry["title"].rstrip() for line in cover if (entry := _LISTED.match(line)))
    listed = {" ".join(_PAGE.sub("", title).split()).casefold() for title in entries}
    for number in range(last + 1, text):
        if " ".join(lines[number].split()).casefold() in listed:
            return number
    # What continues the last line of the cover, or belongs to its list.
    number = last + 1
    while number < text and (
        lines[number].strip() == ""
        or _LISTED.match(lines[number])
        or lines[number].startswith((" " * 8, "\t"))
        or "  " in lines[number].strip()
    ):
        number += 1
    return number
