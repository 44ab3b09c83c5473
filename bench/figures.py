"""Figures to a table in README.md: medians of all rounds, with the spread and the ratio to the peer."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
FIGURES = HERE / "figures.json"
PLOT = HERE / "growth.svg"
MARKERS = ("<!-- figures -->\n", "<!-- end of figures -->")

Figures = dict[str, list[float]]

# Figure, what it is, and the ratio to the peer's time that it should stay within.
ROWS: Sequence[tuple[str, str, float | None]] = (
    ("peer s", "Hugo and Pagefind, finished Markdown to site", None),
    ("hugo s", "... of that Hugo", None),
    ("build s", "everything from nothing: seeds to site, searchable", 1.0),
    ("convert s", "... of that conversion alone", None),
    ("one more s", "publish one more article", 0.08),
    ("title s", "correct one headline", 0.08),
    ("name s", "edit one name that about 100 articles hold", 0.15),
    ("template s", "change the template of articles", None),
    ("style s", "change the style sheet", None),
    ("served page s", "served: seed saved to page shown", None),
    ("served search s", "served: seed saved to search renewed", None),
    ("build MB", "memory of the largest process, MB", None),
    ("peer MB", "... of the peer's", None),
    ("files an article", "files a host must hold, an article", None),
    ("site MB", "site, MB", None),
    ("page KB", "page of an article, median, KB", None),
)


def publish(kept: Mapping[str, Any]) -> None:
    """Put the table, and the plot under it, between the markers of README.md."""
    counts = sorted(int(key) for key in kept if key.isdigit())
    figures = {count: kept[str(count)] for count in counts}
    text = README.read_text(encoding="utf-8")
    before, after = text.partition(MARKERS[0])[0], text.partition(MARKERS[1])[2]
    body = f"\n{kept['machine']}.\n\n{table(figures)}\n![Time and memory]({PLOT.name})\n\n"
    README.write_text(f"{before}{MARKERS[0]}{body}{MARKERS[1]}{after}", encoding="utf-8")


def table(figures: Mapping[int, Figures]) -> str:
    """A Markdown table: a row a figure, a column an archive; in brackets the ratio to the peer."""
    head = ["", *(f"{count:,} articles" for count in figures), "aim"]
    rows = [
        [words, *(_cell(name, found) for found in figures.values()), _aim(aim)] for name, words, aim in ROWS
    ]
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _aim(ratio: float | None) -> str:
    return f"({ratio:g})" if ratio else ""


def _cell(name: str, found: Figures) -> str:
    values = found.get(name)
    if not values:
        return ""
    middle = statistics.median(values)
    spread = f" ±{(max(values) - min(values)) / 2:,.1f}" if len(values) > 1 else ""
    peer = found.get("peer s") if name.endswith(" s") and not name.startswith(("peer", "hugo")) else None
    ratio = f" ({middle / statistics.median(peer):.2f})" if peer else ""
    return f"{middle:,.1f}{spread}{ratio}"
