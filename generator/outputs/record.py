"""The contract of one article as plain data: the same for ``articles.jsonl`` and for front matter."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from generator.archive.archive import Archive
from generator.archive.related import Relations
from generator.model.kinds import KINDS
from generator.model.records import Article, ArticleText


def record(article: Article, archive: Archive) -> dict[str, Any]:
    """Every field of the contract but ``body``, in its order. See DESIGN.md."""
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
        **{kind: [term.name for term in article.terms(kind)] for kind in KINDS},
        "collections": list(related.collections),
        "candidates": list(to_builtins(text.candidates)),
        "quotes": [{"text": quote.text, "speaker": quote.speaker or None} for quote in article.quotes],
        "events": [event._asdict() for event in text.events],
        "corrections": list(to_builtins(article.corrections)),
        "media": list(to_builtins(text.media)),
        "related": list(related.related),
        "story": related.story,
        "translations": list(related.translations),
        "original": related.original,
        "evidence": to_builtins(text.evidence),
        "removed": list(to_builtins(text.removed)),
    }
