"""What a curator declares about the pictures of an article: more of them, better words, or fewer."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from generator.model.documents import Declaration
from generator.model.pictures import FoundPicture

# The rule of what stands for an entry that is to drop a picture, and matches none: its address is what the
# entry names, its caption lists the pictures that there are. It is no picture.
UNMATCHED = "declared-drop"
_WORDS = ("alt", "caption", "credit", "rights", "lead")
_LISTED = 12  # pictures that a message lists
_LONGEST = 4000  # characters of an address that may be that of a file
_SHOWN = 60  # characters of a name in a message


def with_declared(pictures: Sequence[FoundPicture], declared: Declaration) -> tuple[FoundPicture, ...]:
    """The pictures of a document as the sidecar's list ``pictures`` adds to, corrects or drops them.

    An entry is about the picture of the document with that path, or that name, or within the document with
    these words, if only one has it, or with that number, from 1; otherwise it is a further picture, before
    the text. If it is to drop one, an ``UNMATCHED`` stands for it. A declared lead is the first picture.
    """
    entries = declared.values.get("pictures")
    if not isinstance(entries, list):
        return tuple(pictures)
    kept, dropped, unmatched = list(pictures), set[int](), list[FoundPicture]()
    leads: list[int] = []
    for entry in (entry for entry in entries if isinstance(entry, Mapping)):
        file = str(entry.get("file") or "")
        words = {key: entry[key] for key in _WORDS if entry.get(key) is not None}
        places = _places(kept, file, len(pictures))
        if entry.get("drop"):
            dropped.update(places)
            if not places:
                unmatched.append(FoundPicture(file, caption=_listed(pictures), rule=UNMATCHED))
        elif not places:
            kept.append(FoundPicture(file, **words, rule="declared"))
        else:
            kept[places[0]] = replace(kept[places[0]], **words)
        if words.get("lead"):
            leads.append(places[0] if places else len(kept) - 1)
    order = dict.fromkeys((*leads, *sorted(range(len(kept)), key=lambda place: kept[place].after)))
    return (*(kept[place] for place in order if place not in dropped), *unmatched)


def _places(pictures: Sequence[FoundPicture], file: str, numbered: int) -> list[int]:
    """Where the one picture is that an entry names: several places if the document shows it several times.

    Args:
        pictures: those of the document, then those that earlier entries added.
        file: what the entry names.
        numbered: how many are the document's own.
    """
    path, name, words = _path(file), _name(file), _folded(file)
    tests: tuple[Callable[[FoundPicture], bool], ...] = (
        lambda picture: file in _addresses(picture),  # "a%20b.jpg" may be how a file is called
        lambda picture: path in map(_path, _addresses(picture)),
        lambda picture: bool(name) and name in map(_name, _addresses(picture)),
        lambda picture: (
            bool(picture.data and words) and words in map(_folded, (picture.alt, picture.caption))
        ),
    )
    for test in tests:
        found = [place for place, picture in enumerate(pictures) if test(picture)]
        if len({_identity(pictures[place]) for place in found}) == 1:
            return found
    if file.isascii() and file.isdigit() and len(file) < 6 and 0 < int(file) <= numbered:
        index = int(file) - 1
        same = (n for n, picture in enumerate(pictures) if _identity(picture) == _identity(pictures[index]))
        return [index, *(n for n in same if n != index)]
    return []


def _identity(picture: FoundPicture) -> tuple[str, tuple[str, ...], bytes]:
    return picture.address.removeprefix("./"), () if picture.address else picture.also, picture.data


def _addresses(picture: FoundPicture) -> Iterator[str]:
    """The addresses of a picture by which a person may name it."""
    for address in (picture.address, *picture.also):
        if address and len(address) <= _LONGEST and not address.startswith(("data:", "cid:")):
            yield address


def _path(address: str) -> str:
    plain = unicodedata.normalize("NFC", unquote(address.strip())).replace("\\", "/")
    return plain.removeprefix("./")


def _name(address: str) -> str:
    """The name of the file at an address, without a query."""
    if "://" in address:
        address = address.partition("?")[0].partition("#")[0]
    return _path(address).rpartition("/")[2]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _listed(pictures: Sequence[FoundPicture]) -> str:
    """Number and name of each picture, for a message."""
    names = [f"{number} {_shown(picture)!r}" for number, picture in enumerate(pictures[:_LISTED], 1)]
    more = len(pictures) - len(names)
    return ", ".join((*names, f"and {more} more") if more else names)


def _shown(picture: FoundPicture) -> str:
    names = (*filter(None, map(_name, _addresses(picture))), picture.alt, picture.caption)
    return next(filter(None, names), "within the document")[:_SHOWN]
