"""Which files of the docs folder MkDocs gets: it renders and copies only what people wrote.

MkDocs would make an object of every file below docs, generated and cached ones too. For a large archive that
takes longer than everything else that it does, so files are found here.
"""

from __future__ import annotations

import functools
import logging
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.theme import Theme

from generator.site.render.state import HOME
from generator.site.scripts import ENTRIES, bundles, joined
from generator.system.files import walk

log = logging.getLogger("mkdocs.hooks.clipfile")
CACHE = ".cache"
# MkDocs lists these before the other files of a folder.
FIRST = ("index", "README")
# Files of Material for MkDocs that none of our pages loads: its scripts, and maps for those who develop it.
_UNUSED = re.compile(r"assets/javascripts/|assets/.*\.map$")
_ASSETS = "assets/"
_NOTHING = re.compile(r"(?!)")


class ShownFiles(Files):
    """The files that MkDocs renders and copies. Links find generated files too."""

    def __init__(self, files: Iterable[File], generated: Mapping[str, File]) -> None:
        super().__init__(files)
        self._generated = generated

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path below the docs folder, hand-written or generated."""
        return super().get_file_from_path(path) or self._generated.get(PurePath(path).as_posix())


class ThemeFiles(FileSystemLoader):
    """Files of a theme. MkDocs leaves hidden ones out after it has listed all; here they are not listed.

    Material for MkDocs has 14,000 icons in hidden folders.
    """

    def list_templates(self) -> list[str]:
        """Paths below the folders of the theme, in order."""
        paths = {
            path
            for folder in self.searchpath
            for path, entry in walk(folder, lambda _, entry: not entry.name.startswith("."), lenient=True)
            if not entry.name.startswith(".")
        }
        return sorted(paths)


def list_quickly(theme: Theme) -> None:
    """Let MkDocs list the files of a theme without those that it leaves out."""
    get_env = theme.get_env

    def env() -> Environment:
        made = get_env()
        made.loader = ThemeFiles(theme.dirs)
        return made

    theme.get_env = env  # type: ignore[method-assign]


class SiteFiles(NamedTuple):
    """Files of a site.

    Attributes:
        for_mkdocs: hand-written files, those of the theme, and the front page.
        pages: generated pages: path below the docs folder → path in the site.
        data: other generated files, likewise.
    """

    for_mkdocs: ShownFiles
    pages: Mapping[str, str]
    data: Mapping[str, str]


def find_files(theme: Files, config: MkDocsConfig, manifest: Collection[str], *, serving: bool) -> SiteFiles:
    """Find all files of a site, and separate generated ones from those for MkDocs.

    Args:
        theme: files of the theme.
        config: the folders, and what is left out of the site.
        manifest: paths of generated files. The front page among them is rendered by MkDocs all the same.
        serving: whether the site includes drafts.
    """
    ours = set(manifest) - {HOME}
    paths = _paths(config.docs_dir)
    generated = Files(map(_maker(_Generated, config), (path for path in paths if path in ours)))
    own = Files(map(_maker(File, config), sorted(set(paths) - ours, key=_place_in_order)))
    for files in (generated, own):
        set_exclusions(files, config)
    _remove_duplicates(own, {file.dest_uri for file in generated})
    included = {file.src_uri: file for file in generated if _included(file, serving=serving)}
    pages = {name: file.dest_uri for name, file in included.items() if file.is_documentation_page()}
    data = {name: name for name in included if name not in pages}
    # A file of docs overrides one of the theme.
    taken = {*own.src_uris, *generated.src_uris}
    unused = _UNUSED if has_own_pages(config.theme.dirs) else _NOTHING
    themed = [file for file in theme if file.src_uri not in taken and not unused.match(file.src_uri)]
    return SiteFiles(ShownFiles([*own, *_with_bundles(themed)], included), pages, data)


def _with_bundles(themed: Sequence[File]) -> list[File]:
    """The files of a theme, with scripts of our pages joined."""
    scripts = {
        file.src_uri.removeprefix(_ASSETS): file
        for file in themed
        if file.src_uri.startswith(_ASSETS) and file.src_uri.endswith(".js") and file.src_uri.count("/") == 1
    }
    if not scripts.keys() & set(ENTRIES):
        return list(themed)
    sources = {name: file.content_string for name, file in scripts.items()}
    for name, text in bundles(sources).items():
        scripts[name].content_string = text
    parts = {_ASSETS + name for name in joined(sources)}
    return [file for file in themed if file.src_uri not in parts]


def has_own_pages(folders: Iterable[str]) -> bool:
    """Whether pages are made from our templates, and not from those of Material or another theme."""
    found = next((folder for folder in map(Path, folders) if (folder / "main.html").exists()), None)
    return found is not None and (found / "partials" / "frame.html").exists()


def _maker(kind: type[File], config: MkDocsConfig) -> Callable[[str], File]:
    """A function from the path of a file below the docs folder to MkDocs' object."""
    return functools.partial(
        kind,
        src_dir=config.docs_dir,
        dest_dir=config.site_dir,
        use_directory_urls=config.use_directory_urls,
    )


class _Generated(File):
    """A generated file. Its path is normal already; doing that again for each takes time."""

    @property
    def src_path(self) -> str:
        """The path with the separators of the system."""
        return os.path.normpath(self.src_uri)

    @src_path.setter
    def src_path(self, value: str) -> None:
        self.src_uri = value


def _paths(docs: str) -> list[str]:
    """Files below the docs folder in any order, without our cache, what is elsewhere, and what is no file."""
    root, away, devices = os.path.realpath(docs), [], []

    def is_entered(path: str, entry: os.DirEntry[str]) -> bool:
        return path != CACHE and not (entry.is_symlink() and _leads_away(root, entry))

    # As in MkDocs, links are followed and a folder that cannot be read counts as empty.
    paths = []
    for path, entry in walk(docs, is_entered, follow=True, lenient=True):
        if entry.is_symlink() and _leads_away(root, entry):
            away.append(path)
        elif path == CACHE:
            continue
        elif entry.is_file() or entry.is_dir():
            paths.append(path)
        else:  # reading a pipe would wait for ever
            devices.append(path)
    for path in sorted(devices):
        log.warning("%s is no regular file, and is not published. Remove it.", path)
    for path in sorted(away):
        log.warning(
            "%s is a link out of the docs folder, to hidden files or to nothing, and is not published. "
            "Replace it with a copy.",
            path,
        )
    return paths


def _leads_away(root: str, link: os.DirEntry[str]) -> bool:
    """Whether a link leads out of the docs folder, to hidden files, to a folder above itself, or nowhere."""
    target, own = os.path.realpath(link.path), os.path.realpath(os.path.dirname(link.path))  # noqa: PTH120
    below = target.removeprefix(root)
    if not target.startswith(f"{root}{os.sep}") or f"{os.sep}." in below or not os.path.exists(target):  # noqa: PTH110
        return True
    return f"{own}{os.sep}".startswith(f"{target}{os.sep}")


def _place_in_order(path: str) -> tuple[tuple[object, ...], ...]:
    """A key that sorts paths as MkDocs does: files before folders, an index before other files."""
    *folders, name = path.split("/")
    return (*((1, folder) for folder in folders), (0, PurePath(name).stem not in FIRST, name))


def _remove_duplicates(own: Files, taken: Collection[str]) -> None:
    """Remove a page whose address another one has, as MkDocs does: README.md gives way to index.md."""
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
