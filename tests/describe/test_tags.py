"""Tags: each once, and each with an address of its own."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authority.authority import Authority
from generator.describe.tags import find_tags, tag_id, tag_key
from generator.model.documents import Claim, Declaration


def texts(declared: list[object], *stated: str) -> list[str]:
    claims = [Claim("tags", one, "filed-under", one, 0.9) for one in stated]
    return [tag.text for tag in find_tags(Declaration({"tags": declared}), claims, Authority())]


def test_the_first_spelling_of_a_tag_wins() -> None:
    assert texts(["Sea trade", "Café"], "SEA TRADE", "cafe, Sea-Trade; Ports") == [
        "Sea trade",
        "Café",
        "Ports",
    ]


def test_spaces_around_and_within_a_tag_do_not_count() -> None:
    assert texts(["  sea \u00a0 trade "], " , Ports ,; ") == ["sea trade", "Ports"]


def test_claims_of_other_fields_are_no_tags() -> None:
    claims = [Claim("authors", "Ana Velar", "byline", "", 0.9)]
    assert find_tags(Declaration(), claims, Authority()) == ()


def test_only_a_curator_declares_a_tag() -> None:
    claims = [Claim("tags", "Trade, Ports", "filed-under", "", 0.9)]
    found = find_tags(Declaration({"tags": ["trade"]}), claims, Authority())
    assert [(tag.text, tag.declared) for tag in found] == [("trade", True), ("Ports", False)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("C", "c"),
        ("Sea trade", "sea-trade"),
        ("Covid-19", "covid-19"),
        ("Crème brûlée", "creme-brulee"),
        ("couche d'ozone", "couche-d-ozone"),
        ("couche d’ozone", "couche-d-ozone"),
    ],
)
def test_the_address_of_a_tag_is_its_slug(text: str, address: str) -> None:
    assert tag_id(text) == address


@pytest.mark.parametrize(
    "names",
    [("C", "C++", "C#", "#c", "C."), ("事实", "时事", "史诗"), ("张伟", "章伟"), ("мед", "медь", "med")],
)
def test_tags_that_share_a_slug_do_not_share_an_address(names: tuple[str, ...]) -> None:
    assert len({tag_id(name) for name in names}) == len(names)


@pytest.mark.parametrize("text", ["#", "...", "index", "con", "🐟", "a" * 300, "n-12345678", "\ud800"])
def test_every_tag_has_an_address(text: str) -> None:
    found = tag_id(text)
    assert found
    assert found.isascii()
    assert len(found) < 100
    assert found not in {"index", "con"}


@given(st.lists(st.text(alphabet="cC+#-' .éß字\u0301", min_size=1, max_size=5), min_size=2, max_size=4))
def test_two_tags_have_one_address_where_they_are_one_tag(names: list[str]) -> None:
    for one, other in itertools.combinations(names, 2):
        assert (tag_id(one) == tag_id(other)) == (tag_key(one) == tag_key(other))
