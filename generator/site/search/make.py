"""Shards made and kept: each lies in the cache under a digest of all that its index depends on.

A kept shard is a folder of three: ``facts.json``, what the page has to know of it; ``data``, what the page
loads of it; ``engine``, what all shards have alike.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from generator.site.search import packs as search_packs
from generator.site.search import pagefind as search_pagefind
from generator.site.search import service as search_service
from generator.model.errors import ClipfileError
from generator.site.search.packs import packed
from generator.site.search.pagefind import make_index
from generator.site.search.pages import digest_of, indexed
from generator.site.search.shards import Page, Shard

SHARDS = "shards"
FACTS, DATA, ENGINE = "facts.json", "data", "engine"
_SCRIPT = "pagefind.js"
_LANGUAGE = re.compile(r"<html\b[^<>]*\blang=[\"']?([\w-]+)")
# Free memory that a run of Pagefind may want, in bytes.
RUN = 1_000_000_000


def make_shards(files: Mapping[str, str], cache: Path, divided: Sequence[Shard]) -> list[Path]:
    """The folders of the shards, each made if it is not there, the largest first.

    Args:
        files: path of a file with the page's content, by the page's path in the site.
        cache: the folder that keeps shards.
        divided: which pages are indexed together.

    Raises:
        ClipfileError: Pagefind failed, or a page changed since it was looked at.
    """
    (cache / SHARDS).mkdir(parents=True, exist_ok=True)
    folders = {shard: cache / SHARDS / _digest(shard) for shard in divided}
    missing = sorted((one for one in divided if not folders[one].exists()), key=lambda one: -len(one.pages))
    with ThreadPoolExecutor(_at_once()) as pool:
        for _ in pool.map(lambda shard: _make(files, shard, folders[shard]), missing):
            pass
    return [folders[shard] for shard in divided]


def _at_once() -> int:
    """How many runs of Pagefind: one more than there are cores, for a run begins and ends alone."""
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):  # a system that does not tell
        return 1
    return max(1, min((os.cpu_count() or 1) + 1, free // RUN))


def _digest(shard: Shard) -> str:
    """Of all that a shard's index depends on; the shard lies under it, in the cache and in the site."""
    total = hashlib.sha256(version("pagefind").encode())
    for file in (search_pagefind.__file__, search_packs.__file__, search_service.__file__, __file__):
        total.update(Path(file).read_bytes())
    total.update(json.dumps([page[:2] for page in shard.pages]).encode())
    return total.hexdigest()[:16]


def _make(files: Mapping[str, str], shard: Shard, folder: Path) -> None:
    """Index one shard aside, then put it in place: a build that is killed leaves no half of one."""
    aside = folder.with_name(folder.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    parts = {page.path: _part(files[page.path], page) for page in shard.pages}
    facts, made = make_index(parts, _language(parts.values()))
    _write(aside / FACTS, json.dumps(facts._asdict()).encode())
    ((_, known),) = facts.entry["languages"].items()
    for name in (_SCRIPT, f"wasm.{known['wasm'] or 'unknown'}.pagefind"):
        _write(aside / ENGINE / name, made[name])
    for path, data in packed(made, facts.pages):
        _write(aside / DATA / path, data)
    aside.replace(folder)


def _part(file: str, page: Page) -> str:
    part = indexed(Path(file).read_text(encoding="utf-8"))
    if digest_of(part) != page.digest:
        raise ClipfileError(f"{page.path} changed while it was indexed for search. Run again.")
    return part


def _language(parts: Iterable[str]) -> str:
    """That of the last page which names one: all of a shard are indexed as of one language."""
    named = [found[1].lower() for found in map(_LANGUAGE.search, parts) if found]
    return named[-1] if named else "unknown"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
