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
    "one more s",
    "pages",
    "docs MB",
    "site MB",
    "index MB",
    "article page KB",
)
# The index alone, made as a build makes it.
INDEX = "import sys, pathlib, generator.adapter as a; a.index_site(pathlib.Path(sys.argv[1]))"
ONE_MORE = """Harbour reopens after three weeks

The harbour reopened on Tuesday. Ships had been kept out since the storm of 4 March 2008.
"""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where one archive of the benchmark lies: an archive of its own, whose caches begin empty."""

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
    def index(self) -> Path:
        """The search index."""
        return self.site / "pagefind"


@dataclass(frozen=True, slots=True)
class Step:
    """A command without the Python before it, and the folders that it makes, removed before it runs."""

    name: str
    command: tuple[str, ...]
    made: tuple[Path, ...] = ()

    def run(self, folders: Folders, runs: int = 1) -> Measured:
        """The median of so many runs."""
        taken = []
        for _ in range(runs):
            for folder in self.made:
                shutil.rmtree(folder, ignore_errors=True)
            taken.append(measure([sys.executable, *self.command], folders.base))
        memory = statistics.median(run.memory for run in taken)
        return Measured(statistics.median(run.seconds for run in taken), int(memory))


def steps(folders: Folders) -> tuple[Step, ...]:
    """Conversion, rendering and indexing, each alone and from nothing."""
    caches = folders.base / ".cache"
    return (
        Step("convert", ("-m", "generator", "convert"), (folders.docs, caches)),
        Step("render", ("-m", "mkdocs", "build", "--quiet", "-f", "render.yml"), (folders.site,)),
        Step("search", ("-c", INDEX, str(folders.site)), (folders.index,)),
    )


def prepare(count: int, corpus: str) -> Folders:
    """Seeds and settings of one archive, in an empty folder."""
    folders = Folders(SCRATCH / str(count))
    shutil.rmtree(folders.base, ignore_errors=True)
    make_seeds(count, folders.seeds, corpus)
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "theme": {"custom_dir": str(ROOT / "theme")},
        "hooks": [str(ROOT / "generator" / "adapter.py")],
        "extra": {"clipfile": {"introduction": ""}},
        "nav": ["index.md"],
    }
    (folders.base / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    renderer_alone = {"INHERIT": "mkdocs.yml", "hooks": []}
    (folders.base / "render.yml").write_text(yaml.safe_dump(renderer_alone), encoding="utf-8")
    return folders


def one_more(folders: Folders) -> Measured:
    """A whole build after one article was added to an archive that a whole build has made."""
    build = Step("build", ("-m", "generator", "build"))
    build.run(folders)  # the steps before rendered without the hook, and so kept no pages
    (folders.seeds / "one-more.txt").write_text(ONE_MORE, encoding="utf-8")
    return build.run(folders)


def row(count: int, corpus: str) -> list[str]:
    """One line of the table."""
    folders = prepare(count, corpus)
    parts = [step.run(folders, 3 if count <= REPEATED else 1) for step in steps(folders)]
    pages = size(folders.site, "*.html", lambda _: 1)
    articles = [path.stat().st_size for path in folders.site.glob("articles/**/index.html")]
    sizes = [size(folder) / 1e6 for folder in (folders.docs, folders.site, folders.index)]
    return [
        f"{count:,}",
        *(f"{value:,.1f}" for part in parts for value in (part.seconds, part.memory / 1e6)),
        f"{sum(part.seconds for part in parts) / count * 1000:.1f}",
        f"{one_more(folders).seconds:.1f}",
        f"{pages:,}",
        *(f"{megabytes:,.1f}" for megabytes in sizes),
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
