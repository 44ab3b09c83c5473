"""``clipfile draft`` and ``clipfile new`` write sidecars with evidence for each value."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from making import folder, full_article
from typer.testing import CliRunner

from generator.accession.draft import article_fields, draft
from generator.accession.new import answered
from generator.accession.yamltext import Statement, comment, to_yaml
from generator.commands.cli import app
from generator.inputs.fields import BY_NAME, parse_declaration
from generator.model.errors import ClipfileError
from generator.model.pictures import Picture
from generator.model.records import Evidence, Source, Term, Withdrawal

TEXT = (
    "Council votes for the new bridge\nMarch 3, 2020\n\nThe council voted on Monday for a bridge. "
    "It will be built of wood and be open to all in the spring.\n\n"
    "The mayor said that nobody had to pay for crossing it.\n"
)
FULL = full_article(
    title="A bridge: what it costs",
    date="2020-03-03",
    language="en",
    source=Source("Example Courier", retrieved="2020-03-04"),
    people=(Term("ana", "Ana Example"),),
    evidence={"title": Evidence("extracted", "heading", "A bridge\n# not a comment: x\x85y", 0.9)},
)


def run(*arguments: str | Path, text: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(map(str, arguments)), input=text)
    return done.exit_code, done.output


def test_a_draft_mentions_every_field() -> None:
    # "retrieved" is the short form of a part of the source.
    assert set(article_fields()) == set(BY_NAME) - {"retrieved"}
    text = draft(FULL)
    assert [field for field in article_fields() if f"{field}:" not in text] == []


def test_a_draft_has_values_evidence_and_todos() -> None:
    text = draft(FULL, schema="../schemas/sidecar.json")
    assert text.startswith("# yaml-language-server: $schema=../schemas/sidecar.json\n")
    lines = text.splitlines()
    assert lines[lines.index("title: 'A bridge: what it costs'") - 1].startswith(
        "# extracted, heading, 0.90: "
    )
    assert "date: 2020-03-03" in lines
    assert "people: [Ana Example]" in lines
    assert "authors:  # TODO a list of names, [First Person, Second Person]" in lines
    assert "  url:  # TODO the address of the article" in lines


def test_a_draft_is_a_valid_sidecar() -> None:
    declared, problems = parse_declaration(draft(FULL), "a.yml")
    assert problems == ()
    assert declared.values == {
        "title": FULL.article.title,
        "date": "2020-03-03",
        "language": "en",
        "source": {"name": "Example Courier", "url": "", "retrieved": "2020-03-04"},
        "people": ["Ana Example"],
    }


def test_a_second_draft_changes_nothing() -> None:
    text = draft(FULL)
    assert draft(FULL, text) == text


def test_what_the_curator_wrote_is_kept_and_missing_fields_are_added() -> None:
    before = (
        '# mine\r\nlang: de   # by ear\r\nsource:\n    name: "Other"\n    # copied by hand\n'
        "title:  # TODO the headline\nbyline: [B, A]\n"
    )
    after = draft(FULL, before)
    assert after.startswith(
        '# mine\r\nlang: de   # by ear\r\nsource:\n    name: "Other"\n    # copied by hand\n'
    )
    declared, problems = parse_declaration(after, "a.yml")
    assert problems == ()
    assert declared.values["language"] == "de"
    assert declared.values["authors"] == ["B", "A"]
    assert declared.values["title"] == FULL.article.title
    assert declared.values["source"] == {"name": "Other", "url": "", "retrieved": "2020-03-04"}
    assert declared.values["date"] == "2020-03-03"
    assert draft(FULL, after) == after


def test_a_filled_in_value_has_its_evidence() -> None:
    known = full_article(
        date="2020-03-03", evidence={"date": Evidence("extracted", "dateline", "LISBON, 3 March", 0.75)}
    )
    after = draft(known, "date:   # TODO the day\n").splitlines()
    assert after[0] == "date: 2020-03-03  # extracted, dateline, 0.75: LISBON, 3 March"


def test_line_endings_are_kept() -> None:
    after = draft(FULL, "# mine\r\ntitle:  # TODO the headline\r\nsource:\r\n  name: Other\r\n")
    assert after.count("\n") == after.count("\r\n") > 5
    assert draft(FULL, after) == after


def test_optional_fields_are_offered_without_a_todo() -> None:
    offered = [line for line in draft(FULL).splitlines() if line.lstrip().startswith("#")]
    assert "  # archived_url:  # the address of a copy in a web archive" in offered
    assert [line for line in offered if "TODO" in line] == []


def test_a_withdrawn_article_cannot_be_drafted() -> None:
    with pytest.raises(ClipfileError, match="nothing to draft"):
        draft(full_article(withdrawn=Withdrawal("2020-01-01", "It was wrong."), status="withdrawn"))


def test_a_seed_that_cannot_be_drafted_does_not_stop_the_others(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT, "b.txt": TEXT, "b.yml": b"\xef\xbb\xbftags: [x]\r\n"})
    code, output = run("draft", "none.txt", "a.txt", settings.seeds / "b.yml", "--seeds", settings.seeds)
    assert (code, "none.txt: there is no such seed" in output) == (1, True)
    assert (settings.seeds / "a.yml").exists()
    sidecar = (settings.seeds / "b.yml").read_bytes()
    assert sidecar.startswith(b"\xef\xbb\xbftags: [x]\r\n# ")
    assert sidecar.count(b"\n") == sidecar.count(b"\r\n")


def test_an_unwritable_sidecar_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT})

    def refused(path: Path, _data: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("generator.commands.draft.create", refused)
    done = CliRunner().invoke(app, ["draft", "a.txt", "--seeds", str(settings.seeds)])
    assert isinstance(done.exception, ClipfileError)
    assert "a.yml: cannot be written: Permission denied" in str(done.exception)


def test_a_source_on_one_line_is_not_changed() -> None:
    before = "source: {name: Other}\n"
    assert draft(FULL, before).startswith(before)


@pytest.mark.parametrize(
    "before", ["title: [\n", '{"note": "x"}\n', "note: x\n...\n", "note: x\n---\nnote: y\n"]
)
def test_a_sidecar_that_cannot_be_extended_is_not_changed(before: str) -> None:
    with pytest.raises(ClipfileError, match="first"):
        draft(FULL, before)


@given(st.text().map(lambda text: " ".join(text.split())))
def test_any_value_and_evidence_give_valid_yaml(text: str) -> None:
    line = to_yaml(Statement("title", text, comment(text)))
    assert yaml.safe_load(line) == {"title": text}


def test_draft_writes_only_the_sidecar(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"sub/a.txt": TEXT})
    assert run("draft", "sub/a.txt", "--seeds", settings.seeds)[0] == 0
    assert (settings.seeds / "sub/a.txt").read_text() == TEXT
    first = (settings.seeds / "sub/a.yml").read_text()
    assert "date: 2020-03-03" in first
    code, output = run("draft", settings.seeds / "sub/a.txt", "--seeds", settings.seeds)
    assert (code, "is complete; nothing was added" in output) == (0, True)
    assert (settings.seeds / "sub/a.yml").read_text() == first
    assert run("check", settings.seeds) == (0, "No problems in 1 article.\n")


def test_new_saves_the_text_unchanged_and_declares_the_given_source(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": "Another text\n\nAbout something else, and long ago.\n"})
    arguments = ["new", "--seeds", str(settings.seeds), "--url", "https://example.org/bridge"]
    code, output = run(*arguments, text=TEXT)
    assert code == 0
    assert "2020-03-03" in output
    assert "Still unknown: authors" in output
    seed = settings.seeds / "council-votes-for-the-new-bridge.txt"
    assert seed.read_text() == TEXT
    sidecar = seed.with_suffix(".yml").read_text()
    assert "authors:  # TODO a list of names" in sidecar
    declared = {field: value for field, value in yaml.safe_load(sidecar).items() if value}
    assert set(declared) == {"source"}
    assert declared["source"]["url"] == "https://example.org/bridge"
    assert isinstance(run(*arguments, text=TEXT)[0], int)
    assert len(list(settings.seeds.iterdir())) == 3


def test_new_refuses_an_empty_text(tmp_path: Path) -> None:
    settings = folder(tmp_path, {})
    settings.seeds.mkdir(parents=True)
    assert run("new", "--seeds", settings.seeds, text="\n\n")[0] != 0
    assert list(settings.seeds.iterdir()) == []


def test_answers_are_checked_like_the_fields_of_a_sidecar() -> None:
    assert answered({"source": {"url": "https://example.org/"}}, "source.name", "Courier") == {
        "source": {"url": "https://example.org/", "name": "Courier"}
    }
    assert answered({}, "authors", "A B, C D") == {"authors": ["A B", "C D"]}
    with pytest.raises(ClipfileError, match="YYYY-MM-DD"):
        answered({}, "date", "Monday")


def test_pictures_without_words_are_offered_by_their_files() -> None:
    pictures = (
        Picture("a_files/boat, two.jpg", "1", "image/jpeg", 640, 400),
        Picture("a_files/quay.jpg", "2", "image/jpeg", 640, 400, alt="The quay"),
    )
    text = draft(full_article(pictures=pictures))
    (offered,) = [line for line in text.splitlines() if line.startswith("# pictures:")]
    assert yaml.safe_load(offered.removeprefix("# ")) == {
        "pictures": [{"file": "a_files/boat, two.jpg", "alt": None}]
    }
