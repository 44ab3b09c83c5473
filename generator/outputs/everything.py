"""All outputs, from functions ``(Archive, Settings) → Iterator[Output]``; a new kind of page is one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.documents import Seed
from generator.model.output import Output
from generator.outputs.accent import accent_style
from generator.outputs.cards import card_files
from generator.outputs.charts.maps import map_page
from generator.outputs.data.articles import articles_jsonl
from generator.outputs.data.names import name_files
from generator.outputs.data.permanent import addresses_file, manifest_file
from generator.outputs.data.withdrawn import withdrawn_jsonl
from generator.outputs.facsimile import facsimile_files
from generator.outputs.feeds import feeds
from generator.outputs.headers import headers_file
from generator.outputs.pages.articles import article_pages
from generator.outputs.pages.directories import directory_pages
from generator.outputs.pages.front import day_files, front_page, search_page
from generator.outputs.pages.gallery import gallery_pages
from generator.outputs.pages.give import give_page
from generator.outputs.pages.listings import date_pages, term_pages
from generator.outputs.pages.log import log_feed, log_pages
from generator.outputs.pages.notices import notice_pages
from generator.outputs.pages.quotations import quotation_pages
from generator.outputs.pages.redirects import redirects
from generator.outputs.pages.timeline import timeline_page
from generator.outputs.pictures import picture_files
from generator.outputs.sitemap import sitemap

PAGES: tuple[Callable[[Archive, Settings], Iterator[Output]], ...] = (
    front_page,
    search_page,
    article_pages,
    notice_pages,
    term_pages,
    date_pages,
    directory_pages,
    timeline_page,
    map_page,
    quotation_pages,
    gallery_pages,
    give_page,
    log_pages,
)


def pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """Every page of the archive."""
    for make in PAGES:
        yield from make(archive, settings)


def outputs(archive: Archive, settings: Settings, seeds: Iterable[Seed]) -> Iterator[Output]:
    """Everything derived from the archive and its seeds: pages, feeds, data, and a sitemap of the pages."""
    urls: dict[str, str] = {}
    changed = {article.url: article.updated or article.date for article in archive.articles}
    for output in pages(archive, settings):
        url = _url(output.path)
        urls[url] = changed.get(url, "")
        yield output
    former = list(redirects(archive, settings, urls))
    yield from former
    yield from addresses_file((*urls, *(_url(output.path) for output in former)))
    yield from feeds(archive, settings)
    yield from log_feed(archive, settings)
    yield from articles_jsonl(archive, settings)
    yield from withdrawn_jsonl(archive)
    unlisted = {article.url for article in archive.withdrawn}
    yield from sitemap(((url, day) for url, day in urls.items() if url not in unlisted), settings)
    yield from name_files(archive, settings)
    yield from day_files(archive, settings)
    yield from picture_files(archive, settings)
    yield from facsimile_files(archive, settings)
    yield from card_files(archive, settings)
    yield from accent_style(settings)
    yield from headers_file(settings)
    yield from manifest_file(seeds, archive)


def addresses(archive: Archive, settings: Settings) -> frozenset[str]:
    """Every address of the archive: pages, and former addresses that lead to them."""
    urls = [_url(output.path) for output in pages(archive, settings)]
    return frozenset((*urls, *(_url(output.path) for output in redirects(archive, settings, urls))))


def _url(path: str) -> str:
    return path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
