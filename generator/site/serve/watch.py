"""Watches hand-written files while a site is served.

MkDocs polls every file below docs and the theme, which for a large archive takes half a processor. Here the
operating system reports changes, and those of generated files are ignored. Network folders and some
containers report no changes: set ``WATCHFILES_FORCE_POLLING=1`` there.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchfiles import watch

from generator.convert.write.writer import read_manifest
from generator.inputs.given_addresses import ADDRESSES

log = logging.getLogger("mkdocs.hooks.clipfile")


class Watcher:
    """Asks a server for a build when a seed, a template or a hand-written page changes."""

    def __init__(
        self, server: LiveReloadServer, folders: Sequence[Path], docs: Path, files: Sequence[Path] = ()
    ) -> None:
        """Start watching.

        Args:
            server: the server that rebuilds the site.
            folders: seeds and templates.
            docs: the docs folder, which also holds generated pages.
            files: other inputs of a build.
        """
        self._server = server
        self._docs = docs.resolve()
        self._folders = [folder.resolve() for folder in folders if folder.is_dir()]
        self._generated = read_manifest(docs)
        for file in files:
            if file.is_file() and not _below(file, [*self._folders, self._docs]):
                server.watch(str(file))
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop watching."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._watch(force_polling=None)
        except OSError as error:  # such as more folders than a user may watch
            log.warning("%s. Changes are looked for by polling, which is slower.", error)
            self._watch(force_polling=True)

    def _watch(self, *, force_polling: bool | None) -> None:
        # The default filter leaves out what editors and version control write for themselves.
        for changes in watch(*self._folders, self._docs, stop_event=self._ended, force_polling=force_polling):
            # A page that a conversion has just removed is in the previous manifest only.
            previous, self._generated = self._generated, read_manifest(self._docs)
            generated = previous | self._generated
            if any(self._is_written(Path(path), generated) for _, path in changes):
                self._ask()

    def _is_written(self, path: Path, generated: Collection[str]) -> bool:
        """Whether a person wrote what is at a path, or removed it."""
        if path.name == ADDRESSES and path.parent in self._folders:
            return False  # a conversion writes it
        if any(not _is_hidden(path, folder) for folder in _below(path, self._folders)):
            return True
        return path.is_relative_to(self._docs) and not (
            _is_hidden(path, self._docs) or _is_generated(path.relative_to(self._docs).as_posix(), generated)
        )

    def _ask(self) -> None:
        # The server has no public way to ask for a rebuild without watching a folder itself.
        with self._server._rebuild_cond:  # noqa: SLF001
            self._server._want_rebuild = True  # noqa: SLF001
            self._server._rebuild_cond.notify_all()  # noqa: SLF001


def _below(path: Path, folders: Sequence[Path]) -> list[Path]:
    """The folders that a path is in."""
    return [folder for folder in folders if path.is_relative_to(folder)]


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _is_generated(path: str, generated: Collection[str]) -> bool:
    """Whether a path is that of a generated file or of a folder that contains one."""
    return path in generated or any(name.startswith(f"{path}/") for name in generated)
