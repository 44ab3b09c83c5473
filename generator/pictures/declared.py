"""What a curator declares about the pictures of an article: more of them, better words, or fewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator.model.documents import Declaration
from generator.model.pictures import FoundPicture

_WORDS = ("alt", "caption", "credit", "rights", "lead")


def with_declared(pictures: Sequence[FoundPicture], declared: Declaration) -> tuple[FoundPicture, ...]:
    """The pictures of a document as the sidecar's list ``pictures`` adds to, corrects or drops them.

    An entry is about the picture of the document with that path, or that name if only one has it; otherwise
    it is a further picture, before the text.
    """
    entries = declared.values.get("pictures")
    if not isinstance(entries, list):
        return tuple(pictures)
    kept = list(pictures)
    for entry in (entry for entry in entries if isinstance(entry, Mapping)):
        file = str(entry.get("file") or "")
        words = {key: entry[key] for key in _WORDS if entry.get(key) is not None}
        place = _place(kept, file)
        if entry.get("drop"):
            if place is not None:
                del kept[place]
        elif place is None:
            kept.append(FoundPicture(file, **words, rule="declared"))
        else:
            kept[place] = replace(kept[place], **words)
    return tuple(kept)


def _place(pictures: Sequence[FoundPicture], file: str) -> int | None:
    exact = [n for n, picture in enumerate(pictures) if picture.address.removeprefix("./") == file]
    if exact:
        return exact[0]
    name = PurePosixPath(file).name
    named = [n for n, picture in enumerate(pictures) if PurePosixPath(picture.address).name == name]
    return named[0] if len(named) == 1 else None
