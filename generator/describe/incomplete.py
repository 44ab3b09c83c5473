"""Decides what is missing of an article: declared, or recognised when the document was read."""

from __future__ import annotations

from generator.describe.finding import Finding, declared_text
from generator.model.documents import Draft
from generator.model.records import Evidence


def find_incomplete(draft: Draft) -> Finding[str]:
    """What is missing, "" for a complete article; a curator who declares it ``whole`` is believed."""
    if draft.declared.values.get("whole") is True:
        return Finding("")
    declared = declared_text(draft.declared, "incomplete")
    if declared.value:
        return declared
    claim = next(iter(draft.claimed("incomplete")), None)
    if claim is None:
        return Finding("")
    return Finding(claim.value, Evidence("inferred", claim.rule, claim.text, claim.confidence))
