"""Files that belong to an item, saved in ``NAME_files/`` next to its document.

The document is not changed: ``pictures.json`` there says which file has the address that the document uses
(``pictures.fetched``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from generator.imports.item import Attachment
from generator.model.errors import ClipfileError
from generator.model.slugs import slug
from generator.pictures.fetched import fetched, key, list_of
from generator.system.files import create, rewrite

_NAME = 60  # characters of a file's name
_LONGEST_ENDING = 8


def attach(attachments: Sequence[Attachment], seeds: Path, path: Path) -> int:
    """Save the files of an item that are not there yet; returns how many were saved.

    Args:
        attachments: the files.
        seeds: the folder of clippings.
        path: of the document, below it.

    Raises:
        ClipfileError: a file cannot be written.
    """
    if not attachments:
        return 0
    seed = path.relative_to(seeds).as_posix()
    listing = seeds / list_of(seed)
    names = fetched(str(seeds), seed)
    before, saved = dict(names), 0
    try:
        for attachment in attachments:
            if key(attachment.name) in names:
                continue
            listing.parent.mkdir(exist_ok=True)
            name = _save(listing.parent, attachment)
            names |= dict.fromkeys(_addresses(attachment.name), name)
            saved += 1
        if names != before:
            text = json.dumps(dict(sorted(names.items())), ensure_ascii=False, indent=1) + "\n"
            rewrite(listing, text.encode(errors="replace"))
    except OSError as error:
        raise ClipfileError(
            f"{error.filename or listing.parent}: cannot be written: {error.strerror or error}"
        ) from error
    return saved


def _addresses(name: str) -> Iterator[str]:
    """How a document may write the address of a file."""
    if "://" in name:
        yield from (key(name), key(unquote(name)))
        return
    for written in (name, unquote(name), quote(unquote(name))):
        yield key(written)
        yield key(f"./{written}")


def _save(folder: Path, attachment: Attachment) -> str:
    """Write a file under an unused name; returns the name."""
    given = PurePosixPath(unquote(attachment.name).partition("?")[0].replace("\\", "/"))
    ending = (
        given.suffix.lower() if given.suffix[1:].isalnum() and len(given.suffix) <= _LONGEST_ENDING else ""
    )
    stem = slug(given.stem, "ascii")[:_NAME].strip("-") or "file"
    for number in range(1, 10_000):
        file = folder / f"{stem}{'' if number == 1 else f'-{number}'}{ending}"
        try:
            create(file, attachment.data)
        except FileExistsError:
            if not file.is_file() or file.read_bytes() != attachment.data:
                continue
        return file.name
    raise ClipfileError(f"{folder}: has too many files called {stem}{ending}. Move some of them elsewhere.")
