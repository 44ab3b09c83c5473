"""Rendered pages, kept under a digest of all they depend on. Deleting the store changes nothing but time.

A generated page depends on its Markdown, the templates, the settings and the versions of what renders it, and
on the hand-written pages that the masthead names; on nothing else. Missing ones are rendered in worker
processes; MkDocs takes all of them over as finished files.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator.settings import read_config
from generator.write import read_manifest

FOLDER = Path(".cache") / "pages"
RENDERERS = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "markupsafe", "pyyaml")
# States of templates and settings that are kept, so that building and serving in turn lose nothing.
STATES_KEPT = 3
PARALLEL_FROM = 40
CHUNK = 20
HOME = "index.md"


class _Finished(File):
    """A page that is copied as it is, and that Markdown links still find by the name of its source."""

    @classmethod
    def of(cls, file: File, stored: Path) -> Self:
        made = cls(file.src_uri, None, file.dest_dir, file.use_directory_urls)
        made.dest_uri = file.dest_uri
        made.abs_src_path = str(stored)
        return made

    def is_documentation_page(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Site:
    """What a worker needs to render any page as MkDocs would: enough to load the settings again."""

    config_file: str
    docs: str
    site: str
    site_url: str
    extra: dict[str, Any]
    nav: list[Any] | None
    hand_written: tuple[str, ...]


def take_over(files: Files, config: MkDocsConfig) -> Files:
    """Put finished pages in the place of generated Markdown, rendering those that the store lacks."""
    docs = Path(config.docs_dir)
    ours = {path for path in read_manifest(docs) if path.endswith(".md") and path != HOME}
    generated = [file for file in files if file.src_uri in ours]
    if not generated:
        return files
    site = _site(
        config, [file.src_uri for file in files if file.is_documentation_page() and file.src_uri not in ours]
    )
    store = docs / FOLDER / _state(config, site)
    stored = {file.src_uri: store / _name(docs, file.src_uri) for file in generated}
    _render_missing(site, stored)
    _forget_unused(store, stored.values())
    for file in generated:
        files.remove(file)
        files.append(_Finished.of(file, stored[file.src_uri]))
    return files


def _site(config: MkDocsConfig, hand_written: Sequence[str]) -> Site:
    return Site(
        config_file=str(config.config_file_path),
        docs=str(config.docs_dir),
        site=str(config.site_dir),
        site_url=config.site_url or "",
        extra={**config.extra, "clipfile": _shown(config.extra.get("clipfile") or {})},
        nav=config.nav,
        hand_written=tuple(sorted(hand_written)),
    )


def _shown(ours: dict[str, Any]) -> dict[str, Any]:
    """Our settings without those that say how a build was started: no page shows them."""
    return {key: value for key, value in ours.items() if key not in ("seeds", "converted")}


def _state(config: MkDocsConfig, site: Site) -> str:
    """Digest of all that every page depends on."""
    total = hashlib.sha256(json.dumps([version(name) for name in RENDERERS]).encode())
    total.update(Path(__file__).read_bytes())
    settings = [read_config(Path(site.config_file)), site.site_url, site.extra, site.nav]
    total.update(json.dumps(settings, default=str, sort_keys=True).encode())
    # The front page changes with every article, and no other page shows anything of it.
    for name in (one for one in site.hand_written if one != HOME):
        total.update(name.encode() + (Path(site.docs) / name).read_bytes())
    for folder in map(Path, config.theme.dirs):
        # The version stands for a theme that is installed.
        for path in [] if "site-packages" in folder.parts else sorted(folder.rglob("*")):
            if path.is_file():
                total.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return total.hexdigest()[:16]


def _name(docs: Path, src_uri: str) -> str:
    digest = hashlib.sha256(src_uri.encode() + b"\0" + (docs / src_uri).read_bytes()).hexdigest()
    return f"{digest[:2]}/{digest}.html"


def _render_missing(site: Site, stored: dict[str, Path]) -> None:
    missing = [(src_uri, str(path)) for src_uri, path in stored.items() if not path.exists()]
    workers = os.cpu_count() or 1
    if len(missing) < PARALLEL_FROM or workers < 2:
        renderer = _Renderer(site) if missing else None
        for src_uri, path in missing:
            _keep(path, renderer.render(src_uri) if renderer else b"")
        return
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(site,)) as pool:
        for _ in pool.map(_work, missing, chunksize=CHUNK):
            pass


class _Renderer:
    """Renders one page at a time as ``mkdocs build`` does."""

    def __init__(self, site: Site) -> None:
        places = {"docs_dir": site.docs, "site_dir": site.site, "site_url": site.site_url}
        self._config = load_config(site.config_file, **places, extra=site.extra, nav=site.nav)
        self._env = self._config.theme.get_env()
        self._files = Files([self._file(name) for name in site.hand_written])
        self._nav = get_navigation(self._files, self._config)
        for page in self._nav.pages:  # their titles stand in the masthead
            page.read_source(self._config)
            page.render(self._config, self._files)

    def render(self, src_uri: str) -> bytes:
        """The finished page of one Markdown file."""
        page = Page(None, self._file(src_uri), self._config)
        page.read_source(self._config)
        page.render(self._config, self._files)
        page.active = True
        context = get_context(self._nav, self._files, self._config, page)
        template = self._env.get_template(page.meta.get("template", "main.html"))
        return template.render(context).encode("utf-8", errors="xmlcharrefreplace")

    def _file(self, src_uri: str) -> File:
        return File(src_uri, self._config.docs_dir, self._config.site_dir, self._config.use_directory_urls)


_worker: list[_Renderer] = []


def _start_worker(site: Site) -> None:
    _worker[:] = [_Renderer(site)]


def _work(page: tuple[str, str]) -> None:
    src_uri, path = page
    _keep(path, _worker[0].render(src_uri))


def _keep(path: str, page: bytes) -> None:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(f".{os.getpid()}")
    aside.write_bytes(page)
    aside.replace(target)


def _forget_unused(store: Path, used: Iterable[Path]) -> None:
    keep = set(used)
    for path in list(_pages(store)):
        if path not in keep:
            path.unlink()
    os.utime(store)
    states = sorted(store.parent.iterdir(), key=lambda state: state.stat().st_mtime_ns, reverse=True)
    for state in states[STATES_KEPT:]:
        shutil.rmtree(state)


def _pages(store: Path) -> Iterator[Path]:
    for folder in store.iterdir():
        yield from folder.iterdir()
