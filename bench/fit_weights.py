"""Fit the weights of `generator/data/phrases_weights.yml` to copied pages on which people marked the article.

    python bench/fit_weights.py                    # print what the present and the new weights reach
    python bench/fit_weights.py --write            # and write the new ones; then measure with tests/quality

Two thirds of the pages are fitted to and one third is held out, by the digest of their ids, so that what is
printed for the held-out third says how the weights do on pages that they have not seen; `--write` fits all.
The weights of headlines and the two thresholds stay as they are. The weights that are shipped were fitted to
the pages of `pages/trafilatura` as well, with a body read from their HTML: more pages than this takes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator.extract.plain.context import observations
from generator.extract.plain.lines import read_blocks
from generator.extract.plain.outline import FAR, outline_observations
from generator.extract.plain.score import weights
from generator.extract.plain.shape import width

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT.parent / "shared" / "data" / "pages" / "scrapinghub"
TABLE = ROOT / "generator" / "data" / "phrases_weights.yml"
# An observation seen less often teaches nothing; a smaller weight changes nothing.
RAREST, SMALLEST = 8, 0.02
# How far weights are drawn towards 0, in the first pass and the second; in how many parts the first is taken
# for the second to learn from.
RIDGES, PARTS = (1.0, 2.0), 4
# Newton's method has arrived by then.
STEPS = 12
# A line of this many characters is sought anywhere in the article, a shorter one only beside such a line.
LONG, BESIDE = 40, 12

Floats = npt.NDArray[np.float64]
Table = Mapping[str, float]


class Page(NamedTuple):
    """One copied page: id, observations and width of each line, and whether the line is the article's."""

    id: str
    seen: list[list[str]]
    sizes: list[int]
    belongs: list[bool]


def load_pages(limit: int | None) -> list[Page]:
    """The pages with their marks.

    Raises:
        SystemExit: the data are not there.
    """
    if not PAGES.is_dir():
        raise SystemExit(f"{PAGES}: no such folder. Fitting needs the development data in ../shared/data.")
    lines = (PAGES / "cases.jsonl").read_text(encoding="utf-8").splitlines()[:limit]
    return [_page(json.loads(line)) for line in lines]


def _page(case: Mapping[str, str]) -> Page:
    path = PAGES / "paste" / f"{case['id']}.txt.gz"
    blocks = read_blocks(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
    texts = [block.text for block in blocks]
    return Page(
        case["id"], observations(blocks), [width(text) for text in texts], marked(texts, case["body"])
    )


def marked(lines: Sequence[str], body: str) -> list[bool]:
    """Which lines are the article's: long ones that stand in it, and short ones that do beside them."""
    whole = f" {_words(body)} "
    words = [_words(line) for line in lines]
    found = [len(one) >= LONG and f" {one} " in whole for one in words]
    position, since = 0, BESIDE + 1
    for at, one in enumerate(words):
        place = whole.find(f" {one} ", max(0, position - 1)) if one else -1
        near = since <= BESIDE or any(found[at : at + BESIDE])
        if place >= 0 and (found[at] or (near and place - position <= 2 * LONG)):
            found[at], position, since = True, place + len(one) + 1, 0
        since += not found[at]
    return found


def _words(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def fit(pages: Sequence[Page], ridge: float) -> dict[str, float]:
    """Weights by logistic regression: every line counts by its width, every page by the root of its size."""
    counts = Counter(name for page in pages for names in page.seen for name in set(names))
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    columns = {name: column for column, name in enumerate(names, 1)}
    rows, values, shares = [], [], []
    for page in pages:
        masses = [
            float(np.log1p(size)) if seen else 0.0 for seen, size in zip(page.seen, page.sizes, strict=True)
        ]
        share = 60 / np.sqrt(max(60.0, sum(masses)) * 60) / 4
        for seen, mass, belongs in zip(page.seen, masses, page.belongs, strict=True):
            if mass:
                rows.append([0, *sorted({columns[name] for name in seen if name in columns})])
                values.append(float(belongs))
                shares.append(mass * share)
    found = _regression(rows, np.array(values), np.array(shares), ridge, len(names) + 1)
    return {"bias": float(found[0]), **{name: float(found[columns[name]]) for name in names}}


def _regression(
    rows: Sequence[Sequence[int]], values: Floats, shares: Floats, ridge: float, size: int
) -> Floats:
    """Newton's method; the constant is hardly drawn towards 0."""
    matrix = np.zeros((len(rows), size))
    for row, columns in enumerate(rows):
        matrix[row, columns] = 1
    draw = np.eye(size) * ridge
    draw[0, 0] = 0.001
    found = np.zeros(size)
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-matrix @ found))
        slope = matrix.T @ (shares * (odds - values)) + draw @ found
        curve = (matrix * (shares * np.maximum(odds * (1 - odds), 1e-4))[:, None]).T @ matrix + draw
        step = np.linalg.solve(curve, slope)
        found = found - step
        if float(np.abs(step).max()) < 0.001:
            break
    return found


