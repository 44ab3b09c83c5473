"""``log/``: corrections and withdrawals, newest first, and their feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.feeds import Feed, FeedItem, feed_files
from generator.outputs.page import page
from generator.outputs.pages.notices import title_shown, title_tongue
from generator.outputs.views import View, chunks, day_text, filled, page_url, pager
from generator.outputs.words import words
from generator.text.markup import escape

URL = "log/"


class LogEntry(NamedTuple):
    """One correction or withdrawal: its day (YYYY-MM-DD or ""), its text, and the article.

    ``number`` counts the corrections of an article, from 1; a withdrawal has 0.
    """

    day: str
    number: int
    kind: Literal["correction", "withdrawal"]
    text: str
    article: Article


def entries(archive: Archive) -> Sequence[LogEntry]:
    """Every correction of a published article and every withdrawal, newest first, undated ones last."""
    corrected = (
        LogEntry(correction.date, number, "correction", correction.text, article)
        for article in archive.articles
        for number, correction in enumerate(article.corrections, 1)
    )
    withdrawn = (
        LogEntry(article.withdrawn.date, 0, "withdrawal", article.withdrawn.reason, article)
        for article in archive.withdrawn
        if article.withdrawn
    )
    return sorted(
        (*corrected, *withdrawn), key=lambda entry: (entry.day, entry.article.id, entry.number), reverse=True
    )


def log_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The log, cut into pages like other lists. An empty log has a page too."""
    cut = list(chunks(entries(archive), settings.page_size, lambda entry: entry.article.id))
    texts = words(settings.language)
    opening = escape(texts["log_help"])
    count = sum(len(part) for _, part in cut)
    for number, part in cut:
        view = filled(
            count=count,
            entries=[_shown(entry, settings) for entry in part],
            pager=pager(URL, number, len(cut)),
            feeds={"rss": f"{URL}feed.xml", "json": f"{URL}feed.json"},
        )
        yield page("log", page_url(URL, number), texts["log"], view, settings, opening=opening)


def log_feed(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``log/feed.xml`` and ``log/feed.json``."""
    title = f"{words(settings.language)['log']} · {settings.site_name}"
    newest = entries(archive)[: settings.feed_size]
    yield from feed_files(Feed(title, URL, [_item(entry, settings) for entry in newest]), settings)


def _shown(entry: LogEntry, settings: Settings) -> View:
    return filled(
        kind=entry.kind,
        title=title_shown(entry.article, settings),
        url=entry.article.url,
        date=entry.day,
        when=day_text(entry.day, settings.language) if entry.day else "",
        text=entry.text,
        **title_tongue(entry.article),
    )


def _item(entry: LogEntry, settings: Settings) -> FeedItem:
    label = words(settings.language)[entry.kind]
    # An article may have several corrections, so its address alone does not identify an entry.
    key = f"#{entry.kind}-{entry.number}" if entry.number else f"#{entry.kind}"
    title = f"{label}: {title_shown(entry.article, settings)}"
    return FeedItem(title, entry.article.url, entry.day, entry.text, key)
