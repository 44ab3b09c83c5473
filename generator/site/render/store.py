"""Rendered pages, kept under a digest of all they depend on. Deleting the store changes nothing but time.

A page stands in a file that is named after two digests: of what it depends on, and of its content. So the
content of every page is known without reading it, and a file that was changed by hand is found out.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from xxhash import xxh3_128_hexdigest

from generator.site.render.renderer import Renderer, Site, renderers
from generator.system.work import Where, Work
from generator.system.executors import spread
from generator.system.files import replace, walk

FOLDER = Path(".cache") / "pages"
# States of templates and settings that are kept, so that building and serving in turn lose nothing.
STATES_KEPT = 3
CHUNK = 20
PARALLEL_FROM = 40


class Stored(NamedTuple):
    """A page of the store: the digest of its content, and its file."""

    digest: str
    path: str


class _Missing(NamedTuple):
    """A page to render: its Markdown below the docs folder; where it goes, its content's digest aside."""

    src_uri: str
    path: str


@dataclass(frozen=True, slots=True)
class Store:
    """The pages of one state of templates and settings.

    Attributes:
        folder: where they lie.
        site: what renders them.
        where: who does the work.
    """

    folder: Path
    site: Site
    where: Where = field(default_factory=Where)

    def take(self, digests: Mapping[str, str]) -> dict[str, Stored]:
        """Every page that is asked for; those that are missing are rendered.

        Args:
            digests: of Markdown, by path below the docs folder.

        Returns:
            Stored pages by the path of their Markdown.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        keys = {src_uri: _key(src_uri, digest) for src_uri, digest in digests.items()}
        kept = dict(_kept(self.folder))
        missing = [_Missing(src_uri, self._stem(key)) for src_uri, key in keys.items() if key not in kept]
        for one, digest in zip(missing, self._rendered(missing), strict=True):
            kept[keys[one.src_uri]] = digest
        self._forget(kept, set(keys.values()))
        return {
            src_uri: Stored(kept[key], _file(self._stem(key), kept[key])) for src_uri, key in keys.items()
        }

    def again(self, digests: Mapping[str, str], spoilt: Collection[str]) -> dict[str, Stored]:
        """``take``, after the files of some pages turned out to hold something else."""
        for src_uri in spoilt:
            stem = Path(self._stem(_key(src_uri, digests[src_uri])))
            for path in stem.parent.glob(f"{stem.name}.*"):
                path.unlink()
        return self.take(digests)

    def _rendered(self, missing: list[_Missing]) -> Iterator[str]:
        for folder in {one.path.rpartition("/")[0] for one in missing}:
            Path(folder).mkdir(exist_ok=True)
        work = Work(Renderer, _render, renderers, CHUNK, PARALLEL_FROM)
        return spread(work, self.site, missing, self.where)

    def _stem(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key}"

    def _forget(self, kept: Mapping[str, str], used: Collection[str]) -> None:
        for key in kept.keys() - used:
            Path(_file(self._stem(key), kept[key])).unlink()
        os.utime(self.folder)
        states = sorted(self.folder.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for state in states[STATES_KEPT:]:
            shutil.rmtree(state)
        # Pages of other states, too, are kept for the texts of today alone.
        for state in states[1:STATES_KEPT]:
            for part, name in _files(state):
                if name.partition(".")[0] not in used:
                    Path(part, name).unlink()


def is_sound(stored: Stored) -> bool:
    """Whether the file of a page holds what its name says."""
    try:
        return xxh3_128_hexdigest(Path(stored.path).read_bytes()) == stored.digest
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


def _kept(folder: Path) -> Iterator[tuple[str, str]]:
    """Key and digest of content of every page; what a killed run left half-written goes."""
    for part, name in _files(folder):
        key, _, digest = name.removesuffix(".html").partition(".")
        if digest and name.endswith(".html"):
            yield key, digest
        else:
            Path(part, name).unlink()


def _render(renderer: Renderer, page: _Missing) -> str:
    """Render a page into the store; the digest of its content."""
    content = renderer.render(page.src_uri)
    digest = xxh3_128_hexdigest(content)
    replace(_file(page.path, digest), content, str(os.getpid()))
    return digest