def figures(table: Table, page: Page) -> list[float]:
    """The figure of each line of a page under a table."""
    bias = table["bias"]
    return [bias + sum(table.get(name, 0.0) for name in names) if names else FAR for names in page.seen]


def placed(page: Page, first: Sequence[float]) -> Page:
    """``page`` with what the place of each line in the outline of a first pass adds."""
    more = outline_observations(page.seen, first)
    return page._replace(seen=[[*names, *beside] for names, beside in zip(page.seen, more, strict=True)])


def fit_both(pages: Sequence[Page]) -> tuple[dict[str, float], dict[str, float]]:
    """Both passes. The second learns from figures that a first pass gave for pages that it had not seen."""
    unseen = []
    for part in range(PARTS):
        others = [page for page in pages if _part(page, PARTS) != part]
        table = fit(others, RIDGES[0])
        unseen += [placed(page, figures(table, page)) for page in pages if _part(page, PARTS) == part]
    return fit(pages, RIDGES[0]), fit(unseen, RIDGES[1])


def _part(page: Page, parts: int) -> int:
    return zlib.crc32(page.id.encode()) % parts


def right(alone: Table, second: Table, pages: Sequence[Page]) -> float:
    """F of lines told to be the article's, by their widths, averaged over pages."""
    return float(
        np.mean([_right(page, figures(second, placed(page, figures(alone, page)))) for page in pages])
    )


def _right(page: Page, found: Sequence[float]) -> float:
    rows = list(zip(page.sizes, page.belongs, found, strict=True))
    both = sum(size for size, belongs, figure in rows if belongs and figure > 0)
    either = sum(size * (belongs + (figure > 0)) for size, belongs, figure in rows)
    return 2 * both / either if either else 0.0


def written(alone: Table, second: Table) -> str:
    """The file with new weights: its comments, thresholds and weights of headlines stay as they are."""
    old = TABLE.read_text(encoding="utf-8")
    head, tail = old[: old.index("alone:")], old[old.index("headline:") :]
    return head + "\n".join([*_lines("alone", alone), *_lines("placed", second)]) + "\n" + tail


def _lines(name: str, table: Table) -> Iterator[str]:
    yield f"{name}:"
    yield f"  bias: {table['bias']:.2f}"
    for key, value in sorted(table.items()):
        if key != "bias" and abs(value) >= SMALLEST:
            yield f'  "{key}": {value:.2f}'


def main() -> None:
    """Fit, print what is reached, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description="Fit the weights of lines to marked pages.")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.relative_to(ROOT)}")
    parser.add_argument("--limit", type=int, help="read only so many pages")
    arguments = parser.parse_args()
    pages = load_pages(arguments.limit)
    held = [page for page in pages if _part(page, 3) == 0]
    alone, second = fit_both([page for page in pages if page not in held])
    now = weights()
    print(
        f"F of lines on {len(held)} pages held out: fitted now {right(alone, second, held):.4f}, "
        f"as written {right(now.alone, now.placed, held):.4f} (it may have seen them)"
    )
    if arguments.write:
        TABLE.write_text(written(*fit_both(pages)), encoding="utf-8")


if __name__ == "__main__":
    main()
