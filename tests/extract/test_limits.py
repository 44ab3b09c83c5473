"""Limits on sizes, depths and names of contributed files, each with a message."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from making import folder

from generator.authority.read import read_entries
from generator.convert.convert import convert
from generator.inputs.collections import read_collections
from generator.inputs.fields import parse_declaration
from generator.inputs.limits import MAX_BYTES as SEED_BYTES
from generator.inputs.seeds import read_seeds
from generator.inputs.strict_yaml import MAX_BYTES, MAX_DEPTH
from generator.model.problem import Problem
from generator.model.slugs import slug

TEXT = "Market hall\n\nThe council voted on Tuesday to repair the roof of the market hall.\n"
NESTED = "<div>" * 400 + "<p>The council voted on Tuesday to repair the roof.</p>" + "</div>" * 400


def message_of(problems: object, rule: str) -> str:
    assert isinstance(problems, (list, tuple))
    (message,) = [
        problem.message for problem in problems if isinstance(problem, Problem) and problem.rule == rule
    ]
    return str(message)


def test_the_size_of_a_seed_is_limited(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT, "b.txt": ""})
    os.truncate(settings.seeds / "b.txt", SEED_BYTES + 1)
    seeds, problems = read_seeds(settings.seeds)
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert "larger than 50 MB; keep the text" in message_of(problems, "seed-size")


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        ("note: " + "x" * MAX_BYTES, "yaml-size", "larger than 256 KiB"),
        ("tags: " + "[" * (MAX_DEPTH + 1), "yaml-limits", "nested more than 20 levels"),
        ("tags: &a [x]\npeople: *a\n", "yaml-limits", "aliases are not accepted: write the value of *a out"),
        ("title: !!python/object/apply:os.system [id]\n", "yaml", "quote a value"),
        *(
            (f"title: !!{tag} x\n", "yaml", "are not accepted")
            for tag in ("bool", "timestamp", "set", "binary")
        ),
        *(
            (f"{field}: [" + "a," * 501 + "]", f"field-{field}", "may hold at most 500 names, not 501")
            for field in ("tags", "people", "aliases", "keep")
        ),
        ("title: a\ntitle: b\n", "yaml-twice", "'title' is defined twice"),
        ("media:\n- {label: a, 'label': b}\n", "yaml-twice", "'label' is defined twice"),
    ],
)
def test_the_size_and_depth_of_a_sidecar_are_limited_and_aliases_rejected(
    text: str, rule: str, message: str
) -> None:
    declared, problems = parse_declaration(text, "a.yml")
    assert not declared.values
    assert message in message_of(problems, rule)


def test_the_depth_of_a_page_is_limited(tmp_path: Path) -> None:
    done = convert(folder(tmp_path, {"a.html": f"<h1>Market hall</h1>{NESTED}"}))
    assert "more than 255 deep" in message_of(done.problems, "nested-too-deep")


@pytest.mark.parametrize("name", ["index", "README", "字" * 80, "../x", "a b", "con", "LPT1"])
def test_an_id_must_be_a_valid_file_name_everywhere(name: str) -> None:
    _, problems = parse_declaration(f"id: {name!r}\n", "a.yml")
    assert "may " in message_of(problems, "field-id")


# Ids of authority entries, languages and collections become file names, like ids of articles.
@pytest.mark.parametrize("name", ["index", "a" * 201, "nul"])
def test_an_authority_id_must_be_a_valid_file_name_everywhere(name: str) -> None:
    _, problems = read_entries("people", f"- id: {name}\n  name: Ana Example\n", "people.yml")
    assert "at most 200" in message_of(problems, "authority-id")


def test_no_language_tag_stops_a_conversion(tmp_path: Path) -> None:
    long = "en" + "-aaaaaaaa" * 60
    files: dict[str, str | bytes] = {
        "a.txt": TEXT,
        "a.yml": f"language: {long}\n",
        "b.html": f"<html lang={long}><meta property='og:locale' content={long}><h1>Hall</h1><p>{TEXT}",
    }
    done = convert(folder(tmp_path, files))
    assert [article.seed for article in done.archive.articles] == ["b.html", "a.txt"]
    assert "must be a language tag" in message_of(done.problems, "field-language")


def test_a_repeated_key_in_an_authority_file_is_a_problem() -> None:
    text = "- id: ana\n  name: Ana Example\n  name: Someone Else\n"
    (entry,), problems = read_entries("people", text, "people.yml")
    assert entry.values["name"] == "Ana Example"
    assert "name is defined twice" in message_of(problems, "authority-key")


@pytest.mark.parametrize("field", ["keep", "drop"])
def test_line_numbers_have_few_digits(tmp_path: Path, field: str) -> None:
    done = convert(folder(tmp_path, {"a.txt": TEXT, "a.yml": f"{field}: [{'9' * 5000}, 1]\n"}))
    assert [problem.rule for problem in done.problems] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("title: {a: b}", "collection-title"),
        ("title: T\ndescription: [a]", "collection-description"),
        ("title: T\narticles: [a, [b]]", "collection-articles"),
        ("title: !!bool x", "yaml"),
        ("title: T\ntitle: U", "yaml-twice"),
    ],
)
def test_a_malformed_collection_is_reported(tmp_path: Path, text: str, rule: str) -> None:
    found, problems = read_collections(folder(tmp_path, {"collections/c.yml": text}).seeds)
    assert not found
    assert [problem.rule for problem in problems] == [rule]


@pytest.mark.parametrize("name", ["index", '"><img src=x>', "a b", "字" * 80])
def test_a_collection_file_needs_a_valid_name(tmp_path: Path, name: str) -> None:
    settings = folder(
        tmp_path, {f"collections/{name}.yml": "title: T\n", "collections/good.yml": "title: G\n"}
    )
    found, problems = read_collections(settings.seeds)
    assert [collection.id for collection in found] == ["good"]
    assert "its name is its address" in message_of(problems, "collection-name")


def test_a_collection_file_must_not_be_a_link_to_the_outside(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"collections/good.yml": "title: G\n"})
    (tmp_path / "secret.yml").write_text("title: secret\n")
    (settings.seeds / "collections" / "out.yml").symlink_to(tmp_path / "secret.yml")
    (settings.seeds / "collections" / "lost.yml").symlink_to(tmp_path / "nothing")
    (settings.seeds / "collections" / "folder.yml").mkdir()
    found, problems = read_collections(settings.seeds)
    assert [collection.id for collection in found] == ["good"]
    assert {problem.rule for problem in problems} == {"seed-link"}


def test_no_name_replaces_the_index_page_of_its_folder(tmp_path: Path) -> None:
    assert slug("Index") == slug("Index") != "index"
    assert slug("Readme") != slug("README!") != "readme"
    assert "aux" not in (slug("Aux"), slug("AUX"), slug("aux"))
    names = "topics: [Index]\npeople: [README]\ncollections: [Index]\nsource: {name: Index}\ntitle: Index\n"
    done = convert(folder(tmp_path, {"a.txt": TEXT, "a.yml": names}))
    assert [problem for problem in done.problems if problem.severity == "error"] == []
    assert done.archive.articles[0].id.startswith("index-")


@pytest.mark.parametrize("alias", ["people", "people/index", "feed.xml", "x" * 300, "a.md/b", "search"])
def test_no_alias_stops_a_conversion(tmp_path: Path, alias: str) -> None:
    done = convert(folder(tmp_path, {"a.txt": TEXT, "a.yml": f"aliases: [{alias}]\npeople: [Ana Example]\n"}))
    assert len(done.archive.articles) == 1


# Control characters, noncharacters and invisible letters.
@pytest.mark.parametrize("title", ["\\a\\e", "\\uFDD0", "\\u200b", "\\u3164\\u115f", "\\u2800 \\uFFA0"])
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_an_invisible_headline_is_ignored(tmp_path: Path, title: str, suffix: str) -> None:
    unseen = title.encode().decode("unicode_escape") if "\\e" not in title else "\x07\x1b"
    form = {"txt": "{0}\n\n{1}", "md": "# {0}\n\n{1}", "html": "<title>{0}</title><h1>{0}</h1><p>{1}</p>"}
    text = "The council voted on Tuesday to repair the roof of the market hall."
    files: dict[str, str | bytes] = {f"a.{suffix}": form[suffix].format(unseen, text)}
    if suffix == "txt":
        files["a.yml"] = f'title: "{title}"\nauthors: ["{title}"]\n'
    (found,) = convert(folder(tmp_path, files)).archive.articles
    assert found.title.startswith("The council")
    assert found.authors == ()


@pytest.mark.parametrize("more", ["", "id: gone\n"])
def test_the_reason_of_a_withdrawal_has_no_control_characters(tmp_path: Path, more: str) -> None:
    sidecar = f'{more}withdrawn: {{date: 2020-01-01, reason: "a\\x07b\\x00c"}}\n'
    done = convert(folder(tmp_path, {"a.txt": TEXT, "a.yml": sidecar}))
    assert [article.withdrawn and article.withdrawn.reason for article in done.archive.withdrawn] == ["abc"]
