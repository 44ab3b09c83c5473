"""Reads the blocks of a pasted text. A block is one line, or a paragraph wrapped over several lines."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from generator.text.scripts import UNSPACED, UNSPACED_PUNCTUATION

_COLUMNS = re.compile(r"\S(?: {3,}|\t\s*)\S")
# Invisible characters: zero-width spaces and joiners, byte order marks, soft hyphens.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
ITEM = re.compile(r"(?:[*•◦▪‣·–—-]|\d{1,2}[.)])\s+(?=\S)")
# Width of the widest line of a wrapped text, in characters, and the least share of it that other lines fill.
_NARROWEST, _WIDEST, _FILLED = 45, 100, 0.6
# Least share of its lines that do not end a sentence, and that begin in lower case.
_BROKEN, _LOWER = 0.5, 0.3
_SENTENCE_END = tuple('.!?…。！？"”’»:;')
_SPACES = (" ", "\t")
_UNSPACED = re.compile(f"[{UNSPACED}{UNSPACED_PUNCTUATION}]")


class LineBlock(NamedTuple):
    """A line, or a paragraph wrapped over several lines.

    Attributes:
        text: its words.
        first: number of its first line, from 1.
        last: number of its last line.
        gap: a blank line precedes it.
        columns: wide spaces separate its words.
        indent: spaces before its first line; a tab counts as four.
    """

    text: str
    first: int
    last: int
    gap: bool
    columns: bool = False
    indent: int = 0


def read_blocks(text: str) -> list[LineBlock]:
    """The blocks of ``text`` in order, with single spaces and without invisible characters."""
    raw = text.splitlines()
    lines = [_tidy(line) for line in raw]
    columns = {number for number, line in enumerate(raw, 1) if len(line) < _WIDEST and _COLUMNS.search(line)}
    indents = {
        number: len(before.expandtabs(4))
        for number, (line, tidy) in enumerate(zip(raw, lines, strict=True), 1)
        if line[:1] in _SPACES and tidy and (before := line[: len(line) - len(line.lstrip())])
    }
    blocks = [block for run in _runs(lines, columns) for blocks in _unwrap(run) for block in blocks]
    return [block._replace(indent=indents.get(block.first, 0)) for block in blocks] if indents else blocks


def _tidy(line: str) -> str:
    if line.isprintable():  # the only white space is the plain space
        return " ".join(line.split()) if "  " in line else line.strip()
    return " ".join(_UNSEEN.sub("", line).split())


def _runs(lines: Sequence[str], columns: Container[int]) -> Iterator[list[LineBlock]]:
    """Lines between blank lines."""
    run: list[LineBlock] = []
    for number, line in enumerate(lines, 1):
        if line:
            run.append(LineBlock(line, number, number, not run and number > 1, number in columns))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _unwrap(run: list[LineBlock]) -> Iterator[list[LineBlock]]:
    """The blocks of ``run``, with wrapped paragraphs joined."""
    start = 0
    while start < len(run):
        end = _stretch(run, start)
        stretch = run[start:end]
        yield _join_lines(stretch) if is_wrapped([block.text for block in stretch]) else stretch
        start = end


def _stretch(run: Sequence[LineBlock], start: int) -> int:
    """The end of the lines from ``start`` on that may be one wrapped text: all filled except the last."""
    end = start
    while end < len(run) and _NARROWEST <= len(run[end].text) <= _WIDEST:
        end += 1
    return min(len(run), max(end + 1, start + 1)) if end - start >= 1 else start + 1


def _join_lines(stretch: Sequence[LineBlock]) -> list[LineBlock]:
    blocks = [stretch[0]]
    for block in stretch[1:]:
        if ITEM.match(block.text):
            blocks.append(block)
        else:
            last = blocks[-1]
            blocks[-1] = LineBlock(join(last.text, block.text), last.first, block.last, last.gap)
    return blocks


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether consecutive lines are one text wrapped at a fixed width.

    They are if the lines are filled and mostly do not end a sentence, and enough of them begin in lower case,
    or the script has no case and the last line ends a sentence.
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
    """Join two lines of a paragraph, without a space after a hyphen or within a script without spaces."""
    unspaced = _UNSPACED.match(first[-1]) and _UNSPACED.match(second[0])
    return first + ("" if unspaced or re.search(r"\w-$", first) else " ") + second
