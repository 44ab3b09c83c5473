"""Packs: several small files of an index in one. Hosts store fewer files, and readers send fewer requests.

A pack is a line of JSON, ``{name: size in bytes}`` of its members, followed by their contents in that order.
All filters of a shard are in one pack, because the search page needs them all. What the page shows of an
article is in a pack with that of one or two others; the digest in its name tells which.
``theme/assets/search-packs.js`` reads packs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping

FILTERS = "filters.pack"
FRAGMENTS = "fragments/{}.pack"
# Pagefind names a fragment LANGUAGE_DIGEST.pf_fragment. The digest has at least so many digits.
SUFFIX = ".pf_fragment"
DIGITS = 7


def pack_files(files: Mapping[str, bytes], packs: int) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file in a shard's folder; what the search page never loads is left out.

    Args:
        files: of an index, by path.
        packs: how many packs there are for its fragments, at most.
    """
    members: dict[str, dict[str, bytes]] = defaultdict(dict)
    for path, data in files.items():
        folder, _, name = path.rpartition("/")
        target = pack_of(folder, name, packs)
        if target:
            members[target][name] = data
        elif folder or name.endswith(".pf_meta"):
            yield path, data
    yield from ((target, pack(contents)) for target, contents in members.items())


def pack(members: Mapping[str, bytes]) -> bytes:
    """The members in one file, sorted by name."""
    names = sorted(members)
    sizes = json.dumps({name: len(members[name]) for name in names}, separators=(",", ":"))
    return b"".join((sizes.encode(), b"\n", *(members[name] for name in names)))


def pack_of(folder: str, name: str, packs: int) -> str:
    """The path of the pack for one of Pagefind's files; empty if the file is not packed."""
    if folder == "filter":
        return FILTERS
    if folder != "fragment":
        return ""
    digest = name.removesuffix(SUFFIX).rpartition("_")[2]
    return FRAGMENTS.format(int(digest[:DIGITS], 16) % packs)
