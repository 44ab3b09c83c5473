"""Who wrote it: a curator's word, else bylines and metadata, cleaned and split."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.describe.finding import Finding, declared_evidence
from generator.model import Claim, Draft, Evidence

_BY = re.compile(
    r"^\s*(?:by|von|par|por|di|da|door|written by|author|autor|auteur|text|texte|foto)\s*:?\s+", re.IGNORECASE
)
_SPLIT = re.compile(r"\s*(?:,|;|/|&|\||\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bi\b|、|，)\s*")
_NOT_A_NAME = re.compile(r"https?://|www\.|@|\d{3}|^\W*$")


def find_authors(draft: Draft) -> Finding[tuple[str, ...]]:
    """Declared names; else those of the most trusted kind of statement, in its order."""
    declared = draft.declared.values.get("authors")
    if isinstance(declared, list) and declared:
        names = tuple(str(name) for name in declared)
        return Finding(names, declared_evidence(draft.declared, "authors", ", ".join(names)))
    claims = draft.claimed("authors")
    outlets = {claim.value.casefold().strip() for claim in draft.claimed("source_name")}
    ranked = sorted({claim.rule: claim for claim in reversed(claims)}.values(), key=lambda c: -c.confidence)
    for best in ranked:
        own = [claim for claim in claims if claim.rule == best.rule]
        names = tuple(dict.fromkeys(name for claim in own for name in clean_names(claim.value, outlets)))
        if names:
            return Finding(names, _evidence(own, best, names, claims))
    return Finding(())


def clean_names(value: str, outlets: set[str]) -> list[str]:
    """The names in one byline: without "By", addresses and the outlet's own name."""
    bare = _BY.sub("", " ".join(value.split()))
    names = (name.strip(" .:–—-") for name in _SPLIT.split(bare))
    return [
        name for name in names if name and not _NOT_A_NAME.search(name) and name.casefold() not in outlets
    ]


def _evidence(own: Sequence[Claim], best: Claim, names: tuple[str, ...], claims: Sequence[Claim]) -> Evidence:
    agreed = any(claim.rule != best.rule and claim.value in names for claim in claims)
    confidence = min(0.99, best.confidence + 0.1 * agreed)
    return Evidence(
        "extracted", best.rule, "; ".join(dict.fromkeys(c.text for c in own)), round(confidence, 2)
    )
