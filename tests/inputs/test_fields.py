from __future__ import annotations

import pytest

from generator.describe.declared import withdrawal
from generator.inputs import checks
from generator.inputs.fields import overlay, parse_declaration, read_declaration
from generator.inputs.strict_yaml import MAX_DEPTH, load_yaml


def said(text: str) -> list[str]:
    return [str(problem) for problem in parse_declaration(text, "a.yml")[1]]


def test_values_are_checked_and_normalised() -> None:
    text = (
        "title:  Two   words\nauthor: Ana\nlang: pt_BR\ndate: 2024-02-29T10:00\nkeep: [3, F]\nsource: Herald"
    )
    values = parse_declaration(text, "a.yml")[0].values
    assert values == {
        "title": "Two words",
        "authors": ["Ana"],
        "language": "pt-BR",
        "date": "2024-02-29",
        "keep": [3, "F"],
        "source": {"name": "Herald"},
    }


def test_scalars_stay_text() -> None:
    values = parse_declaration("title: 2020\ntags: [No, 1e3, 010]\n", "a.yml")[0].values
    assert values == {"title": "2020", "tags": ["No", "1e3", "010"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("date: 2025-02-30", "a.yml:1:7: field-date: date no such day in the calendar: '2025-02-30'"),
        (
            "date: 0001-01-01T00:00:00Z",
            "a.yml:1:7: field-date: date must be in a year from 1000 to 2100: '0001-01-01T00:00:00Z'",
        ),
        (
            "source: {retrieved: 9999-12-31}",
            "a.yml:1:21: field-source: source retrieved must be in a year from 1000 to 2100: '9999-12-31'",
        ),
        ("title: x\ndate: 1 Jan 25", "a.yml:2:7: field-date: date must be YYYY-MM-DD: '1 Jan 25'"),
        (
            "status: unread",
            "a.yml:1:9: field-status: status must be one of published, draft, withdrawn: 'unread'",
        ),
        (
            "source: {url: x}",
            (
                "a.yml:1:15: field-source: source url must be an address that starts with "
                "http:// or https://: 'x'"
            ),
        ),
        (
            "source: {url: 'https://name:word@news.example/a'}",
            (
                "a.yml:1:15: field-source: source url must be an address without a user name or password; "
                "leave out what is before the @"
            ),
        ),
        (
            "source: {retrieved: x}",
            "a.yml:1:21: field-source: source retrieved must be YYYY-MM-DD: 'x'",
        ),
        ("tittle: x", "a.yml:1:1: unknown-field: no field is called 'tittle'; did you mean 'title'?"),
        ("- x", "a.yml:1: fields: must be 'field: value' lines: ['x']"),
        ("id: ../x", "a.yml:1:5: field-id: id may hold letters, digits and hyphens only: '../x'"),
        (
            "corrections:\n  - {date: 2025-01-01, text: x}\n  - date: 2025-01-01",
            "a.yml:3:5: field-corrections: corrections must say 'text': {'date': '2025-01-01'}",
        ),
        (
            "quotes:\n  - text: x\n    speaker: [x]",
            "a.yml:3:14: field-quotes: quotes speaker must be text: ['x']",
        ),
        ("tags: [a, [b]]", "a.yml:1:11: field-tags: tags must be a list of names: ['a', ['b']]"),
        (
            "slug: a\nid: b",
            "a.yml:1:1: field-twice: 'slug' and 'id' name the same field; the second is used: remove one",
        ),
        (
            "corrections: [{day: x}]",
            "a.yml:1:21: field-corrections: corrections may hold only date, text: 'day'",
        ),
    ],
)
def test_a_fault_names_file_line_rule_and_value(text: str, message: str) -> None:
    assert said(text) == [message]


def test_broken_yaml_is_one_problem_with_its_line() -> None:
    (problem,) = parse_declaration("title: a\ndate: [", "a.yml", first_line=2)[1]
    assert (problem.path, problem.line, problem.rule) == ("a.yml", 4, "yaml")


