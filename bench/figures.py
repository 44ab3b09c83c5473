"""The table in README.md: medians of all rounds, with the spread and the ratio to the peer."""

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

# Name of the figure, its label, and the target ratio to the peer's time.
ROWS: Sequence[tuple[str, str, float | None]] = (
    ("peer s", "Hugo and Pagefind, finished Markdown to site", None),
    ("hugo s", "... of that Hugo", None),
    ("build s", "everything from nothing: seeds to site, searchable", 1.0),
    ("convert s", "... of that conversion alone", None),
    ("one more s", "publish one more article", 0.08),
    ("title s", "correct one headline", 0.08),
    ("name s", "edit a name that about 100 articles contain", 0.15),
    ("template s", "change the template of articles", None),
    ("style s", "change the style sheet", None),
    ("served page s", "served: seed saved to page shown", None),
    ("served search s", "served: seed saved to search updated", None),
    ("build MB", "memory of the largest process, MB", None),
    ("peer MB", "... of the peer's", None),
    ("files an article", "files a host must store, per article", None),
    ("site MB", "site, MB", None),
    ("page KB", "page of an article, median, KB", None),
)


def publish(results: Mapping[str, Any]) -> None:
    """Write the table and the plot between the markers of README.md."""
    counts = sorted(int(key) for key in results if key.isdigit())
    figures = {count: results[str(count)] for count in counts}
    text = README.read_text(encoding="utf-8")
    before, after = text.partition(MARKERS[0])[0], text.partition(MARKERS[1])[2]
    body = f"\n{results['machine']}.\n\n{table(figures)}\n![Time and memory]({PLOT.name})\n\n"
    README.write_text(f"{before}{MARKERS[0]}{body}{MARKERS[1]}{after}", encoding="utf-8")


def table(figures: Mapping[int, Figures]) -> str:
    """A Markdown table with a row per figure and a column per archive; ratios to the peer in brackets."""
    head = ["", *(f"{count:,} articles" for count in figures), "target"]
    rows = [
        [label, *(_cell(name, column) for column in figures.values()), _target(target)]
        for name, label, target in ROWS
    ]
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _target(ratio: float | None) -> str:
    return f"({ratio:g})" if ratio else ""


def _cell(name: str, column: Figures) -> str:
    values = column.get(name)
    if not values:
        return ""
    middle = statistics.median(values)
    spread = f" ±{(max(values) - min(values)) / 2:,.1f}" if len(values) > 1 else ""
    peer = column.get("peer s") if name.endswith(" s") and not name.startswith(("peer", "hugo")) else None
    ratio = f" ({middle / statistics.median(peer):.2f})" if peer else ""
    return f"{middle:,.1f}{spread}{ratio}"
