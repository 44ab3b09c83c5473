"""One shard's index, made by Pagefind and the same to the byte whenever it is made.

Pagefind writes the values of a filter in an order that chance decides. Here they are put in order, and the
files that hold them are named anew by their contents, as Pagefind names them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import cbor2

from generator.errors import ClipfileError

try:
    from pagefind_bin import get_executable
except ImportError:  # no program is packaged for this system: Pagefind's own search finds one
    get_executable = None

OPTIONS = ("--glob", "**/*.html", "--quiet")
# Where this names a program, Pagefind's Python module takes that.
CHOSEN = "PAGEFIND_BINARY_PATH"
# How many places of words make a file of the index (Pagefind's own default: 20,000). A reader loads one such
# file for a word from each shard, so with many small shards they have to be small too.
CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000"}
ENTRY = "pagefind-entry.json"
# What every file of Pagefind's begins with, once it is no longer compressed.
SIGNATURE = b"pagefind_dcd"
# Places in its list of what an index holds.
_PAGES, _FILTERS = 1, 3


class Index(NamedTuple):
    """What a reader's browser has to know of an index before it loads any of it.

    ``entry`` is Pagefind's own; ``pages`` their number; ``words`` the sum over pages of different words.
    """

    entry: dict[str, Any]
    pages: int
    words: int


def make_index(pages: Path, output: Path, language: str) -> Index:
    """Index the HTML files below ``pages``, all as of one language, into ``output``.

    Raises:
        ClipfileError: Pagefind failed; the message holds what it said.
    """
    options = ("--site", str(pages), "--output-path", str(output), "--force-language", language)
    done = subprocess.run(
        [*command(), *OPTIONS, *options],
        env={**os.environ, **CHUNK},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip()
        raise ClipfileError(f"Search could not be indexed. Pagefind said: {said}")
    return _in_order(output)


def command() -> tuple[str, ...]:
    """What starts Pagefind: its program, or a module that looks for one, which takes 0.1 s."""
    if get_executable and CHOSEN not in os.environ:
        return (str(get_executable()),)
    return (sys.executable, "-m", "pagefind")


def _in_order(output: Path) -> Index:
    path = output / ENTRY
    entry = json.loads(path.read_text(encoding="utf-8"))
    ((language, facts),) = entry["languages"].items()
    old = output / f"pagefind.{facts['hash']}.pf_meta"
    meta = _read(old)
    filters = [
        (name, _filter_in_order(output / "filter", language, digest)) for name, digest in meta[_FILTERS]
    ]
    meta[_FILTERS] = sorted(map(list, filters))
    old.unlink()
    facts["hash"] = _write(output, language, meta, "pagefind.{}.pf_meta", 10)
    path.write_text(json.dumps(entry), encoding="utf-8")
    return Index(entry, len(meta[_PAGES]), sum(words for _, words in meta[_PAGES]))


def _filter_in_order(folder: Path, language: str, digest: str) -> str:
    old = folder / f"{digest}.pf_filter"
    name, values = _read(old)
    old.unlink()
    return _write(folder, language, [name, sorted(values)], "{}.pf_filter", 7)


def _read(path: Path) -> list[Any]:
    value: list[Any] = cbor2.loads(gzip.decompress(path.read_bytes())[len(SIGNATURE) :])
    return value


def _write(folder: Path, language: str, value: object, name: str, digits: int) -> str:
    """Write a value to a file that is named by its digest; returns the digest."""
    data = cbor2.dumps(value)
    digest = f"{language}_{hashlib.sha256(data).hexdigest()[:digits]}"
    packed = gzip.compress(SIGNATURE + data, compresslevel=9, mtime=0)
    (folder / name.format(digest)).write_bytes(packed)
    return digest
