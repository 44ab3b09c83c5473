"""Decides the summary: declared, the page's description, or the first sentences."""

from __future__ import annotations

import re

from generator.describe.finding import Finding, declared_text, extracted_evidence, weigh
from generator.extract.plain.dateline import dateline_end
from generator.model.documents import Claim, Draft
from generator.model.records import Evidence
from generator.text.scripts import UNSPACED
from generator.text.sentences import clipped, first_sentences

# Characters of a summary taken from the text.
LONGEST = 200
_FEWEST_WORDS = 6
_WORD = re.compile(rf"\w{{3,}}|[{UNSPACED}]{{2}}")


def find_summary(title: str, draft: Draft) -> Finding[str]:
    """The declared summary, else the page's description of the article, else its first one or two sentences.

    Args:
        title: the headline, which the summary must not repeat.
        draft: the document.
    """
    declared = declared_text(draft.declared, "summary")
    if declared.value:
        return declared
    claims = draft.claimed("summary")
    if claims:
        words = frozenset(_WORD.findall(f"{title} {draft.body[:6000]}".casefold()))
        values = weigh(claims, lambda claim: _description(claim, title, words))
        if values:
            return Finding(values[0].value, extracted_evidence(values[0]))
    return _from_text(draft)


def _description(claim: Claim, title: str, words: frozenset[str]) -> str:
    """The claimed description, "" if it repeats the headline or describes the outlet, not the article."""
    text = " ".join(claim.value.split())
    described = _WORD.findall(text.casefold())
    if len(described) < _FEWEST_WORDS or text.casefold() == title.casefold():
        return ""
    shared = sum(word in words for word in described) / len(described)
    return clipped(text, 400) if shared >= 0.5 else ""


def _from_text(draft: Draft) -> Finding[str]:
    paragraphs = [p for p in draft.paragraphs if not p.markup.startswith("#") and len(p.text) > 40]
    first = next(iter(paragraphs or draft.paragraphs), None)
    text = first_sentences(first.text[dateline_end(first.text) :], LONGEST) if first else ""
    if not text:
        return Finding("")
    return Finding(clipped(text, LONGEST + 60), Evidence("inferred", "first-sentences", text, 0.5))
