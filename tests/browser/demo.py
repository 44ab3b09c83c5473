"""The demonstration archive, built once and served below a path prefix from this process."""

from __future__ import annotations

import fcntl
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent
# Project pages are published below their name. A site that works here also works at the root.
PREFIX = "archive"
KINDS_OF_PAGE = (
    "home",
    "article",
    "article-corrected",
    "article-rtl",
    "article-picture",
    "article-scan",
    "gallery",
    "term",
    "topic",
    "collection",
    "year",
    "month",
    "directory",
    "timeline",
    "map",
    "quotations",
    "speaker",
    "log",
    "notice",
    "search",
    "not-found",
)


@dataclass(frozen=True, slots=True)
class Demo:
    """The served demo: ``url`` ends with the prefix and ``/``; ``articles`` as in ``articles.jsonl``."""

    url: str
    site: Path
    articles: tuple[dict[str, Any], ...]

    def first(self, **wanted: object) -> dict[str, Any]:
        """The first article whose fields have these values; ``True`` matches any value."""
        return next(
            article
            for article in self.articles
            if all(article[key] == value or (value is True and article[key]) for key, value in wanted.items())
        )

    def pages(self) -> dict[str, str]:
        """One address for each of ``KINDS_OF_PAGE``."""
        article = self.first(people=True, organizations=True, places=True, topics=True, date=True)
        date = article["date"]
        return {
            "home": "",
            "article": article["url"],
            "article-corrected": self.first(corrections=True)["url"],
            "article-rtl": self.first(seed="sultan-bin-salman.txt")["url"],
            "article-picture": self.first(seed="apollo-11.html")["url"],
            "article-scan": self.first(seed="sydney-opera-house.txt")["url"],
            "gallery": "pictures/",
            "term": self.listed("people"),
            "topic": self.listed("topics"),
            "collection": self.listed("collections"),
            "year": f"dates/{date[:4]}/",
            "month": f"dates/{date[:4]}/{date[5:7]}/",
            "directory": "places/",
            "timeline": "timeline/",
            "map": "map/",
            "quotations": "quotations/",
            "speaker": "people/neil-armstrong/quotations/",
            "log": "log/",
            "notice": "articles/1969/07/people-walk-on-the-moon/",
            "search": "search/",
            "not-found": "no-such-page/",
        }

    def listed(self, kind: str) -> str:
        """The first address of a kind, in alphabetical order, that is not a redirect."""
        pages = (self.site / kind).glob("*/index.html")
        folders = sorted(path.parent for path in pages if b'http-equiv="refresh"' not in path.read_bytes())
        return f"{folders[0].relative_to(self.site).as_posix()}/"


# What ``made_once`` leaves in a folder.
MARKS = ("lock", "done")


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Let ``make`` fill ``folder`` once, even if several processes call this. Returns the folder."""
    folder.mkdir(exist_ok=True)
    lock_file, done = (folder / name for name in MARKS)
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder


def build_demo(folder: Path) -> Path:
    """Build the demo below ``folder``. Returns the folder to serve."""
    return made_once(folder, _build) / "www"


def _build(folder: Path) -> None:
    options = ["--config", "examples/demo/mkdocs.yml"]
    places = ["--docs", str(folder / "docs"), "--site", str(folder / "www" / PREFIX)]
    command = [sys.executable, "-m", "generator", "build", *options, *places]
    # Not the host that serves it: no page may load anything from there.
    environment = {**os.environ, "CLIPFILE_SITE_URL": f"https://archive.example/{PREFIX}/"}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    # A CalledProcessError would hide the output, which explains the failure.
    assert built.returncode == 0, f"the demo does not build:\n{built.stdout}{built.stderr[:1500]}"


@contextmanager
def serve_demo(folder: Path) -> Iterator[Demo]:
    """Serve ``folder`` from a thread on a free port, for as long as the context lasts."""
    handler = partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield _demo(folder / PREFIX, f"http://127.0.0.1:{server.server_port}/{PREFIX}/")
        finally:
            server.shutdown()


def _demo(site: Path, url: str) -> Demo:
    lines = (site / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return Demo(url, site, tuple(json.loads(line) for line in lines))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a plain web host does, with the archive's own 404 page, and writes no log."""

    def log_message(self: Self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep the tests' output to the tests."""

    def send_error(self: Self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the archive's 404 page if there is one."""
        page = Path(self.directory) / PREFIX / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
