"""How much each block of a copied page reads like the article.

Two passes over a table of weights (``generator/data/phrases_weights.yml``), fitted to pages on which people
marked the article: one on what lines show alone and among their neighbours, one that adds their place in the
outline that the first pass gave. A figure is the logarithm of the odds that a line belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.extract.plain.context import observations
from generator.extract.plain.lines import Block
from generator.extract.plain.place import FAR, places
from generator.text.tables import load_table


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the two passes and of headlines by name; what it costs to change between article and not."""

    alone: Mapping[str, float]
    placed: Mapping[str, float]
    headline: Mapping[str, float]
    change: float
    threshold: float


@cache
def weights() -> Weights:
    """The table as it lies in the package."""
    table = load_table("phrases_weights")
    return Weights(table["alone"], table["placed"], table["headline"], table["change"], table["threshold"])


def figures(blocks: Sequence[Block]) -> list[float]:
    """One figure a block: above 0 it reads like the article, below like what surrounds it."""
    table = weights()
    seen = observations(blocks)
    first = [_sum(table.alone, names) for names in seen]
    return [
        _sum(table.placed, [*names, *more]) if names else FAR
        for names, more in zip(seen, places(seen, first), strict=True)
    ]


def _sum(table: Mapping[str, float], names: Sequence[str]) -> float:
    return table["bias"] + sum(table.get(name, 0.0) for name in names) if names else FAR


def belongs(values: Sequence[float]) -> list[bool]:
    """Which blocks are the article: the best sum of figures, less the cost of each change (Viterbi)."""
    table = weights()
    outside, inside = 0.0, -table.change
    stays: list[tuple[bool, bool]] = []
    for value in values:
        from_inside = (inside - table.change > outside, inside >= outside - table.change)
        stays.append(from_inside)
        outside, inside = (
            max(outside, inside - table.change),
            max(inside, outside - table.change) + value - table.threshold,
        )
    state = inside - table.change > outside
    path: list[bool] = []
    for was_outside_from, was_inside_from in reversed(stays):
        path.append(state)
        state = was_inside_from if state else was_outside_from
    return path[::-1]
