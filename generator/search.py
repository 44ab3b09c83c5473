"""The search index: articles in shards, each indexed by Pagefind, unchanged ones taken from the last build.

``site/pagefind/shards.json`` names the shards, the newest first; ``theme/assets/search-engine.js`` loads
them one after the other. All shards have one engine and one script, which lie beside that file.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import search_pagefind
from generator.search_pagefind import make_index
from generator.search_pages import ARTICLES, indexed, read_pages
from generator.search_shards import SIZES, Shard, Sizes, shards

FOLDER = "pagefind"
LIST = "shards.json"
# Within a kept shard: what the page loads of it, and what all shards have alike.
FACTS, DATA, ENGINE = "facts.json", "data", "engine"
_SCRIPT = "pagefind.js"
_LANGUAGE = re.compile(r"<html\b[^>]*\blang=[\"']?([\w-]+)")
# Free memory that two runs of Pagefind side by side want, in bytes.
ROOM = 2_000_000_000


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The shards of an archive, made and kept, ready to be put into a site.

    Attributes:
        shards: each with the folder that keeps it, the newest first.
    """

    shards: tuple[tuple[Shard, Path], ...]

    def place(self, site: Path) -> None:
        """Make ``site/pagefind`` hold these shards and no other, and the list of them.

        Raises:
            OSError: the disk refused; the next call mends what is missing.
        """
        _place([folder for _, folder in self.shards], site / FOLDER)
        listed = [_listed(shard, folder) for shard, folder in self.shards]
        (site / FOLDER / LIST).write_text(json.dumps(listed), encoding="utf-8")


def index_pages(
    files: Mapping[str, str], *, cache: Path, digests: Mapping[str, str] | None = None, sizes: Sizes = SIZES
) -> SearchIndex:
    """Index the pages of articles for search. No site has to be there yet, and none is written to.

    Args:
        files: path of a file with the page's content, by the page's path in the site; pages of lists and
            other files are left aside.
        cache: a folder that keeps shards for the next build; deleting it changes nothing but time.
        digests: of pages by path in the site, where the caller knows them.
        sizes: how many articles a shard may have.

    Raises:
        ClipfileError: Pagefind failed; the message holds what it said.
        OSError: a page could not be read, or the disk refused.
    """
    divided = shards(read_pages(files, cache, digests or {}), sizes)
    made = _made(files, cache, divided)
    _forget(cache / "shards", {folder.name for folder in made})
    return SearchIndex(tuple(zip(divided, made, strict=True)))


def index_site(
    site: Path, *, cache: Path | None = None, digests: Mapping[str, str] | None = None, sizes: Sizes = SIZES
) -> None:
    """Index the articles of a built site for search, into ``site/pagefind``: ``index_pages``, then ``place``.

    Args:
        site: the built site.
        cache: as for ``index_pages``; without one nothing is kept.
        digests: of pages by path relative to ``site``, where the caller knows them.
        sizes: how many articles a shard may have.

    Raises:
        ClipfileError: Pagefind failed; the message holds what it said.
    """
    files = {path.relative_to(site).as_posix(): str(path) for path in (site / ARTICLES).rglob("*.html")}
    with _kept(site, cache) as store:
        index_pages(files, cache=store, digests=digests, sizes=sizes).place(site)


@contextmanager
def _kept(site: Path, cache: Path | None) -> Iterator[Path]:
    """The folder for what is kept, or one that lasts as long as this build."""
    store = cache or site.with_name(site.name + ".parts")
    yield store
    if not cache:
        shutil.rmtree(store)


def _made(files: Mapping[str, str], cache: Path, divided: Sequence[Shard]) -> list[Path]:
    """The folders of the shards, each made if it is not there, the largest first."""
    (cache / "shards").mkdir(parents=True, exist_ok=True)
    folders = {shard: cache / "shards" / _digest(shard) for shard in divided}
    missing = sorted((one for one in divided if not folders[one].exists()), key=lambda one: -len(one.pages))
    with ThreadPoolExecutor(_side_by_side()) as pool:
        for _ in pool.map(lambda shard: _make(files, shard, folders[shard]), missing):
            pass
    return [folders[shard] for shard in divided]


def _side_by_side() -> int:
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):  # a system that does not tell
        return 1
    return 2 if free > ROOM and (os.cpu_count() or 1) > 1 else 1


def _digest(shard: Shard) -> str:
    """Of all that a shard's index depends on; the shard lies under it, in the cache and in the site."""
    total = hashlib.sha256(version("pagefind").encode())
    total.update(Path(search_pagefind.__file__).read_bytes() + Path(__file__).read_bytes())
    total.update(json.dumps([page[:2] for page in shard.pages]).encode())
    return total.hexdigest()[:16]


def _make(files: Mapping[str, str], shard: Shard, folder: Path) -> None:
    """Index one shard aside, then put it in place: a build that is killed leaves no half of one."""
    aside = folder.with_name(folder.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    language = "unknown"
    for page in shard.pages:
        part = indexed(Path(files[page.path]).read_text(encoding="utf-8"))
        path = aside / "pages" / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(part, encoding="utf-8")
        named = _LANGUAGE.search(part)
        language = named[1].lower() if named else language
    index = make_index(aside / "pages", aside / "made", language)
    shutil.rmtree(aside / "pages")
    _sort_out(aside, index.entry)
    (aside / FACTS).write_text(json.dumps(index._asdict()), encoding="utf-8")
    aside.replace(folder)


def _sort_out(aside: Path, entry: Mapping[str, Any]) -> None:
    """Of what Pagefind made keep what the search page loads."""
    made = aside / "made"
    (aside / ENGINE).mkdir()
    ((_, facts),) = entry["languages"].items()
    for name in (_SCRIPT, f"wasm.{facts['wasm'] or 'unknown'}.pagefind"):
        (made / name).rename(aside / ENGINE / name)
    (aside / DATA).mkdir()
    for path in (*made.glob("*.pf_meta"), *(path for path in made.iterdir() if path.is_dir())):
        path.rename(aside / DATA / path.name)
    shutil.rmtree(made)


def _listed(shard: Shard, folder: Path) -> dict[str, Any]:
    facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    return {"path": f"{folder.name}/", **facts, "from": shard.first[:7], "to": shard.last[:7]}


def _place(made: Sequence[Path], target: Path) -> None:
    """Make a site's index hold these shards and no other; those that lie there already are left alone."""
    target.mkdir(parents=True, exist_ok=True)
    engine = sorted((made[0] / ENGINE).iterdir()) if made else []
    _forget(target, {one.name for one in (*made, *engine)})
    for file in engine:
        (target / file.name).unlink(missing_ok=True)  # another version's, maybe
        _link(str(file), str(target / file.name))
    for kept in made:
        if not (target / kept.name).exists():
            aside = target / "new"
            shutil.copytree(kept / DATA, aside, copy_function=_link)
            aside.rename(target / kept.name)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without hard links
        shutil.copyfile(source, target)


def _forget(folder: Path, keep: Container[str]) -> None:
    for path in folder.iterdir():
        if path.name in keep:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
