"""A site put together: what MkDocs made of hand-written pages, pages of the store, generated data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from xxhash import xxh3_128_hexdigest

from generator.site.files import Parted, part
from generator.site.render.state import EXECUTOR, site_of, state_of
from generator.site.render.store import FOLDER, Store, Stored, is_sound
from generator.site.trees.trees import Piece, Surveyed, difference
from generator.system.work import LOCAL, Where
from generator.convert.write.writer import read_manifest, read_record


@dataclass(frozen=True, slots=True)
class Assembly:
    """Generated files of one build, ready to be placed.

    Attributes:
        docs: the folder that holds them.
        parted: which they are.
        digests: SHA-256 of each, by path below ``docs``.
        store: holds the pages.
        stored: the pages, by the path of their Markdown.
    """

    docs: Path
    parted: Parted
    digests: Mapping[str, str]
    store: Store
    stored: Mapping[str, Stored]

    @property
    def generated(self) -> dict[str, Piece]:
        """Generated files by their path in the site."""
        data = {
            path: Piece(self.digests[name], f"{self.docs}/{name}") for name, path in self.parted.data.items()
        }
        pages = {self.parted.pages[name]: Piece(*page, linked=True) for name, page in self.stored.items()}
        return {**data, **pages}

    def sound(self, surveyed: Surveyed) -> Assembly:
        """The same, after every page that the surveyed tree lacks was found to be what the store calls it.

        A page that was edited in a site was edited in the store, too; it is rendered again.
        """
        missing = set(difference(surveyed, self.generated).missing)
        spoilt = [
            name
            for name, page in self.stored.items()
            if self.parted.pages[name] in missing and not is_sound(page)
        ]
        if not spoilt:
            return self
        pages = {name: self.digests[name] for name in self.parted.pages}
        return replace(self, stored=self.store.again(pages, spoilt))


def gather(theme: Files, config: MkDocsConfig, *, serving: bool) -> Assembly:
    """Find all files of a site whose theme has these, and render the generated pages that the store lacks."""
    docs = Path(config.docs_dir)
    parted = part(theme, config, read_manifest(docs), serving=serving)
    record = read_record(docs)
    digests = {
        name: record.get(name) or hashlib.sha256((docs / name).read_bytes()).hexdigest()
        for name in (*parted.pages, *parted.data)
    }
    site = site_of(config, [file.src_uri for file in parted.own.documentation_pages()])
    where = Where.named((config.extra.get("clipfile") or {}).get(EXECUTOR, LOCAL))
    store = Store(docs / FOLDER / state_of(site, config.theme.dirs), site, where)
    return Assembly(docs, parted, digests, store, store.take({name: digests[name] for name in parted.pages}))


def pieces(own: Path) -> dict[str, Piece]:
    """What MkDocs has made in a folder, by path below it."""
    files = (path for path in sorted(own.rglob("*")) if path.is_file())
    return {
        path.relative_to(own).as_posix(): Piece(xxh3_128_hexdigest(path.read_bytes()), str(path))
        for path in files
    }
