"""Several small files of an index in one: fewer files for a host to hold, fewer requests for a reader.

A pack is a line of JSON, ``{name: bytes}`` of its members, and their contents in that order. All filters of
a shard are one pack: the search page wants them all. What the page shows of an article lies with that of
one or two others, in the pack that the digest in its name tells. ``theme/assets/search-packs.js`` reads them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

FILTERS = "filters.pack"
FRAGMENTS = "fragments"
# Pagefind names a fragment LANGUAGE_DIGEST.pf_fragment; so many digits are always there.
SUFFIX = ".pf_fragment"
DIGITS = 7


def pack(members: Mapping[str, bytes]) -> bytes:
    """The members in one piece, by name."""
    names = sorted(members)
    sizes = json.dumps({name: len(members[name]) for name in names}, separators=(",", ":"))
    return b"".join((sizes.encode(), b"\n", *(members[name] for name in names)))


def pack_filters(filters: Iterable[Path], target: Path) -> None:
    """Write all filters of a shard into one file of the folder ``target``."""
    (target / FILTERS).write_bytes(pack({path.name: path.read_bytes() for path in filters}))


def pack_fragments(fragments: Iterable[Path], target: Path, packs: int) -> None:
    """Write the fragments of a shard into at most ``packs`` files below ``target``."""
    (target / FRAGMENTS).mkdir()
    found: dict[int, dict[str, bytes]] = defaultdict(dict)
    for path in fragments:
        found[number_of(path.name, packs)][path.name] = path.read_bytes()
    for number, members in found.items():
        (target / FRAGMENTS / f"{number}.pack").write_bytes(pack(members))


def number_of(fragment: str, packs: int) -> int:
    """The pack of so many that holds a fragment, by its name."""
    digest = fragment.removesuffix(SUFFIX).rpartition("_")[2]
    return int(digest[:DIGITS], 16) % packs
