"""Stores rendered pages under a digest of everything they depend on. Deleting it only slows the next build.

The file of a page is named after two digests: of what the page depends on, and of its content. So the digest
of every page is known without reading it, and a file that was changed by hand is noticed.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from xxhash import xxh3_128_hexdigest

from generator.site.render.renderer import RenderedPage, Renderer, Site, renderers
from generator.system.executors import spread
from generator.system.files import replace, walk
from generator.system.work import Where, Work

log = logging.getLogger("mkdocs.hooks.clipfile")
FOLDER = Path(".cache") / "pages"
# States of templates and settings that are stored, so that building and serving in turn render nothing again.
STATES_KEPT = 3
CHUNK = 20
# What the name of a page's file has after its digests if its Markdown could not be rendered.
SIMPLIFIED = ".simplified"
PARALLEL_FROM = 40
_SEED = re.compile(r"^seed: (.+)$", re.MULTILINE)


class StoredPage(NamedTuple):
    """A page of the store: the digest of its content, and the path of its file."""

    digest: str
    path: str


class _MissingPage(NamedTuple):
    """A page to render: the path of its Markdown, and that of its file without the digest of its content."""

    src_uri: str
    path: str


@dataclass(frozen=True, slots=True)
class Store:
    """The pages of one state of templates and settings.

    Attributes:
        folder: where they are.
        site: what renders them.
        where: what does the work.
    """

    folder: Path
    site: Site
    where: Where = field(default_factory=Where)

    def take(self, digests: Mapping[str, str]) -> dict[str, StoredPage]:
        """The pages of some Markdown files; those that the store lacks are rendered.

        Args:
            digests: of Markdown, by path below the docs folder.

        Returns:
            StoredPage pages by the path of their Markdown.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        keys = {src_uri: _key(src_uri, digest) for src_uri, digest in digests.items()}
        stored = dict(_stored(self.folder))
        missing = [
            _MissingPage(src_uri, self._stem(key)) for src_uri, key in keys.items() if key not in stored
        ]
        for page, digest in zip(missing, self._rendered(missing), strict=True):
            stored[keys[page.src_uri]] = digest
        for src_uri in (src_uri for src_uri, key in keys.items() if stored[key].endswith(SIMPLIFIED)):
            log.warning("%s", self._fault(src_uri))
        self._remove_unused(stored, set(keys.values()))
        return {
            src_uri: StoredPage(stored[key], _file(self._stem(key), stored[key]))
            for src_uri, key in keys.items()
        }

    def render_again(self, digests: Mapping[str, str], damaged: Collection[str]) -> dict[str, StoredPage]:
        """``take``, after removing the files of pages whose content changed."""
        for src_uri in damaged:
            stem = Path(self._stem(_key(src_uri, digests[src_uri])))
            for path in stem.parent.glob(f"{stem.name}.*"):
                path.unlink()
        return self.take(digests)

    def _rendered(self, missing: list[_MissingPage]) -> Iterator[str]:
        for folder in {page.path.rpartition("/")[0] for page in missing}:
            Path(folder).mkdir(exist_ok=True)
        work = Work(Renderer, _render, renderers, CHUNK, PARALLEL_FROM, _simplified, warm=Renderer.warm)
        return spread(work, self.site, missing, self.where)

    def _fault(self, src_uri: str) -> str:
        text = Path(self.site.docs, src_uri).read_text(encoding="utf-8", errors="replace")
        seed = _SEED.search(text.partition("\n---\n")[0])
        name = f"{seed[1]} ({src_uri})" if seed else src_uri
        return f"{name}: Markdown cannot render this page, so its source is shown; simplify its markup"

    def _stem(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key}"

    def _remove_unused(self, stored: Mapping[str, str], used: Collection[str]) -> None:
        for key in stored.keys() - used:
            Path(_file(self._stem(key), stored[key])).unlink()
        os.utime(self.folder)
        states = sorted(
            self.folder.parent.iterdir(), key=lambda state: state.stat().st_mtime_ns, reverse=True
        )
        for state in states[STATES_KEPT:]:
            shutil.rmtree(state)
        # Other states, too, keep pages of current texts only.
        for state in states[1:STATES_KEPT]:
            for part, name in _files(state):
                if name.partition(".")[0] not in used:
                    Path(part, name).unlink()


def is_intact(stored: StoredPage) -> bool:
    """Whether the file of a page has the content whose digest is in its name."""
    try:
        return xxh3_128_hexdigest(Path(stored.path).read_bytes()) == stored.digest.removesuffix(SIMPLIFIED)
    except FileNotFoundError:
        return False


def _key(src_uri: str, digest: str) -> str:
    return hashlib.sha256(f"{src_uri}\0{digest}".encode()).hexdigest()[:32]


def _file(stem: str, digest: str) -> str:
    return f"{stem}.{digest}.html"


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Folder and name of every file of one state."""
    for path, entry in walk(folder):
        yield f"{folder}/{path.rpartition('/')[0]}", entry.name


def _stored(folder: Path) -> Iterator[tuple[str, str]]:
    """Key and content digest of every page; removes what a killed run left half-written."""
    for part, name in _files(folder):
        key, _, digest = name.removesuffix(".html").partition(".")
        if digest and name.endswith(".html"):
            yield key, digest
        else:
            Path(part, name).unlink()


def _render(renderer: Renderer, page: _MissingPage) -> str:
    """Render a page into the store, and return the digest of its content."""
    return _put(page, renderer.render(page.src_uri))


def _simplified(site: Site, page: _MissingPage) -> str:
    """The same for a page at which a worker process was ended: its Markdown is shown as text."""
    return _put(page, Renderer(site).render(page.src_uri, simplified=True))


def _put(page: _MissingPage, rendered: RenderedPage) -> str:
    digest = f"{xxh3_128_hexdigest(rendered.html)}{SIMPLIFIED if rendered.simplified else ''}"
    replace(_file(page.path, digest), rendered.html, str(os.getpid()))
    return digest
