"""What other sites show of a link to an article: its picture, or a card of headline, source and date."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.keys import digest
from generator.outputs.views import View, day_text, filled
from generator.pictures.card_fonts import foreign, versions
from generator.pictures.renditions import CARD, FOLDER, renditions

# Changes whenever the same words become another card.
_VERSION = 3
_ACCENT = "#8c1d18"
_LETTER = re.compile(r"\w")


class _Words(NamedTuple):
    """The arguments of ``card``."""

    headline: str
    facts: str
    name: str
    accent: str
    language: str


def card_files(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The card of every article without a picture, if the site's address is known: links to it need that."""
    paths: set[str] = set()
    for article in archive.articles if has_cards(settings) else ():
        if not _picture(article, settings):
            words = _words(article, settings)
            path = _path(words)
            if path not in paths and _shows(words):
                paths.add(path)
                yield Output(path, partial(_drawn, *words), _key(words))


def _drawn(*words: str) -> bytes:
    drawn: bytes = importlib.import_module("generator.pictures.cards").card(*words)  # it loads slowly
    return drawn


def has_cards(settings: Settings) -> bool:
    """Whether cards are drawn."""
    return settings.share_cards and bool(settings.site_url)


def shared_view(article: Article, settings: Settings) -> View | None:
    """The picture for links to an article: ``src, width, height, alt``; None without picture and card."""
    shown = _picture(article, settings)
    if shown:
        return shown
    if not has_cards(settings):
        return None
    words = _words(article, settings)
    if not _shows(words):
        return None
    return {"src": _path(words), "width": CARD[0], "height": CARD[1], "alt": article.title}


def _picture(article: Article, settings: Settings) -> View | None:
    lead = article.lead
    made = renditions(lead, settings.for_article(article).pictures) if lead else ()
    if not (lead and made):
        return None
    jpeg = made[-1]
    return filled(src=jpeg.path, width=jpeg.width, height=jpeg.height, alt=lead.alt or lead.caption)


def _words(article: Article, settings: Settings) -> _Words:
    day = day_text(article.date, settings.language) if article.date else ""
    facts = " · ".join(filter(None, (article.source.name, day)))
    accent = settings.accent or _ACCENT
    return _Words(article.title, facts, settings.site_name, accent, article.language or settings.language)


def _shows(words: _Words) -> bool:
    """Whether a card would show the headline or the name of the archive, and not only a blank sheet."""
    texts = (words.headline, words.name)
    return any(_LETTER.search(text) and not foreign().search(text) for text in texts)


def _key(words: _Words) -> bytes:
    """Changes with what a card shows: its words, and the fonts that are installed."""
    return digest(_VERSION, words, versions())


def _path(words: _Words) -> str:
    name = _key(words).hex()
    return f"{FOLDER}/cards/{name[:2]}/{name[2:]}.png"
