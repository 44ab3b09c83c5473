"""The headline of a copied page: which line near the start of the article it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.extract.plain.lines import Block
from generator.extract.plain.phrases import bare, meets
from generator.extract.plain.score import weights
from generator.extract.plain.shape import bucket, is_date_line, observe, width
from generator.text.scripts import WIDE

_ABOVE, _BELOW = 40, 6
_WORD = re.compile(rf"\w{{4,}}|[{WIDE}]")
_MIN, _MAX = 6, 300


class Headline(NamedTuple):
    """The place of the line among the blocks, and how sure it is that it is the headline."""

    place: int
    confidence: float


def find_headline(blocks: Sequence[Block], kept: Sequence[bool]) -> Headline | None:
    """The line that reads most like the headline of the article that ``kept`` marks, if any can be one."""
    table = weights().headline
    start = kept.index(True)
    found = observations(blocks, kept, start)
    figures = {i: sum(table.get(name, 0.0) for name in names) for i, names in found.items()}
    if not figures:
        return None
    best = max(figures, key=lambda i: (figures[i], i))
    lead = figures[best] - max((figure for i, figure in figures.items() if i != best), default=-1.0)
    return Headline(best, 0.8 if lead > 1 else 0.6)


def candidates(blocks: Sequence[Block], start: int) -> list[int]:
    """Indices of the lines about ``start`` that are of a headline's length."""
    near = range(max(0, start - _ABOVE), min(len(blocks), start + _BELOW))
    return [i for i in near if _MIN <= width(blocks[i].text) <= _MAX]


def observations(blocks: Sequence[Block], kept: Sequence[bool], start: int) -> dict[int, list[str]]:
    """For each candidate the names of what speaks for it or against it."""
    places = candidates(blocks, start)
    seen = Counter(bare(block.text) for block in blocks)
    body = _words(" ".join(block.text for block, stays in zip(blocks, kept, strict=True) if stays))
    opening = _words(" ".join(block.text for block in blocks[start : start + 3]))
    shares = {i: _share(blocks[i].text, body) * min(1.0, width(blocks[i].text) / 40) for i in places}
    best = max(shares.values(), default=0.0)
    longest = max((width(blocks[i].text) for i in places if i < start and not kept[i]), default=0)
    found = {}
    for i in places:
        text = blocks[i].text
        size = width(text)
        names = list(observe(text, size, meets(text)))
        names.append(bucket("above", start - i, (-2, 0, 1, 2, 3, 5, 8, 12, 20)))
        names.append(bucket("in-body", _share(text, body), (0.2, 0.4, 0.6, 0.8, 0.99)))
        names.append(bucket("in-opening", _share(text, opening), (0.2, 0.4, 0.6, 0.8)))
        names.append(bucket("times", seen[bare(text)], (2, 3)))
        if shares[i] == best and best > 0:
            names.append("best-share")
        if size == longest:
            names.append("longest-above")
        if kept[i]:
            names.append("kept")
        names.extend(_beside(blocks, i, kept))
        if size >= 15 and any(
            text in other.text and other.text != text for other in blocks[max(0, i - 60) : i + 30]
        ):
            names.append("held-by-other")
        found[i] = names
    return found


def _beside(blocks: Sequence[Block], i: int, kept: Sequence[bool]) -> Iterator[str]:
    for side, j in (("previous", i - 1), ("next", i + 1)):
        if not 0 <= j < len(blocks):
            continue
        text = blocks[j].text
        yield bucket(side, width(text), (15, 40, 80, 160))
        if is_date_line(text):
            yield f"{side}-date"
        if kept[j]:
            yield f"{side}-kept"
        yield from (
            f"{side}-{met.phrase.id}"
            for met in meets(text)
            if met.phrase.effect == "claim" or met.phrase.match == "line"
        )


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _share(text: str, words: frozenset[str]) -> float:
    own = _words(text)
    return len(own & words) / len(own) if own else 0.0
