"""The files of a site: what MkDocs made of hand-written pages, pages of the store, and generated data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from xxhash import xxh3_128_hexdigest

from generator.convert.write.writer import read_manifest, read_record
from generator.site.files import SiteFiles, find_files
from generator.site.render.state import EXECUTOR, site_of, state_of
from generator.site.render.store import FOLDER, Store, StoredPage, is_intact
from generator.site.trees.trees import SourceFile, TreeContents, difference
from generator.system.work import LOCAL, Where


@dataclass(frozen=True, slots=True)
class Assembly:
    """Generated files of one build, ready to be placed.

    Attributes:
        docs: the docs folder.
        files: all files of the site.
        digests: SHA-256 of each generated file, by path below ``docs``.
        store: where the rendered pages are.
        stored: the rendered pages, by the path of their Markdown.
    """

    docs: Path
    files: SiteFiles
    digests: Mapping[str, str]
    store: Store
    stored: Mapping[str, StoredPage]

    @property
    def generated(self) -> dict[str, SourceFile]:
        """Generated files by their path in the site."""
        data = {
            path: SourceFile(self.digests[name], f"{self.docs}/{name}")
            for name, path in self.files.data.items()
        }
        pages = {self.files.pages[name]: SourceFile(*page, linked=True) for name, page in self.stored.items()}
        return {**data, **pages}

    def checked(self, contents: TreeContents) -> Assembly:
        """The same, after a check of every stored page that a tree with these contents lacks.

        A page edited in a site is edited in the store too, which shares its file; it is rendered again.
        """
        missing = set(difference(contents, self.generated).missing)
        damaged = [
            name
            for name, page in self.stored.items()
            if self.files.pages[name] in missing and not is_intact(page)
        ]
        if not damaged:
            return self
        pages = {name: self.digests[name] for name in self.files.pages}
        return replace(self, stored=self.store.render_again(pages, damaged))


def gather(theme: Files, config: MkDocsConfig, *, serving: bool) -> Assembly:
    """Find all files of a site, and render the generated pages that the store lacks.

    Args:
        theme: files of the theme.
        config: MkDocs' settings.
        serving: whether the site includes drafts.
    """
    docs = Path(config.docs_dir)
    files = find_files(theme, config, read_manifest(docs), serving=serving)
    record = read_record(docs)
    digests = {
        name: record.get(name) or hashlib.sha256((docs / name).read_bytes()).hexdigest()
        for name in (*files.pages, *files.data)
    }
    site = site_of(config, [file.src_uri for file in files.for_mkdocs.documentation_pages()])
    where = Where.named((config.extra.get("clipfile") or {}).get(EXECUTOR, LOCAL))
    store = Store(docs / FOLDER / state_of(site, config.theme.dirs), site, where)
    return Assembly(docs, files, digests, store, store.take({name: digests[name] for name in files.pages}))


def mkdocs_files(folder: Path) -> dict[str, SourceFile]:
    """The files that MkDocs has made in a folder, by path below it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): SourceFile(xxh3_128_hexdigest(path.read_bytes()), str(path))
        for path in files
    }
