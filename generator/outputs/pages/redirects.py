"""Former addresses: a page at each leads to the present address of the article or list."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import unquote

from generator.archive.archive import Archive, Shelf
from generator.inputs.settings import Settings
from generator.model.addresses import markdown_path, paged, term_url
from generator.model.kinds import AUTHORITY_KINDS
from generator.model.output import Output, Page
from generator.model.records import Article
from generator.model.slugs import DEVICES, slug, without_marks
from generator.outputs.keys import digest, settings_key
from generator.outputs.page import made_page
from generator.outputs.views import chunks

# File names have at most 255 bytes, and a file being written has a longer name for a moment.
PART_BYTES = 200
ADDRESS_BYTES = 800
# Endings that hosts drop from an address.
_INDEX = re.compile(r"(?:^|/)(?:index|readme)(?:\.html?|\.md)?$", re.IGNORECASE)
# An address that stays below the site's root. A dot may only begin the ending of a page: a folder with the
# name of a site's file would stop the build, and one with the name of a device a copy on Windows.
_DEVICE = rf"(?:{'|'.join(sorted(DEVICES))})(?:\.[^/]*)?"
_TAKEN = rf"(?!(?:404\.html?|cname|index\.html?|_headers|_redirects|{_DEVICE})(?:/|$))"
_PART = rf"{_TAKEN}[\w-]+(?:\.(?:s?html?|php\d?|aspx?|jsp|cfm))?"
_DIGEST = re.compile(r"-[0-9a-f]{8}$")
# At the root, the folder of the search index is reserved.
_ADDRESS = re.compile(rf"(?!search-index(?:/|$))(?:{_PART}/)*{_PART}", re.IGNORECASE)


def redirects(archive: Archive, settings: Settings, urls: Iterable[str]) -> Iterator[Output]:
    """One page for each entry in ``aliases:`` of an article, and for its address in each earlier scheme.

    Where addresses were ASCII before, the former address of a list redirects too, unless several had it.
    So do lists that moved, see ``moved_lists``.

    Args:
        archive: the articles.
        settings: for the language of the words on the page.
        urls: the addresses of pages, which have precedence.
    """
    taken = {url.strip("/") for url in urls}
    for former, article in _former(archive):
        if former not in taken:
            taken.add(former)
            # The headline of a withdrawn article may be withheld, so its address is used.
            title = article.url if article.withdrawn else article.title
            url, key = f"{former}/", digest(settings_key(settings), former, title, article.url)
            make = partial(_page, url, title, article.url, settings)
            yield Output(markdown_path(url), make, key)
    if "ascii" in settings.addresses:
        for url, shelf in _former_lists(archive):
            if url.strip("/") not in taken:
                key, path = digest(settings_key(settings), url, shelf.name, shelf.url), f"{url}index.md"
                # In a folder of its own, so that the files of a kind's folder are its lists.
                yield Output(path, partial(_page, url, shelf.name, shelf.url, settings, path), key)
    for url, title, to in moved_lists(archive, settings):
        if url.strip("/") not in taken:
            key, path = digest(settings_key(settings), url, title, to), f"{url}index.md"
            yield Output(path, partial(_page, url, title, to, settings, path), key)


def _page(url: str, title: str, to: str, settings: Settings, path: str = "") -> Page:
    """A page at ``url`` that leads to another address. Its status says that it is no article."""
    path = path or markdown_path(url)
    return made_page("redirect", url, title, {"to": to}, settings, path=path, status="redirect")


def _former_lists(archive: Archive) -> Iterator[tuple[str, Shelf]]:
    """(Former address, list) of each list named after a name whose slug says less than the name."""
    curated = {file.id for file in archive.collection_files}
    for kind in (*AUTHORITY_KINDS, "sources", "collections"):
        owners: defaultdict[str, list[Shelf]] = defaultdict(list)
        for shelf in archive.shelves[kind]:
            changed = not shelf.id.isascii() or _DIGEST.search(shelf.id)
            if changed and not archive.entry(kind, shelf.id) and shelf.id not in curated:
                owners[slug(shelf.name, "ascii")].append(shelf)
        yield from (
            (term_url(kind, name), shelves[0]) for name, shelves in owners.items() if len(shelves) == 1
        )


def moved_lists(archive: Archive, settings: Settings) -> Iterator[tuple[str, str, str]]:
    """(Former address, name, present address) of lists that a new version of the software moved.

    An entry of an authority file may replace others. A dated collection begins with its oldest articles,
    which were on a numbered page before.
    """
    for key, entry in archive.authority.replacements.items():
        if (key.kind, entry.id) in archive.counts:
            yield term_url(key.kind, key.id), entry.name, term_url(key.kind, entry.id)
    listed = {file.id for file in archive.collection_files if file.order == "listed"}
    for shelf in archive.shelves["collections"]:
        pages = chunks(shelf.articles, settings.page_size, lambda article: article.id)
        if shelf.id not in listed and len(list(pages)) > 1:
            yield paged(shelf.url, 1), shelf.name, shelf.url


def _former(archive: Archive) -> Iterator[tuple[str, Article]]:
    """(Former address without outer slashes, article): those that curators declare have precedence."""
    articles = (*archive.articles, *archive.withdrawn)
    for article in articles:
        yield from ((former, article) for alias in article.aliases if (former := former_address(alias)))
    if archive.former:
        by_id = {article.id: article for article in articles}
        yield from ((url.strip("/"), by_id[name]) for url, name in archive.former.items())


def former_address(alias: str) -> str:
    """The address that an alias means, relative to the root, without outer slashes; "" if it is invalid."""
    former = _INDEX.sub("", unicodedata.normalize("NFC", unquote(alias)).strip("/"))
    parts = former.encode().split(b"/")
    fits = len(former.encode()) <= ADDRESS_BYTES and max(map(len, parts)) <= PART_BYTES
    return former if fits and _ADDRESS.fullmatch(without_marks(former)) else ""
