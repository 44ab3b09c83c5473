"""What other sites show of a link to an article: its picture, or a card of headline, source and date."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import partial

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.keys import digest
from generator.outputs.views import View, day_text, filled
from generator.pictures.renditions import CARD, FOLDER, renditions

# Changes whenever the same words become another card.
_VERSION = 2
_ACCENT = "#8c1d18"
_LETTER = re.compile(r"\w")
# A letter of a script that the fonts of cards lack: they have Latin, Greek and Cyrillic.
_FOREIGN = re.compile(r"[^\W\d_\u0000-\u052f\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff]")


def card_files(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The card of every article without a picture, if the site's address is known: links to it need that."""
    paths: set[str] = set()
    for article in archive.articles if has_cards(settings) else ():
        if not _picture(article, settings):
            words = _words(article, settings)
            path = _path(words)
            if path not in paths and _shows(words):
                paths.add(path)
                yield Output(path, partial(_drawn, *words), digest(_VERSION, words))


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


def _words(article: Article, settings: Settings) -> tuple[str, str, str, str]:
    """The arguments of ``card``."""
    day = day_text(article.date, settings.language) if article.date else ""
    facts = " · ".join(filter(None, (article.source.name, day)))
    return article.title, facts, settings.site_name, settings.accent or _ACCENT


def _shows(words: tuple[str, str, str, str]) -> bool:
    """Whether a card would show the headline or the name of the archive, and not only a blank sheet."""
    headline, _, name, _ = words
    return any(_LETTER.search(text) and not _FOREIGN.search(text) for text in (headline, name))


def _path(words: tuple[str, str, str, str]) -> str:
    name = digest(_VERSION, words).hex()
    return f"{FOLDER}/cards/{name[:2]}/{name[2:]}.png"
