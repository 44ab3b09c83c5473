"""Draw time and memory against the number of articles, for this project and its peer, as an SVG."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import matplotlib as mpl
from figures import PLOT, Figures
from matplotlib import pyplot as plt


def plot(figures: Mapping[int, Figures]) -> None:
    """Draw time and memory against the number of articles, for this project and its peer."""
    mpl.rcParams.update({"svg.hashsalt": "clipfile", "svg.fonttype": "none", "font.size": 9})
    picture, axes = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    lines = (("build s", "from nothing"), ("one more s", "one more article"), ("peer s", "Hugo and Pagefind"))
    _draw(axes[0], figures, lines, "seconds")
    _draw(axes[1], figures, (("build MB", "largest process"), ("peer MB", "Hugo and Pagefind")), "MB")
    picture.savefig(PLOT, metadata={"Date": None})
    plt.close(picture)


def _draw(
    axes: Any,  # noqa: ANN401 - matplotlib's type is just as wide
    figures: Mapping[int, Figures],
    lines: Sequence[tuple[str, str]],
    unit: str,
) -> None:
    for name, label in lines:
        points = list(_points(name, figures))
        axes.plot(*zip(*points, strict=True), marker="o", label=label) if points else None
    axes.set(xscale="log", yscale="log", xlabel="articles", ylabel=unit)
    axes.grid(visible=True, alpha=0.3)
    axes.legend()


def _points(name: str, figures: Mapping[int, Figures]) -> Iterator[tuple[int, float]]:
    return ((count, statistics.median(column[name])) for count, column in figures.items() if name in column)
