"""Files of pictures in the seeds folder."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.model.pictures import FileState
from generator.system.files import inside

# Bytes of a file that is read as a picture.
LARGEST = 50_000_000


class PictureError(Exception):
    """A picture cannot be used; the message is the end of a sentence that begins with its name."""


def path_of(address: str, seed: str) -> str:
    """The path below the seeds folder of a file to which a document refers, "" for an address elsewhere.

    Args:
        address: as written in the document: percent-encoded or not, with or without ``./``.
        seed: path of the document.
    """
    scheme = urlsplit(address).scheme if "://" in address[:12] or address[:5] in {"data:", "cid:"} else ""
    if scheme or address.startswith(("//", "data:", "cid:", "#")):
        return ""
    plain = address.replace("\\", "/").partition("?")[0].partition("#")[0]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(seed), unquote(plain)))
    return "" if path.startswith(("../", "/")) or path in {".", ".."} else path


def read(root: str, path: str) -> bytes:
    """The bytes of a file below the seeds folder.

    Raises:
        PictureError: it is missing, too large, a link, or cannot be read.
    """
    file = inside(Path(root), path)
    if file is None or file.is_symlink():
        raise PictureError("leads out of the folder of clippings")
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise PictureError(f"is larger than {LARGEST // 1_000_000} MB")
        return file.read_bytes()
    except FileNotFoundError:
        raise PictureError("is missing") from None
    except OSError as error:
        raise PictureError(f"cannot be read: {error.strerror}") from error


def state(root: str, path: str) -> FileState:
    """Size and time of change of a file below the seeds folder, by which a later run knows it unchanged."""
    try:
        status = os.lstat(f"{root}/{path}")
    except (OSError, ValueError):
        return FileState(path, -1, 0)
    return FileState(path, status.st_size, status.st_mtime_ns)
