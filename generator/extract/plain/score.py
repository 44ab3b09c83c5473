"""Scores how much each block of a copied page reads like the article, and selects the article.

The weights (``data/phrases_weights.yml``) were fitted to pages on which people marked the article. A first
pass uses observations on each line and its neighbours; a second adds its position in the outline of the
first. A score is the log odds that a line belongs to the article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.extract.plain.context import observations
from generator.extract.plain.lines import LineBlock
from generator.extract.plain.outline import FAR, outline_observations
from generator.text.tables import load_table


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of observations by their names.

    Attributes:
        alone: for the first pass.
        placed: for the second pass.
        headline: for finding the headline.
        change: the cost of a change between article and furniture.
        threshold: the score that a line must exceed.
    """

    alone: Mapping[str, float]
    placed: Mapping[str, float]
    headline: Mapping[str, float]
    change: float
    threshold: float


@cache
def weights() -> Weights:
    """The weights in ``data/phrases_weights.yml``."""
    table = load_table("phrases_weights")
    return Weights(table["alone"], table["placed"], table["headline"], table["change"], table["threshold"])


def line_scores(blocks: Sequence[LineBlock]) -> list[float]:
    """One score per block: above 0 it reads like the article, below 0 like page furniture."""
    table = weights()
    seen = observations(blocks)
    first = [_sum(table.alone, names) for names in seen]
    return [
        _sum(table.placed, [*names, *more]) if names else FAR
        for names, more in zip(seen, outline_observations(seen, first), strict=True)
    ]


def _sum(table: Mapping[str, float], names: Sequence[str]) -> float:
    return table["bias"] + sum(table.get(name, 0.0) for name in names) if names else FAR


def select_lines(values: Sequence[float]) -> list[bool]:
    """Which blocks are the article: the selection with the best sum of scores less changes (Viterbi)."""
    table = weights()
    outside, inside = 0.0, -table.change
    origins: list[tuple[bool, bool]] = []
    for value in values:
        from_inside = (inside - table.change > outside, inside >= outside - table.change)
        origins.append(from_inside)
        outside, inside = (
            max(outside, inside - table.change),
            max(inside, outside - table.change) + value - table.threshold,
        )
    state = inside - table.change > outside
    path: list[bool] = []
    for outside_from_inside, inside_from_inside in reversed(origins):
        path.append(state)
        state = inside_from_inside if state else outside_from_inside
    return path[::-1]
