"""The front page and the search page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.archive import Archive
from generator.model import Output
from generator.pages.directories import shelf_terms, years
from generator.pages.views import LABELS, View, entry, filled, page
from generator.settings import Settings
from generator.strings import words

LATEST = 13
TERMS = 12


def front_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``index.md``: the curator's introduction, latest articles, entry points and the archive's size."""
    dated = [article.date for article in archive.articles if article.date]
    counts = {kind: len(archive.shelves[kind]) for kind in ("people", "places", "organizations", "topics")}
    view = filled(
        latest=[entry(article, settings) for article in archive.newest[:LATEST]],
        sections=[
            section for section in (_section(kind, archive, settings) for kind in LABELS) if section["terms"]
        ],
        size=filled(
            articles=len(archive.articles),
            first=dated[0] if dated else "",
            last=dated[-1] if dated else "",
            **counts,
        ),
    )
    yield page(
        "home", "", settings.site_name, view, description=settings.description, body=settings.introduction
    )


def _section(kind: str, archive: Archive, settings: Settings) -> View:
    terms: Sequence[View] = (
        years(archive, settings) if kind == "dates" else shelf_terms(archive, kind, settings)[:TERMS]
    )
    return {"label": words(settings.language)[kind], "url": f"{kind}/", "terms": list(terms[:TERMS])}


def search_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``search/index.md``: the full search page."""
    del archive
    texts = words(settings.language)
    sections = [{"label": texts[kind], "url": f"{kind}/"} for kind in LABELS]
    yield page("search", "search/", texts["search"], {"sections": sections})
