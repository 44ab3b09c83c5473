"""Measure complete builds of N articles, from nothing and after one edit, next to Hugo and Pagefind.

    python bench/measure.py 1000 10000
    python bench/measure.py 100000 --once

Each of three rounds repeats every edit; README.md gets the median and the spread. ``--once`` measures one
build from nothing and one after adding an article. It leaves out the peer, which would need too much memory
for 100,000 articles.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence

import archives
from archives import ROOT, SCRATCH, Folders
from figures import FIGURES, Figures, publish
from make_seeds import CORPUS
from plot import plot
from process import Measured, measure
from served import served

PEER = ROOT.parent / "shared" / "bench" / "peer.py"
EDITS: dict[str, Callable[[Folders, int], None]] = {
    "one more": archives.add_article,
    "title": archives.correct_title,
    "name": archives.edit_name,
    "template": archives.edit_template,
    "style": archives.edit_style,
}


def one_round(folders: Folders, number: int) -> Iterator[tuple[str, float]]:
    """Yield the name and value of each figure of one round."""
    folders.forget()
    yield "convert s", command(folders, "convert").seconds
    folders.forget()
    cold = command(folders, "build")
    yield "build s", cold.seconds
    yield "build MB", cold.memory / 1e6
    yield from peer(folders)
    for name, edit in EDITS.items():
        edit(folders, number)
        yield f"{name} s", command(folders, "build").seconds


def once(folders: Folders) -> Iterator[tuple[str, float]]:
    """Yield the figures of one build from nothing and one after adding an article."""
    cold = command(folders, "build")
    yield "build s", cold.seconds
    yield "build MB", cold.memory / 1e6
    archives.add_article(folders, 0)
    yield "one more s", command(folders, "build").seconds


def command(folders: Folders, name: str) -> Measured:
    """Run a command of the generator in its own process."""
    return measure([sys.executable, "-m", "generator", name], folders.base)


def peer(folders: Folders) -> Iterator[tuple[str, float]]:
    """Run Hugo and Pagefind on the Markdown that was just written, if they are available."""
    if PEER.is_file():
        done = measure([sys.executable, str(PEER), str(folders.docs)], folders.base)
        timing = json.loads(done.output.splitlines()[-1])
        yield from (
            ("hugo s", timing["hugo_s"]),
            ("peer s", timing["total_s"]),
            ("peer MB", done.memory / 1e6),
        )


def sizes(folders: Folders) -> Iterator[tuple[str, float]]:
    """What a host must store, and what a reader of one article loads."""
    files = [path for path in folders.site.rglob("*") if path.is_file()]
    pages = [path.stat().st_size for path in folders.site.glob("articles/**/index.html")]
    yield "files an article", len(files) / len(pages)
    yield "site MB", sum(path.stat().st_size for path in files) / 1e6
    yield "page KB", statistics.median(pages) / 1e3


def figures_of(count: int, corpus: str, rounds: int) -> Figures:
    """The figures of one archive: name → values of all rounds. Without rounds, those of ``once``."""
    folders = archives.prepare(count, corpus)
    figures: Figures = {}
    for number in range(rounds or 1):
        for name, value in one_round(folders, number) if rounds else once(folders):
            figures.setdefault(name, []).append(round(value, 2))
            print(f"{count:,} articles, round {number + 1}: {name} {value:.2f}", flush=True)
    for name, value in sizes(folders):
        figures[name] = [round(value, 2)]
    for page, search in served(folders, rounds):
        figures.setdefault("served page s", []).append(round(page, 2))
        figures.setdefault("served search s", []).append(round(search, 2))
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the archives named on the command line, save the figures and write them into README.md."""
    parser = argparse.ArgumentParser(description="Measure complete builds, from nothing and after one edit.")
    parser.add_argument("counts", type=int, nargs="+", metavar="N", help="numbers of articles")
    parser.add_argument("--corpus", default=CORPUS, help=f"a file of ../shared/data/articles ({CORPUS})")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--once", dest="rounds", action="store_const", const=0, help="one build, one edit")
    parser.add_argument("--keep", action="store_true", help="do not delete the archives in .cache/bench")
    options = parser.parse_args(arguments)
    compileall.compile_dir(ROOT / "generator", quiet=1)  # as an installed package is
    results = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    for count in options.counts:
        results[str(count)] = figures_of(count, options.corpus, options.rounds)
        results["machine"] = (
            f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        )
        FIGURES.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        publish(results)
        plot({int(key): value for key, value in results.items() if key.isdigit()})
        if not options.keep:
            shutil.rmtree(SCRATCH / str(count))


if __name__ == "__main__":
    main()
