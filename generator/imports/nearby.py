"""Files next to an export that belong to one of its entries: snapshots of pages, PDF files, scans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote

from generator.extract.formats import FORMATS as DOCUMENTS
from generator.imports.item import MAX_BYTES, Attachment, Document
from generator.text.tables import load_table

# Where programs put files, seen from the export.
FOLDERS = ("", "files", "objects", "items", "attachments", "storage", "pdf")
# Of several files of an entry, that in which the text is easiest to read.
_ORDER = (
    ".html",
    ".htm",
    ".xhtml",
    ".mhtml",
    ".mht",
    ".md",
    ".txt",
    ".docx",
    ".odt",
    ".rtf",
    ".pdf",
    ".eml",
    ".markdown",
)
_MOST_FILES, _DEEPEST = 500, 4
_DRIVE = re.compile(r"\A(?:file:/{2,3}|[A-Za-z]:|attachments:|storage:)")


class Belongings(NamedTuple):
    """The files of an entry: its text, its other files, and names of those that cannot be read or found."""

    document: Document | None = None
    stem: str = ""
    attachments: tuple[Attachment, ...] = ()
    others: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def belongings(base: Path, stated: Iterable[str], *, text: bool = True) -> Belongings:
    """Find the files of an entry.

    Args:
        base: the folder of the export. No file outside of it is read.
        stated: their paths as the export states them.
        text: the entry needs a document; otherwise all of its files are attachments.
    """
    found: list[Path] = []
    missing = []
    for path in dict.fromkeys(stated):
        file = file_at(base, path)
        if file is None:
            missing.append(path)
        elif file not in found:
            found.append(file)
    documents = sorted((path for path in found if path.suffix.lower() in DOCUMENTS), key=_rank)
    chosen = documents[0] if text and documents else None
    data = _read(chosen)
    pictures = [path for path in found if is_picture(path)]
    attachments = [Attachment(path.name, data_of) for path in pictures if (data_of := _read(path))]
    if chosen and data:
        attachments += _shown(chosen, data)
    # Further documents are kept next to the one that is read.
    rest = {path: _read(path) for path in found if path != chosen and path not in pictures}
    attachments += [Attachment(path.name, content) for path, content in rest.items() if content]
    others = [path.name for path, content in rest.items() if not content]
    if chosen and not data:
        others.append(chosen.name)
    document = Document(data, _suffix(chosen)) if chosen and data else None
    return Belongings(
        document, chosen.stem if chosen else "", tuple(attachments), tuple(others), tuple(missing)
    )


def file_at(base: Path, stated: str) -> Path | None:
    """The file below a folder that a path in an export means, None if there is none.

    A path from the root of the computer on which the export was made is looked up by its last parts.
    """
    plain = _DRIVE.sub("", stated.strip()).replace("\\", "/")
    root = base.resolve()
    for name in dict.fromkeys((plain, unquote(plain))):
        parts = [part for part in PurePosixPath(name).parts if part not in ("/", ".", "..")]
        for start in range(max(0, len(parts) - _DEEPEST), len(parts)) if parts else ():
            for place in FOLDERS:
                path = base.joinpath(place, *parts[start:])
                if _is_file(path) and path.resolve().is_relative_to(root):
                    return path
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, or with a zero
        return False


def is_picture(path: PurePath) -> bool:
    """Whether a file is a picture, by its name."""
    suffix = path.suffix.lower()
    return suffix in load_table("ignored")["images"] or suffix == ".svg"


def _rank(path: Path) -> tuple[int, str]:
    suffix = path.suffix.lower()
    return _ORDER.index(suffix) if suffix in _ORDER else len(_ORDER), path.name


def _suffix(path: Path) -> str:
    return path.suffix.lower().replace(".htm", ".html").replace(".htmll", ".html")


def _read(path: Path | None) -> bytes:
    """The bytes of a file, b"" if it cannot be read or is too large."""
    try:
        return path.read_bytes() if path and path.stat().st_size <= MAX_BYTES else b""
    except OSError:
        return b""


def _shown(page: Path, data: bytes) -> Iterator[Attachment]:
    """The pictures next to a saved page, or in its folder, that it shows."""
    if not _suffix(page).startswith((".html", ".xhtml", ".md")):
        return
    text = data.decode("utf-8", "replace")
    for path in _near(page):
        name = path.relative_to(page.parent).as_posix()
        written = next((form for form in (name, quote(name)) if form in text), None)
        if written and (content := _read(path)):
            yield Attachment(written, content)


def _near(page: Path) -> Sequence[Path]:
    folders = [
        page.parent,
        *(page.parent / f"{page.stem}{end}" for end in ("_files", ".files", "-files", "_Dateien")),
    ]
    found: list[Path] = []
    for folder in folders:
        if folder.is_dir():
            listed = (
                path
                for path in sorted(folder.iterdir())
                if is_picture(path) and path.is_file() and not path.is_symlink()
            )
            found += listed
    return found[:_MOST_FILES]
