"""Make N seeds from the development data: headline, blank line, body.

    python bench/make_seeds.py 1000 .cache/bench/seeds --corpus senate-en

The articles are picked evenly, so that archives of different sizes have the same mix. Once the corpus is
used up, it starts over, with the number of the round in the headline and each paragraph taken from a
different article, so that the texts are as varied and as long as those of the corpus.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "articles"
CORPUS = "senate-en"
# Distance in the corpus between the articles whose paragraphs are combined in later rounds.
STEP = 733


def load_corpus(corpus: str, folder: Path = SHARED) -> list[dict[str, Any]]:
    """The articles of one corpus, in its order.

    Raises:
        SystemExit: there is no such corpus; the message says where it should be.
    """
    path = folder / f"{corpus}.jsonl.xz"
    if not path.is_file():
        raise SystemExit(
            f"{path}: no such corpus. The benchmark needs the development data in ../shared/data."
        )
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def chosen(articles: Sequence[dict[str, Any]], count: int) -> Iterator[tuple[str, str]]:
    """``count`` pairs of headline and body, picked evenly."""
    rounds, rest = divmod(count, len(articles))
    for turn in range(rounds + bool(rest)):
        taken = len(articles) if turn < rounds else rest
        suffix = f" ({turn + 1})" if turn else ""
        for number in range(taken):
            place = number * len(articles) // taken
            yield f"{articles[place]['title']}{suffix}", _body(articles, place, turn)


def _body(articles: Sequence[dict[str, Any]], place: int, turn: int) -> str:
    """The body of an article; after the first round, a mixture of the same length."""
    body: str = articles[place]["body"]
    if not turn:
        return body
    mixed: list[str] = []
    while sum(map(len, mixed)) < len(body):
        number = len(mixed)
        other = articles[(place + (number + 1) * turn * STEP) % len(articles)]["body"].split("\n")
        mixed.append(other[number % len(other)])
    return "\n".join(mixed)


def make_seeds(count: int, out: Path, corpus: str = CORPUS) -> int:
    """Write ``count`` seeds to ``out``; returns their size in bytes."""
    out.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, (title, body) in enumerate(chosen(load_corpus(corpus), count), start=1):
        size += (out / f"{number:06}.txt").write_bytes(f"{title}\n\n{body}\n".encode())
    return size


def main() -> None:
    """Read the command line and make the seeds."""
    parser = argparse.ArgumentParser(description="Make seeds from the development data.")
    parser.add_argument("count", type=int, metavar="N", help="number of seeds")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the seeds")
    parser.add_argument("--corpus", default=CORPUS, help=f"a file of ../shared/data/articles ({CORPUS})")
    options = parser.parse_args()
    size = make_seeds(options.count, options.out, options.corpus)
    print(f"{options.count} seeds, {size / 1e6:.1f} MB, in {options.out}")


if __name__ == "__main__":
    main()
