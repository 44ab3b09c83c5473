"""Where the words of an article are on its scan: its text aligned with the words that were recognized.

A person may have corrected the text. Words that are still as they were recognized keep their places, and
corrected words get the places of the words between the same neighbours.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from generator.scans.alto import Block, Line, ScanPage, Word

# Blocks that are no part of the article.
_OTHERS = frozenset({"foreign", "header", "picture"})
# Words of a text that are compared; a longer text has no places beyond them.
_MOST = 40_000


class Place(NamedTuple):
    """A printed word: number of its page, of its line on the page, and of the word in the line, from 0."""

    page: int
    line: int
    word: int


class Token(NamedTuple):
    """A word as it was recognized, in one or, if it was broken at the end of a line, two places."""

    text: str
    places: tuple[Place, ...]
    confidence: float


class Aligned(NamedTuple):
    """The words of an article on its scan.

    Attributes:
        texts: place → the words of the text that are there, as they are written in the text.
        read: words as they were recognized, where the text has others.
        sure: compared word → the least confidence with which it was recognized.
        accuracy: average confidence of the recognized words of the text, by their letters; 0 without any.
        same: whether each word of the text is as it was recognized.
    """

    texts: dict[Place, str]
    read: tuple[str, ...]
    sure: dict[str, float]
    accuracy: float
    same: bool


def in_size(page: ScanPage, width: int, height: int) -> ScanPage:
    """A page of words with all boxes in pixels of a scan of this size."""
    if (page.width, page.height) == (width, height) or not page.width or not page.height:
        return replace(page, width=width, height=height)
    across, down = width / page.width, height / page.height

    def placed(word: Word) -> Word:
        return replace(
            word,
            x=word.x * across,
            y=word.y * down,
            width=word.width * across,
            height=word.height * down,
        )

    blocks = (
        Block(
            block.kind, tuple(Line(tuple(map(placed, line.words)), line.hyphenated) for line in block.lines)
        )
        for block in page.blocks
    )
    return ScanPage(width, height, tuple(blocks))


def tokens(pages: Iterable[ScanPage | None]) -> Iterator[Token]:
    """The words of an article as they were recognized, in reading order, broken ones joined."""
    broken: Token | None = None
    for page_number, page in enumerate(pages):
        number = -1
        for block in page.blocks if page else ():
            for line in block.lines:
                number += 1
                if block.kind in _OTHERS:
                    continue
                last = len(line.words) - 1
                for position, word in enumerate(line.words):
                    token = Token(word.text, (Place(page_number, number, position),), word.confidence)
                    if broken:
                        sure = min(broken.confidence, token.confidence)
                        token = Token(broken.text + token.text, broken.places + token.places, sure)
                        broken = None
                    if line.hyphenated and position == last:
                        broken = token
                    else:
                        yield token
    if broken:
        yield broken


def align(text: str, pages: Sequence[ScanPage | None]) -> Aligned:
    """Find the words of a text among those that were recognized.

    Args:
        text: headline and paragraphs of an article.
        pages: the words on each page of its scan.
    """
    written, recognized = text.split()[:_MOST], [*tokens(pages)][:_MOST]
    ours, theirs = [*map(compared, written)], [compared(token.text) for token in recognized]
    texts: dict[Place, str] = {}
    read: list[str] = []
    total = letters = 0.0
    same = True
    for kind, first, last, start, end in SequenceMatcher(None, ours, theirs).get_opcodes():
        if kind == "delete":
            same = False
        elif kind == "equal":
            for word, token in zip(written[first:last], recognized[start:end], strict=True):
                texts.update(dict.fromkeys(token.places, word))
                total += token.confidence * len(token.text)
                letters += len(token.text)
        elif kind == "replace":
            same = False
            read += (token.text for token in recognized[start:end])
            texts.update(_spread(written[first:last], recognized[start:end]))
    sure: dict[str, float] = {}
    for token, word in zip(recognized, theirs, strict=True):
        sure[word] = min(token.confidence, sure.get(word, 1.0))
    sure.pop("", None)
    return Aligned(texts, tuple(dict.fromkeys(read)), sure, total / letters if letters else 0.0, same)


def _spread(written: Sequence[str], recognized: Sequence[Token]) -> Iterator[tuple[Place, str]]:
    """Words between two that agree: each is where its letters would be if all were as long as recognized."""
    ends, length = [], 0
    for word in written:
        length += len(word)
        ends.append(length)
    total = sum(len(token.text) for token in recognized)
    start = 0
    for token in recognized:
        end = start + len(token.text)
        low, high = start * length / total, end * length / total
        there = [
            word
            for word, stop in zip(written, ends, strict=True)
            if (stop - len(word) / 2 >= low and stop - len(word) / 2 < high)
            or (stop - len(word) <= (low + high) / 2 < stop)
        ]
        yield from ((place, " ".join(there)) for place in token.places)
        start = end


def compared(word: str) -> str:
    """A word as it is compared: letters and digits only, without capitals."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
