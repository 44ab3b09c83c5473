"""Measure conversion, rendering and search separately on archives of N articles, for README.md.

    python bench/measure.py 1000 5000 10000

Each step runs in a process of its own on folders made anew. Up to ``REPEATED`` articles each step runs three
times and the median counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from make_seeds import CORPUS, make_seeds
from process import Measured, measure

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "bench" / "README.md"
SCRATCH = ROOT / ".cache" / "bench"
REPEATED = 2000
MARKERS = ("<!-- figures -->\n", "<!-- end of figures -->")
HEADINGS = (
    "articles",
    "convert s",
    "convert MB",
    "render s",
    "render MB",
    "search s",
    "search MB",
    "ms an article",
    "again s",
    "pages",
    "docs MB",
    "site MB",
    "index MB",
    "article page KB",
)
# The renderer alone: the same settings, without the hook that would convert first and index afterwards.
INDEX = "import sys, pathlib, generator.adapter as a; a.index_site(pathlib.Path(sys.argv[1]))"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where one archive of the benchmark lies."""

    base: Path

    @property
    def seeds(self) -> Path:
        """The clippings."""
        return self.base / "seeds"

    @property
    def docs(self) -> Path:
        """What conversion writes."""
        return self.base / "docs"

    @property
    def site(self) -> Path:
        """What rendering writes, and the search index in it."""
        return self.base / "site"

    @property
    def settings(self) -> Path:
        """Settings of the renderer alone."""
        return self.base / "mkdocs.yml"


def steps(folders: Folders) -> dict[str, tuple[list[str], Path]]:
    """Each step's command, and the folder that it makes and that is emptied before it."""
    python, places = sys.executable, ["--docs", str(folders.docs), "--site", str(folders.site)]
    convert = ["-m", "generator", "convert", str(folders.seeds), "--out", str(folders.docs)]
    return {
        "convert": ([python, *convert], folders.docs),
        "render": ([python, "-m", "mkdocs", "build", "--quiet", "-f", str(folders.settings)], folders.site),
        "search": ([python, "-c", INDEX, str(folders.site)], folders.site / "pagefind"),
        # Everything once more with nothing changed; it empties nothing.
        "again": (
            [python, "-m", "generator", "build", "--seeds", str(folders.seeds), *places],
            folders.base / "-",
        ),
    }


def prepare(count: int, corpus: str) -> Folders:
    """Seeds and settings of one archive, in an empty folder."""
    folders = Folders(SCRATCH / str(count))
    shutil.rmtree(folders.base, ignore_errors=True)
    make_seeds(count, folders.seeds, corpus)
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(folders.docs),
        "site_dir": str(folders.site),
        "theme": {"custom_dir": str(ROOT / "theme")},
        "hooks": [],
    }
    folders.settings.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folders


def median_of(runs: int, command: Sequence[str], made: Path) -> Measured:
    """The median run of ``command``, the folder it makes removed before each."""
    taken = []
    for _ in range(runs):
        shutil.rmtree(made, ignore_errors=True)
        taken.append(measure(command, ROOT))
    return Measured(
        statistics.median(run.seconds for run in taken), int(statistics.median(run.memory for run in taken))
    )


def row(count: int, corpus: str) -> list[str]:
    """One line of the table."""
    folders = prepare(count, corpus)
    runs = 3 if count <= REPEATED else 1
    taken = {name: median_of(runs, *step) for name, step in steps(folders).items()}
    parts = [taken[name] for name in ("convert", "render", "search")]
    pages = size(folders.site, "*.html", lambda _: 1)
    articles = [path.stat().st_size for path in folders.site.glob("articles/**/index.html")]
    return [
        f"{count:,}",
        *(f"{value:,.1f}" for part in parts for value in (part.seconds, part.memory / 1e6)),
        f"{sum(part.seconds for part in parts) / count * 1000:.1f}",
        f"{taken['again'].seconds:.1f}",
        f"{pages:,}",
        *(f"{size(folder) / 1e6:,.1f}" for folder in (folders.docs, folders.site, folders.site / "pagefind")),
        f"{statistics.median(articles) / 1000 if articles else 0:.1f}",
    ]


def size(
    folder: Path, pattern: str = "*", weight: Callable[[Path], int] = lambda path: path.stat().st_size
) -> int:
    """The sum of a weight, bytes unless told otherwise, over the files below ``folder``."""
    return sum(weight(path) for path in folder.rglob(pattern) if path.is_file())


def table(rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, numbers to the right."""
    lines = [HEADINGS, ["---:"] * len(HEADINGS), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def kept(text: str, made: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows made just now, and those of ``text`` for archives of other sizes, smallest first."""
    inside = text.partition(MARKERS[0])[2].partition(MARKERS[1])[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in inside.splitlines()]
    old = {line[0]: line for line in lines if len(line) == len(HEADINGS) and line[0][:1].isdigit()}
    new: dict[str, Sequence[str]] = {**old, **{line[0]: line for line in made}}
    return sorted(new.values(), key=lambda line: int(line[0].replace(",", "")))


def publish(made: Sequence[Sequence[str]]) -> None:
    """Put the rows between the markers of bench/README.md, and the machine above them."""
    text = README.read_text(encoding="utf-8")
    before, after = text.partition(MARKERS[0])[0], text.partition(MARKERS[1])[2]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}."
    body = f"\n{machine}\n\n{table(kept(text, made))}\n"
    README.write_text(f"{before}{MARKERS[0]}{body}{MARKERS[1]}{after}", encoding="utf-8")


def main() -> None:
    """Read the command line, measure, print the table and publish it."""
    parser = argparse.ArgumentParser(description="Measure conversion, rendering and search separately.")
    parser.add_argument("counts", type=int, nargs="+", metavar="N", help="numbers of articles")
    parser.add_argument("--corpus", default=CORPUS, help=f"a file of ../shared/data/articles ({CORPUS})")
    parser.add_argument("--keep", action="store_true", help="leave the archives in .cache/bench")
    options = parser.parse_args()
    made = []
    for count in options.counts:
        made.append(row(count, options.corpus))
        print(json.dumps(dict(zip(HEADINGS, made[-1], strict=True))), flush=True)
        if not options.keep:
            shutil.rmtree(SCRATCH / str(count))
    publish(made)
    print(table(made))


if __name__ == "__main__":
    main()
