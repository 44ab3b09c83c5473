"""What the scan of an article says about its text: how it was read, and how sure the reading is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from msgspec import structs

from generator.describe.declared import names_of, text_of
from generator.extract.scans import UNTRANSCRIBED
from generator.model.documents import Declaration, Draft, Seed
from generator.model.problem import Problem
from generator.model.records import Article, ArticleText, Evidence
from generator.pictures.files import path_of
from generator.scans.places import Aligned, align, compared, tokens
from generator.scans.record import Facsimile

# Values of the field ``transcription``.
READ, CORRECTED, VERIFIED = "ocr", "corrected", "verified"
# Basis of what the document itself states, and so of what was read from its scan.
_EXTRACTED = "extracted"


def scanned(seed: Seed, draft: Draft) -> tuple[Seed, Draft]:
    """The seed of a draft with all its scans, and the draft without them among its pictures.

    A PDF without text is its own scan, and a curator may name files that have other names.
    """
    declared = names_of(draft.declared, "facsimile")
    named = (path_of(name, seed.path, seed.folder) for name in declared)
    scans = tuple(dict.fromkeys(filter(None, named)))
    if scans:
        pictures = tuple(
            picture
            for picture in draft.pictures
            if picture.data or path_of(picture.address, picture.page or seed.path, seed.folder) not in scans
        )
        return replace(seed, scans=scans), replace(draft, pictures=pictures)
    is_own = seed.path.lower().endswith(".pdf") and any(
        claim.field == "incomplete" and claim.value == UNTRANSCRIBED for claim in draft.claims
    )
    return (replace(seed, scans=(seed.path, *seed.scans)) if is_own else seed), draft


def facsimile_problems(seed: Seed, declared: Declaration) -> Iterator[Problem]:
    """A warning for each declared scan that is not a file of the archive."""
    for name in names_of(declared, "facsimile"):
        if not path_of(name, seed.path, seed.folder):
            path = declared.paths.get("facsimile", seed.path)
            message = f"facsimile must name a file in the folder of clippings: {name!r}. Write its path"
            yield Problem(path, declared.lines.get("facsimile", 0), "field-facsimile", message, "warning")


def with_scan(
    article: Article, text: ArticleText, seed: Seed, draft: Draft, scan: Facsimile
) -> tuple[Article, ArticleText]:
    """An article with its facsimile, and with what the words on it say of the text."""
    if not scan.pages:
        return article, text
    declared = text_of(draft.declared, "transcription")
    if not any(scan.words) or not text.paragraphs:
        # The words of a scan without a text can at least be found.
        read = dict.fromkeys(token.text for token in tokens(scan.words))
        article = structs.replace(article, facsimile=scan.pages, transcription=declared)
        return article, structs.replace(text, readings=tuple(read)) if read else text
    aligned = align(f"{article.title}\n{text.body}", scan.words)
    state = declared or _state(seed, scan, aligned)
    accuracy = round(aligned.accuracy, 3) if state == READ else 0.0
    article = structs.replace(article, facsimile=scan.pages, transcription=state, accuracy=accuracy)
    evidence = text.evidence if state == VERIFIED else _tempered(text.evidence, aligned.sure)
    return article, structs.replace(text, readings=aligned.read, evidence=evidence)


def _state(seed: Seed, scan: Facsimile, aligned: Aligned) -> str:
    """Whether a person has changed the text that was recognized."""
    if scan.text_sha256 and seed.path not in seed.scans:
        return READ if hashlib.sha256(seed.data).hexdigest() == scan.text_sha256 else CORRECTED
    return READ if aligned.same else CORRECTED


def _tempered(evidence: Mapping[str, Evidence], sure: Mapping[str, float]) -> Mapping[str, Evidence]:
    """Evidence from a text that was recognized is as sure as its words were."""
    return {name: _as_read(claim, sure) for name, claim in evidence.items()}


def _as_read(evidence: Evidence, sure: Mapping[str, float]) -> Evidence:
    if evidence.basis != _EXTRACTED:
        return evidence
    known = [sure[word] for word in map(compared, evidence.text.split()) if word in sure]
    if not known:
        return evidence
    return replace(evidence, confidence=round(evidence.confidence * sum(known) / len(known), 2))
