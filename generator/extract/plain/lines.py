"""Lines and blocks of a pasted text. A block stands on one line, or is a paragraph broken over several."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from generator.text.scripts import UNSPACED, UNSPACED_PUNCTUATION

_COLUMNS = re.compile(r"\S(?: {3,}|\t\s*)\S")
# Marks that show nothing: zero-width spaces and joiners, byte order marks, soft hyphens.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
ITEM = re.compile(r"(?:[*•◦▪‣·–—-]|\d{1,2}[.)])\s+(?=\S)")
# A text broken by hand has lines of these widths, and fills them to this share of the widest.
_NARROWEST, _WIDEST, _FILLED = 45, 100, 0.6
# Of the lines of such a text this share goes on without a full stop, and this share begins in lower case.
_BROKEN, _LOWER = 0.5, 0.3
_SENTENCE_END = tuple('.!?…。！？"”’»:;')
_UNSPACED = re.compile(f"[{UNSPACED}{UNSPACED_PUNCTUATION}]")


class Block(NamedTuple):
    """Words that belong together. ``first`` and ``last`` number the lines they stand on, from 1.

    ``gap`` says that a blank line goes before, ``columns`` that wide spaces part its words.
    """

    text: str
    first: int
    last: int
    gap: bool
    columns: bool = False


def read_blocks(text: str) -> list[Block]:
    """The blocks of ``text`` in order, with spaces made single and what cannot be seen left out."""
    raw = text.splitlines()
    lines = [_tidy(line) for line in raw]
    columns = {number for number, line in enumerate(raw, 1) if len(line) < _WIDEST and _COLUMNS.search(line)}
    return [block for run in _runs(lines, columns) for part in _parts(run) for block in part]


def _tidy(line: str) -> str:
    if line.isprintable():  # so that its only spaces are plain ones
        return " ".join(line.split()) if "  " in line else line.strip()
    return " ".join(_UNSEEN.sub("", line).split())


def _runs(lines: Sequence[str], columns: Container[int]) -> Iterator[list[Block]]:
    """Lines between blank lines."""
    run: list[Block] = []
    for number, line in enumerate(lines, 1):
        if line:
            run.append(Block(line, number, number, not run and number > 1, number in columns))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _parts(run: list[Block]) -> Iterator[list[Block]]:
    """``run`` with its paragraphs made whole where they were broken at a width."""
    start = 0
    while start < len(run):
        end = _stretch(run, start)
        stretch = run[start:end]
        yield _joined(stretch) if is_wrapped([block.text for block in stretch]) else stretch
        start = end


def _stretch(run: Sequence[Block], start: int) -> int:
    """The end of the lines from ``start`` on that can be one broken text: all filled, but for the last."""
    end = start
    while end < len(run) and _NARROWEST <= len(run[end].text) <= _WIDEST:
        end += 1
    return min(len(run), max(end + 1, start + 1)) if end - start >= 1 else start + 1


def _joined(stretch: Sequence[Block]) -> list[Block]:
    whole = [stretch[0]]
    for block in stretch[1:]:
        if ITEM.match(block.text):
            whole.append(block)
        else:
            last = whole[-1]
            whole[-1] = Block(join(last.text, block.text), last.first, block.last, last.gap)
    return whole


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines without a blank between them are one text broken at a width.

    Full lines that mostly do not end a sentence, of which enough go on in lower case, or in a script
    without case of which the last ends a sentence.
    """
    inner, widest = lines[:-1], max(map(len, lines))
    if not inner or len(lines[-1]) > widest or not _NARROWEST <= widest <= _WIDEST:
        return False
    filled = sum(len(line) >= _FILLED * widest for line in inner)
    broken = sum(not line.endswith(_SENTENCE_END) for line in inner)
    if filled < len(inner) or broken <= _BROKEN * len(inner):
        return False
    lower = sum(line[0].islower() for line in lines[1:])
    caseless = lines[0].lower() == lines[0].upper() and lines[-1].endswith(_SENTENCE_END)
    return lower >= _LOWER * len(inner) or caseless


def join(first: str, second: str) -> str:
    """Two lines of one paragraph: no space after a hyphen or within a script without spaces."""
    unspaced = _UNSPACED.match(first[-1]) and _UNSPACED.match(second[0])
    return first + ("" if unspaced or re.search(r"\w-$", first) else " ") + second
