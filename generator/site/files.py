"""What MkDocs is shown of the docs folder: it renders and copies what people wrote, and only that.

MkDocs' own search makes an object of every file below docs, generated and cached ones too, which takes longer
than all else that it does for a large archive; so files are found here.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from generator.site.render.state import HOME
from generator.system.files import walk

log = logging.getLogger("mkdocs.hooks.clipfile")
CACHE = ".cache"
# MkDocs lists these before the other files of a folder.
FIRST = ("index", "README")


class OwnFiles(Files):
    """Hand-written and theme files. Links to generated ones find them, though nothing is done with these."""

    def __init__(self, own: Iterable[File], generated: Mapping[str, File]) -> None:
        super().__init__(own)
        self._generated = generated

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path below the docs folder, whoever wrote it."""
        return super().get_file_from_path(path) or self._generated.get(PurePath(path).as_posix())


class Parted(NamedTuple):
    """Files of a site: those that MkDocs sees to, and generated ones by their path in the docs folder.

    ``pages`` and ``data`` give the path in the site.
    """

    own: OwnFiles
    pages: Mapping[str, str]
    data: Mapping[str, str]


def part(theme: Files, config: MkDocsConfig, manifest: Collection[str], *, serving: bool) -> Parted:
    """Find all files, and part generated ones from those that MkDocs sees to.

    Args:
        theme: files of the theme.
        config: names the folders, and what is left out of the site.
        manifest: paths of generated files. MkDocs sees to the front page, as to a hand-written one.
        serving: whether drafts belong into the site.
    """
    ours = set(manifest) - {HOME}
    paths = _paths(config.docs_dir)
    generated = Files(map(_maker(_Generated, config), (path for path in paths if path in ours)))
    own = Files(map(_maker(File, config), sorted(set(paths) - ours, key=_place_in_order)))
    for files in (generated, own):
        set_exclusions(files, config)
    _without_twins(own, {file.dest_uri for file in generated})
    shown = {file.src_uri: file for file in generated if _included(file, serving=serving)}
    pages = {name: file.dest_uri for name, file in shown.items() if file.is_documentation_page()}
    data = {name: name for name in shown if name not in pages}
    # What lies in docs stands above a file of the theme.
    kept = [
        file for file in theme if file.src_uri not in own.src_uris and file.src_uri not in generated.src_uris
    ]
    return Parted(OwnFiles([*own, *kept], shown), pages, data)


def _maker(kind: type[File], config: MkDocsConfig) -> Callable[[str], File]:
    """Makes a file of its path below the docs folder."""
    return functools.partial(
        kind,
        src_dir=config.docs_dir,
        dest_dir=config.site_dir,
        use_directory_urls=config.use_directory_urls,
    )


class _Generated(File):
    """A generated file: its path is clean, and there are too many of them to make each so once more."""

    @property
    def src_path(self) -> str:
        """As of any file."""
        return os.path.normpath(self.src_uri)

    @src_path.setter
    def src_path(self, value: str) -> None:
        self.src_uri = value


def _paths(docs: str) -> list[str]:
    """Files below the docs folder, our cache aside, in any order."""
    # As MkDocs does it: links are followed, and a folder that cannot be read is one with nothing in it.
    found = walk(docs, lambda path, _: path != CACHE, follow=True, lenient=True)
    return [path for path, _ in found if path != CACHE]


def _place_in_order(path: str) -> tuple[tuple[object, ...], ...]:
    """Sorts paths as MkDocs lists them: files of a folder before its folders, an index before other files."""
    *folders, name = path.split("/")
    return (*((1, folder) for folder in folders), (0, PurePath(name).stem not in FIRST, name))


def _without_twins(own: Files, taken: Collection[str]) -> None:
    """Leave out a page whose address another one has: README.md gives way to index.md, as without us."""
    places: dict[str, File] = {}
    for file in [file for file in own if _included(file, serving=False)]:
        before = places.setdefault(file.dest_uri, file)
        lost = file if file.dest_uri in taken else before if before is not file else None
        places[file.dest_uri] = file
        if lost:
            log.warning("Excluding '%s' from the site because another page has its address.", lost.src_uri)
            own.remove(lost)


def _included(file: File, *, serving: bool) -> bool:
    lowest: int = (InclusionLevel.DRAFT if serving else InclusionLevel.NOT_IN_NAV).value
    return bool(lowest <= file.inclusion.value)
