"""Licence or statement of rights: a curator's, else the document's own."""

from __future__ import annotations

from generator.describe.finding import Finding, declared_text, stated, weigh
from generator.model import Draft


def find_rights(draft: Draft) -> Finding[str]:
    """Declared, else what the document states, "" if neither."""
    declared = declared_text(draft.declared, "rights")
    if declared.value:
        return declared
    found = weigh(draft.claimed("rights"), lambda claim: " ".join(claim.value.split())[:300])
    return Finding(found[0].value, stated(found[0])) if found else Finding("")
