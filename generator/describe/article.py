"""One draft to one article: a short list of stages, each a value and the evidence it rests on.

A curator's declaration wins in every stage; what nobody states stays empty.
"""

from __future__ import annotations

import unicodedata
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.authority.authority import Authority
from generator.describe.authors import find_authors
from generator.describe.dates import find_date, find_updated
from generator.describe.declared import corrections, media, names_of, text_of
from generator.describe.events import find_events
from generator.describe.finding import Finding
from generator.describe.language import find_language
from generator.describe.lead import lead_first
from generator.describe.names import find_names
from generator.describe.quotes.find import find_quotes
from generator.describe.rights import find_rights
from generator.describe.source import bound, find_source
from generator.describe.summary import find_summary
from generator.describe.title import find_title
from generator.describe.topics import Reading, find_topics
from generator.model.documents import Declaration, Draft, Seed
from generator.model.records import Article, ArticleText, Evidence, FullArticle, Quote, Source

__all__ = ["describe"]


class _Stated(NamedTuple):
    """What the document and its curator say of it, before its names, topics and quotations are read."""

    title: Finding[str]
    summary: Finding[str]
    date: Finding[str]
    updated: Finding[str]
    language: Finding[str]
    authors: Finding[tuple[str, ...]]
    source: Finding[Source]
    rights: Finding[str]


def describe(seed: Seed, draft: Draft, authority: Authority) -> FullArticle:
    """The two records of one article; ``url``, and an ``id`` that is not declared, depend on the others.

    Args:
        seed: where the article comes from.
        draft: what reading it gave; ``declared`` is front matter overlaid by the sidecar.
        authority: who and what is known.
    """
    stated = _stated(seed, draft)
    language, paragraphs = stated.language.value, draft.paragraphs
    words = unicodedata.normalize("NFC", f"{_own_title(stated.title)}{draft.body}")
    names = find_names(words, language, draft.declared, authority, draft.claims)
    quotes = find_quotes(draft, language, authority, words)
    reading = Reading(stated.title.value, stated.summary.value, paragraphs, language)
    topics, tags, topic_evidence = find_topics(reading, draft.declared, draft.claims, authority)
    own = "places" in draft.declared.values
    article = Article(
        id="",
        url="",
        seed=seed.path,
        sha256=seed.sha256,
        title=stated.title.value,
        summary=stated.summary.value,
        date=stated.date.value,
        updated=stated.updated.value,
        language=language,
        authors=stated.authors.value,
        source=stated.source.value,
        rights=stated.rights.value,
        topics=topics,
        people=names.people,
        organizations=names.organizations,
        places=names.places if own else lead_first(names.places, paragraphs, language, authority),
        tags=tags,
        quotes=quotes.value,
    )
    text = ArticleText(
        paragraphs=paragraphs,
        note=text_of(draft.declared, "note"),
        candidates=names.candidates,
        events=find_events(paragraphs, language, stated.date.value),
        media=media(draft),
        evidence={**_evidence(stated, quotes), **names.evidence, **topic_evidence},
        removed=draft.removed,
    )
    return FullArticle(_with_declared(article, draft.declared), text)


def _stated(seed: Seed, draft: Draft) -> _Stated:
    title = find_title(draft)
    language, latest = find_language(title.value, draft), bound(seed, draft)
    date = find_date(draft, language.value, latest)
    return _Stated(
        title,
        find_summary(title.value, draft),
        date,
        find_updated(draft, language.value, latest, date.value),
        language,
        find_authors(draft),
        find_source(draft),
        find_rights(draft),
    )


def _with_declared(article: Article, declared: Declaration) -> Article:
    """An article with the fields that only a curator fills."""
    return replace(
        article,
        id=text_of(declared, "id"),
        status=text_of(declared, "status") or "published",
        collections=names_of(declared, "collections"),
        corrections=corrections(declared),
        aliases=names_of(declared, "aliases"),
        translation_of=text_of(declared, "translation_of"),
    )


def _own_title(title: Finding[str]) -> str:
    """The headline, unless it is cut from the body, whose names would then count twice."""
    inferred = title.evidence is not None and title.evidence.basis == "inferred"
    return "" if inferred or not title.value else f"{title.value}\n\n"


def _evidence(stated: _Stated, quotes: Finding[tuple[Quote, ...]]) -> dict[str, Evidence]:
    found: dict[str, Finding[Any]] = {**stated._asdict(), "quotes": quotes}
    return {field: one.evidence for field, one in found.items() if one.evidence}
