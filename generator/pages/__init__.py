"""Pages: functions ``(Archive, Settings) → Iterator[Output]``. A new kind of page is one entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.archive import Archive
from generator.model import Output
from generator.pages.articles import article_pages
from generator.pages.directories import directory_pages
from generator.pages.front import front_page, search_page
from generator.pages.give import give_page
from generator.pages.listings import date_pages, term_pages
from generator.pages.log import log_pages
from generator.pages.maps import map_page
from generator.pages.notices import notice_pages
from generator.pages.quotations import quotation_pages
from generator.pages.timeline import timeline_page
from generator.settings import Settings

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
    give_page,
    log_pages,
)


def pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """Every page of the archive."""
    for make in PAGES:
        yield from make(archive, settings)
