"""What is not public is recognised by fields, names and days."""

from __future__ import annotations

import pytest

from generator.extract.front import read_front
from generator.inputs.fields import parse_declaration
from generator.inputs.publicity import Window, withheld_by_name


@pytest.mark.parametrize(
    "text",
    [
        "draft: true", "draft: yes", "draft: 'True'", "Draft: 1", "isDraft: on", "draft: ja",
        "published: false", "published: 'no'", "public: false", "publish: false", "dg-publish: false",
        "status: draft", "status: Draft 2", "status: private", "status: pending", "status: future",
        "status: trash", "status: hidden", "status: drafft", "post_status: auto-draft", "state: Entwurf",
        "visibility: private", "visibility: members", "privacy: friends", "hidden: true", "unlisted: true",
        "private: true", "password: s3cret", "embargo: true", "params: {draft: true}", "trashed: true",
        "status: published\ndraft: true", "draft: true\nstatus: published",
    ],
)  # fmt: skip
def test_a_mark_withholds_the_item_and_is_reported(text: str) -> None:
    front = read_front(f"---\ntitle: A\n{text}\n---\n\nThe ferry sails.\n")
    sidecar, problems = parse_declaration(text, "a.yml")
    assert front.declared.values["status"] == sidecar.values["status"] == "draft"
    assert [problem.rule for problem in front.problems] == ["not-published"]
    assert [(problem.rule, problem.severity) for problem in problems] == [("not-published", "warning")]
    assert "s3cret" not in str(problems[0])


@pytest.mark.parametrize(
    "text",
    [
        "draft: false", "draft:", "draft: ''", "published: true", "public: yes", "status: published",
        "status: publish", "status: final", "visibility: public", "hidden: 'no'", "password: ''",
        "robots: noindex", "archived: true", "comments: false",
    ],
)  # fmt: skip
def test_other_values_do_not(text: str) -> None:
    front = read_front(f"---\ntitle: A\n{text}\n---\n\nThe ferry sails.\n")
    assert front.declared.values.get("status", "published") == "published"
    assert "not-published" not in {problem.rule for problem in front.problems}


@pytest.mark.parametrize(
    "path",
    [
        "_drafts/a.md",
        "x/drafts/a.md",
        "Entwürfe/a.txt",
        "draft_A-title-0123ab.html",
        "a.draft.md",
        "trash/a.md",
    ],
)
def test_folders_and_file_names_withhold_what_they_contain(path: str) -> None:
    assert withheld_by_name(path)


@pytest.mark.parametrize(
    "path", ["draft-law.txt", "draft.md", "a/first-drafts-of-history.md", "privately.md"]
)
def test_words_in_other_names_do_not(path: str) -> None:
    assert withheld_by_name(path) == ""


@pytest.mark.parametrize(
    ("window", "today", "closed"),
    [
        (Window("2031-01-02", ""), "2031-01-01", False),
        (Window("2031-01-03", ""), "2031-01-01", True),
        (Window("", "2031-01-01"), "2031-01-01", True),
        (Window("", "2031-01-02"), "2031-01-01", False),
        (Window("2099-01-01", ""), "", True),
        (Window("2027-01-01", ""), "", False),
        (Window("", "2020-01-01"), "", True),
        (Window("", "2031-01-01"), "", False),
    ],
)
def test_days_are_compared_with_the_last_commit(window: Window, today: str, *, closed: bool) -> None:
    assert bool(window.closed(today)) == closed


def test_without_history_a_later_last_day_is_reported() -> None:
    assert Window("", "2031-01-01").undecided("") == "2031-01-01"
    assert Window("", "2031-01-01").undecided("2030-01-01") == ""
    assert Window("", "9999-12-31").undecided("") == ""


def test_of_several_days_the_narrowest_count() -> None:
    for days in (
        "expires: 2020-01-01\nunpublish_date: 2031-01-01",
        "unpublish_date: 2031-01-01\nexpires: 2020-01-01",
    ):
        values = read_front(
            f"---\ntitle: A\n{days}\nembargo: 2031-01-02\n---\n\nThe ferry sails.\n"
        ).declared.values
        assert (values["public_from"], values["public_until"]) == ("2031-01-02", "2020-01-01")


def test_an_item_may_never_expire() -> None:
    front = read_front("---\ntitle: A\nexpires: 9999-12-31\n---\n\nThe ferry sails.\n")
    assert front.declared.values["public_until"] == "9999-12-31"
    assert front.problems == ()


def test_days_of_publication_are_declared() -> None:
    text = "---\npublishDate: 2031-01-01\nexpiryDate: 2032-01-01\n---\n\nThe ferry sails.\n"
    values = read_front(text).declared.values
    assert values == {"public_from": "2031-01-01", "public_until": "2032-01-01", "date": "2031-01-01"}
