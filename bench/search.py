"""Measure what a reader loads for a search, in requests and bytes, with one index and with shards.

    python bench/search.py 1000 10000 --shell .cache/bench/1000/site

The search page comes from a built site (``--shell``). Its articles are replaced by N articles of the corpus
with dates spread evenly over thirty years, except for those that ``--undated`` leaves without a date. Beyond
the size of the corpus, its articles are repeated with other dates. A local server compresses what a host
would compress, and counts what it sends. Each query runs in a browser without a cache. The median of the
queries is printed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import http.server
import json
import os
import resource
import shutil
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from make_seeds import CORPUS, load_corpus
from playwright.sync_api import Browser, sync_playwright

from generator.site.search.index import ARTICLES, FOLDER, Indexing
from generator.site.search.shards import SIZES, Sizes

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".cache" / "bench" / "search"
CHROMIUM = "/usr/bin/chromium"
COMPRESSED = (".html", ".css", ".js", ".json", ".svg")
YEARS, LAST = 30, date(2024, 12, 31)
TOPICS = ("Courts", "Economy", "Elections", "Energy", "Health", "Rivers", "Schools", "Transport")
PLACES = ("Boise", "Des Moines", "Topeka", "Washington, D.C.")
PERCENT = 100
# Shares of the articles that contain a word of the queries, and the number of words per share.
SHARES = (0.1, 0.01, 0.001)
WORDS = 2
HEADINGS = (
    "articles",
    "shards",
    "first results",
    "all results",
    "filters too",
    "files an article",
    "index CPU s",
    "one more CPU s",
    "an old one CPU s",
    "MB",
)
FILTERS = ".cf-search__filters input[type=checkbox]"
# Records when the page shows the first results, all results, and the numbers of the filters.
WATCH = """
const now = (name) => (window.seen[name] ??= Date.now());
window.seen = {};
new MutationObserver(() => {
  const status = document.querySelector(".cf-search__status")?.textContent ?? "";
  if (document.querySelector(".cf-search__results li")) now("first");
  if (window.seen.first && /found/.test(status)) now("all");
  if (window.seen.all && document.querySelector(".cf-search__filters input[type=checkbox]")) now("filters");
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


class Sent(NamedTuple):
    """One response of the server: the time of the request in milliseconds, and its size in bytes."""

    at: float
    size: int


@dataclass(frozen=True, slots=True)
class Log:
    """Everything that a server sent."""

    sent: list[Sent] = field(default_factory=list)

    def until(self, moment: float) -> tuple[int, float]:
        """The number of requests before a moment, and their kilobytes."""
        sizes = [response.size for response in self.sent if response.at <= moment]
        return len(sizes), sum(sizes) / 1000


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends files, compressed as a host would, and records their sizes."""

    log: Log

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Print nothing."""

    def do_GET(self) -> None:
        """Send one file."""
        asked = time.time() * 1000
        path = Path(self.translate_path(urlsplit(self.path).path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(http.HTTPStatus.NOT_FOUND)
            return
        packed = path.suffix in COMPRESSED
        body = gzip.compress(path.read_bytes(), mtime=0) if packed else path.read_bytes()
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.log.sent.append(Sent(asked, len(body)))
        self.wfile.write(body)


@contextmanager
def serve(folder: Path) -> Iterator[tuple[str, Log]]:
    """Serve a folder; yields its address and the log."""
    log = Log()
    handler = partial(type("Noted", (Handler,), {"log": log}), directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", log
        server.shutdown()


class Articles(NamedTuple):
    """A number of articles of a corpus; ``undated`` percent of them have no date."""

    total: int
    corpus: Sequence[dict[str, Any]]
    undated: int = 0

    def write(self, docs: Path, more: int = 0, corrected: int | None = None) -> None:
        """Write all of them as the ``articles.jsonl`` of a docs folder.

        Args:
            docs: the folder.
            more: how many articles more.
            corrected: the number of one with another headline.
        """
        path = docs / ARTICLES
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as lines:
            for number in range(self.total + more):
                record = self.record(number)
                title = ("Corrected " if number == corrected else "") + record["title"]
                lines.write(json.dumps(record | {"title": title}) + "\n")

    def record(self, number: int) -> dict[str, Any]:
        """The article with that number, dated by its number."""
        day = LAST - timedelta(365 * YEARS * (self.total - number) // self.total)
        dated = number % PERCENT >= self.undated
        chance = hashlib.sha256(str(number).encode()).digest()
        article = self.corpus[number * 7919 % len(self.corpus)]
        return {
            "url": f"articles/{f'{day:%Y}/{day:%m}' if dated else 'undated'}/{number}/",
            "title": article["title"],
            "summary": "",
            "body": article["body"],
            "status": "published",
            "date": f"{day}" if dated else None,
            "language": "en",
            "source": {},
            "topics": [TOPICS[chance[0] % len(TOPICS)]],
            "places": [PLACES[chance[1] % len(PLACES)]],
            **{name: [] for name in ("people", "organizations", "tags")},
        }


def cut(text: str, words: int) -> str:
    """The first ``words`` words of a text."""
    return " ".join(text.split(" ")[:words])


def queries(corpus: Sequence[dict[str, Any]]) -> list[str]:
    """Words in a large, a small and a very small share of the articles, and a query of two words."""
    counts: Counter[str] = Counter()
    for article in corpus:
        counts.update({word for word in article["body"].lower().split() if word.isalpha() and len(word) > 4})
    words = []
    for share in SHARES:
        nearest = sorted(counts, key=lambda word: (abs(counts[word] - share * len(corpus)), word))
        words += nearest[:WORDS]
    return [*words, f"{words[0]} {words[2]}"]


def loaded(browser: Browser, address: str, log: Log, query: str) -> list[tuple[int, float]]:
    """Requests and kilobytes until the first results, all results and the filters of one query."""
    log.sent.clear()
    tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    tab.add_init_script(WATCH)
    tab.goto(f"{address}search/?q={quote(query)}")
    tab.locator(FILTERS).first.wait_for(state="attached", timeout=60_000)
    tab.wait_for_load_state("networkidle")
    seen = tab.evaluate("window.seen")
    tab.context.close()
    return [log.until(seen[name]) for name in ("first", "all", "filters")]


def shell_of(shell: Path, site: Path) -> None:
    """Copy the search page of a built site, without its articles and index."""
    shutil.rmtree(site, ignore_errors=True)
    for part in ("search", "assets", "data/names"):
        if (shell / part).is_dir():
            shutil.copytree(shell / part, site / part)


def indexing(docs: Path, site: Path, sizes: Sizes) -> float:
    """Processor seconds to index a site; they ignore other programs on the machine."""
    before = sum(os.times()[:4])
    Indexing(docs, "en", sizes).finish().place(site)
    return sum(os.times()[:4]) - before


def row(articles: Articles, sizes: Sizes, site: Path, browser: Browser) -> list[str]:
    """One row of the table."""
    docs = site.with_name("docs")
    shutil.rmtree(docs, ignore_errors=True)
    articles.write(docs)
    cold = indexing(docs, site, sizes)
    shards = sum((folder / "texts").is_dir() for folder in (site / FOLDER).iterdir())
    with serve(site) as (address, log):
        runs = [loaded(browser, address, log, query) for query in queries(articles.corpus)]
    articles.write(docs, 1)
    more = indexing(docs, site, sizes)
    articles.write(docs, 1, articles.total // 2)
    again = indexing(docs, site, sizes)
    medians = [
        tuple(statistics.median(values) for values in zip(*step, strict=True))
        for step in zip(*runs, strict=True)
    ]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    cells = (f"{kilobytes:,.0f} KB in {requests:.0f}" for requests, kilobytes in medians)
    files = sum(path.is_file() for path in (site / FOLDER).rglob("*")) / articles.total
    return [
        f"{articles.total:,}",
        str(shards),
        *cells,
        f"{files:.2f}",
        f"{cold:.1f}",
        f"{more:.1f}",
        f"{again:.1f}",
        f"{memory:,.0f}",
    ]


def main() -> None:
    """Measure what the command line names, and print the table."""
    parser = argparse.ArgumentParser(description="Measure what a reader loads for a search.")
    parser.add_argument("counts", type=int, nargs="+", metavar="N", help="numbers of articles")
    parser.add_argument("--shell", type=Path, required=True, help="a built site with the search page to use")
    parser.add_argument(
        "--whole", type=int, default=10_000, help="also measure a single index, up to this many articles"
    )
    parser.add_argument("--words", type=int, default=10_000, help="longest article, in words")
    parser.add_argument(
        "--undated", type=int, default=0, metavar="PERCENT", help="share of articles without a date"
    )
    options = parser.parse_args()
    corpus = [{**each, "body": cut(each["body"], options.words)} for each in load_corpus(CORPUS)]
    print(f"| {' | '.join(HEADINGS)} |\n|{' ---: |' * len(HEADINGS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for count in options.counts:
            articles = Articles(count, corpus, options.undated)
            for sizes in (SIZES, *([Sizes(count + 1, count + 1)] if count <= options.whole else [])):
                shell_of(options.shell, SCRATCH / "site")
                print(f"| {' | '.join(row(articles, sizes, SCRATCH / 'site', browser))} |", flush=True)
        browser.close()
    shutil.rmtree(SCRATCH)


if __name__ == "__main__":
    main()
