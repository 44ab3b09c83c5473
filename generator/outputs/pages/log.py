"""``log/``: corrections and withdrawals, newest first, and their feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.feeds import Feed, Item, feed_files
from generator.outputs.page import page
from generator.outputs.pages.notices import title_shown, title_tongue
from generator.outputs.views import View, chunks, day_text, filled, page_url, pager
from generator.outputs.words import words
from generator.text.markup import escape

URL = "log/"


class Entry(NamedTuple):
    """One correction or withdrawal: its day (YYYY-MM-DD or ""), its text, and the article.

    ``number`` counts the corrections of an article, from 1; a withdrawal has 0.
    """

    day: str
    number: int
    kind: Literal["correction", "withdrawal"]
    text: str
    article: Article


def entries(archive: Archive) -> Sequence[Entry]:
    """Every correction of a published article and every withdrawal, newest first, undated ones last."""
    corrected = (
        Entry(one.date, number, "correction", one.text, article)
        for article in archive.articles
        for number, one in enumerate(article.corrections, 1)
    )
    withdrawn = (
        Entry(article.withdrawn.date, 0, "withdrawal", article.withdrawn.reason, article)
        for article in archive.withdrawn
        if article.withdrawn
    )
    return sorted(
        (*corrected, *withdrawn), key=lambda one: (one.day, one.article.id, one.number), reverse=True
    )


def log_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The log, cut into pages like other lists. An empty log has a page too."""
    cut = list(chunks(entries(archive), settings.page_size, lambda one: one.article.id))
    texts = words(settings.language)
    opening = escape(texts["log_help"])
    count = sum(len(part) for _, part in cut)
    for number, part in cut:
        view = filled(
            count=count,
            entries=[_shown(one, settings) for one in part],
            pager=pager(URL, number, len(cut)),
            feeds={"rss": f"{URL}feed.xml", "json": f"{URL}feed.json"},
        )
        yield page("log", page_url(URL, number), texts["log"], view, settings, opening=opening)


def log_feed(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``log/feed.xml`` and ``log/feed.json``."""
    title = f"{words(settings.language)['log']} · {settings.site_name}"
    newest = entries(archive)[: settings.feed_size]
    yield from feed_files(Feed(title, URL, [_item(one, settings) for one in newest]), settings)


def _shown(one: Entry, settings: Settings) -> View:
    return filled(
        kind=one.kind,
        title=title_shown(one.article, settings),
        url=one.article.url,
        date=one.day,
        when=day_text(one.day, settings.language) if one.day else "",
        text=one.text,
        **title_tongue(one.article),
    )


def _item(one: Entry, settings: Settings) -> Item:
    label = words(settings.language)[one.kind]
    # An article may have several corrections, so its address alone does not identify an entry.
    key = f"#{one.kind}-{one.number}" if one.number else f"#{one.kind}"
    return Item(f"{label}: {title_shown(one.article, settings)}", one.article.url, one.day, one.text, key)
