"""The state of one run of MkDocs, and the handlers of its events.

MkDocs calls the functions of a hooks file, which cannot share state. Here they are methods of one object, to
which ``hooks`` refers. ``mkdocs build`` calls ``on_startup``, ``on_config``, ``on_pre_build``,
``on_files``, ``on_env``, ``on_post_build`` and ``on_shutdown``, in this order. ``mkdocs serve`` calls the
middle five for each build, and ``on_serve`` after the first.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from rich.console import Console

from generator.archive.archive import Archive
from generator.convert.convert import Conversion, convert
from generator.convert.write.views import Views
from generator.convert.write.writer import read_manifest
from generator.inputs.folders import check_pages
from generator.inputs.settings import Settings, load_settings
from generator.model.errors import ClipfileError
from generator.model.kinds import LISTS
from generator.site.assembly import Assembly, gather
from generator.site.building import SiteBuild
from generator.site.files import list_quickly
from generator.site.render.renderer import keep_compiled, render_hand_written
from generator.site.render.state import HOME
from generator.site.render.views import add_view
from generator.site.search.index import Indexing
from generator.site.search.records import HandWrittenPage
from generator.site.serve.changes import ShownArticle, changes, shown
from generator.site.serve.live import ServedSite, forget_withdrawn
from generator.site.serve.watch import Watcher
from generator.site.trees.ownership import check_replaceable
from generator.site.trees.swap import SiteFolders
from generator.site.trees.trees import survey
from generator.system.locking import lock
from generator.system.progress import counting

log = logging.getLogger("mkdocs.hooks.clipfile")
# Setting under extra.clipfile by which ``build_site`` indicates that the seeds are already converted.
CONVERTED = "converted"
# Sections that are no kind of list.
MORE_SECTIONS = ("timeline", "map", "quotations", "pictures")


class Session:
    """One run of ``mkdocs build`` or ``mkdocs serve``.

    It converts the seeds before each build, lets MkDocs process only hand-written files, takes generated
    pages from the store of rendered pages, and replaces the published site.
    """

    def __init__(self) -> None:
        self._serving = False
        # As long as a server runs:
        self._served: ServedSite | None = None
        self._watcher: Watcher | None = None
        self._before: Mapping[str, ShownArticle] | None = None
        self._archive: Archive | None = None
        # During one build:
        self._lock: FileLock | None = None
        self._docs_dir = ""
        self._folders: SiteFolders | None = None
        self._assembly: Assembly | None = None
        self._build: SiteBuild | None = None
        self._indexing: Indexing | None = None
        self._hand_written: list[HandWrittenPage] = []

    def on_startup(self, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs passes both by name
        """Remember whether this is a build or a server."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lock the docs folder, remove missing pages from the navigation, and redirect MkDocs' output."""
        docs = Path(config.docs_dir)
        list_quickly(config.theme)
        config.nav = _existing(config.nav, docs)
        with _plugin_errors():
            settings = _settings(config)
            check_pages(settings)
            if not self._serving:
                check_replaceable(settings)
            self._lock = self._lock or lock(docs)
            if self._serving:
                self._served = self._served or ServedSite.begin(config, settings.language)
                return config
            self._folders = SiteFolders(settings.site)
            self._folders.begin()
        config.site_dir = str(self._folders.by_mkdocs)
        return config

    @event_priority(-100)
    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Convert the seeds before MkDocs looks for pages."""
        if not config.extra.get("clipfile", {}).get(CONVERTED):
            self._convert(config)
        self._hand_written = []
        if not self._serving:
            self._indexing = Indexing(Path(config.docs_dir), _settings(config).language)
        # MkDocs gets an empty folder; files are found in on_files.
        self._docs_dir = config.docs_dir
        config.docs_dir = str(Path(config.docs_dir) / ".cache" / "nothing")

    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Take generated pages from the store of rendered pages; leave all other files to MkDocs."""
        config.docs_dir = self._docs_dir
        # The masthead links only to sections that have something to show.
        ours, docs = config.extra.get("clipfile") or {}, Path(config.docs_dir)
        with _plugin_errors():
            empty = empty_sections(docs)
        config.extra["clipfile"] = {**ours, "sections": _optional_sections(docs), "empty_sections": empty}
        with _plugin_errors():
            assembly = self._assembly = gather(files, config, serving=self._serving)
        if self._folders and self._indexing:
            contents = survey(self._folders.spare, self._folders.records)
            self._build = SiteBuild.begin(self._folders, assembly, contents, self._indexing)
        return assembly.files.for_mkdocs

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Cache compiled templates between builds."""
        del files
        keep_compiled(env, Path(config.docs_dir))
        return env

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Add the template data of the front page, and let MkDocs render a page that it can only show."""
        del files
        page.render = partial(_render, page)  # type: ignore[method-assign]
        with _plugin_errors():
            return add_view(page, markdown, Path(config.docs_dir))

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Collect the content of each hand-written page for the search index, independently of the theme."""
        del files
        name, search = page.file.src_uri, page.meta.get("search")
        generated = name == HOME and name in read_manifest(Path(config.docs_dir))
        # As in Material for MkDocs, `search: {exclude: true}` excludes a page from the index.
        if not generated and not (isinstance(search, dict) and search.get("exclude")):
            self._hand_written.append(HandWrittenPage(page.url, str(page.title or ""), html))

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Assemble the site, and replace the published one."""
        if self._served and self._assembly:
            self._served.show(self._assembly, Path(config.site_dir), tuple(self._hand_written))
            self._say_changes(config)
        if self._folders and self._build:
            with _plugin_errors():
                self._build.finish(tuple(self._hand_written))
            config.site_dir = str(self._folders.site)
            forget_withdrawn(ServedSite.folder_of(config), self._folders.site)
        self._end_build()

    def on_build_error(self, error: Exception) -> None:
        """Clean up for the next build; the previous site is intact."""
        self._end_build()
        if isinstance(error, OSError):
            raise PluginError(disk_message(error)) from error

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Serve the assembled site. Watch seeds, templates and hand-written pages."""
        del builder
        if self._served:
            server.root = str(self._served.tree)
        server.build_delay = 0  # the watcher waits for the end of a change
        server.unwatch(config.docs_dir)
        settings = _settings(config)
        files = [settings.introduction_file] if settings.introduction_file else []
        themes = [Path(folder) for folder in config.theme.dirs if "site-packages" not in Path(folder).parts]
        self._watcher = Watcher(server, [settings.seeds, *themes], settings.docs, files)
        return server

    def on_shutdown(self) -> None:
        """Stop the watcher and the indexer of a server."""
        if self._watcher:
            self._watcher.end()
        if self._served:
            self._served.end()
        self._watcher = self._served = None

    def _convert(self, config: MkDocsConfig) -> None:
        handover, last = (self._served.handover, self._served.last) if self._served else (None, None)
        with _plugin_errors(), counting(Console(stderr=True)) as step:
            done = convert(_settings(config), step, handover=handover, last=last)
            _report(done)
            self._archive = done.archive if self._served else None

    def _say_changes(self, config: MkDocsConfig) -> None:
        """Say what the rebuild of a served site changed, and where to see it."""
        if self._archive is None:
            return
        now, site = shown(self._archive), config.site_url or ""
        for line in changes(self._before, now, site) if self._before is not None else ():
            log.info("%s", line)
        self._before, self._archive = now, None

    def _end_build(self) -> None:
        if self._indexing:
            self._indexing.stop()
        if self._lock:
            self._lock.release()
        self._indexing = self._build = self._assembly = self._folders = self._lock = None


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Render a page that MkDocs renders itself. One that Markdown cannot render stops no other page."""
    if not render_hand_written(page, config, files):
        log.warning(
            "%s: Markdown cannot render this page, so its source is shown; shorten its rows of marks, "
            "and nest its brackets, quotes and lists less",
            page.file.src_uri,
        )


