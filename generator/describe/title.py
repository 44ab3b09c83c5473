"""The headline: a curator's, the document's own, or one cut from the first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.describe.finding import Finding, declared_text, stated, weigh
from generator.describe.sentences import clipped, first_sentences
from generator.model import Claim, Draft, Evidence

LONGEST = 90
# What pages put between a headline and the name of their outlet.
_JOINT = re.compile(r"\s+[|｜–—·•»«:/-]{1,2}\s+|\s*[|｜]\s*")
# Where a sentence can be cut and still say something: before its later clauses.
_CLAUSE = ("; ", ": ", " — ", " – ", " —", ", ", "；", "：", "，", "، ", "、")


def find_title(draft: Draft) -> Finding[str]:
    """Declared, else stated by the document, else the first sentence cut at a clause (``inferred``)."""
    declared = declared_text(draft.declared, "title")
    if declared.value:
        return declared
    claims = draft.claimed("title")
    outlets = {_bare(claim.value) for claim in draft.claimed("source_name")}
    found = weigh(claims, lambda claim: without_outlet(claim.value, claims, outlets))
    if found:
        return Finding(found[0].value, stated(found[0]))
    return _from_text(draft)


def without_outlet(title: str, others: Sequence[Claim], outlets: Iterable[str]) -> str:
    """``title`` without the outlet's name before or after it, where another statement shows that it is one.

    Another statement is the source's name, or a title claim that has the rest alone.
    """
    title = " ".join(title.split())
    rests = {_bare(claim.value) for claim in others if claim.value.strip()}
    known = set(outlets)
    for joint in _JOINT.finditer(title):
        head, tail = title[: joint.start()], title[joint.end() :]
        if _bare(tail) in known or _bare(head) in rests:
            return head
        if _bare(head) in known or _bare(tail) in rests:
            return tail
    return title


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _from_text(draft: Draft) -> Finding[str]:
    first = next((p.text for p in draft.paragraphs if p.text.strip()), "")
    sentence = first_sentences(first, 4 * LONGEST, 1)
    if not sentence:
        return Finding("")
    return Finding(headline(sentence), Evidence("inferred", "first-sentence", sentence, 0.3))


def headline(sentence: str) -> str:
    """A headline of at most ``LONGEST`` characters from a sentence: whole, or its first clauses."""
    sentence = sentence.rstrip(".。 ")
    if len(sentence) <= LONGEST:
        return sentence
    head = sentence[: LONGEST + 1]
    cut = max(head.rfind(mark) for mark in _CLAUSE)
    # A short first clause ("On Monday,") says nothing yet.
    return head[:cut].rstrip() if cut >= LONGEST // 3 else clipped(sentence, LONGEST)
