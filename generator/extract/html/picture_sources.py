"""Where the bytes of a picture of a page may be: every address that its element gives, the best first."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes

from lxml.html import HtmlElement

from generator.text.tables import load_table
from generator.text.web_address import parts_of, resolved

IMAGES = ("img", "amp-img")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-original-set", "data-sizes-srcset", "imagesrcset")
_LARGER = (
    *(
        "data-full-url",
        "data-orig-file",
        "data-large-file",
        "data-large_image",
        "data-zoomed",
        "data-zoom-image",
    ),
    *("data-hi-res-src", "data-highres", "data-full"),
)
_SINGLE = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-img-src",
    "data-image",
    "data-url",
    "src",
)
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|jfif|gif|webp|bmp|avif|tiff?|heic)\Z", re.IGNORECASE)
BACKGROUND = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_VARIABLE = re.compile(r"var\(\s*(--sf-img-\d{1,5})\s*\)")
_VARIABLES = re.compile(r"(--sf-img-\d{1,5})\s*:\s*url\(\s*([\"']?)(data:image/[^\"')\s]+)\2\s*\)")
_PLACEHOLDER = 400  # characters of the data of a picture that holds the place of another
_MOST = 40
_WIDEST = 2560  # pixels of a picture that is of use
_NO_FILE = ("data:", "blob:", "javascript:", "about:")
_LONGEST_NAME = 255
_SIZE = re.compile(
    r"(?:[-_]\d{2,4}x\d{2,4}|-scaled|@\dx|[-_](?:w|width)?\d{3,4}(?:px|w)?|\(\d{1,3}\)|[-_](?:small|medium|large|thumb|original)){1,4}\Z",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:image|img|photo|picture|main|large|small|medium|original|master|full|index|download|default|crop|\d++|saved_resource)*+",
    re.IGNORECASE,
)
MARK = "~"
"""Begins the number of embedded data that was cut out of a page: ``data:image/png;base64,~3``."""


class Source(NamedTuple):
    """Where a picture is.

    Attributes:
        address: what the page calls it, "" if it only has data.
        others: further addresses of the same picture.
        data: bytes within the page, empty for none.
        keys: one of them is equal for the same picture in another size; none if its names say nothing.
    """

    address: str
    others: tuple[str, ...] = ()
    data: bytes = b""
    keys: tuple[str, ...] = ()


def source_of(element: HtmlElement, variables: Mapping[str, str]) -> Source:
    """Where the picture of an element is.

    Args:
        element: an image of a page.
        variables: the data of pictures in style sheets, by the name of the variable.
    """
    addresses = list(dict.fromkeys(filter(None, map(str.strip, _addresses(element)))))
    named = _VARIABLE.search(element.get("style") or "")
    if named and named[1] in variables:
        addresses.insert(0, variables[named[1]])
    return _source_at(addresses)


def _source_at(addresses: list[str]) -> Source:
    """The source with these addresses, the best first."""
    data = [address for address in addresses if address[:5].lower() == "data:" and _is_picture_data(address)]
    others = [address for address in addresses if not address.lower().startswith(_NO_FILE)]
    saved = [address for address in others if is_saved_copy(address)]
    marked = [address for address in data if MARK in address[:60]]
    held = next((bytes_of(address) for address in data if address not in marked), b"")
    ordered = list(dict.fromkeys((*saved, *marked, *others)))[:_MOST]
    keys = dict.fromkeys(filter(None, (key_of(address) for address in ordered)))
    first = ordered[0] if ordered else ""
    return Source(first, tuple(ordered[1:]), held, tuple(keys))


def full_addresses(source: Source, base: str) -> list[str]:
    """The addresses of a source, the best first; relative ones also in full, if the page has an address."""
    named = list(filter(None, (source.address, *source.others)))
    if not base:
        return named
    forms = (
        (address,) if is_saved_copy(address) or address[:5] == "data:" else (resolved(address, base), address)
        for address in named
    )
    return list(dict.fromkeys(address for form in forms for address in form if address))


def _addresses(element: HtmlElement) -> Iterator[str]:
    """The addresses of a picture, the largest first."""
    link = next(element.iterancestors("a"), None)
    target = (link.get("href") or "") if link is not None else ""
    path = parts_of(target).path if target else ""
    # A wiki has a page about each picture, which is called like it: File:Ferry.jpg.
    if _PICTURE_FILE.search(path) and ":" not in unquote(path.rpartition("/")[2]):
        yield target
    yield from (element.get(name) or "" for name in _LARGER)
    sets = [element.get(name) or "" for name in _SETS]
    picture = next(element.iterancestors("picture"), None)
    if picture is not None:
        sets += [source.get(name) or "" for source in picture.iter("source") for name in _SETS]
    sized = [pair for text in sets if text for pair in candidates(text)]
    yield from (address for _, address in sorted(sized, key=_by_use))
    yield from (element.get(name) or "" for name in _SINGLE)


def _by_use(candidate: tuple[float, str]) -> tuple[bool, float]:
    """Sorts the largest first, but those first that are not larger than anybody shows."""
    width = candidate[0]
    return width > _WIDEST, width if width > _WIDEST else -width


def candidates(srcset: str) -> Iterator[tuple[float, str]]:
    """Width, or density, and address of each picture in a ``srcset``; an address may contain commas."""
    words = srcset.split()
    address = ""
    for word in words[: 4 * _MOST]:
        size = re.fullmatch(r"([\d.]{1,8})[wxh],?", word)
        if address and size:
            yield _number(size[1]), address
            address = ""
            continue
        if address:
            yield 0.0, address.rstrip(",")
        address = word
    if address:
        yield 0.0, address.rstrip(",")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def variables_of(root: HtmlElement) -> dict[str, str]:
    """The pictures that SingleFile keeps in a style sheet because the page shows them several times."""
    sheets = (style.text or "" for style in root.iter("style"))
    return {
        match[1]: match[3] for sheet in sheets if "--sf-img-" in sheet for match in _VARIABLES.finditer(sheet)
    }


def is_saved_copy(address: str) -> bool:
    """Whether an address is that of a file which a browser saved next to the page: no site has it."""
    folder, slash, _ = address.removeprefix("./").replace("\\", "/").partition("/")
    return bool(slash) and ":" not in folder and unquote(folder).lower().endswith(saved_folders())


@cache
def saved_folders() -> tuple[str, ...]:
    """Endings of the folders that browsers save next to a page."""
    return tuple(load_table("ignored")["page_folders"])


def is_picture_file(address: str) -> bool:
    """Whether an address ends like that of a picture."""
    return bool(_PICTURE_FILE.search(parts_of(address).path))


def _is_picture_data(address: str) -> bool:
    """Whether the data in an address is a picture, not the place of one or a drawing."""
    head = address[:80].lower()
    if MARK in head:
        return True
    return not head.startswith("data:image/svg") and len(address) > _PLACEHOLDER


def bytes_of(address: str) -> bytes:
    """The bytes in a ``data:`` address, empty if they are damaged."""
    head, _, rest = address.partition(",")
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(rest)
    return decoded(unquote(rest) if "%" in rest else rest)


def decoded(text: str | bytes) -> bytes:
    """The bytes of base64, in either alphabet, with or without padding and white space; empty if damaged."""
    plain = text.encode("ascii", "ignore") if isinstance(text, str) else text
    plain = plain.translate(bytes.maketrans(b"-_", b"+/"), b" \t\r\n=")
    try:
        return b64decode(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return b""


def name_of(address: str) -> str:
    """The name of the file at an address."""
    if address.startswith(("data:", "cid:")):
        return ""
    return " ".join(unquote(parts_of(address).path.rstrip("/").rpartition("/")[2]).split())


def key_of(address: str) -> str:
    """The name of a picture without size and ending, by which its other sizes are known; "" for none.

    A name that any picture may have counts with the whole path.
    """
    if not address or address.startswith("data:"):
        return ""
    path = unquote(parts_of(address).path).lower()
    name = path.rstrip("/").rpartition("/")[2]
    if len(name) > _LONGEST_NAME:
        return path
    stem = _PICTURE_FILE.sub("", name)
    while shorter := _SIZE.sub("", stem):
        if shorter == stem:
            break
        stem = shorter
    return path if len(stem) < 3 or _GENERIC.fullmatch(stem) else stem
