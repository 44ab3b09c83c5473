"""What is not public leaves no trace in the output but a warning."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from making import folder, tree

from generator.convert.convert import convert

HIDDEN = "The ferry to Easter Quay will be sold in secret, says a paper that nobody was meant to see."
PUBLIC = "The market of Brackwater opens on Monday with more stalls than before, the town said in a letter."


def page(**fields: str) -> str:
    return (
        "---\ntitle: A\n"
        + "".join(f"{key}: {value}\n" for key, value in fields.items())
        + f"---\n\n{HIDDEN}\n"
    )


def commit(root: Path, day: str) -> None:
    git = ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    dated = {**os.environ, "GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Seeds"]):
        subprocess.run([*git, *command], check=True, env=dated)


def test_items_that_are_not_public_leave_only_warnings(tmp_path: Path) -> None:
    files = {
        "public.md": f"---\ntitle: Market\n---\n\n{PUBLIC}\n",
        "a.md": page(draft="true"),
        "b.md": page(expiryDate="2019-01-01"),
        "c.md": page(date="2099-01-01"),
        "_drafts/d.md": page(),
        "e.txt": HIDDEN,
        "e.yml": "status: draft\n",
        "f.md": "---\ndraft: true\n---\n",
    }
    settings = folder(tmp_path, dict(files))
    done = convert(settings)
    assert [article.seed for article in done.archive.articles] == ["public.md"]
    assert {problem.path for problem in done.problems if problem.rule == "not-published"} == {
        *("a.md", "b.md", "c.md", "_drafts/d.md", "e.yml", "f.md")
    }
    assert {problem.severity for problem in done.problems} <= {"warning"}
    assert not [path for path, data in tree(settings.docs).items() if b"sold in secret" in data]


@pytest.mark.parametrize(("day", "seeds"), [("2030-12-30", []), ("2031-01-02", ["a.md"]), ("2031-02-01", [])])
def test_days_are_those_of_the_last_commit(tmp_path: Path, day: str, seeds: list[str]) -> None:
    settings = folder(tmp_path, {"a.md": page(publishDate="2031-01-01", expiryDate="2031-02-01")})
    commit(tmp_path, day)
    done = convert(settings)
    assert [article.seed for article in done.archive.articles] == seeds
    assert [problem.rule for problem in done.problems if problem.path] == ([] if seeds else ["not-published"])


def test_a_last_day_that_nothing_can_be_compared_with_is_reported(tmp_path: Path) -> None:
    done = convert(folder(tmp_path, {"a.md": page(expires="2031-02-01")}))
    assert [article.seed for article in done.archive.articles] == ["a.md"]
    assert "expiry-unknown" in {problem.rule for problem in done.problems}
