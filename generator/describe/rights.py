"""Licence or statement of rights: a curator's, else the document's own."""

from __future__ import annotations

from dataclasses import replace

from generator.describe.finding import Finding, declared_text, stated, weigh
from generator.model.documents import Draft
from generator.model.records import Article, Evidence


def find_rights(draft: Draft) -> Finding[str]:
    """Declared, else what the document states, "" if neither."""
    declared = declared_text(draft.declared, "rights")
    if declared.value:
        return declared
    found = weigh(draft.claimed("rights"), lambda claim: " ".join(claim.value.split())[:300])
    return Finding(found[0].value, stated(found[0])) if found else Finding("")


def with_rights(article: Article, rights: str) -> Article:
    """The article under the archive's own terms, where nothing else is said of it."""
    if article.rights or not rights:
        return article
    stated = Evidence("declared", "archive-settings", rights, 1.0)
    return replace(article, rights=rights, evidence={**article.evidence, "rights": stated})
