"""One draft to one article: a short list of stages, each a value and the evidence it rests on.

A curator's declaration wins in every stage; what nobody states stays empty.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from generator.authority import Authority
from generator.describe.authors import find_authors
from generator.describe.dates import find_date, find_updated
from generator.describe.declared import corrections, media, names_of, text_of
from generator.describe.events import find_events
from generator.describe.finding import Finding
from generator.describe.language import find_language
from generator.describe.lead import lead_first
from generator.describe.names import find_names
from generator.describe.quotes import find_quotes
from generator.describe.rights import find_rights
from generator.describe.source import bound, find_source
from generator.describe.summary import find_summary
from generator.describe.title import find_title
from generator.describe.topics import Reading, find_topics
from generator.model import Article, Draft, Evidence, Seed

__all__ = ["describe"]


def describe(seed: Seed, draft: Draft, authority: Authority) -> Article:
    """The full record of one article; ``url``, and an ``id`` that is not declared, depend on the others.

    Args:
        seed: where the article comes from.
        draft: what reading it gave; ``declared`` is front matter overlaid by the sidecar.
        authority: who and what is known.
    """
    declared = draft.declared
    title = find_title(draft)
    language = find_language(title.value, draft)
    latest = bound(seed, draft)
    date = find_date(draft, language.value, latest)
    updated = find_updated(draft, language.value, latest, date.value)
    summary = find_summary(title.value, draft)
    authors, source, rights = find_authors(draft), find_source(draft), find_rights(draft)
    text = unicodedata.normalize("NFC", f"{_own_title(title)}{draft.body}")
    names = find_names(text, language.value, declared, authority, draft.claims)
    quotes = find_quotes(draft, language.value, authority, text)
    own = "places" in declared.values
    places = names.places if own else lead_first(names.places, draft.paragraphs, language.value, authority)
    topics, tags, topic_evidence = find_topics(
        Reading(title.value, summary.value, draft.paragraphs, language.value),
        declared,
        draft.claims,
        authority,
    )
    return Article(
        id=text_of(declared, "id"),
        url="",
        seed=seed.path,
        sha256=seed.sha256,
        title=title.value,
        summary=summary.value,
        paragraphs=draft.paragraphs,
        date=date.value,
        updated=updated.value,
        language=language.value,
        authors=authors.value,
        source=source.value,
        rights=rights.value,
        note=text_of(declared, "note"),
        status=text_of(declared, "status") or "published",
        topics=topics,
        people=names.people,
        organizations=names.organizations,
        places=places,
        tags=tags,
        collections=names_of(declared, "collections"),
        candidates=names.candidates,
        quotes=quotes.value,
        events=find_events(draft.paragraphs, language.value, date.value),
        corrections=corrections(declared),
        media=media(draft),
        aliases=names_of(declared, "aliases"),
        translation_of=text_of(declared, "translation_of"),
        evidence=_evidence(
            {
                "title": title.evidence,
                "summary": summary.evidence,
                "date": date.evidence,
                "updated": updated.evidence,
                "language": language.evidence,
                "authors": authors.evidence,
                "source": source.evidence,
                "rights": rights.evidence,
                "quotes": quotes.evidence,
                **names.evidence,
                **topic_evidence,
            }
        ),
        removed=draft.removed,
    )


def _own_title(title: Finding[str]) -> str:
    """The headline, unless it is cut from the body, whose names would then count twice."""
    inferred = title.evidence is not None and title.evidence.basis == "inferred"
    return "" if inferred or not title.value else f"{title.value}\n\n"


def _evidence(found: Mapping[str, Evidence | None]) -> dict[str, Evidence]:
    return {field: evidence for field, evidence in found.items() if evidence}
