"""Fit the weights in `generator/data/phrases_weights.yml` to pasted pages on which people marked the article.

    python bench/fit_weights.py                    # print the scores of the present and the new weights
    python bench/fit_weights.py --write            # also write the new ones; then measure with tests/quality

Two thirds of the pages are used for fitting. One third, chosen by the digest of their ids, is held out, so
that the printed scores apply to pages that the weights have not seen. `--write` fits all pages. The weights
of headlines and the two thresholds are not changed. The weights in the repository were also fitted to the
pages of `pages/trafilatura`, with a body read from their HTML, so to more pages than this script uses.
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
# Observations seen less often, and smaller weights, are left out: they make no difference.
RAREST, SMALLEST = 8, 0.02
# Ridge penalties of the first and the second pass; number of parts that the pages are split into, so that the
# second pass learns from pages that the first has not seen.
RIDGES, PARTS = (1.0, 2.0), 4
# Enough for Newton's method to converge.
STEPS = 12
# A line of at least LONG characters may match anywhere in the article; a shorter one must be within NEAR
# lines of such a line.
LONG, NEAR = 40, 12

Floats = npt.NDArray[np.float64]
Table = Mapping[str, float]


class Page(NamedTuple):
    """A pasted page: for each line its observations, its width and whether it belongs to the article."""

    id: str
    observed: list[list[str]]
    sizes: list[int]
    belongs: list[bool]


def load_pages(limit: int | None) -> list[Page]:
    """The marked pages.

    Raises:
        SystemExit: the data are missing.
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
    """Whether each line belongs to the article: long lines that occur in it, and short ones near them."""
    whole = f" {_words(body)} "
    words = [_words(line) for line in lines]
    belongs = [len(line) >= LONG and f" {line} " in whole for line in words]
    position, since = 0, NEAR + 1
    for at, line in enumerate(words):
        place = whole.find(f" {line} ", max(0, position - 1)) if line else -1
        near = since <= NEAR or any(belongs[at : at + NEAR])
        if place >= 0 and (belongs[at] or (near and place - position <= 2 * LONG)):
            belongs[at], position, since = True, place + len(line) + 1, 0
        since += not belongs[at]
    return belongs


def _words(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def fit(pages: Sequence[Page], ridge: float) -> dict[str, float]:
    """Weights by logistic regression. A line counts by its width, a page by the square root of its size."""
    counts = Counter(name for page in pages for names in page.observed for name in set(names))
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    columns = {name: column for column, name in enumerate(names, 1)}
    rows, values, shares = [], [], []
    for page in pages:
        masses = [
            float(np.log1p(size)) if observed else 0.0
            for observed, size in zip(page.observed, page.sizes, strict=True)
        ]
        share = 60 / np.sqrt(max(60.0, sum(masses)) * 60) / 4
        for observed, mass, belongs in zip(page.observed, masses, page.belongs, strict=True):
            if mass:
                rows.append([0, *sorted({columns[name] for name in observed if name in columns})])
                values.append(float(belongs))
                shares.append(mass * share)
    fitted = _regression(rows, np.array(values), np.array(shares), ridge, len(names) + 1)
    return {"bias": float(fitted[0]), **{name: float(fitted[columns[name]]) for name in names}}


def _regression(
    rows: Sequence[Sequence[int]], values: Floats, shares: Floats, ridge: float, size: int
) -> Floats:
    """Newton's method, with hardly any penalty on the constant."""
    matrix = np.zeros((len(rows), size))
    for row, columns in enumerate(rows):
        matrix[row, columns] = 1
    penalty = np.eye(size) * ridge
    penalty[0, 0] = 0.001
    fitted = np.zeros(size)
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-matrix @ fitted))
        slope = matrix.T @ (shares * (odds - values)) + penalty @ fitted
        curve = (matrix * (shares * np.maximum(odds * (1 - odds), 1e-4))[:, None]).T @ matrix + penalty
        step = np.linalg.solve(curve, slope)
        fitted = fitted - step
        if float(np.abs(step).max()) < 0.001:
            break
    return fitted


def figures(table: Table, page: Page) -> list[float]:
    """The score of each line of a page, with the weights of a table."""
    bias = table["bias"]
    return [bias + sum(table.get(name, 0.0) for name in names) if names else FAR for names in page.observed]


def placed(page: Page, first: Sequence[float]) -> Page:
    """``page`` with the observations about each line's place in the outline that a first pass gives."""
    more = outline_observations(page.observed, first)
    observed = [[*names, *added] for names, added in zip(page.observed, more, strict=True)]
    return page._replace(observed=observed)


def fit_both(pages: Sequence[Page]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of both passes. The second learns from scores of pages that the first had not seen."""
    unseen = []
    for part in range(PARTS):
        others = [page for page in pages if _part(page, PARTS) != part]
        table = fit(others, RIDGES[0])
        unseen += [placed(page, figures(table, page)) for page in pages if _part(page, PARTS) == part]
    return fit(pages, RIDGES[0]), fit(unseen, RIDGES[1])


def _part(page: Page, parts: int) -> int:
    return zlib.crc32(page.id.encode()) % parts


def f_score(alone: Table, second: Table, pages: Sequence[Page]) -> float:
    """F of the lines found to be the article's, weighted by width, averaged over pages."""
    return float(
        np.mean([_f_score(page, figures(second, placed(page, figures(alone, page)))) for page in pages])
    )


def _f_score(page: Page, scores: Sequence[float]) -> float:
    rows = list(zip(page.sizes, page.belongs, scores, strict=True))
    both = sum(size for size, belongs, score in rows if belongs and score > 0)
    either = sum(size * (belongs + (score > 0)) for size, belongs, score in rows)
    return 2 * both / either if either else 0.0


def written(alone: Table, second: Table) -> str:
    """The text of the file with new weights; comments, thresholds and headline weights are not changed."""
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
    """Fit the weights, print their scores, and write them if the command line says so."""
    parser = argparse.ArgumentParser(description="Fit the weights of lines to marked pages.")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.relative_to(ROOT)}")
    parser.add_argument("--limit", type=int, help="number of pages to read")
    arguments = parser.parse_args()
    pages = load_pages(arguments.limit)
    held_out = [page for page in pages if _part(page, 3) == 0]
    alone, second = fit_both([page for page in pages if page not in held_out])
    now = weights()
    print(
        f"F of lines on {len(held_out)} held-out pages: new {f_score(alone, second, held_out):.4f}, "
        f"present {f_score(now.alone, now.placed, held_out):.4f} (which may have seen these pages)"
    )
    if arguments.write:
        TABLE.write_text(written(*fit_both(pages)), encoding="utf-8")


if __name__ == "__main__":
    main()
