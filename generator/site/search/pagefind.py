"""The index of one shard, made by Pagefind and identical to the byte wherever and however often it is made.

Pagefind writes the values of a filter in random order. Here they are sorted, and the files that hold them are
renamed after their new contents, as Pagefind names files.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import cbor2

from generator.model.errors import ClipfileError
from generator.site.search.service import index_files

ENTRY = "pagefind-entry.json"
META, FILTER = "pagefind.{}.pf_meta", "filter/{}.pf_filter"
# What every file of Pagefind's begins with, once it is decompressed.
SIGNATURE = b"pagefind_dcd"
# Positions in the list of a META file.
_PAGES, _FILTERS = 1, 3


class ShardStats(NamedTuple):
    """What a reader's browser has to know of an index before it loads any of it.

    ``entry`` is Pagefind's own description of the index, ``pages`` the number of documents, ``words`` the sum
    of their lengths in words.
    """

    entry: dict[str, Any]
    pages: int
    words: int


class ShardIndex(NamedTuple):
    """An index: its statistics, and its files by path."""

    stats: ShardStats
    files: Mapping[str, bytes]


def build_index(documents: Sequence[Mapping[str, Any]], language: str) -> ShardIndex:
    """Index documents, all as written in one language.

    Args:
        documents: requests of ``records.py``.
        language: BCP 47 tag.

    Raises:
        ClipfileError: Pagefind failed, and the message repeats its output; or no document has a word.
    """
    return _sorted(index_files(documents, language))


def _sorted(files: Mapping[str, bytes]) -> ShardIndex:
    entry = json.loads(files[ENTRY])
    if not entry["languages"]:
        raise ClipfileError("Search could not be indexed: a part of the archive contains no indexable words.")
    ((language, described),) = entry["languages"].items()
    meta_path = META.format(described["hash"])
    meta = _read(files[meta_path])
    filter_paths = [FILTER.format(digest) for _, digest in meta[_FILTERS]]
    filters = [_sorted_filter(files[path], language) for path in filter_paths]
    meta[_FILTERS] = sorted([name, digest] for name, digest, _ in filters)
    described["hash"], data = _encode(language, meta, 10)
    indexed = {path: files[path] for path in files.keys() - {*filter_paths, meta_path, ENTRY}}
    indexed |= {FILTER.format(digest): content for _, digest, content in filters}
    indexed[META.format(described["hash"])] = data
    pages = meta[_PAGES]
    return ShardIndex(ShardStats(entry, len(pages), sum(words for _, words in pages)), indexed)


def _sorted_filter(data: bytes, language: str) -> tuple[str, str, bytes]:
    """Name of a filter, digest and file."""
    name, values = _read(data)
    return name, *_encode(language, [name, sorted(values)], 7)


def _read(data: bytes) -> list[Any]:
    value: list[Any] = cbor2.loads(gzip.decompress(data)[len(SIGNATURE) :])
    return value


def _encode(language: str, value: object, digits: int) -> tuple[str, bytes]:
    """The digest after which a file is named, and its content."""
    data = cbor2.dumps(value)
    content = gzip.compress(SIGNATURE + data, compresslevel=9, mtime=0)
    return f"{language}_{hashlib.sha256(data).hexdigest()[:digits]}", content
