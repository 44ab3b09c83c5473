"""Documents of word processors that a clipping cannot be: old Word files, and those with a wrong name."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.extract.rtf import is_rtf
from generator.imports.item import MAX_BYTES, NO_TEXT, TOO_LARGE, Document, Item, Opened
from generator.imports.source import Options, Source

_SUFFIXES = (".doc", ".dot", ".wps", ".docm", ".dotx", ".dotm", ".ott", ".fodt", ".sxw", ".wpd", ".abw")
_OLD = b"\xd0\xcf\x11\xe0"
_SECONDS = 120
_REMEDY = "install LibreOffice, which converts it, or save it as .docx"


def recognises(source: Source) -> bool:
    """Whether this is such a document, by the end of its name."""
    return source.path.is_file() and source.suffix in _SUFFIXES


def read(source: Source, options: Options) -> Opened:
    """Open a document."""
    del options
    return Opened(1, iter((_item(source),)))


def _item(source: Source) -> Item:
    name = source.path.name
    try:
        if source.path.stat().st_size > MAX_BYTES:
            return Item(name, fault=TOO_LARGE)
        document = _as_it_is(source) or _converted(source.path)
    except OSError as error:
        return Item(name, fault=f"cannot be read: {error.strerror}")
    if document is None:
        return Item(name, fault=f"no program is installed that can read it: {_REMEDY}")
    return Item(name, document) if document.data.strip() else Item(name, skipped=NO_TEXT)


def _as_it_is(source: Source) -> Document | None:
    """The document under the ending that its content has, None if it needs a converter."""
    data = source.path.read_bytes()
    start = data[:1000].lstrip().lower()
    if is_rtf(data):
        return Document(data, ".rtf")
    if data.startswith(b"PK"):
        return Document(data, ".odt" if b"opendocument" in data[:200] else ".docx")
    if start.startswith((b"<!doctype html", b"<html", b"\xef\xbb\xbf<html")):
        return Document(data, ".html")
    if start.startswith((b"mime-version", b"from:")) and b"boundary" in data[:3000]:
        return Document(data, ".mhtml")
    is_text = source.suffix == ".doc" and not data.startswith(_OLD) and b"\0" not in data[:10_000]
    return Document(data, ".txt") if is_text else None


def _converted(path: Path) -> Document | None:
    """The document as a program that is installed converts it, None if none can."""
    for program, convert in _CONVERTERS:
        found = shutil.which(program)
        if found:
            try:
                document = convert(found, path)
            except (OSError, subprocess.SubprocessError):
                continue
            if document:
                return document
    return None


def _office(program: str, path: Path) -> Document | None:
    with tempfile.TemporaryDirectory(prefix="clipfile-office-") as folder:
        profile = Path(folder, "profile").as_uri()
        options = (
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
        )
        _run((program, *options, str(path.resolve())))
        made = Path(folder, f"{path.stem}.docx")
        return Document(made.read_bytes(), ".docx") if made.is_file() else None


def _textutil(program: str, path: Path) -> Document | None:
    with tempfile.TemporaryDirectory(prefix="clipfile-office-") as folder:
        made = Path(folder, "made.docx")
        _run((program, "-convert", "docx", "-output", str(made), str(path.resolve())))
        return Document(made.read_bytes(), ".docx") if made.is_file() else None


def _antiword(program: str, path: Path) -> Document | None:
    # Lines as long as paragraphs.
    return _text(_run((program, "-w", "0", "-m", "UTF-8.txt", str(path.resolve()))))


def _catdoc(program: str, path: Path) -> Document | None:
    return _text(_run((program, "-w", "-d", "utf-8", str(path.resolve()))))


def _text(written: bytes) -> Document | None:
    return Document(written, ".txt") if written.strip() else None


def _run(command: Sequence[str]) -> bytes:
    done = subprocess.run(
        command, capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL
    )
    return done.stdout


_CONVERTERS: Sequence[tuple[str, Callable[[str, Path], Document | None]]] = (
    ("soffice", _office),
    ("libreoffice", _office),
    ("textutil", _textutil),
    ("antiword", _antiword),
    ("catdoc", _catdoc),
)
