"""Where an article begins and ends among the blocks of a copied page."""

from __future__ import annotations

from collections.abc import Sequence


def window(scores: Sequence[float]) -> tuple[int, int]:
    """The run of blocks [start, end) whose scores add up to most; all of them if none is above 0."""
    best, best_span, total, start = 0.0, (0, len(scores)), 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += score
        if total > best:
            best, best_span = total, (start, index + 1)
    return best_span
