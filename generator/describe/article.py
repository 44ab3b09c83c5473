"""Builds the article from a draft, field by field, each with its evidence.

A curator's declaration always wins; a field that cannot be determined stays empty.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.authority.authority import Authority
from generator.describe.authors import find_authors
from generator.describe.dateline_place import dateline_place_first, shown_place
from generator.describe.dates import find_date, find_updated
from generator.describe.declared import corrections, media, names_of, text_of, window
from generator.describe.events import find_events
from generator.describe.finding import Finding
from generator.describe.incomplete import find_incomplete
from generator.describe.language import find_language
from generator.describe.names import ArticleNames, find_names
from generator.describe.quotes.find import find_quotes
from generator.describe.rights import find_rights
from generator.describe.source import find_source, latest_date
from generator.describe.summary import find_summary
from generator.describe.title import find_title
from generator.describe.topics import TopicInput, find_topics
from generator.extract.whole.refusal import is_declared_whole
from generator.model.documents import Declaration, Draft, Seed
from generator.model.partial_dates import full_day
from generator.model.records import Article, ArticleText, Evidence, FullArticle, Quote, Source, Term

__all__ = ["describe"]


class DocumentFields(NamedTuple):
    """The fields decided before names, topics and quotations, which depend on some of them."""

    title: Finding[str]
    summary: Finding[str]
    date: Finding[str]
    updated: Finding[str]
    language: Finding[str]
    authors: Finding[tuple[str, ...]]
    source: Finding[Source]
    rights: Finding[str]


def describe(seed: Seed, draft: Draft, authority: Authority) -> FullArticle:
    """The two records of one article.

    ``url`` stays empty, and so does ``id`` unless it is declared: both depend on the other articles.

    Args:
        seed: where the article comes from.
        draft: the extracted document; its ``declared`` is front matter overlaid by the sidecar.
        authority: the known names.
    """
    fields = document_fields(seed, draft)
    language, paragraphs = fields.language.value, draft.paragraphs
    incomplete = find_incomplete(draft)
    words = unicodedata.normalize("NFC", f"{_own_title(fields.title)}{draft.body}")
    names = find_names(words, language, draft.declared, authority, draft.claims)
    quotes = find_quotes(draft, language, authority, words)
    parts = TopicInput(fields.title.value, fields.summary.value, paragraphs, language)
    topics, tags, topic_evidence = find_topics(parts, draft.declared, names.tags, authority)
    places = names.places
    if "places" not in draft.declared.values:
        places = dateline_place_first(places, paragraphs, language, authority)
    article = Article(
        id="",
        url="",
        seed=seed.path,
        sha256=seed.sha256,
        title=fields.title.value,
        summary=fields.summary.value,
        date=fields.date.value,
        updated=fields.updated.value,
        language=language,
        authors=fields.authors.value,
        source=fields.source.value,
        rights=fields.rights.value,
        topics=topics,
        people=names.people,
        organizations=names.organizations,
        places=places,
        tags=tags,
        quotes=quotes.value,
        place=shown_place(places, _words_of(names), fields.title.value, paragraphs, language),
    )
    evidence = {**_evidence(fields, quotes, incomplete), **names.evidence, **topic_evidence}
    text = _article_text(draft, fields, names, incomplete.value, evidence)
    return FullArticle(_with_declared(article, draft.declared), text)


def document_fields(seed: Seed, draft: Draft) -> DocumentFields:
    title = find_title(draft)
    language, latest = find_language(title.value, draft), latest_date(seed, draft)
    date = find_date(draft, language.value, latest)
    return DocumentFields(
        title,
        find_summary(title.value, draft),
        date,
        find_updated(draft, language.value, latest, date.value),
        language,
        find_authors(draft),
        find_source(draft),
        find_rights(draft),
    )


def _article_text(
    draft: Draft,
    fields: DocumentFields,
    names: ArticleNames,
    incomplete: str,
    evidence: Mapping[str, Evidence],
) -> ArticleText:
    """The record of an article that is not needed of all articles at once."""
    return ArticleText(
        paragraphs=draft.paragraphs,
        note=text_of(draft.declared, "note"),
        candidates=names.candidates,
        events=find_events(draft.paragraphs, fields.language.value, full_day(fields.date.value)),
        media=media(draft),
        evidence=evidence,
        removed=draft.removed,
        incomplete=incomplete,
        embeds=draft.embeds,
        whole=is_declared_whole(draft.declared),
    )


def _with_declared(article: Article, declared: Declaration) -> Article:
    """The article with the fields that only a curator can fill."""
    return replace(
        article,
        id=text_of(declared, "id"),
        status=text_of(declared, "status") or "published",
        collections=names_of(declared, "collections"),
        corrections=corrections(declared),
        aliases=names_of(declared, "aliases"),
        translation_of=text_of(declared, "translation_of"),
        window=window(declared),
        show_pictures=text_of(declared, "show_pictures"),
        reviewed=text_of(declared, "reviewed"),
    )


def _words_of(names: ArticleNames) -> Mapping[Term, str]:
    """The words that name each place, as the evidence quotes them; empty if it does not quote all."""
    evidence = names.evidence.get("places")
    words = evidence.text.split("; ") if evidence else []
    return dict(zip(names.places, words, strict=True)) if len(words) == len(names.places) else {}


def _own_title(title: Finding[str]) -> str:
    """The headline, unless it was cut from the body: its names would count twice."""
    inferred = title.evidence is not None and title.evidence.basis == "inferred"
    return "" if inferred or not title.value else f"{title.value}\n\n"


def _evidence(
    fields: DocumentFields, quotes: Finding[tuple[Quote, ...]], incomplete: Finding[str]
) -> dict[str, Evidence]:
    findings: dict[str, Finding[Any]] = {**fields._asdict(), "quotes": quotes, "incomplete": incomplete}
    return {field: finding.evidence for field, finding in findings.items() if finding.evidence}
