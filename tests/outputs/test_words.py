"""One catalogue a language: complete, and the theme's table made from it."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader
from making import ROOT

from generator.outputs.words import FOLDER, LANGUAGES, category, spoken, words
from generator.outputs.words_theme import TABLE, table

TRANSLATED = [language for language in LANGUAGES if language != "en"]
# Prefixes of keys that a template composes.
BUILT = ("count_", "field_", "basis_", "filter_")


def entries(name: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """(Key, English) → texts of one catalogue."""
    with (FOLDER / name).open("rb") as file:
        catalog = read_po(file, locale=name.removesuffix(".po") if name.endswith(".po") else None)
    found = {}
    for message in catalog:
        if message.context and message.id:
            plural = not isinstance(message.id, str)
            english = message.id[0] if plural else message.id
            found[message.context, str(english)] = (
                tuple(message.string or ()) if plural else (str(message.string),)
            )
    return found


def test_the_interface_is_available_in_eight_languages() -> None:
    assert set(LANGUAGES) == {"en", "es", "fr", "de", "pt", "ru", "ar", "zh"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_translates_every_text_and_keeps_what_is_filled_in(language: str) -> None:
    english, own = entries("clipfile.pot"), entries(f"{language}.po")
    assert set(own) == set(english)
    for (key, text), translations in own.items():
        assert all(translations), key
        marks = set(re.findall(r"\{\w+\}", text))
        # Some languages use words for one and two articles.
        assert set(re.findall(r"\{\w+\}", translations[-1])) == marks, key


def test_the_table_of_the_theme_matches_the_catalogues() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(), "run `make words`"


def test_every_text_that_templates_or_pages_use_exists() -> None:
    asked = set()
    for path in (ROOT / "theme").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""ui\.t\(["']([a-z_]+)["']\)""", text))
        asked |= {f"{key}_other" for key in re.findall(r"""ui\.count\(["']([a-z_]+)["']""", text)}
    for path in (ROOT / "generator").rglob("*.py"):
        asked |= set(
            re.findall(r"""words\([\w.]+\)\[["']([a-z_]+)["']\]""", path.read_text(encoding="utf-8"))
        )
    for path in (ROOT / "theme" / "assets").glob("search*.js"):
        asked |= set(re.findall(r"\bwords\.((?:search|filter)_\w+)", path.read_text(encoding="utf-8")))
    assert len(asked) > 100
    assert {key for key in asked if not key.startswith(BUILT)} - set(words("en")) == set()


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        ("en", 1, "one"),
        ("fr", 0, "one"),
        ("ru", 3, "few"),
        ("ru", 11, "many"),
        ("ar", 2, "two"),
        ("zh", 1, "other"),
    ],
)
def test_numbers_take_the_form_of_their_language(language: str, number: int, form: str) -> None:
    assert category(language, number) == form
    assert f"articles_{form}" in words(language)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1,201"),
        ("de", "1.201"),
        ("es", "1.201"),
        ("fr", "1\u202f201"),
        ("ar", "1,201"),
        ("xx", "1,201"),
    ],
)
def test_a_number_is_written_as_its_language_does(language: str, written: str) -> None:
    templates = Environment(loader=FileSystemLoader(ROOT / "theme"), autoescape=False)  # noqa: S701
    config = SimpleNamespace(theme=SimpleNamespace(language=language, direction=""), extra=SimpleNamespace())
    page = templates.from_string(
        "{% import 'partials/strings.html' as ui with context %}{{ ui.number(1201) }} {{ ui.number(7) }}"
    )
    assert page.render(config=config) == f"{written} 7"


def test_an_untranslated_language_is_shown_in_english() -> None:
    assert words("xx") == words("en")
    assert spoken("pt-BR") == "pt"
    assert words("ar")["direction"] == "rtl"
