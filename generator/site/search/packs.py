"""Several small files of an index in one: fewer files for a host to hold, fewer requests for a reader.

A pack is a line of JSON, ``{name: bytes}`` of its members, and their contents in that order. All filters of
a shard are one pack: the search page wants them all. What the page shows of an article lies with that of
one or two others, in the pack that the digest in its name tells. ``theme/assets/search-packs.js`` reads them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping

FILTERS = "filters.pack"
FRAGMENTS = "fragments/{}.pack"
# Pagefind names a fragment LANGUAGE_DIGEST.pf_fragment; so many digits are always there.
SUFFIX = ".pf_fragment"
DIGITS = 7


def packed(files: Mapping[str, bytes], packs: int) -> Iterator[tuple[str, bytes]]:
    """What a shard's folder holds: path and content of its files, the small ones in packs.

    Args:
        files: of an index, by path.
        packs: how many packs its fragments are in, at most.
    """
    members: dict[str, dict[str, bytes]] = defaultdict(dict)
    for path, data in files.items():
        folder, _, name = path.rpartition("/")
        target = pack_of(folder, name, packs)
        if target:
            members[target][name] = data
        elif folder or name.endswith(".pf_meta"):
            yield path, data
    yield from ((target, pack(some)) for target, some in members.items())


def pack(members: Mapping[str, bytes]) -> bytes:
    """The members in one piece, by name."""
    names = sorted(members)
    sizes = json.dumps({name: len(members[name]) for name in names}, separators=(",", ":"))
    return b"".join((sizes.encode(), b"\n", *(members[name] for name in names)))


def pack_of(folder: str, name: str, packs: int) -> str:
    """The path of the pack that holds a file of Pagefind's, empty for one that lies by itself."""
    if folder == "filter":
        return FILTERS
    if folder != "fragment":
        return ""
    digest = name.removesuffix(SUFFIX).rpartition("_")[2]
    return FRAGMENTS.format(int(digest[:DIGITS], 16) % packs)
