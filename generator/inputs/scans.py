"""Scans in ``seeds/``: pictures of the pages of an article, next to its document or sidecar, or alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.documents import Seed
from generator.model.problem import Problem
from generator.text.tables import load_table

# The number of a page, after the name of its article.
_PAGE = re.compile(r"[._ -]\(?(\d{1,3})\)?\Z")
# The same where nothing but the names says that the files are pages: ``NAME.1.jpg``.
_LONE_PAGE = re.compile(r"\.(\d{1,3})\Z")
_PDF = ".pdf"
# Rule of images that are neither scans nor pictures of an article, and what they are counted as.
IMAGE, LONE = "image", "images without an article"


class Scans(NamedTuple):
    """The scans of an archive.

    Attributes:
        of: scan, or file about a scan → the document or first scan of its article.
        alone: first scan of an article without a document → the name of its sidecar without its ending.
        lone: first scans of articles that have neither a document nor a sidecar.
        withheld: scans of documents that a curator ignores.
        unshown: document → the one of the same name with which the scan is shown.
    """

    of: Mapping[str, str] = {}
    alone: Mapping[str, str] = {}
    lone: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    unshown: Mapping[str, str] = {}

    def problems(self) -> Iterator[Problem]:
        """A warning for each scan whose document is ignored, or that has two."""
        for name in sorted(self.withheld):
            message = "is left out, as its document is ignored: ignore both, or neither"
            yield Problem(name, 0, IMAGE, message, "warning")
        for name, other in sorted(self.unshown.items()):
            message = (
                f"the scan of this name is shown with {other!r}, not with this file: rename one of the two, "
                "or name the scan in its field 'facsimile'"
            )
            yield Problem(name, 0, "scan-shared", message, "warning")

    def by_document(self) -> Mapping[str, ScanFiles]:
        """The document or first scan of an article → the files of its scan."""
        found: dict[str, list[str]] = {name: [name] for name in self.alone}
        for name, document in self.of.items():
            found.setdefault(document, []).append(name)
        return {document: _scan_files(names) for document, names in found.items()}


class ScanFiles(NamedTuple):
    """The files that show the pages of an article, in order, and those with the places of words."""

    pages: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def is_image(path: str) -> bool:
    """Whether a file is an image."""
    return path.lower().endswith(tuple(load_table("ignored")["images"]))


def is_lone(seed: Seed) -> bool:
    """Whether a seed is an image that nothing describes: a scan, or a picture of another article."""
    return seed.sidecar is None and is_image(seed.path)


def article_name(path: str) -> str:
    """The name of an article, by the file of its first page: without folder, ending and number."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    number = _LONE_PAGE.search(name)
    # No article begins with page 12: "version 1.12" is a name.
    return name[: number.start()] if number and int(number[1]) <= 1 else name


def find_scans(files: Collection[str], sidecar: str, ignored: Collection[str] = ()) -> Scans:
    """The scans among files.

    Args:
        files: paths below the seeds.
        sidecar: the ending of sidecars.
        ignored: further files, which a curator ignores: the scan of such a document is not published.
    """
    table = load_table("ignored")
    data = tuple(table["scan_data"])
    endings = (*table["images"], *data, _PDF)
    # Images first: what programs note of them is no article.
    pictures = sorted(
        (name for name in files if name.lower().endswith(endings)),
        key=lambda name: (not is_image(name), not name.lower().endswith(_PDF), _number(name), name),
    )
    if not pictures:
        return Scans()
    named = [name for name in sorted(files) if not name.lower().endswith((*endings, sidecar))]
    documents = {name.rpartition(".")[0]: name for name in named}
    described = {name.removesuffix(sidecar) for name in files if name.endswith(sidecar)}
    hidden = {name.rpartition(".")[0] for name in ignored if not name.lower().endswith((*endings, sidecar))}
    groups = _Groups(documents, described, hidden, data)
    for name in pictures:
        groups.add(name)
    of = groups.of
    same = {name: used for name in named if (used := documents[name.rpartition(".")[0]]) != name}
    shown = set(of.values()) if same else set()
    alone = {name: article for article, name in groups.first.items() if is_image(name)}
    return Scans(
        {name: other for name, other in of.items() if name not in alone},
        alone,
        frozenset(name for name, article in alone.items() if article in groups.lone),
        frozenset(groups.withheld),
        {name: used for name, used in same.items() if used in shown},
    )


