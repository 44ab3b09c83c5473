"""Finds the headline of a copied page among the lines near the start of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.extract.plain.headline_text import is_debris
from generator.extract.plain.lines import LineBlock
from generator.extract.plain.phrases import bare, match_phrases
from generator.extract.plain.score import weights
from generator.extract.plain.shape import bucket, is_date_line, observe, width
from generator.text.scripts import WIDE

# Blocks above and below the start of the article that are considered.
_ABOVE, _BELOW = 40, 6
_WORD = re.compile(rf"\w{{4,}}|[{WIDE}]")
# Width of a headline.
_MIN, _MAX = 6, 300
_SENTENCE_SPACES = 4  # in a line that ends with a full stop and so is more likely a subheading or caption


class Headline(NamedTuple):
    """Index (``number``) of the headline among the blocks, and the confidence that it is the headline."""

    number: int
    confidence: float


def find_headline(blocks: Sequence[LineBlock], in_body: Sequence[bool]) -> Headline | None:
    """The most likely headline of a copied page, None if no line can be one.

    Args:
        blocks: the blocks of the page.
        in_body: for each block whether it is part of the article.
    """
    table = weights().headline
    start = in_body.index(True)
    seen = observations(blocks, in_body, start)
    scores = {i: sum(table.get(name, 0.0) for name in names) for i, names in seen.items()}
    if not scores:
        return None
    scores = {i: score for i, score in scores.items() if not is_debris(blocks[i])} or scores
    best = max(scores, key=lambda i: (scores[i], i))
    lead = scores[best] - max((score for i, score in scores.items() if i != best), default=-1.0)
    return Headline(best, 0.8 if lead > 1 else 0.6)


def candidates(blocks: Sequence[LineBlock], start: int) -> list[int]:
    """Indices of the blocks around index ``start`` that have the length of a headline."""
    near = range(max(0, start - _ABOVE), min(len(blocks), start + _BELOW))
    return [i for i in near if _MIN <= width(blocks[i].text) <= _MAX]


def observations(blocks: Sequence[LineBlock], in_body: Sequence[bool], start: int) -> dict[int, list[str]]:
    """By index of each candidate, the names of its observations (see ``headline`` in phrases_weights.yml).

    Args:
        blocks: the blocks of the page.
        in_body: for each block whether it is part of the article.
        start: index of the first block of the article.
    """
    indices = candidates(blocks, start)
    occurrences = Counter(bare(block.text) for block in blocks)
    body = _words(" ".join(block.text for block, belongs in zip(blocks, in_body, strict=True) if belongs))
    opening = _words(" ".join(block.text for block in blocks[start : start + 3]))
    shares = {i: _share(blocks[i].text, body) * min(1.0, width(blocks[i].text) / 40) for i in indices}
    best = max(shares.values(), default=0.0)
    longest = max((width(blocks[i].text) for i in indices if i < start and not in_body[i]), default=0)
    observed = {}
    for i in indices:
        text = blocks[i].text
        size = width(text)
        names = list(observe(text, size, match_phrases(text)))
        names.append(bucket("above", start - i, (-2, 0, 1, 2, 3, 5, 8, 12, 20)))
        names.append(bucket("in-body", _share(text, body), (0.2, 0.4, 0.6, 0.8, 0.99)))
        names.append(bucket("in-opening", _share(text, opening), (0.2, 0.4, 0.6, 0.8)))
        names.append(bucket("times", occurrences[bare(text)], (2, 3)))
        if shares[i] == best and best > 0:
            names.append("best-share")
        if size == longest:
            names.append("longest-above")
        if in_body[i]:
            names.append("kept")
        if text.endswith(".") and text.count(" ") >= _SENTENCE_SPACES:
            names.append("full-stop")
        names.extend(_beside(blocks, i, in_body))
        if size >= 15 and any(
            text in other.text and other.text != text for other in blocks[max(0, i - 60) : i + 30]
        ):
            names.append("held-by-other")
        observed[i] = names
    return observed


def _beside(blocks: Sequence[LineBlock], i: int, in_body: Sequence[bool]) -> Iterator[str]:
    for side, j in (("previous", i - 1), ("next", i + 1)):
        if not 0 <= j < len(blocks):
            continue
        text = blocks[j].text
        yield bucket(side, width(text), (15, 40, 80, 160))
        if is_date_line(text):
            yield f"{side}-date"
        if in_body[j]:
            yield f"{side}-kept"
        yield from (
            f"{side}-{match.phrase.id}"
            for match in match_phrases(text)
            if match.phrase.effect == "claim" or match.phrase.match == "line"
        )


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _share(text: str, words: frozenset[str]) -> float:
    text_words = _words(text)
    return len(text_words & words) / len(text_words) if text_words else 0.0
