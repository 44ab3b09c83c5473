"""``log/``: all corrections and withdrawals, newest first, and their feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.feeds import Feed, Item, feed_files
from generator.outputs.page import page
from generator.outputs.pages.notices import title_language, title_shown
from generator.outputs.views import View, chunks, day_text, filled, page_url, pager
from generator.outputs.words import words
from generator.text.markup import escape

URL = "log/"


class LogEntry(NamedTuple):
    """A correction or withdrawal: its day (YYYY-MM-DD or ""), its text or reason, and the article.

    ``number`` counts the corrections of an article from 1; it is 0 for a withdrawal.
    """

    day: str
    number: int
    kind: Literal["correction", "withdrawal"]
    text: str
    article: Article


def entries(archive: Archive) -> Sequence[LogEntry]:
    """Every correction of a published article and every withdrawal, newest first, undated ones last."""
    corrections = (
        LogEntry(correction.date, number, "correction", correction.text, article)
        for article in archive.articles
        for number, correction in enumerate(article.corrections, 1)
    )
    withdrawals = (
        LogEntry(article.withdrawn.date, 0, "withdrawal", article.withdrawn.reason, article)
        for article in archive.withdrawn
        if article.withdrawn
    )
    return sorted(
        (*corrections, *withdrawals),
        key=lambda entry: (entry.day, entry.article.id, entry.number),
        reverse=True,
    )


def log_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The log, split into pages as other lists are. It exists even if it has no entries."""
    parts = list(chunks(entries(archive), settings.page_size, lambda entry: entry.article.id))
    texts = words(settings.language)
    opening = escape(texts["log_help"])
    count = sum(len(part) for _, part in parts)
    for number, part in parts:
        view = filled(
            count=count,
            entries=[_view(entry, settings) for entry in part],
            pager=pager(URL, number, len(parts)),
            feeds={"rss": f"{URL}feed.xml", "json": f"{URL}feed.json"},
        )
        yield page("log", page_url(URL, number), texts["log"], view, settings, opening=opening)


def log_feed(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``log/feed.xml`` and ``log/feed.json``."""
    title = f"{words(settings.language)['log']} · {settings.site_name}"
    newest = entries(archive)[: settings.feed_size]
    yield from feed_files(Feed(title, URL, [_item(entry, settings) for entry in newest]), settings)


def _view(entry: LogEntry, settings: Settings) -> View:
    return filled(
        kind=entry.kind,
        title=title_shown(entry.article, settings),
        url=entry.article.url,
        date=entry.day,
        when=day_text(entry.day, settings.language) if entry.day else "",
        text=entry.text,
        **title_language(entry.article),
    )


def _item(entry: LogEntry, settings: Settings) -> Item:
    label = words(settings.language)[entry.kind]
    # An article may have several corrections, so its address does not identify an entry.
    key = f"#{entry.kind}-{entry.number}" if entry.number else f"#{entry.kind}"
    return Item(
        f"{label}: {title_shown(entry.article, settings)}", entry.article.url, entry.day, entry.text, key
    )
