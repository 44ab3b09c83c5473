"""An article as plain data: a line of ``articles.jsonl``, and the front matter of its page."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import Any

from msgspec import to_builtins

from generator.archive.archive import Archive
from generator.archive.related import Relations
from generator.model.documents import Embed
from generator.model.kinds import AUTHORITY_KINDS
from generator.model.partial_dates import MONTH, YEAR
from generator.model.records import Article, ArticleText, Correction, Source


def record(article: Article, archive: Archive) -> dict[str, Any]:
    """Every field of an article but ``body``, in the order of the table in DESIGN.md."""
    return record_of(article, archive.text(article), archive.relations[article.id])


def record_of(article: Article, text: ArticleText, related: Relations) -> dict[str, Any]:
    """The same, from the article, its text and its relations alone."""
    return {
        "id": article.id,
        "url": article.url,
        "seed": article.seed,
        "sha256": article.sha256,
        "title": article.title,
        "summary": article.summary,
        "date": article.date or None,
        "updated": article.updated or None,
        "language": article.language or None,
        "lang": article.language or None,
        "authors": list(article.authors),
        "source": {key: value for key, value in to_builtins(article.source).items() if value},
        "rights": article.rights,
        "note": text.note,
        "status": article.status,
        **_names(article),
        "tags": _tags(article),
        "all_tags": all_tags(article),
        "collections": list(related.collections),
        "candidates": list(to_builtins(text.candidates)),
        "quotes": quotes_of(article),
        "events": [event._asdict() for event in text.events],
        "corrections": list(to_builtins(article.corrections)),
        "media": list(to_builtins(text.media)),
        "incomplete": text.incomplete or None,
        "embeds": [_embed(embed) for embed in text.embeds],
        "related": list(related.related),
        "story": related.story,
        "translations": list(related.translations),
        "original": related.original,
        "evidence": to_builtins(text.evidence),
        "removed": list(to_builtins(text.removed)),
    }


def front_matter_of(article: Article, text: ArticleText, related: Relations) -> dict[str, Any]:
    """The front matter of an article's page: its fields that are not empty.

    Days are ``datetime.date`` and years numbers, so that YAML holds them without quotation marks. Used as a
    seed, the page declares the same.
    """
    fields = {
        "title": article.title,
        "date": _date(article.date),
        "updated": _date(article.updated),
        "description": article.summary,
        "language": article.language,
        "authors": list(article.authors),
        "tags": all_tags(article),
        **_names(article),
        "collections": list(related.collections),
        "source": _source(article.source),
        "rights": article.rights,
        "status": article.status,
        "incomplete": text.incomplete,
        "note": text.note,
        "corrections": [_correction(correction) for correction in article.corrections],
        "aliases": list(article.aliases),
        "id": article.id,
        "seed": article.seed,
        "sha256": article.sha256,
    }
    return {name: value for name, value in fields.items() if value}


def quotes_of(article: Article) -> list[dict[str, Any]]:
    """Text and speaker (None if unknown) of each quotation."""
    return [{"text": quote.text, "speaker": quote.speaker or None} for quote in article.quotes]


def all_tags(article: Article) -> list[str]:
    """The curator's own tags, then names of topics, people, organizations and places, each once."""
    return list(dict.fromkeys(chain(_tags(article), *_names(article).values())))


def _tags(article: Article) -> list[str]:
    return [term.name for term in article.terms("tags")]


def _names(article: Article) -> dict[str, list[str]]:
    return {kind: [term.name for term in article.terms(kind)] for kind in AUTHORITY_KINDS}


def _date(date: str) -> dt.date | int | str:
    if not date or len(date) == MONTH:
        return date
    return int(date) if len(date) == YEAR else dt.date.fromisoformat(date)


def _source(source: Source) -> dict[str, Any]:
    parts = to_builtins(source) | {"retrieved": _date(source.retrieved)}
    return {key: value for key, value in parts.items() if value}


def _embed(embed: Embed) -> dict[str, str]:
    return {key: value for key, value in to_builtins(embed).items() if value}


def _correction(correction: Correction) -> dict[str, Any]:
    parts = {"date": _date(correction.date), "text": correction.text}
    return {key: value for key, value in parts.items() if value}
