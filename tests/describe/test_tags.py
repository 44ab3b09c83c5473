"""Tags: each once."""

from __future__ import annotations

from generator.authority.authority import Authority
from generator.describe.tags import find_tags
from generator.model.documents import Claim, Declaration


def texts(declared: list[object], *stated: str) -> list[str]:
    claims = [Claim("tags", claim, "filed-under", claim, 0.9) for claim in stated]
    return [tag.text for tag in find_tags(Declaration({"tags": declared}), claims, Authority())]


def test_the_first_spelling_of_a_tag_wins() -> None:
    assert texts(["Sea trade", "Café"], "SEA TRADE", "CAFÉ, Sea-Trade; Ports") == [
        "Sea trade",
        "Café",
        "Ports",
    ]


def test_tags_that_differ_in_an_accent_or_a_sign_are_two() -> None:
    names = ["Bò", "Bơ", "C", "C++", "C#", "harbor", "harbör"]
    assert texts([*names]) == names


def test_spaces_around_and_within_a_tag_do_not_count() -> None:
    assert texts(["  sea \u00a0 trade "], " , Ports ,; ") == ["sea trade", "Ports"]


def test_claims_of_other_fields_are_no_tags() -> None:
    claims = [Claim("authors", "Ana Velar", "byline", "", 0.9)]
    assert find_tags(Declaration(), claims, Authority()) == ()


def test_only_a_curator_declares_a_tag() -> None:
    claims = [Claim("tags", "Trade, Ports", "filed-under", "", 0.9)]
    found = find_tags(Declaration({"tags": ["trade"]}), claims, Authority())
    assert [(tag.text, tag.declared) for tag in found] == [("trade", True), ("Ports", False)]
