"""The search index: articles in shards, each indexed by Pagefind, unchanged ones taken from the last build.

``site/pagefind/shards.json`` names the shards, the newest first; ``theme/assets/search-engine.js`` loads
them one after the other. All shards have one engine and one script, which lie beside that file.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model.errors import ClipfileError
from generator.site.search.make import DATA, ENGINE, FACTS, SHARDS, make_shards
from generator.site.search.pages import ARTICLES, KEPT, read_pages
from generator.site.search.shards import SIZES, Shard, Sizes, shards

FOLDER = "pagefind"
LIST = "shards.json"


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
        ClipfileError: Pagefind failed, and the message holds what it said; or a page changed meanwhile.
        OSError: a page could not be read, or the disk refused.
    """
    divided = shards(read_pages(files, cache, digests or {}), sizes)
    try:
        made = make_shards(files, cache, divided)
    except ClipfileError:
        # Maybe a page was not what was known of it: then all are read again the next time.
        (cache / KEPT).unlink()
        raise
    _forget(cache / SHARDS, {folder.name for folder in made})
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
