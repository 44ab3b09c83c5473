"""Pictures that were fetched with a page: the files in ``NAME_files/``, and a list of where each is from.

The page stays as it was served, so its pictures have web addresses. ``NAME_files/pictures.json`` gives the
file of each address; a page for which a browser saved the folder has no such list, and needs none.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.model.documents import Seed
from generator.model.pictures import FileState, FoundPicture
from generator.pictures.files import PictureError, read, state
from generator.system.files import leads_away

LIST = "pictures.json"
_LONGEST = 4000  # characters of an address
_MOST = 5000  # addresses in a list


class LocatedPictures(NamedTuple):
    """Pictures of a draft, and for each page the state of the list of their files, and the names in it."""

    pictures: tuple[FoundPicture, ...]
    states: Mapping[str, FileState] = {}
    names: Mapping[str, Mapping[str, str]] = {}


_NOTHING = LocatedPictures(())


def list_of(seed: str) -> str:
    """The path of the list of pictures that were fetched with a page."""
    return f"{posixpath.splitext(seed)[0]}_files/{LIST}"


def key(address: str) -> str:
    """An address as the list has it."""
    return address.strip().partition("#")[0][:_LONGEST]


def with_fetched(
    seed: Seed, pictures: Sequence[FoundPicture], known: LocatedPictures = _NOTHING
) -> LocatedPictures:
    """The pictures of a document, those that were fetched with it at the address of their file.

    Args:
        seed: the document.
        pictures: where it says that they are.
        known: the result for other pictures of this document, whose lists are not read again.
    """
    if not seed.folder or not any(_is_elsewhere(picture) for picture in pictures):
        return known._replace(pictures=tuple(pictures))
    pages = dict.fromkeys(picture.page or seed.path for picture in pictures)
    states = {page: state(seed.folder, list_of(page)) for page in pages if page not in known.states}
    names = {
        **known.names,
        **{page: fetched(seed.folder, page) for page, listed in states.items() if listed.size > 0},
    }
    states = {**known.states, **states}
    if names:
        pictures = [
            _located(picture, names.get(picture.page or seed.path, {}), picture.page or seed.path)
            for picture in pictures
        ]
    return LocatedPictures(tuple(pictures), states, names)


def fetched(root: str, seed: str) -> dict[str, str]:
    """The name of the file in ``NAME_files/`` by the address it was fetched from; empty without a valid list.

    Args:
        root: the seeds folder.
        seed: path of the page.
    """
    try:
        names = json.loads(read(root, list_of(seed)))
    except (PictureError, ValueError, RecursionError):
        return {}
    items = list(names.items())[:_MOST] if isinstance(names, dict) else []
    return {
        address: name
        for address, name in items
        if isinstance(name, str) and "/" not in name and not leads_away(name)
    }


def _located(picture: FoundPicture, names: Mapping[str, str], page: str) -> FoundPicture:
    addresses = (picture.address, *picture.also)
    name = next((names[address] for address in map(key, filter(None, addresses)) if address in names), "")
    if picture.data or not name:
        return picture
    folder = posixpath.basename(posixpath.dirname(list_of(page)))
    also = tuple(address for address in addresses if address)
    return replace(picture, address=f"{folder}/{name}", also=also)


def _is_elsewhere(picture: FoundPicture) -> bool:
    return not picture.data and bool(picture.address or picture.also)
