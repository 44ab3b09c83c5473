"""The schemas for editors agree with the checks, and ``schemas/`` is up to date."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from making import ROOT

from generator.accession.schema import ENTRY_SHAPES, authority, collection, schemas, sidecar
from generator.authority.read import CHECKS
from generator.inputs.fields import FIELDS, KNOWN, parse_declaration
from generator.inputs.strict_yaml import load_yaml
from generator.model.kinds import AUTHORITY_KINDS

GOOD = [
    "title: 2020",
    "title: No",
    "title:",
    "date: 2020-01-03",
    "date: 2020-01-03T10:00:00Z",
    "date:",
    "date: 1974-05",
    "date: 1896",
    "language: pt_BR",
    "authors: One Person",
    "authors: [One, Two]",
    "source: Example Courier",
    "source: {name: A, url: 'https://example.org/', retrieved: 2020-01-01}",
    "source:\n  name:\n  url:",
    "quotes: [{text: a, speaker: b}]",
    "corrections: {date: 2020-01-01, text: x}",
    "keep: [1, 'a line']",
    "status: withdrawn",
    "id: some-article",
    "lang: en",
    "date: 3 January 2020",
    "authors: {name: One Person}",
    "authors: [{name: One Person}]",
    "status: Published",
    "url: https://example.org/",
    "created: 2020-01-03",
]
BAD = [
    "title: [a]",
    "date: maybe in spring",
    "language: a language",
    "authors: {}",
    "source: {url: 'javascript:1'}",
    "source: {publisher: x}",
    "quotes: [a]",
    "status: [a]",
    "id: a/b",
    "tittle: x",
]
MODELINE = "# yaml-language-server: $schema="


def valid(schema: dict[str, Any], value: object) -> bool:
    return Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize("text", GOOD)
def test_the_schema_accepts_what_the_check_accepts(text: str) -> None:
    assert parse_declaration(text, "a.yml")[1] == ()
    value, _, _ = load_yaml(text, "a.yml")
    assert valid(sidecar(), value)


@pytest.mark.parametrize("text", BAD)
def test_the_schema_refuses_what_the_check_refuses(text: str) -> None:
    assert parse_declaration(text, "a.yml")[1] != ()
    value, _, _ = load_yaml(text, "a.yml")
    assert not valid(sidecar(), value)


def test_the_schema_has_every_field_and_synonym() -> None:
    assert set(sidecar()["properties"]) == set(KNOWN)
    assert all(sidecar()["properties"][field.name]["title"] == field.label for field in FIELDS)


@pytest.mark.parametrize("kind", AUTHORITY_KINDS)
def test_authority_schemas_have_the_keys_that_the_check_knows(kind: str) -> None:
    keys = next(keys for name, keys in CHECKS.items() if name == kind)
    assert set(authority(kind)["items"]["properties"]) == set(keys)
    assert set(ENTRY_SHAPES) <= {key for keys in CHECKS.values() for key in keys}


@pytest.mark.parametrize("kind", AUTHORITY_KINDS)
def test_the_authority_files_are_valid(kind: str) -> None:
    text = (ROOT / "seeds" / "authority" / f"{kind}.yml").read_text(encoding="utf-8")
    errors = Draft202012Validator(authority(kind)).iter_errors(yaml.load(text, Loader=yaml.CSafeLoader))
    assert [error.message for error in errors] == []


def test_an_invalid_authority_entry_is_refused() -> None:
    good = {"id": "ana", "name": "Ana", "aliases": ["A."], "wikidata": "Q1"}
    assert valid(authority("people"), [good])
    for wrong in ({"name": "Ana"}, {**good, "id": "A B"}, {**good, "wikidata": "1"}, {**good, "born": 1}):
        assert not valid(authority("people"), [wrong])


def test_collections_need_a_title_and_a_known_order() -> None:
    assert valid(collection(), {"title": "A", "order": "listed", "articles": ["a.txt"]})
    assert not valid(collection(), {"order": "listed"})
    assert not valid(collection(), {"title": "A", "order": "size"})


def test_the_committed_schemas_are_up_to_date() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").glob("*.json")}
    assert committed == schemas(), "run: clipfile schema"


def test_every_file_names_its_schema() -> None:
    files = [*(ROOT / "seeds").rglob("*.yml"), *(ROOT / "examples" / "demo" / "seeds").rglob("*.yml")]
    assert files
    for file in files:
        line = next(
            (text for text in file.read_text(encoding="utf-8").splitlines() if text.startswith(MODELINE)), ""
        )
        named = (file.parent / line.removeprefix(MODELINE)).resolve()
        kinds = {"authority": file.stem, "collections": "collection"}
        assert named == ROOT / "schemas" / f"{kinds.get(file.parent.name, 'sidecar')}.json", file
