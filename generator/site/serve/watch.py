"""Watching what people write while a site is served.

MkDocs polls every file below docs and the theme, which for a large archive takes half a processor. Here only
seeds, templates and hand-written pages are looked at, and nothing during a build. Polling, as MkDocs does it,
because folders of other machines and containers tell of no changes.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.convert.write.writer import read_manifest
from generator.system.files import walk

# Seconds between two looks, at least; and how many times as long as a look took: while somebody writes, which
# is so for a minute after a change, and otherwise.
INTERVAL = 0.2
WRITING, SHARE = 3, 10
AWAKE = 60

# Size in bytes and time of change in nanoseconds, by path.
Seen = Mapping[str, tuple[int, int]]


def look(folders: Sequence[Path], files: Sequence[Path], docs: Path) -> Seen:
    """What there is in some folders, some files, and of the docs what no conversion wrote."""
    seen = {str(path): _state(path.stat()) for path in files if path.is_file()}
    for folder in folders:
        seen.update(_below(folder, ()))
    seen.update(_below(docs, read_manifest(docs)))
    return seen


def _below(folder: Path, apart: Collection[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    def watched(path: str, entry: os.DirEntry[str]) -> bool:
        return not entry.name.startswith(".") and path not in apart

    for path, entry in walk(folder, watched, lenient=True):
        # What goes away meanwhile is noticed the next time.
        with contextlib.suppress(OSError):
            if watched(path, entry):
                yield f"{folder}/{path}", _state(entry.stat())


def _state(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns


def pause(took: float, quiet: float) -> float:
    """Seconds from a look to the next one, after one that took so many, with no change for so many."""
    return max(INTERVAL, took * (WRITING if quiet < AWAKE else SHARE))


class Watcher:
    """Asks a server for a build when something looks otherwise than before."""

    def __init__(
        self, server: LiveReloadServer, looks: Callable[[], Seen], is_building: Callable[[], bool]
    ) -> None:
        self._server = server
        self._looks = looks
        self._is_building = is_building
        self._before = looks()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        wait, changed = INTERVAL, time.monotonic()
        while not self._ended.wait(wait):
            if self._is_building():
                continue
            began = time.monotonic()
            now = self._looks()
            ended = time.monotonic()
            if now != self._before:
                self._before, changed = now, ended
                self._ask()
            wait = pause(ended - began, ended - changed)

    def _ask(self) -> None:
        # The server has no public way to ask for a rebuild without watching a folder itself.
        with self._server._rebuild_cond:  # noqa: SLF001
            self._server._want_rebuild = True  # noqa: SLF001
            self._server._rebuild_cond.notify_all()  # noqa: SLF001
