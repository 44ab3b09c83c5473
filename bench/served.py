"""How long after saving a seed a served site shows the new page, and then the new search index."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from archives import Folders, records

LONGEST = 900.0  # seconds
PAUSE = 0.02


def served(folders: Folders, rounds: int) -> Iterator[tuple[float, float]]:
    """Yield, for each round, the seconds from saving a seed until its page and the search index are new."""
    article = next(record for record in records(folders) if record["seed"].startswith("0"))
    with _server(folders) as base:
        page, index = base + article["url"], base + "search-index/index.json"
        for number in range(rounds):
            mark = f"Sentence number {number} of the benchmark."
            before = _read(index)
            start = time.perf_counter()
            _add(folders.seeds / article["seed"], mark)
            _until(lambda mark=mark: mark.encode() in _read(page))  # type: ignore[misc]
            shown = time.perf_counter() - start
            _until(lambda before=before: _read(index) not in (before, b""))  # type: ignore[misc]
            yield shown, time.perf_counter() - start


def _add(seed: Path, sentence: str) -> None:
    seed.write_text(f"{seed.read_text(encoding='utf-8').rstrip()}\n\n{sentence}\n", encoding="utf-8")


@contextlib.contextmanager
def _server(folders: Folders) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "generator", "serve", "--address", address]
    with subprocess.Popen(
        command, cwd=folders.base, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as process:
        try:
            _until(lambda: bool(_read(f"http://{address}/search-index/index.json")))
            yield f"http://{address}/"
        finally:
            process.terminate()


def _read(url: str) -> bytes:
    """The response body, empty while there is none."""
    try:
        with urllib.request.urlopen(url, timeout=LONGEST) as answer:  # noqa: S310 - our own server
            return bytes(answer.read())
    except OSError:
        return b""


def _until(done: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + LONGEST
    while not done():
        if time.perf_counter() > deadline:
            raise SystemExit("The served site did not show the change.")
        time.sleep(PAUSE)