def test_yaml_cannot_expand_or_create_objects() -> None:
    assert "aliases are not accepted" in said("a: &x [1]\nb: *x")[0]
    assert "levels deep" in said("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[0]
    assert "larger than" in said("a: " + "x" * 300_000)[0]
    assert said("title: !!python/object/apply:os.system [ls]")[0].startswith("a.yml:1:")


def test_keys_that_control_mkdocs_are_rejected() -> None:
    declaration, problems = parse_declaration(
        "template: evil.html\nhide: [nav]\nsearch: {exclude: true}", "a.md"
    )
    assert not declaration.values
    assert [problem.severity for problem in problems] == ["warning"] * 2  # `template` is in converted pages


def test_the_sidecar_wins_key_by_key() -> None:
    under, _ = parse_declaration("title: Under\nsource: {name: N, url: 'https://a.example/'}", "a.md")
    over, _ = parse_declaration("title: Over\nsource: {name: M}", "a.yml")
    merged = overlay(under, over)
    assert merged.values == {"title": "Over", "source": {"name": "M", "url": "https://a.example/"}}
    assert merged.paths["title"] == "a.yml"


@pytest.mark.parametrize("blank", ["\u3000\u2003\u00a0", "\x85", "\u2028", "\x01", "\u200b\u202e", " "])
def test_invisible_text_is_not_accepted_as_a_name_or_headline(blank: str) -> None:
    assert checks.names([blank, "Ana Paz"]).value == ["Ana Paz"]
    assert checks.text(blank).value == ""


@pytest.mark.parametrize(
    ("value", "read", "warnings"),
    [
        ("none", "none", 0),
        ("No", "none", 0),
        ("small", "small", 0),
        ("hidden", "none", 1),
        ("[full]", "none", 1),
        ("fulll", "none", 1),
    ],
)
def test_pictures_are_not_shown_if_it_is_unclear_how_large(value: str, read: str, warnings: int) -> None:
    declared, problems = parse_declaration(f"show_pictures: {value}", "a.yml")
    assert declared.values["show_pictures"] == read
    assert [problem.severity for problem in problems] == ["warning"] * warnings
    assert all("until then, no picture is shown" in problem.message for problem in problems)


@pytest.mark.parametrize("text", ["show_pictures:", "title: Ferry"])
def test_without_a_word_about_their_size_pictures_are_shown_as_elsewhere(text: str) -> None:
    declared, problems = parse_declaration(text, "a.yml")
    assert "show_pictures" not in declared.values
    assert not problems


@pytest.mark.parametrize("key", ["hide_title", "hide-title", "Hide title"])
@pytest.mark.parametrize("value", ["yes", "true", "maybe"])
def test_a_headline_is_hidden_also_if_that_is_said_in_the_wrong_place(key: str, value: str) -> None:
    for first in ("status: withdrawn", "withdrawn: {reason: Asked}", "withdrawn: {hide_title: no}"):
        declared, (problem,) = parse_declaration(f"{first}\n{key}: {value}", "a.yml")
        withdrawal_of = withdrawal(declared)
        assert withdrawal_of
        assert withdrawal_of.hide_title
        assert (problem.severity, problem.line) == ("warning", 2)
        assert "belongs under 'withdrawn:'" in problem.message
    declared, (problem,) = parse_declaration(f"title: Quay\n{key}: {value}", "a.yml")
    assert (problem.severity, problem.rule) == ("error", "field-withdrawn"), "it is not published"
    assert withdrawal(declared) is None


def test_a_headline_that_is_not_to_be_hidden_is_shown() -> None:
    declared, (problem,) = parse_declaration("withdrawn: {reason: Asked}\nhide_title: no", "a.yml")
    assert declared.values["withdrawn"] == {"reason": "Asked"}
    assert problem.severity == "warning"


def test_other_programs_hide_titles_without_a_withdrawal() -> None:
    value, places, _ = load_yaml("hide_title: true", "a.md")
    declared, problems = read_declaration(value, places, "a.md", foreign=True)
    assert (declared.values, problems) == ({}, ())


@pytest.mark.parametrize(
    ("value", "read", "warnings"),
    [("2026-03-04", "2026-03-04", 0), ("true", None, 0), ("no", None, 0), ("ja", None, 0), ("soon", None, 1)],
)
def test_the_day_of_a_review_is_kept(value: str, read: str | None, warnings: int) -> None:
    declared, problems = parse_declaration(f"reviewed: {value}", "a.yml")
    assert (declared.values.get("reviewed") or None) == read
    assert len(problems) == warnings
