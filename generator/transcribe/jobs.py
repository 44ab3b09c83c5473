"""Which scans wait for their text, and what a transcription may write."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from generator.scans.alto import text_digest
from generator.text.tables import load_table

ALTO = ".alto.xml"
TEXT, COMPARED = ".txt", ".ocr.txt"
_PDF = ".pdf"
# The number of a page, after the name of its scan.
_NUMBER = re.compile(r"\.(\d{1,3})\Z")
# Endings of files next to a scan that are not its text.
_OTHERS = (
    *load_table("ignored")["images"],
    *load_table("ignored")["scan_data"],
    _PDF,
    *(".yml", ".yaml", ".json", ".bak", ".orig", ".tmp"),
)
# Documents that may name the pictures of an article, and the most bytes of one.
_NAMING, _LARGEST = {".md", ".markdown", ".html", ".htm", ".yml", ".mdx", ".xhtml"}, 4_000_000


class State(Enum):
    """What there is of the text of a scan."""

    MISSING = "has no text"
    OURS = "was transcribed"
    EDITED = "was edited"
    OTHER = "has a text"


@dataclass(frozen=True, slots=True)
class Job:
    """A scan, of one file or several.

    Attributes:
        stem: path of the scan without number of a page and ending.
        files: its files in the order of its pages.
    """

    stem: str
    files: tuple[str, ...]


def jobs_of(paths: Iterable[Path]) -> list[Job]:
    """The scans among files, and in folders, sorted by path."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for path in _files(paths):
        stem = path.with_suffix("").as_posix()
        number = _NUMBER.search(stem)
        whole = stem[: number.start()] if number else stem
        groups.setdefault(whole, []).append((int(number[1]) if number else 0, path.as_posix()))
    return [Job(stem, tuple(name for _, name in sorted(files))) for stem, files in sorted(groups.items())]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = (each for each in sorted(path.rglob("*")) if may_be_scan(each) and each.is_file())
            yield from (
                each
                for each in found
                if not any(part.startswith(".") for part in each.parts[len(path.parts) :])
            )
        else:
            yield path


def may_be_scan(path: Path) -> bool:
    """Whether a file can be a scan, by its name."""
    return path.suffix.lower() in (*load_table("ignored")["images"], _PDF)


def state_of(job: Job) -> State:
    """What there is of the text of a scan."""
    text = Path(job.stem + TEXT)
    if text.exists():
        alto = Path(job.stem + ALTO)
        noted = text_digest(alto.read_bytes()) if alto.exists() else ""
        if not noted:
            return State.OTHER
        return State.OURS if hashlib.sha256(text.read_bytes()).hexdigest() == noted else State.EDITED
    return State.OTHER if any(_is_text(path.name, job) for path in text.parent.iterdir()) else State.MISSING


def _is_text(name: str, job: Job) -> bool:
    """Whether a file next to a scan is its text, in whatever format."""
    if name.lower().endswith(_OTHERS):
        return False
    return Path(name).stem in {Path(job.stem).name, *(Path(file).name for file in job.files)}


def without_pictures(jobs: Sequence[Job], folder: Path) -> list[Job]:
    """The jobs of a folder of clippings that no document names: pictures of articles are no scans."""
    texts = [
        path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix.lower() in _NAMING and path.is_file() and path.stat().st_size < _LARGEST
    ]
    named = b"\n".join(texts)
    return [job for job in jobs if not any(Path(name).name.encode() in named for name in job.files)]


def is_withdrawn(sidecar: Mapping[str, object]) -> bool:
    """Whether a sidecar says that the article of a scan is no longer published."""
    return bool(sidecar.get("withdrawn")) or sidecar.get("status") == "withdrawn"


def language_in(sidecar: Mapping[str, object]) -> str:
    """The language that a sidecar declares."""
    for name in ("language", "lang"):
        value = sidecar.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""
