"""Files of pictures in the seeds folder."""

from __future__ import annotations

import errno
import os
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from generator.model.pictures import FileState
from generator.system.files import inside, leads_away
from generator.text.tables import load_table

# The rule of problems with a picture.
RULE = "picture"
# Bytes of a file that is read as a picture.
LARGEST = 50_000_000
# An address with a scheme, that of another host, or a place in the document. A letter alone is a drive.
_ELSEWHERE = re.compile(r"\A\s*+(?:[A-Za-z][A-Za-z0-9+.-]*:|//|#|\Z)")
_MOST_LEVELS = 4  # folders above a note in which the folder of its pictures may be
# There is no such file, or no file can have such a name.
_NO_FILE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
# A file of this machine, by its scheme or drive.
_LOCAL = re.compile(r"file:|[A-Za-z]:/", re.IGNORECASE)


class PictureError(Exception):
    """A picture cannot be used; the message is the end of a sentence that begins with its name."""


def path_of(address: str, seed: str, root: str) -> str:
    """The path below the seeds folder of a file to which a document refers, "" for an address elsewhere.

    Args:
        address: as written in the document: percent-encoded or not, with or without ``./`` and a query.
        seed: path of the document.
        root: the seeds folder. Of several readings of the address, the one that names a file there counts.
    """
    if _ELSEWHERE.match(address):
        return ""
    below = list(dict.fromkeys(filter(None, (_below(form, seed) for form in _readings(address)))))
    return next((path for path in below if state(root, path).size >= 0), below[-1] if below else "")


def _readings(address: str) -> Iterator[str]:
    plain = address.strip().replace("\\", "/")
    bare = plain.partition("?")[0].partition("#")[0]
    for form in (plain, unquote(plain), unquote(bare)):
        # Some systems decompose the names of files.
        yield from (unicodedata.normalize(normal, form) for normal in ("NFD", "NFC"))
        yield form


def _below(address: str, seed: str) -> str:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(seed), address))
    return "" if leads_away(path) or path == "." else path


def kept_apart(address: str, seed: str) -> Iterator[str]:
    """Where a picture may be that a note names by its file name alone, as Obsidian does, nearest first.

    Args:
        address: as written in the document.
        seed: path of the document, in Markdown; for others, and for a path, nothing is proposed.
    """
    if not seed.lower().endswith((".md", ".markdown")) or "/" in address or _ELSEWHERE.match(address):
        return
    folders = load_table("pictures")["note_folders"]
    for level in range(min(seed.count("/"), _MOST_LEVELS) + 1):
        up = "../" * level
        if up:
            yield f"{up}{address}"
        yield from (f"{up}{folder}/{address}" for folder in folders)


def leaves(address: str) -> bool:
    """Whether an address names a file of this machine outside the folder of its document."""
    plain = unquote(address.strip().replace("\\", "/"))
    return bool(_LOCAL.match(plain)) or (not _ELSEWHERE.match(plain) and plain.startswith("../"))


def read(root: str, path: str) -> bytes:
    """The bytes of a file below the seeds folder.

    Raises:
        PictureError: it is missing, too large, a link, or cannot be read.
    """
    file = inside(Path(root), path)
    try:
        if file is None or file.is_symlink():
            raise PictureError("leads out of the folder of clippings")
        size = file.stat().st_size
        if size > LARGEST:
            raise PictureError(f"is larger than {LARGEST // 1_000_000} MB")
        return file.read_bytes()
    except OSError as error:
        if error.errno in _NO_FILE:
            raise PictureError("is missing") from None
        raise PictureError(f"cannot be read: {error.strerror}") from error


def state(root: str, path: str) -> FileState:
    """Size and time of change of a file below the seeds folder, by which a later run knows it unchanged."""
    try:
        status = os.lstat(f"{root}/{path}")
    except (OSError, ValueError):
        return FileState(path, -1, 0)
    return FileState(path, status.st_size, status.st_mtime_ns)
