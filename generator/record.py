"""The contract of one article as plain data: the same for ``articles.jsonl`` and for front matter."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from generator.archive import Archive
from generator.model import Article


def record(article: Article, archive: Archive) -> dict[str, Any]:
    """Every field of the contract but ``body``, in its order. See DESIGN.md."""
    source = article.source
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
        "source": {key: value for key, value in asdict(source).items() if value},
        "rights": article.rights,
        "note": article.note,
        "status": article.status,
        **{
            kind: [term.name for term in article.terms(kind)]
            for kind in ("topics", "people", "organizations", "places")
        },
        "tags": list(article.tags),
        "collections": [shelf.name for shelf in archive.collections_of.get(article.id, ())],
        "candidates": [asdict(candidate) for candidate in article.candidates],
        "quotes": [{"text": quote.text, "speaker": quote.speaker or None} for quote in article.quotes],
        "events": [event._asdict() for event in article.events],
        "corrections": [asdict(correction) for correction in article.corrections],
        "media": [asdict(link) for link in article.media],
        "related": [other.id for other in archive.related.get(article.id, ())],
        "story": archive.story_of.get(article.id),
        "translations": [other.id for other in archive.translations.get(article.id, ())],
        "original": archive.originals.get(article.id),
        "evidence": {name: asdict(evidence) for name, evidence in article.evidence.items()},
        "removed": [asdict(removed) for removed in article.removed],
    }
