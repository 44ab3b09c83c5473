"""Which spellings are one name, and that each name has an address of its own that nothing else moves."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.names import name_id, name_key
from generator.model.slugs import Scheme


@pytest.mark.parametrize(
    "names",
    [
        ("C", "C++", "C#", "#c", "C.", "C--"),
        ("NET", ".NET"),
        ("F", "F#", "F*"),
        ("Vitamin B", "Vitamin B+"),
        ("Go", "Go!"),
        ("李娜", "李纳", "里娜"),
        ("事实", "时事", "史诗"),
        ("мед", "медь", "med"),
        ("Мария", "Марія"),
        ("Hòa", "Hoa", "Hoà", "Hóa"),
        ("Zoe", "Zoé", "Zoë"),
        ("Önsdal", "Onsdal"),
        ("إمام", "أمام"),
        ("はし", "ハシ", "橋", "箸"),
        ("index", "index!"),
    ],
)
@pytest.mark.parametrize("scheme", ["unicode", "ascii"])
def test_names_that_sound_alike_have_addresses_of_their_own(names: tuple[str, ...], scheme: Scheme) -> None:
    assert len({name_id(name, scheme).casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    "names",
    [
        ("Sørvik", "SØRVIK", unicodedata.normalize("NFD", "Sørvik")),
        ("Bến Cảng", unicodedata.normalize("NFD", "bến cảng"), "  Bến \u00a0 Cảng "),
        ("İskele", "iskele"),
        ("Covid-19", "covid 19", "COVID‑19"),
        ("O'Dell", "O’Dell"),
        ("St. Gall", "St Gall"),
        ("Q.U.A.Y.", "QUAY", "Q.U.A.Y"),
        ("J. R. Quayside", "J.R. Quayside", "J R Quayside"),
        ("Harbour Lines, Inc.", "Harbour Lines Inc"),
        ("The “Beacon”", 'the "Beacon"', "The Beacon"),
        ("\u200fמנמל\u200f", "מנמל"),
        ('נמ"ל', "נמ״ל"),
        ("ﾌｪﾘｰ", "フェリー"),
    ],
)
def test_spellings_of_one_name_have_one_address(names: tuple[str, ...]) -> None:
    assert len({name_key(name) for name in names}) == 1
    assert len({name_id(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("C", "c"),
        ("Sea trade", "sea-trade"),
        ("Covid-19", "covid-19"),
        ("Crème brûlée", "crème-brûlée"),
        ("couche d’ozone", "couche-d-ozone"),
        ("John Q. Public", "john-q-public"),
        ("Johnson & Quay", "johnson-quay"),
        ("Dock/Pier", "dock-pier"),
        ("东码头", "东码头"),
        ("घाट-पथ", "घाट-पथ"),
    ],
)
def test_the_address_of_a_name_is_its_slug(name: str, address: str) -> None:
    assert name_id(name) == address


@pytest.mark.parametrize(
    "text", ["#", "...", "index", "con", "🐟", "a" * 300, "港" * 300, "n-12345678", "\ud800"]
)
@pytest.mark.parametrize("scheme", ["unicode", "ascii"])
def test_every_name_has_an_address(text: str, scheme: Scheme) -> None:
    found = name_id(text, scheme)
    assert found
    assert found.isascii() or scheme == "unicode"
    assert len(found.encode()) < 140
    assert found not in {"index", "con"}


@given(st.lists(st.text(alphabet="cC+#-' .éß字\u0301", min_size=1, max_size=5), min_size=2, max_size=4))
def test_two_names_have_one_address_where_they_are_one_name(names: list[str]) -> None:
    for first, other in itertools.combinations(names, 2):
        assert (name_id(first) == name_id(other)) == (name_key(first) == name_key(other))