def disk_message(error: OSError) -> str:
    """The message for a build that could not write a file."""
    # Of a copy, the second name is that of the file to write.
    where = error.filename2 or error.filename or "the site"
    return f"{where}: {error.strerror}. The previous site is intact. Fix the problem and run again."


@contextlib.contextmanager
def _plugin_errors() -> Iterator[None]:
    """Let MkDocs report our errors by their message, without a traceback."""
    try:
        yield
    except ClipfileError as error:
        raise PluginError(str(error)) from error


def _existing(nav: list[Any] | None, docs: Path) -> list[Any] | None:
    """The navigation without hand-written pages that do not exist: links to them would be dead."""
    if nav is None:
        return None
    missing = [item for item in nav if isinstance(item, str) and item != HOME and not (docs / item).exists()]
    for item in missing:
        log.warning("nav lists %s, which is not in %s; the site is built without it", item, docs)
    return [item for item in nav if item not in missing]


def _optional_sections(docs: Path) -> list[str]:
    """The optional sections that this archive has: kinds of lists, and the gallery."""
    optional = (*(kind for kind, traits in LISTS.items() if traits.optional), "pictures")
    return [name for name in optional if (docs / name / "index.md").exists()]


def empty_sections(docs: Path) -> list[str]:
    """The sections of which the index that we wrote has nothing to show."""
    views = Views(docs)
    indexes = {name: views.find(f"{name}/index.md") for name in (*LISTS, *MORE_SECTIONS)}
    return [name for name, stored in indexes.items() if stored and not stored.meta["view"].get("count")]


def _settings(config: MkDocsConfig) -> Settings:
    file = Path(str(config.config_file_path))
    seeds = file.parent / config.extra.get("clipfile", {}).get("seeds", "seeds")
    return load_settings(file).located(seeds=seeds, docs=Path(config.docs_dir), site=Path(config.site_dir))


def _report(done: Conversion) -> None:
    for problem in done.problems:
        # --strict fails on warnings, so that a missing article fails the build.
        log.log(logging.WARNING if problem.severity == "error" else logging.INFO, "%s", problem)
    log.info(
        "%d articles; %d pages written, %d unchanged",
        len(done.archive.articles),
        done.written.changed,
        done.written.unchanged,
    )
