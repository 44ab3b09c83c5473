"""Lines and blocks of a pasted text. A block stands on one line, or is a paragraph broken over several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.markup import CONTROLS

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s{2,}|[^\S ]")
# Marks that show nothing: zero-width spaces and joiners at an edge, byte order marks, soft hyphens.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
ITEM = re.compile(r"(?:[*•◦▪‣·–—-]|\d{1,2}[.)])\s+(?=\S)")
# A text broken by hand has lines of at most this width, and fills them to this share of the longest.
_WIDEST, _FILLED = 100, 0.6
_SENTENCE_END = tuple('.!?…。！？"”’»:;')
_WIDE_SCRIPT = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


class Block(NamedTuple):
    """Words that belong together. ``first`` and ``last`` number the lines they stand on, from 1.

    ``gap`` says that a blank line goes before.
    """

    text: str
    first: int
    last: int
    gap: bool


def read_blocks(text: str) -> list[Block]:
    """The blocks of ``text`` in order, with spaces made single and what cannot be seen left out."""
    lines = [_tidy(line) for line in _BREAK.split(text)]
    return [block for run in _runs(lines) for block in _joined(run)]


def _tidy(line: str) -> str:
    if not line.isprintable():
        line = _UNSEEN.sub("", CONTROLS.sub("", line))
    return _SPACE.sub(" ", line).strip()


def _runs(lines: Sequence[str]) -> Iterator[list[Block]]:
    """Lines between blank lines."""
    run: list[Block] = []
    for number, line in enumerate(lines, 1):
        if line:
            run.append(Block(line, number, number, gap=not run and number > 1))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joined(run: list[Block]) -> list[Block]:
    """``run`` with paragraphs made whole where it was broken at a width."""
    if not is_wrapped([block.text for block in run]):
        return run
    whole = [run[0]]
    for block in run[1:]:
        if ITEM.match(block.text):
            whole.append(block)
        else:
            whole[-1] = Block(join(whole[-1].text, block.text), whole[-1].first, block.last, whole[-1].gap)
    return whole


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines without a blank between them are one text broken at a width of at most 100 characters."""
    inner = lines[:-1]
    widest = max(map(len, lines))
    if not inner or not 40 <= widest <= _WIDEST:
        return False
    filled = sum(len(line) >= _FILLED * widest for line in inner)
    broken = sum(not line.endswith(_SENTENCE_END) for line in inner)
    return filled >= 0.9 * len(inner) and broken > 0.5 * len(inner) and _flows(lines)


def _flows(lines: Sequence[str]) -> bool:
    """Whether some line goes on in lower case, or where there is no case, the last ends a sentence."""
    follow = sum(line[0].islower() for line in lines[1:])
    return follow >= 0.3 * (len(lines) - 1) or (
        lines[-1].endswith(_SENTENCE_END) and lines[0].lower() == lines[0].upper()
    )


def join(first: str, second: str) -> str:
    """Two lines of one paragraph: no space after a hyphen or between characters of Chinese and Japanese."""
    tight = re.search(r"\w-$", first) or (_WIDE_SCRIPT.match(first[-1]) and _WIDE_SCRIPT.match(second[0]))
    return first + ("" if tight else " ") + second


def split_sentences(text: str) -> list[str]:
    """The sentences of ``text``, roughly: enough to count them."""
    return [part for part in re.split(r"(?<=[.!?…])\s+|(?<=[。！？])", text) if part]
