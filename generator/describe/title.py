"""Decides the headline: declared, stated by the document, or cut from the first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.describe.finding import Finding, declared_text, extracted_evidence, weigh
from generator.describe.first_sentence import LONGEST, headline
from generator.extract.plain.dateline import dateline_end
from generator.model.documents import Claim, Draft
from generator.model.records import Evidence
from generator.text.language_guess import guess_language
from generator.text.sentences import first_sentences
from generator.text.web_address import parts_of

_SHOW_LANGUAGE = 5  # paragraphs that are enough to guess the language
# What pages put between a headline and the outlet's name.
_JOINT = re.compile(r"(?:(?<!\s)|(?<=:\s))\s++(?:(?:[|｜–—·•»«:-]{1,2}|//)\s+|[|｜]\s*)|[|｜]\s*|:\s")
# A shorter text that appears by itself elsewhere on the page does not prove to be the headline.
_WORDS_OF_HEADLINE = 3
_LOWER = frozenset({"h2", "h3", "h4", "h5", "h6"})
_HEAD = frozenset({"og-title", "twitter-title", "meta-title", "title-element"})
# A longer text is no headline and the name of an outlet: its halves are not compared.
_LONGEST_STATED = 1000


def find_title(draft: Draft) -> Finding[str]:
    """The declared headline, else the stated one, else the first sentence cut at a clause (``inferred``)."""
    declared = declared_text(draft.declared, "title")
    if declared.value:
        return declared
    claims = tuple(_tempered(claim) for claim in draft.claimed("title"))
    outlets = _outlets(draft, claims)
    headlines = [claim for claim in claims if _bare(claim.value) not in outlets]
    values = weigh(headlines or claims, lambda claim: without_outlet(claim, claims, outlets), _witness)
    if values:
        return Finding(values[0].value, extracted_evidence(values[0]))
    return _from_text(draft)


def without_outlet(claim: Claim, others: Sequence[Claim], outlets: frozenset[str]) -> str:
    """A headline without the outlet's name or a kicker, if the other claims show which part that is.

    Args:
        claim: a claim for the headline.
        others: all claims for it; one with the headline alone shows what the rest is.
        outlets: names of the outlet: letters and digits only, case-folded.
    """
    title = " ".join(claim.value.replace("\u00ad", "").split())
    surer = {_bare(other.value) for other in others if other.confidence > claim.confidence}
    alone = {_bare(other.value) for other in others if len(other.value.split()) >= _WORDS_OF_HEADLINE}
    for head, tail in _halves(title):
        if _bare(tail) in outlets or _bare(head) in surer:
            return head
        if _bare(head) in outlets or _bare(tail) in alone:
            return tail
    # A kicker may precede the headline without any separator.
    bare = _bare(title)
    return next((" ".join(other.value.split()) for other in others if _ends_with(bare, other, alone)), title)


def _ends_with(bare: str, other: Claim, alone: set[str]) -> bool:
    value = _bare(other.value)
    return value in alone and bare != value and bare.endswith(value)


def _tempered(claim: Claim) -> Claim:
    """A lower heading counts less, so that it never wins against the metadata in the page's head."""
    return replace(claim, confidence=min(claim.confidence, 0.75)) if claim.rule in _LOWER else claim


def _halves(title: str) -> Iterator[tuple[str, str]]:
    """The texts before and after each mark that may separate a headline from something else."""
    if len(title) > _LONGEST_STATED:
        return
    for joint in _JOINT.finditer(title):
        head, tail = title[: joint.start()], title[joint.end() :]
        if _bare(head) and _bare(tail):
            yield head, tail


def _outlets(draft: Draft, claims: Sequence[Claim]) -> frozenset[str]:
    """Names of the outlet: stated, appended to headlines, and its host with and without top-level domain."""
    urls = [draft.declared.source_url, *(claim.value for claim in draft.claimed("source_url"))]
    hosts = {(parts_of(url).hostname or "").removeprefix("www.") for url in urls}
    names = [claim.value for claim in draft.claimed("source_name")]
    stems = [host.rpartition(".")[0] for host in hosts]
    headlines = {_bare(claim.value) for claim in claims}
    tails = [tail for claim in claims for head, tail in _halves(claim.value) if _bare(head) in headlines]
    return frozenset(_bare(name) for name in (*names, *hosts, *stems, *tails)) - {""}


def _witness(claim: Claim) -> str:
    """Titles in a page's head are copies of each other, so they are one witness."""
    return "head" if claim.rule in _HEAD else claim.rule


def _bare(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def _from_text(draft: Draft) -> Finding[str]:
    first = next((p.text for p in draft.paragraphs if p.text.strip()), "")
    sentence = first_sentences(first[_opening(first) :], 4 * LONGEST, 1)
    if not sentence:
        return Finding("")
    language = guess_language(" ".join(p.text for p in draft.paragraphs[:_SHOW_LANGUAGE]))
    return Finding(headline(sentence, language), Evidence("inferred", "first-sentence", sentence, 0.3))


def _opening(text: str) -> int:
    """Offset of the text after a dateline; capitals after the dash are the second half of a headline."""
    end = dateline_end(text)
    return 0 if text[end:].isupper() else end
