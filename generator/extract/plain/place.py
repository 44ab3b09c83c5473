"""What can be seen of a line once each has a first figure: its place in the article that they outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from generator.extract.plain.shape import bucket

_FIGURES = (-4, -2.5, -1.5, -0.7, 0, 0.7, 1.5, 2.5)
_DISTANCES = (1, 2, 3, 5, 8, 12, 20, 40)
# (name, cost of a line that does not belong): a wide outline spans long gaps, a narrow one does not.
_OUTLINES = (("wide", 0.3, -0.3), ("narrow", 1.0, 0.0))
FAR = -6.0


def outline(figures: Sequence[float], cost: float, threshold: float) -> tuple[int, int]:
    """The run of lines [start, end) that adds up to most; none costs more than ``cost`` or earns over 3."""
    best, span, total, start = 0.0, (0, 0), 0.0, 0
    for index, figure in enumerate(figures):
        if total <= 0:
            total, start = 0.0, index
        total += max(-cost, min(3.0, figure - threshold))
        if total > best:
            best, span = total, (start, index + 1)
    return span


def places(names: Sequence[Sequence[str]], figures: Sequence[float]) -> list[list[str]]:
    """For each line the names of its place, and of the figures of the lines beside it."""
    spans = [(name, outline(figures, cost, threshold)) for name, cost, threshold in _OUTLINES]
    wide = spans[0][1]
    kept = [0, *accumulate(figure > 0 for figure in figures)]
    gaps = _gaps(figures)
    stops = list(_past_stop(names, kept, wide))
    found = []
    for i, seen in enumerate(names):
        found.append([] if not seen else [*_beside(figures, i), *_within(spans, i), *stops[i], *gaps[i]])
    return found


def _beside(figures: Sequence[float], i: int) -> Iterator[str]:
    for offset in (-2, -1, 0, 1, 2):
        place = i + offset
        yield bucket(f"figure{offset:+}", figures[place] if 0 <= place < len(figures) else -9, _FIGURES)
    close = figures[max(0, i - 5) : i + 6]
    yield bucket(
        "mean", sum(max(-2.0, min(2.0, figure)) for figure in close) / 11, (-1.5, -1, -0.5, 0, 0.5, 1, 1.5)
    )


def _within(spans: Sequence[tuple[str, tuple[int, int]]], i: int) -> Iterator[str]:
    for name, (start, end) in spans:
        if i < start:
            yield bucket(f"{name}-above", start - i, _DISTANCES)
        elif i >= end:
            yield bucket(f"{name}-below", i - end, _DISTANCES)
        else:
            yield f"{name}-in"
            yield bucket(f"{name}-from-start", i - start, (1, 2, 4))
            yield bucket(f"{name}-to-end", end - 1 - i, (1, 2, 4, 8))


def _gaps(figures: Sequence[float]) -> list[list[str]]:
    """How long the run of lines with a figure below 0 is that a line stands in."""
    found: list[list[str]] = [[] for _ in figures]
    start = 0
    for i in range(len(figures) + 1):
        if i == len(figures) or figures[i] > 0:
            for place in range(start, i):
                found[place] = [bucket("gap", i - start, (2, 3, 5, 9, 17))]
            start = i + 1
    return found


def _past_stop(
    names: Sequence[Sequence[str]], kept: Sequence[int], wide: tuple[int, int]
) -> Iterator[list[str]]:
    """Whether a heading of comments stands above a line, after how much of the article."""
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
            done = kept[i] - kept[wide[0]]
            if done >= 2:
                stop, share = i, done / max(1, kept[wide[1]] - kept[wide[0]])
