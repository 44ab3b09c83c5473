"""A site put together: what MkDocs made of hand-written pages, pages of the store, generated data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from xxhash import xxh3_128_hexdigest

from generator.adapter_files import Parted, part
from generator.adapter_state import EXECUTOR, site_of, state_of
from generator.adapter_store import FOLDER, Store, Stored, is_sound
from generator.adapter_trees import Piece, bring_up, difference
from generator.executors import LOCAL, Where
from generator.write import read_manifest, read_record


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

    def place(self, own: Path, tree: Path, records: Path) -> dict[str, str]:
        """Make ``tree`` hold the whole site, the search index aside.

        Args:
            own: what MkDocs has made.
            tree: a site of before, or nothing.
            records: folder of the records of trees.

        Returns:
            The digest of each file by its path in the site.
        """
        wanted = self._wanted(self.stored, own)
        found = difference(tree, records, wanted)
        links = {self.parted.pages[name]: name for name in self.stored}
        spoilt = [
            links[path] for path in found.missing if path in links and not is_sound(self.stored[links[path]])
        ]
        if spoilt:
            pages = {name: self.digests[name] for name in self.parted.pages}
            wanted = self._wanted(self.store.again(pages, spoilt), own)
        bring_up(tree, records, wanted, found)
        return {path: piece.digest for path, piece in wanted.items()}

    def _wanted(self, stored: Mapping[str, Stored], own: Path) -> dict[str, Piece]:
        data = {
            path: Piece(self.digests[name], f"{self.docs}/{name}") for name, path in self.parted.data.items()
        }
        pages = {self.parted.pages[name]: Piece(*page, linked=True) for name, page in stored.items()}
        # What MkDocs writes itself stands above what lies in docs, as it does without us.
        return {**data, **pages, **_pieces(own)}


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


def _pieces(own: Path) -> dict[str, Piece]:
    files = (path for path in sorted(own.rglob("*")) if path.is_file())
    return {
        path.relative_to(own).as_posix(): Piece(xxh3_128_hexdigest(path.read_bytes()), str(path))
        for path in files
    }
