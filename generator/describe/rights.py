"""Decides the licence or rights statement: declared, stated by the document, or the archive's default."""

from __future__ import annotations

from msgspec.structs import replace

from generator.describe.finding import Finding, declared_text, extracted_evidence, weigh
from generator.model.documents import Draft
from generator.model.records import Article, ArticleText, Evidence


def find_rights(draft: Draft) -> Finding[str]:
    """The declared rights, else those that the document states, else ""."""
    declared = declared_text(draft.declared, "rights")
    if declared.value:
        return declared
    values = weigh(draft.claimed("rights"), lambda claim: " ".join(claim.value.split())[:300])
    return Finding(values[0].value, extracted_evidence(values[0])) if values else Finding("")


def with_default_rights(article: Article, rights: str) -> Article:
    """The article under the archive's own terms, unless it has terms already.

    Args:
        article: any article.
        rights: the archive's licence or statement, or "".
    """
    return replace(article, rights=rights) if rights and not article.rights else article


def with_rights_evidence(text: ArticleText, article: Article) -> ArticleText:
    """The text, with evidence for rights that ``with_default_rights`` gave to its article."""
    if not article.rights or "rights" in text.evidence:
        return text
    evidence = Evidence("declared", "archive-settings", article.rights, 1.0)
    return replace(text, evidence={**text.evidence, "rights": evidence})
