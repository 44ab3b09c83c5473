"""An article as plain data: a line of ``articles.jsonl``, and the front matter of its page."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import Any

from msgspec import to_builtins

from generator.archive.archive import Archive
from generator.archive.comparisons import Relations
from generator.model.documents import Embed
from generator.model.kinds import AUTHORITY_KINDS
from generator.model.partial_dates import MONTH, YEAR
from generator.model.records import Article, ArticleText, Correction, Source
from generator.outputs.facsimile import facsimile_of
from generator.pictures.renditions import renditions


def record(article: Article, archive: Archive) -> dict[str, Any]:
    """Every field of an article but ``body``, in the order of the table in data/README.md."""
    return record_of(article, archive.text(article), archive.relations[article.id])


def record_of(
    article: Article, text: ArticleText, related: Relations, policy: str = "full"
) -> dict[str, Any]:
    """The same, from the article, its text, its relations and the setting ``pictures`` alone."""
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
        "pictures": pictures_of(article, policy),
        "facsimile": facsimile_of(article, policy),
        "transcription": article.transcription or None,
        "accuracy": article.accuracy or None,
        "readings": list(text.readings),
        "reviewed": article.reviewed or None,
        "related": list(related.related),
        "story": related.story,
        "translations": list(related.translations),
        "original": related.original,
        "evidence": to_builtins(text.evidence),
        "removed": list(to_builtins(text.removed)),
    }


def front_matter_of(
    article: Article, text: ArticleText, related: Relations, policy: str = "full"
) -> dict[str, Any]:
    """The front matter of an article's page: its fields that are not empty.

    Days are ``datetime.date`` and years numbers, so that YAML holds them without quotation marks. Used as a
    seed, the page declares the same.
    """
    up = "../" * article.url.rstrip("/").count("/")
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
        "pictures": [_declared_picture(picture, article) for picture in pictures_of(article, policy)],
        "rights": article.rights,
        "status": article.status,
        "incomplete": text.incomplete,
        "facsimile": [f"{up}{page['file']}" for page in facsimile_of(article, policy)],
        "transcription": article.transcription,
        "reviewed": _date(article.reviewed),
        "whole": text.whole,
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


def pictures_of(article: Article, policy: str) -> list[dict[str, Any]]:
    """The pictures of an article that the site shows.

    ``file`` (JPEG) and ``thumbnail`` (WebP) are relative to the site's root.
    """
    shown = [(picture, renditions(picture, policy)) for picture in article.pictures]
    return [
        {
            "file": made[-1].path,
            "thumbnail": made[0].path,
            "sha256": picture.sha256,
            "type": picture.type,
            "width": picture.width,
            "height": picture.height,
            "alt": picture.alt,
            "caption": picture.caption,
            "credit": picture.credit,
            "rights": picture.rights,
            "lead": picture.lead,
            "after": picture.after,
        }
        for picture, made in shown
        if made
    ]


def _declared_picture(record: dict[str, Any], article: Article) -> dict[str, Any]:
    """A picture as the front matter of its article's page has it; ``file`` is relative to that page."""
    up = "../" * article.url.rstrip("/").count("/")
    words = {key: record[key] for key in ("alt", "caption", "credit", "rights", "lead") if record[key]}
    return {"file": f"{up}{record['file']}", **words}


def _correction(correction: Correction) -> dict[str, Any]:
    parts = {"date": _date(correction.date), "text": correction.text}
    return {key: value for key, value in parts.items() if value}
