"""Fields as other programs name and write them."""

from __future__ import annotations

import pytest

from generator.extract.front import read_front
from generator.inputs.fields import overlay, parse_declaration
from generator.inputs.foreign import meaning_of
from generator.model.documents import Declaration

BODY = "\n\nThe ferry sails again, the harbour master of Easter Quay said on Friday.\n"


def front(text: str) -> Declaration:
    return read_front(f"---\n{text}\n---{BODY}").declared


def said(text: str) -> list[str]:
    return [
        f"{problem.severity} {problem.rule}" for problem in read_front(f"---\n{text}\n---{BODY}").problems
    ]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("source: https://bay.example/a?utm_source=x", "source", {"url": "https://bay.example/a"}),
        ("source: Bay Courier", "source", {"name": "Bay Courier"}),
        (
            "source: '[Bay Courier](https://bay.example/a)'",
            "source",
            {"name": "Bay Courier", "url": "https://bay.example/a"},
        ),
        ("source: '[[Bay Courier]]'", "source", {"name": "Bay Courier"}),
        ("source: [https://bay.example/a]", "source", {"url": "https://bay.example/a"}),
        (
            "url: https://bay.example/a\nsite: Bay Courier",
            "source",
            {"url": "https://bay.example/a", "name": "Bay Courier"},
        ),
        ("URL: https://bay.example/a\nwebsite: bay.example", "source", {"url": "https://bay.example/a"}),
        (
            "source: Bay Courier\nlink: https://bay.example/a",
            "source",
            {"name": "Bay Courier", "url": "https://bay.example/a"},
        ),
        ("source: {name: Bay Courier, url: nowhere}", "source", {"name": "Bay Courier"}),
        ("author: '[[Ana Paz]]'", "authors", ["Ana Paz"]),
        ("author: [[Ana Paz]]", "authors", ["Ana Paz"]),
        ("Quelle: https://bay.example/a", "source", {"url": "https://bay.example/a"}),
        ("url_original: https://bay.example/a", "source", {"url": "https://bay.example/a"}),
        ("author: “Ana Paz”", "authors", ["Ana Paz"]),
        ("author: By Ana Paz, Ports Editor", "authors", ["Ana Paz"]),
        ("tags: #sea, #ports", "tags", ["sea", "ports"]),
        ("tags:\n  - #sea\n  - ports", "tags", ["sea", "ports"]),
        ("categories:\n  - [News, Ports]\n  - Sea", "tags", ["News", "Ports", "Sea"]),
        ("taxonomy: {category: [News], tag: [ports]}", "tags", ["News", "ports"]),
        ("updatedDate: Mar 9 2021", "updated", "2021-03-09"),
        ("statut: brouillon", "status", "draft"),
        ("estado: borrador", "status", "draft"),
        ("状态: 草稿", "status", "draft"),
        ("author:\n  - '[[People/Ana Paz|A. Paz]]'", "authors", ["A. Paz"]),
        ("author: Ana Paz, Li Wei and Bo Ek", "authors", ["Ana Paz", "Li Wei", "Bo Ek"]),
        ("author: Paz, Ana", "authors", ["Paz, Ana"]),
        ("author: 'Ana Paz, Jr.'", "authors", ["Ana Paz, Jr."]),
        ("author: By Ana Paz <ana@bay.example>", "authors", ["Ana Paz"]),
        ("author: von Heide", "authors", ["von Heide"]),
        ("author: {name: Ana Paz, email: ana@bay.example}", "authors", ["Ana Paz"]),
        ("authors: [{name: Ana Paz}, {first: Bo, last: Ek}]", "authors", ["Ana Paz", "Bo Ek"]),
        (
            "authors: [Ana Paz, 'Ministry of Ports, Roads and Rail']",
            "authors",
            ["Ana Paz", "Ministry of Ports, Roads and Rail"],
        ),
        ("tags: ferry, quay", "tags", ["ferry", "quay"]),
        ("tags: '#ferry #quay'", "tags", ["ferry", "quay"]),
        ("categories: [ferry]\ntags: [quay]\nkeywords: ferry, tide", "tags", ["ferry", "quay", "tide"]),
        ("layout: post\ntags: ferry quay", "tags", ["ferry", "quay"]),
        ("tags: Foreign policy", "tags", ["Foreign policy"]),
        ("Date Published: 2021-05-04", "date", "2021-05-04"),
        ("datePublished: May 4, 2021", "date", "2021-05-04"),
        ("date: 2021-05-06\npublished: 2021-05-04", "date", "2021-05-04"),
        ("created: 2021-05-04T10:11:12 (UTC +02:00)", "retrieved", "2021-05-04"),
        ("date_saved: 2021-05-04 10:11:12", "retrieved", "2021-05-04"),
        ("created: 1620120600000", "retrieved", "2021-05-04"),
        ("lastmod: 2021-05-04", "updated", "2021-05-04"),
        ("params:\n  author: Ana Paz", "authors", ["Ana Paz"]),
        ("taxonomies: {tags: [ferry]}", "tags", ["ferry"]),
        ("status: Published", "status", "published"),
        ("title: |\n  Ferry\n  sails", "title", "Ferry sails"),
    ],
)
def test_a_field_is_understood(text: str, field: str, value: object) -> None:
    assert front(text).values[field] == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: 0b6f7c1e-52d4-4a7e-9a53-6f1d2c3b4a59", {}),
        ("id: 20210504101112", {}),
        ("id: x8k2j1qzv0s6tq3w", {}),
        ("id: ferry-sails", {"id": "ferry-sails"}),
        ("id: covid19vaccines2021", {"id": "covid19vaccines2021"}),
        ("published: true", {}),
        ("draft: false\nprivate: no", {}),
        ("url: /ferry/\npermalink: /f/", {}),
        ("created: 2021-05-04\nupdated: 2021-05-05", {"retrieved": "2021-05-04"}),
    ],
)
def test_what_says_nothing_about_the_article_declares_nothing(text: str, expected: dict[str, object]) -> None:
    assert front(text).values == expected
    assert said(text) == []


