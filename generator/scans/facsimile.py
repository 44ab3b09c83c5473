"""The scans of a seed become the pages of a facsimile: each file is read, checked and counted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from generator.model.documents import Removed, Seed
from generator.model.pictures import FacsimilePage, FileState
from generator.model.problem import Problem
from generator.pictures.files import PictureError, read, state
from generator.pictures.images import SMALLEST
from generator.pictures.reading import check_public
from generator.scans.alto import AltoError, ScanPage, read_alto, text_digest
from generator.scans.files import MOST_PAGES, PageFacts, pages_of
from generator.scans.places import in_size

RULE = "scan"
# What other formats of recognized text than ALTO begin with: of ABBYY FineReader, and PAGE.
_RECOGNIZED = re.compile(rb"\A.{,2000}?(?:FineReader_xml|<(?:\w+:)?PcGts\b)", re.DOTALL)
# Pages of one article.
MOST = 100


class WordsFile(NamedTuple):
    """A file with the words on a scan: its path, digest and pages."""

    path: str
    sha256: str
    pages: tuple[ScanPage, ...]
    text_sha256: str


class Facsimile(NamedTuple):
    """The facsimile of an article.

    Attributes:
        pages: those that can be shown, in order.
        words: the words on each of them, None for a page without.
        text_sha256: digest of the text that was written together with the words, "" if unknown.
        removed: scans that are left out, for the ledger.
        problems: what is wrong with them.
        files: every file that was looked at.
    """

    pages: tuple[FacsimilePage, ...] = ()
    words: tuple[ScanPage | None, ...] = ()
    text_sha256: str = ""
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[FileState, ...] = ()


def read_facsimile(seed: Seed, shown: AbstractSet[str]) -> Facsimile:
    """Read the scans of a seed.

    Args:
        seed: the document; one that is a scan itself is an error if it cannot be read.
        shown: paths of the pictures that the document shows in its text, which are no scans of it.
    """
    paths = [path for path in seed.scans if path not in shown]
    return _Reading(seed).read(paths) if paths else Facsimile()


class _Reading:
    """The state of reading the scans of one article."""

    def __init__(self, seed: Seed) -> None:
        self.seed = seed
        self.pages: list[FacsimilePage] = []
        self.removed: list[Removed] = []
        self.problems: list[Problem] = []
        self.files: dict[str, FileState] = {}

    def read(self, paths: Sequence[str]) -> Facsimile:
        """Read them, in order."""
        for path in paths:
            self.files.setdefault(path, state(self.seed.folder, path))
            try:
                check_public(path, self.seed, self.files)
                data = read(self.seed.folder, path)
                printed = pages_of(data)
            except PictureError as fault:
                self._leave_out(path, str(fault))
                continue
            if printed.cut:
                self._warn(path, f"has more than {MOST_PAGES} pages; those after it are left out")
            self._add(path, hashlib.sha256(data).hexdigest(), printed.pages)
        words = list(self._words())
        pages, read_words = zip(*_with_words(self.pages, words), strict=True) if self.pages else ((), ())
        return Facsimile(
            tuple(pages),
            tuple(read_words),
            next((file.text_sha256 for file in words if file.text_sha256), ""),
            tuple(self.removed),
            tuple(self.problems),
            tuple(self.files.values()),
        )

    def _add(self, path: str, sha256: str, pages: Sequence[PageFacts]) -> None:
        large = [page for page in pages if min(page.width, page.height) >= SMALLEST]
        if not large:
            self._leave_out(path, "is too small to be the scan of an article", is_fault=False)
            return
        room = MOST - len(self.pages)
        if len(large) > room:
            self._warn(path, f"has more pages than the {MOST} that an article may have; the rest is left out")
        self.pages += (
            FacsimilePage(path, sha256, page.number, page.width, page.height) for page in large[:room]
        )

    def _words(self) -> Iterator[WordsFile]:
        for path in self.seed.scan_words:
            self.files.setdefault(path, state(self.seed.folder, path))
            try:
                data = read(self.seed.folder, path)
                yield WordsFile(path, hashlib.sha256(data).hexdigest(), read_alto(data), text_digest(data))
            except AltoError as fault:
                # Other programs keep other things in XML.
                if path.lower().endswith((".alto.xml", ".page.xml", ".hocr")) or _RECOGNIZED.search(data):
                    self._warn(path, f"{fault}; the places of words are not known")
            except PictureError as fault:
                self._warn(path, f"{fault}; the places of words are not known")

    def _leave_out(self, path: str, why: str, *, is_fault: bool = True) -> None:
        self.removed.append(Removed(0, path.rpartition("/")[2], "scan-unfit", "picture"))
        if path == self.seed.path:
            message = f"the scan {why}; replace it, or remove it"
            self.problems.append(Problem(path, 0, RULE, message, "error" if is_fault else "warning"))
        else:
            self._warn(path, f"{why}; the article is published without it")

    def _warn(self, path: str, what: str) -> None:
        name = "" if path == self.seed.path else f"the scan {path!r} "
        self.problems.append(Problem(self.seed.path, 0, RULE, f"{name}{what}", "warning"))


def _with_words(
    pages: Sequence[FacsimilePage], files: Sequence[WordsFile]
) -> Iterator[tuple[FacsimilePage, ScanPage | None]]:
    """Each page with the words on it: of the file with its name, else of the first one, page by page."""
    by_name = {_name(file.path): file for file in files}
    following: dict[str, int] = {}
    for page in pages:
        file = by_name.get(_name(page.file)) or (files[0] if files else None)
        number = following.get(file.path, 0) if file else 0
        if file is None or number >= len(file.pages):
            yield page, None
            continue
        following[file.path] = number + 1
        known = FacsimilePage(
            page.file,
            page.sha256,
            page.number,
            page.width,
            page.height,
            file.path,
            number,
            file.sha256,
        )
        yield known, in_size(file.pages[number], page.width, page.height)


def _name(path: str) -> str:
    name = path.lower()
    for ending in (".alto.xml", ".xml"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name.rpartition(".")[0]
