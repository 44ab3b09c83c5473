"""One shard's index, made by Pagefind and the same to the byte whenever and wherever it is made.

Pagefind writes the values of a filter in an order that chance decides. Here they are put in order, and the
files that hold them are named anew by their contents, as Pagefind names them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import cbor2

from generator.model.errors import ClipfileError
from generator.site.search.service import index_files

ENTRY = "pagefind-entry.json"
META, FILTER = "pagefind.{}.pf_meta", "filter/{}.pf_filter"
# What every file of Pagefind's begins with, once it is no longer compressed.
SIGNATURE = b"pagefind_dcd"
# Places in its list of what an index holds.
_PAGES, _FILTERS = 1, 3


class Facts(NamedTuple):
    """What a reader's browser has to know of an index before it loads any of it.

    ``entry`` is Pagefind's own; ``pages`` their number; ``words`` the sum over pages of different words.
    """

    entry: dict[str, Any]
    pages: int
    words: int


class Index(NamedTuple):
    """An index: what has to be known of it, and its files by their path."""

    facts: Facts
    files: Mapping[str, bytes]


def make_index(pages: Mapping[str, str], language: str) -> Index:
    """Index HTML pages, given by their path in the site, all as of one language.

    Raises:
        ClipfileError: Pagefind failed, and the message holds what it said; or there is no word to index.
    """
    return _in_order(index_files(pages, language))


def _in_order(files: Mapping[str, bytes]) -> Index:
    entry = json.loads(files[ENTRY])
    if not entry["languages"]:
        raise ClipfileError("Search could not be indexed. No article of a part of the archive holds a word.")
    ((language, known),) = entry["languages"].items()
    listed = META.format(known["hash"])
    meta = _read(files[listed])
    old = [FILTER.format(digest) for _, digest in meta[_FILTERS]]
    filters = [_filter_in_order(files[path], language) for path in old]
    meta[_FILTERS] = sorted([name, digest] for name, digest, _ in filters)
    known["hash"], data = _written(language, meta, 10)
    kept = {path: files[path] for path in files.keys() - {*old, listed, ENTRY}}
    kept |= {FILTER.format(digest): packed for _, digest, packed in filters}
    kept[META.format(known["hash"])] = data
    return Index(Facts(entry, len(meta[_PAGES]), sum(words for _, words in meta[_PAGES])), kept)


def _filter_in_order(data: bytes, language: str) -> tuple[str, str, bytes]:
    """Name of a filter, digest and file."""
    name, values = _read(data)
    return name, *_written(language, [name, sorted(values)], 7)


def _read(data: bytes) -> list[Any]:
    value: list[Any] = cbor2.loads(gzip.decompress(data)[len(SIGNATURE) :])
    return value


def _written(language: str, value: object, digits: int) -> tuple[str, bytes]:
    """The file that holds a value, and the digest after which it is named."""
    data = cbor2.dumps(value)
    packed = gzip.compress(SIGNATURE + data, compresslevel=9, mtime=0)
    return f"{language}_{hashlib.sha256(data).hexdigest()[:digits]}", packed
