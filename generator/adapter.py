"""MkDocs' side of the build: the only module that imports it. ``mkdocs.yml`` names it under ``hooks``.

It starts the conversion, watches the seeds and indexes the built site. Content never depends on it: whatever
it does not do can be done by hand with ``clipfile convert``, any renderer of Markdown, and Pagefind.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# MkDocs loads a hook by its path: the package beside it may not be importable yet.
_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:
    sys.path.append(_ROOT)

from filelock import FileLock  # noqa: E402 - after the path above
from mkdocs.commands.build import build as mkdocs_build  # noqa: E402 - after the path above
from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: E402
from mkdocs.config import load_config  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import Abort, ConfigurationError, PluginError  # noqa: E402
from mkdocs.livereload import LiveReloadServer  # noqa: E402
from mkdocs.structure.files import Files  # noqa: E402
from rich.console import Console  # noqa: E402
from watchdog.events import FileSystemEvent, FileSystemEventHandler  # noqa: E402

from generator.adapter_aside import aside, put_in_place, recover  # noqa: E402
from generator.adapter_store import HOME, take_over  # noqa: E402
from generator.convert import Conversion, convert  # noqa: E402
from generator.errors import ClipfileError, SettingsError  # noqa: E402
from generator.locking import lock  # noqa: E402
from generator.search import index_site  # noqa: E402
from generator.settings import Settings, load_settings, read_config  # noqa: E402
from generator.summary import counting  # noqa: E402
from generator.write import read_manifest  # noqa: E402

log = logging.getLogger("mkdocs.hooks.clipfile")
# What MkDocs is doing and where the finished site goes: it gives its hooks no other place to keep that.
_commands: list[str] = []
_building: list[Path] = []
_locks: list[FileLock] = []
# Set by build_site, whose caller has converted already.
CONVERTED = "converted"


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs passes both by name
    """Note whether this is a build; a served site is rebuilt where it is."""
    _commands[:] = [command]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build aside, not over the site of before; name no page that is not there."""
    config.nav = _present(config.nav, Path(config.docs_dir))
    if _commands != ["serve"]:
        _locks.append(_locked(Path(config.docs_dir)))
        site = Path(config.site_dir)
        recover(site)
        _building[:] = [site]
        config.site_dir = str(aside(site))
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Convert the seeds before MkDocs looks for pages."""
    if config.extra.get("clipfile", {}).get(CONVERTED):
        return
    try:
        with counting(Console(stderr=True)) as step:
            done = convert(_settings(config), step)
    except ClipfileError as error:
        raise PluginError(str(error)) from error
    _report(done)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take generated pages from the store of rendered ones."""
    return take_over(files, config)


def on_post_build(config: MkDocsConfig) -> None:
    """Index the built site for search, then put it in place."""
    try:
        index_site(Path(config.site_dir))
    except ClipfileError as error:
        raise PluginError(str(error)) from error
    if _building:
        config.site_dir = str(_building.pop())
        put_in_place(Path(config.site_dir))
    _release()


def on_build_error(error: Exception) -> None:  # noqa: ARG001 - MkDocs passes it by name
    """Let the next build begin; the site of before is whole."""
    _release()


def _release() -> None:
    while _locks:
        _locks.pop().release()


def _locked(docs: Path) -> FileLock:
    try:
        return lock(docs)
    except ClipfileError as error:
        raise PluginError(str(error)) from error


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]) -> LiveReloadServer:
    """Watch the seeds, and of the docs only what people write: one edit, one rebuild."""
    del builder
    settings = _settings(config)
    server.watch(str(settings.seeds))
    if settings.introduction_file:
        server.watch(str(settings.introduction_file))
    server.unwatch(config.docs_dir)
    server.observer.schedule(_HandWritten(server, settings.docs), config.docs_dir, recursive=True)
    return server


def build_site(settings: Settings, *, strict: bool = False) -> None:
    """What ``mkdocs build`` does after the conversion, with the folders of ``settings``.

    Raises:
        ClipfileError: MkDocs gave up; it has said why.
    """
    with _mkdocs_errors():
        overrides = _overrides(settings)
        overrides["extra"]["clipfile"][CONVERTED] = True
        config = load_config(
            str(settings.file), site_dir=str(settings.site), strict=strict or None, **overrides
        )
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()


def serve_site(settings: Settings, address: str) -> None:
    """What ``mkdocs serve`` does: build, serve at ``address`` (HOST:PORT), build again at each change.

    Raises:
        ClipfileError: MkDocs gave up; it has said why.
    """
    with _mkdocs_errors():
        mkdocs_serve(str(settings.file), dev_addr=address, watch_theme=True, **_overrides(settings))


@contextlib.contextmanager
def _mkdocs_errors() -> Iterator[None]:
    try:
        yield
    except (Abort, ConfigurationError, PluginError) as error:
        raise ClipfileError(f"MkDocs stopped: {error}") from error
    except OSError as error:
        where = error.filename or "the site"
        raise ClipfileError(
            f"{where}: {error.strerror}. The site of before is whole; mend that, then run again."
        ) from error


class _HandWritten(FileSystemEventHandler):
    """Asks for a rebuild when a file in docs/ changes that the conversion did not write."""

    def __init__(self, server: LiveReloadServer, docs: Path) -> None:
        self._server = server
        self._docs = docs
        # Also what an earlier conversion wrote: its removal must not look like a person's.
        self._generated: set[str] = set(read_manifest(docs))

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = Path(str(event.src_path)).relative_to(self._docs)
        hidden = any(part.startswith(".") for part in path.parts)
        if (
            event.is_directory
            or hidden
            or event.event_type not in ("created", "modified", "moved", "deleted")
        ):
            return
        self._generated |= read_manifest(self._docs)
        if path.as_posix() in self._generated:
            return
        # The server has no public way to ask for a rebuild without watching a folder whole.
        with self._server._rebuild_cond:  # noqa: SLF001
            self._server._want_rebuild = True  # noqa: SLF001
            self._server._rebuild_cond.notify_all()  # noqa: SLF001


def _present(nav: list[Any] | None, docs: Path) -> list[Any] | None:
    """The navigation without hand-written pages that the docs folder lacks: links to them would be dead."""
    if nav is None:
        return None
    missing = [item for item in nav if isinstance(item, str) and item != HOME and not (docs / item).exists()]
    for item in missing:
        log.warning("nav names %s, which is not in %s; the site is built without it", item, docs)
    return [item for item in nav if item not in missing]


def _settings(config: MkDocsConfig) -> Settings:
    file = Path(str(config.config_file_path))
    seeds = file.parent / config.extra.get("clipfile", {}).get("seeds", "seeds")
    return load_settings(file).located(seeds=seeds, docs=Path(config.docs_dir), site=Path(config.site_dir))


def _overrides(settings: Settings) -> dict[str, Any]:
    if settings.file is None:
        raise SettingsError(
            "There is no mkdocs.yml here. Run this in the archive's folder, or name it with --config."
        )
    settings.docs.mkdir(parents=True, exist_ok=True)
    extra = dict(read_config(settings.file).get("extra") or {})
    ours = {**(extra.get("clipfile") or {}), "seeds": str(settings.seeds)}
    return {"docs_dir": str(settings.docs), "extra": {**extra, "clipfile": ours}}


def _report(done: Conversion) -> None:
    for problem in done.problems:
        # --strict fails on warnings, and an article that is missing must fail it.
        log.log(logging.WARNING if problem.severity == "error" else logging.INFO, "%s", problem)
    log.info(
        "%d articles; %d pages written, %d unchanged",
        len(done.archive.articles),
        done.written.changed,
        done.written.unchanged,
    )
