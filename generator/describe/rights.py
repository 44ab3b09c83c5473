"""Licence or statement of rights: a curator's, else the document's own."""

from __future__ import annotations

from msgspec.structs import replace

from generator.describe.finding import Finding, declared_text, stated, weigh
from generator.model.documents import Draft
from generator.model.records import Article, ArticleText, Evidence


def find_rights(draft: Draft) -> Finding[str]:
    """Declared, else what the document states, "" if neither."""
    declared = declared_text(draft.declared, "rights")
    if declared.value:
        return declared
    found = weigh(draft.claimed("rights"), lambda claim: " ".join(claim.value.split())[:300])
    return Finding(found[0].value, stated(found[0])) if found else Finding("")


def with_default_rights(article: Article, rights: str) -> Article:
    """The article under the archive's own terms, unless it states its own."""
    return replace(article, rights=rights) if rights and not article.rights else article


def with_rights_evidence(text: ArticleText, article: Article) -> ArticleText:
    """The text, with evidence for rights that ``with_default_rights`` gave to its article."""
    if not article.rights or "rights" in text.evidence:
        return text
    evidence = Evidence("declared", "archive-settings", article.rights, 1.0)
    return replace(text, evidence={**text.evidence, "rights": evidence})
