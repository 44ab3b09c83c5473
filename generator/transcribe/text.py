"""The parts of a clipping become its text: broken words joined, paragraphs found, captions at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.text.scripts import TOUCHING, UNSPACED_PUNCTUATION, WIDE
from generator.text.tables import load_table
from generator.transcribe.body import Part
from generator.transcribe.rows import Row

# In heights of a line: how far the first line of a paragraph is indented, how much shorter its last line is,
# and the white above one.
_INDENT, _SHORT, _WHITE = (0.5, 6.0), 2.0, 0.8
# In heights of a line: how high a drop cap is.
_CAP = 1.6
# The same: white between a drop cap and a line below it that is cleared, and between two left edges.
_CLEAR, _LEVEL = 0.6, 0.5
# Rows above and below a row by which the left edge of its column is known.
_NEAR = 4
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\u2011⸗¬=]\Z")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-‐‑][^\W\d_]++)++")
_PLAIN = re.compile(r"[^\W\d_]+")
_LAST, _NEXT = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?=\W?\Z)"), re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.!?…:;。」』）)\"'”’»]\Z")
_TOUCHING = re.compile(f"[{TOUCHING}{WIDE}{UNSPACED_PUNCTUATION}]")
# Words before which a hyphen at the end of a line stays, with a space: "Berg- und Talbahn".
_AND = frozenset({"und", "oder", "bzw", "sowie", "och", "eller", "og", "en", "of"})


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes:
        kind: see ``scans.alto.Block``.
        rows: its lines.
        goes_on: whether it is the rest of the paragraph before it, in the column before.
    """

    kind: str
    rows: tuple[Row, ...]
    goes_on: bool = False


def paragraphs(parts: Sequence[Part], line: float) -> list[Paragraph]:
    """The paragraphs of a page, in reading order."""
    result: list[Paragraph] = []
    for part in parts:
        rows = part.block.rows
        if part.kind != "text":
            result.append(Paragraph(part.kind, rows))
            continue
        starts = [index for index in range(len(rows)) if _begins(rows, index, line)]
        edges = sorted({0, *starts, len(rows)})
        for start, end in pairwise(edges):
            goes_on = start == 0 and 0 not in starts and any(each.kind == "text" for each in result)
            result.append(Paragraph("text", rows[start:end], goes_on))
    return result


def _begins(rows: Sequence[Row], index: int, line: float) -> bool:
    row = rows[index]
    near = rows[max(0, index - _NEAR) : index + _NEAR + 1]
    if len(near) > 1 and not _is_at_cap(rows, index, line):
        left = min(other.box.x0 for other in near)
        if _INDENT[0] * line < row.box.x0 - left < _INDENT[1] * line and len(row.strips) == 1:
            return True
    if index == 0:
        return False
    last = rows[index - 1]
    right = max(other.box.x1 for other in near)
    if row.box.y0 - last.box.y1 > _WHITE * line:
        return True
    return bool(last.box.x1 < right - _SHORT * line and _END.search(last.text))


def _is_at_cap(rows: Sequence[Row], index: int, line: float) -> bool:
    """Whether a row is at the right of the drop cap of a row above it."""
    box = rows[index].box
    return any(
        strip.box.height > _CAP * line
        # The line below a cap may be cleared, too: its edge is that of the line above it then.
        and (
            strip.box.y1 > box.middle[1]
            or (
                strip.box.y1 > box.y0 - _CLEAR * line
                and abs(rows[index - 1].strips[-1].box.x0 - box.x0) < _LEVEL * line
            )
        )
        for row in rows[max(0, index - _NEAR) : index]
        for strip in row.strips
    )


def is_broken(line: str) -> bool:
    """Whether a hyphen at the end of a line breaks its last word."""
    return bool(_BROKEN.search(line))


class Joiner:
    """Joins lines to a paragraph. A word in two halves is written as the clipping writes it elsewhere."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = " ".join(texts)
        self._compounds = {word.casefold().replace("‐", "-") for word in _COMPOUND.findall(whole)}
        self._words = {word.casefold() for word in _PLAIN.findall(whole)}

    def joined(self, lines: Iterable[str]) -> str:
        """The text of lines."""
        text = ""
        for line in lines:
            if not text or not line:
                text = text or line
            elif _BROKEN.search(text):
                text = self._completed(text, line)
            elif _TOUCHING.match(text[-1]) and _TOUCHING.match(line[0]):
                text += line
            else:
                text += f" {line}"
        return text

    def _completed(self, text: str, line: str) -> str:
        first, second = _LAST.search(text), _NEXT.match(line)
        if not first or not second:
            return text + line
        if second[0] in _AND:
            return f"{text[:-1]}- {line}"
        compound = f"{first[0]}-{second[0]}".casefold()
        if compound in self._compounds and f"{first[0]}{second[0]}".casefold() not in self._words:
            return f"{text[:-1]}-{line}"
        if _is_number(first[0].casefold(), second[0].casefold()):
            return f"{text[:-1]}-{line}"
        # A capital letter after small ones begins a name of its own: "Anglo-Saxon".
        if second[0][0].isupper() and not first[0][-1:].isupper():
            return f"{text[:-1]}-{line}"
        return text[:-1] + line


def _is_number(first: str, second: str) -> bool:
    numbers = load_table("transcription")["numbers"]
    return any(first in firsts and second in seconds for firsts, seconds in numbers)


@dataclass(frozen=True)
class Transcript:
    """The text of a clipping, by what it is."""

    headline: str = ""
    introduction: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def with_date(self, line: str) -> Transcript:
        """The same, with another date line."""
        return replace(self, dates=(line,) if line else ())

    def written(self, *, with_date: bool) -> str:
        """As it is written: headline, introduction, date, paragraphs, captions and boxes."""
        dates = self.dates[:1] if with_date else ()
        first = [self.headline] if self.headline else []
        return "\n\n".join([*first, *self.introduction, *dates, *self.body, *self.after]) + "\n"


def transcript(pages: Sequence[Sequence[Paragraph]]) -> Transcript:
    """The text of the pages of a clipping."""
    everything = [paragraph for page in pages for paragraph in page]
    joiner = Joiner(row.text for paragraph in everything for row in paragraph.rows)
    by_kind: dict[str, list[list[str]]] = {}
    for page in pages:
        for index, paragraph in enumerate(page):
            lines = [row.text for row in paragraph.rows]
            texts = by_kind.setdefault(paragraph.kind, [])
            first_text = not any(each.kind == "text" for each in page[:index])
            continues = paragraph.goes_on or (page is not pages[0] and first_text and _is_open(texts))
            if paragraph.kind == "text" and texts and continues:
                texts[-1] += lines
            else:
                texts.append(lines)
    said = {kind: tuple(map(joiner.joined, texts)) for kind, texts in by_kind.items()}
    return Transcript(
        " ".join(said.get("headline", ())),
        (*said.get("deck", ()), *said.get("byline", ())),
        said.get("date", ()),
        said.get("header", ()),
        said.get("text", ()),
        (*said.get("caption", ()), *said.get("box", ())),
    )


def _is_open(texts: Sequence[Sequence[str]]) -> bool:
    return bool(texts and not _END.search(texts[-1][-1]))