@pytest.mark.parametrize(
    "text", ["date: soon", "status: unprocessed", "language: a language", "slug: a/b", "author: [a, [b]]"]
)
def test_a_value_that_cannot_be_understood_costs_the_field_with_a_warning(text: str) -> None:
    assert front(f"title: A\n{text}").values == {"title": "A"}
    assert [line.partition(" ")[0] for line in said(text)] == ["warning"]


def test_a_withdrawal_that_cannot_be_understood_stays_an_error() -> None:
    assert said("withdrawn: {date: soon}") == ["error field-withdrawn"]


def test_unknown_names_are_noted_without_their_values_and_slips_are_reported() -> None:
    text = "title: A\nmood: secret\nlatitude: 0.0\nwindspeed: 4\ntittle: B"
    assert front(text).unused == ("mood", "windspeed")
    assert said(text) == ["warning unknown-field"]


def test_broken_yaml_is_read_line_by_line_where_that_is_certain() -> None:
    text = "title: Ferry: it sails\nauthor: [[Ana Paz]], [[Bo Ek]]\ntags:\n  - a\n  - 'b'"
    assert front(text).values == {
        "title": "Ferry: it sails",
        "authors": ["Ana Paz", "Bo Ek"],
        "tags": ["a", "b"],
    }
    assert said(text) == ["warning yaml"]
    assert said("title: [") == ["error yaml"]


def test_toml_and_json_declare_the_same() -> None:
    toml = read_front(
        '+++\ntitle = "A"\ndate = 2021-05-04T23:30:00-05:00\ntags = ["b"]\n'
        f'[params]\nauthor = "Ana Paz"\n+++{BODY}'
    )
    json = read_front(
        f'{{"title": "A", "date": "2021-05-04", "tags": ["b"], "params": {{"author": "Ana Paz"}}}}{BODY}'
    )
    expected = {"title": "A", "date": "2021-05-04", "tags": ["b"], "authors": ["Ana Paz"]}
    assert (dict(toml.declared.values), dict(json.declared.values)) == (expected, expected)
    assert toml.text.strip() == json.text.strip() == BODY.strip()


def test_a_fault_in_toml_names_its_line() -> None:
    (problem,) = read_front(f'+++\ntitle = "A"\ndate = "soon"\n+++{BODY}').problems
    assert (problem.line, problem.rule) == (3, "field-date")


def test_the_sidecar_understands_the_same_names_but_reports_unknown_ones() -> None:
    declared, problems = parse_declaration("url: https://bay.example/a\nwindspeed: 4\nlatitude: 0.0", "a.yml")
    assert declared.values == {"source": {"url": "https://bay.example/a"}}
    assert [problem.rule for problem in problems] == ["unknown-field"]


def test_what_is_not_public_wins_over_the_sidecar() -> None:
    sidecar, _ = parse_declaration("status: published\ntitle: B", "a.yml")
    assert overlay(front("draft: true\ntitle: A"), sidecar).values == {"status": "draft", "title": "B"}


def test_each_name_of_the_table_has_one_meaning() -> None:
    assert meaning_of("Date_Published") == meaning_of("datePublished") == meaning_of("date published")
    assert meaning_of("wind") is None


def test_an_address_is_no_author() -> None:
    assert front("author: https://bay.example/ana").values == {}
    assert said("author: https://bay.example/ana") == ["warning field-authors"]
