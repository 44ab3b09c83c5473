"""From draft to article: the first seed, and declared fields."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.authority.authority import load_authority
from generator.describe.article import describe
from generator.extract.formats import extract
from generator.inputs.fields import overlay, parse_declaration
from generator.model.documents import Draft, Paragraph, Seed
from generator.model.records import FullArticle

SEED = "000_dfc9ff1af13f9c54.txt"


@pytest.fixture(scope="module")
def full(root: Path) -> FullArticle:
    """The first seed, with nothing declared but its day of retrieval."""
    authority, _ = load_authority([root / "seeds" / "authority"])
    sidecar, problems = parse_declaration("retrieved: 2025-12-23", "seed.yml")
    assert problems == ()
    seed = Seed(SEED, (root / "seeds" / SEED).read_bytes(), "0" * 64)
    draft = extract(seed, sidecar)
    return describe(seed, replace(draft, declared=overlay(draft.declared, sidecar)), authority)


def test_the_first_seed_is_dated_by_its_weekday(full: FullArticle) -> None:
    evidence = full.text.evidence["date"]
    assert (full.article.date, evidence.basis) == ("2025-12-22", "inferred")
    assert "December 22" in evidence.text
    assert "This Monday" in evidence.text


def test_the_first_seed_has_speakers(full: FullArticle) -> None:
    spoken = {quote.text.split()[0]: quote.speaker for quote in full.article.quotes}
    assert spoken["comprehensive"] == "Sergey Lavrov"
    assert spoken["The"] == "Russian Ministry of Foreign Affairs"
    assert spoken["acts"] == "Donald Trump"
    assert spoken["imperialist"] == "Venezuela"
    assert "Kremlin" in spoken["commitment"]
    assert "Kremlin" in spoken["deliberately"]
    assert "Lavrov" in spoken["serious"]
    assert "Gil" in spoken["serious"]


def test_the_first_seed_has_an_inferred_headline_language_and_summary(full: FullArticle) -> None:
    article = full.article
    assert full.text.evidence["title"].basis == "inferred"
    assert article.title.startswith("The Russian Ministry of Foreign Affairs reported")
    assert article.language == "en"
    assert article.summary.startswith("The Russian Ministry of Foreign Affairs reported")


def test_only_fields_with_a_value_have_evidence(full: FullArticle) -> None:
    for field in full.text.evidence:
        assert getattr(full.article, field), field


def test_declared_fields_reach_the_article() -> None:
    sidecar = """
title: Harbour closed
status: withdrawn
note: Seen twice.
collections: [Storms]
aliases: [articles/old/]
rights: CC0
corrections: [{date: 2020-02-01, text: The quay was misnamed.}]
media: [{label: Film, url: "https://example.org/film"}]
quotes: [{text: So it was., speaker: Bo Lind}]
"""
    declared, problems = parse_declaration(sidecar, "a.yml")
    assert problems == ()
    authority, _ = load_authority([])
    draft = Draft((Paragraph("x", "x"),), declared=declared)
    made, text = describe(Seed("a.txt", b"", "0"), draft, authority)
    assert (made.title, made.status, text.note, made.rights) == (
        "Harbour closed",
        "withdrawn",
        "Seen twice.",
        "CC0",
    )
    assert (made.collections, made.aliases) == (("Storms",), ("articles/old/",))
    assert made.corrections[0].date == "2020-02-01"
    assert text.media[0].url == "https://example.org/film"
    assert made.quotes[0].speaker == "Bo Lind"
    assert text.evidence["title"].rule == "sidecar"


def test_an_empty_document_is_an_empty_article() -> None:
    authority, _ = load_authority([])
    made, text = describe(Seed("a.txt", b"", "0"), Draft(()), authority)
    assert (made.title, made.date, made.language, text.evidence) == ("", "", "", {})