@dataclass
class _Groups:
    """Which article each scan belongs to, decided one file after the other.

    Attributes:
        documents: name of a document without its ending → the document.
        described: names of files that have a sidecar.
        hidden: names of documents that a curator ignores, without endings.
        data: endings of files that programs write next to a scan.
        of: scan → its document, or the first scan of its article.
        first: name of an article without a document → its first scan.
        lone: those of them that nothing describes.
        withheld: scans of documents that are ignored.
    """

    documents: Mapping[str, str]
    described: Collection[str]
    hidden: AbstractSet[str]
    data: tuple[str, ...]
    of: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    lone: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)
    _articles: dict[str, str] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Sort in one file."""
        stem = _stem(name, self.data)
        names = (stem, _PAGE.sub("", stem), name)
        article = next((other for other in names if other in self.documents or other in self.described), "")
        article = article or self._articles.get(stem, "") or self._articles.get(_LONE_PAGE.sub("", stem), "")
        if article in self.documents:
            self.of[name] = self.documents[article]
        elif not article and not self.hidden.isdisjoint(names):
            self.withheld.add(name)
        elif name.lower().endswith(_PDF):
            # Whether it is a scan is known when it is read.
            self.first.setdefault(stem, name)
            article = stem
        elif article:
            self.of[name] = self.first.setdefault(article, name)
        elif is_image(name):
            article = _LONE_PAGE.sub("", stem)
            self.lone.add(article)
            self.of[name] = self.first.setdefault(article, name)
        self._articles[stem] = article


def _stem(name: str, data: tuple[str, ...]) -> str:
    ending = next((ending for ending in data if name.lower().endswith(ending)), "")
    return name[: -len(ending)] if ending else name.rpartition(".")[0]


def _number(name: str) -> int:
    """The number of a page in the name of a file, 0 for none."""
    found = _PAGE.search(_stem(name, tuple(load_table("ignored")["scan_data"])))
    return int(found[1]) if found else 0


def _scan_files(names: Iterable[str]) -> ScanFiles:
    table = load_table("ignored")
    data = tuple(table["scan_data"])
    ordered = sorted(names, key=lambda name: (_number(name), name))
    pages = tuple(name for name in ordered if not name.lower().endswith(data))
    words = tuple(name for name in ordered if name.lower().endswith(tuple(table["scan_words"])))
    return ScanFiles(pages, words)


def illustrations(seeds: Iterable[Seed], used: AbstractSet[str]) -> Iterator[str]:
    """Paths of seeds that are images of other clippings, not scans.

    Such an image is shown by another clipping, or is in a folder that only has pictures of clippings.

    Args:
        seeds: all of them.
        used: paths of the files that documents refer to.
    """
    seeds = [*seeds]
    images = [seed for seed in seeds if is_lone(seed)]
    if not images:
        return
    texts: dict[str, list[str]] = {}
    for seed in seeds:
        if not is_image(seed.path):
            folder, _, name = seed.path.rpartition("/")
            texts.setdefault(folder, []).append(name)
    table = load_table("ignored")
    of_pictures = {path.rpartition("/")[0] for path in used if is_image(path)}
    for seed in images:
        folder = seed.path.rpartition("/")[0]
        there = texts.get(folder, [])
        is_bundle = bool(there) and all(name.rpartition(".")[0] in table["bundles"] for name in there)
        is_of_pictures = not there and (
            folder in of_pictures or folder.rpartition("/")[2].lower() in table["picture_folders"]
        )
        if is_bundle or is_of_pictures or not used.isdisjoint((seed.path, *seed.scans)):
            yield seed.path
