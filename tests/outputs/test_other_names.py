"""Other names of a term are those that readers know, one per language; not the forms for matching."""

from __future__ import annotations

from typing import Any

import pytest

from generator.authority.entry import Entry
from generator.model.kinds import Kind
from generator.outputs.other_names import other_names


def names(kind: Kind, name: str, *aliases: str, **values: Any) -> list[str]:
    return [view["name"] for view in other_names(Entry(kind, "x", name, aliases, **values))]


def test_titles_spellings_surnames_and_case_endings_are_not_shown() -> None:
    forms = ("Velar", "President Velar", "presidente Velar", "Velar administration", "A. Velar", "Anna Velár")
    cyrillic = ("Ана Велар", "Велар", "Велара")
    assert names("people", "Ana Velar", *forms, *cyrillic, "アナ・ベラル") == ["Ана Велар", "アナ・ベラル"]


def test_initials_and_other_names_are_shown_each_once() -> None:
    aliases = ("HB", "H.B.", "the Harbour Board", "Harbour Boards", "Junta del Puerto", "junta del puerto")
    assert names("organizations", "Harbour Board", *aliases) == ["HB", "Junta del Puerto"]


def test_a_country_has_its_names_in_the_languages_of_the_interface() -> None:
    shown = other_names(
        Entry("places", "norway", "Norway", ("Norge", "Норвегии"), type="country", country="NO")
    )
    by_language = {view.get("language", ""): view["name"] for view in shown}
    assert (by_language["de"], by_language["ru"]) == ("Norwegen", "Норвегия")
    assert len(shown) <= 10


@pytest.mark.parametrize("kind", ["people", "organizations", "places", "topics"])
def test_without_aliases_there_are_none(kind: Kind) -> None:
    assert names(kind, "Quillhaven") == []
