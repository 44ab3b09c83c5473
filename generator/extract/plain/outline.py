"""Observations on the position of a line in the article, as outlined by the scores of a first pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from generator.extract.plain.shape import bucket

_SCORES = (-4, -2.5, -1.5, -0.7, 0, 0.7, 1.5, 2.5)
_DISTANCES = (1, 2, 3, 5, 8, 12, 20, 40)
# Name, most cost of a line that does not belong, and threshold: a wide outline spans gaps, a narrow one does
# not.
_OUTLINES = (("wide", 0.3, -0.3), ("narrow", 1.0, 0.0))
FAR = -6.0


def outline(scores: Sequence[float], cost: float, threshold: float) -> tuple[int, int]:
    """The run of lines with the largest sum of scores above a threshold, as (start, end), end exclusive.

    Args:
        scores: the score of each line.
        cost: the most that a single line can subtract.
        threshold: subtracted from each score; a line adds 3 at most.
    """
    best, span, total, start = 0.0, (0, 0), 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += max(-cost, min(3.0, score - threshold))
        if total > best:
            best, span = total, (start, index + 1)
    return span


def outline_observations(names: Sequence[Sequence[str]], scores: Sequence[float]) -> list[list[str]]:
    """For each line, observations on its position in the outline and on the scores around it.

    Args:
        names: observations on each line; a line without any gets none here.
        scores: the score of each line in the first pass.
    """
    spans = [(name, outline(scores, cost, threshold)) for name, cost, threshold in _OUTLINES]
    wide = spans[0][1]
    belonging = [0, *accumulate(score > 0 for score in scores)]
    gaps = _gaps(scores)
    stops = list(_past_stop(names, belonging, wide))
    return [
        [*_neighbours(scores, i), *_position(spans, i), *stops[i], *gaps[i]] if seen else []
        for i, seen in enumerate(names)
    ]


def _neighbours(scores: Sequence[float], i: int) -> Iterator[str]:
    for offset in (-2, -1, 0, 1, 2):
        j = i + offset
        yield bucket(f"figure{offset:+}", scores[j] if 0 <= j < len(scores) else -9, _SCORES)
    close = scores[max(0, i - 5) : i + 6]
    yield bucket(
        "mean", sum(max(-2.0, min(2.0, score)) for score in close) / 11, (-1.5, -1, -0.5, 0, 0.5, 1, 1.5)
    )


def _position(spans: Sequence[tuple[str, tuple[int, int]]], i: int) -> Iterator[str]:
    for name, (start, end) in spans:
        if i < start:
            yield bucket(f"{name}-above", start - i, _DISTANCES)
        elif i >= end:
            yield bucket(f"{name}-below", i - end, _DISTANCES)
        else:
            yield f"{name}-in"
            yield bucket(f"{name}-from-start", i - start, (1, 2, 4))
            yield bucket(f"{name}-to-end", end - 1 - i, (1, 2, 4, 8))


def _gaps(scores: Sequence[float]) -> list[list[str]]:
    """For each line with a score of at most 0, the length of the run of such lines around it."""
    gaps: list[list[str]] = [[] for _ in scores]
    start = 0
    for i in range(len(scores) + 1):
        if i == len(scores) or scores[i] > 0:
            for j in range(start, i):
                gaps[j] = [bucket("gap", i - start, (2, 3, 5, 9, 17))]
            start = i + 1
    return gaps


def _past_stop(
    names: Sequence[Sequence[str]], belonging: Sequence[int], wide: tuple[int, int]
) -> Iterator[list[str]]:
    """For each line below a heading of comments, the distance to it and the share of the article above it."""
    stop, share = -1, 0.0
    for i, seen in enumerate(names):
        yield (
            [bucket("past-stop", i - stop, (3, 10, 30)), bucket("stop-share", share, (0.1, 0.3, 0.6, 0.9))]
            if stop >= 0
            else []
        )
        if (
            stop < 0
            and i > wide[0]
            and any(":comments:line" in name or ":comments:start" in name for name in seen)
        ):
            done = belonging[i] - belonging[wide[0]]
            if done >= 2:
                stop, share = i, done / max(1, belonging[wide[1]] - belonging[wide[0]])
