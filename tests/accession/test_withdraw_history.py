"""``clipfile withdraw`` reports what a real repository's history contains, and how to remove it."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
from accession.test_withdraw import ASKED, DECLARED, FILES, HARBOUR, MILL, PAGED, run
from making import folder
from picturing import picture_bytes

from generator.convert.convert import convert
from generator.inputs.settings import Settings


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    command = ["git", "-C", str(root), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Settings:
    """The same files in a repository, after the article was renamed."""
    settings = folder(tmp_path, {**FILES, "old.txt": HARBOUR, "old.yml": DECLARED})
    for name in ("harbour.txt", "harbour.yml"):
        (settings.seeds / name).unlink()
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "seeds")
    git(tmp_path, "commit", "-qm", "first")
    for end in ("txt", "yml"):
        git(tmp_path, "mv", f"seeds/old.{end}", f"seeds/harbour.{end}")
    git(tmp_path, "commit", "-qm", "second")
    git(tmp_path, "tag", "v1")
    return settings


def test_the_commits_are_listed_and_the_advice_works(repository: Settings) -> None:
    root = repository.seeds.parent
    commits = git(root, "log", "--format=%h").split()
    code, output = run(repository, "harbour.txt", *ASKED, "--purge")
    assert code == 0
    assert all(commit in output for commit in commits)
    assert "main, v1" in output
    assert "Copies elsewhere remain" in output
    (line,) = [line for line in output.splitlines() if "filter-repo --invert-paths" in line]
    named = [word for word in shlex.split(line) if word.startswith("seeds/")]
    assert sorted(named) == ["seeds/harbour.txt", "seeds/harbour.yml", "seeds/old.txt", "seeds/old.yml"]
    git(root, "add", "-A", "seeds")
    git(root, "commit", "-qm", "withdrawn")
    # Only the files that the advice names contain the text.
    holding = git(root, "log", "--all", "--format=", "--name-only", "-Sbrimcastle").split()
    holding += git(root, "log", "--all", "--format=", "--name-only", "-Squorvelling").split()
    assert set(holding) <= set(named)
    assert convert(repository).problems == ()


def test_without_a_purge_it_says_where_the_text_is_kept(repository: Settings) -> None:
    output = run(repository, "harbour.txt", *ASKED)[1]
    assert "The text stays in" in output
    assert "filter-repo" not in output


def test_a_shallow_clone_is_reported_as_incomplete(repository: Settings, tmp_path: Path) -> None:
    origin = repository.seeds.parent
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{origin}", str(tmp_path / "copy"))
    settings = Settings().located(seeds=tmp_path / "copy" / "seeds", docs=tmp_path / "d", site=tmp_path / "s")
    assert "shallow" in run(settings, "harbour.txt", *ASKED, "--purge")[1]


def test_a_seed_that_was_never_committed_is_in_no_commit(repository: Settings) -> None:
    (repository.seeds / "new.txt").write_text(MILL.replace("Mill", "Barn"))
    assert "No commit of the repository contains the text" in run(repository, "new.txt", *ASKED)[1]


def test_the_advice_names_all_pages_and_pictures(tmp_path: Path) -> None:
    shown = "# Mill\n\nMarch 4, 2020\n\nIt burnt down.\n\n![The mill](mill.jpg)\n"
    files: dict[str, str | bytes] = {
        **PAGED,
        "mill.md": shown,
        "mill.jpg": picture_bytes(),
        "other.jpg": picture_bytes(),
    }
    settings = folder(tmp_path, files)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "seeds/ferry-page-1.html", "seeds/mill.md", "seeds/mill.jpg", "seeds/other.jpg")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "add", "seeds")
    git(tmp_path, "commit", "-qm", "second")
    output = run(settings, "ferry-page-1.html", *ASKED, "--purge")[1]
    assert all(commit in output for commit in git(tmp_path, "log", "--format=%h").split())
    assert advised(output) == {f"seeds/{name}" for name in PAGED}
    # Another picture, though it is the same to git.
    assert advised(run(settings, "mill.md", *ASKED, "--purge")[1]) == {"seeds/mill.md", "seeds/mill.jpg"}


def advised(output: str) -> set[str]:
    """The paths that the advice removes from the history."""
    (line,) = [line for line in output.splitlines() if "filter-repo --invert-paths" in line]
    return {word for word in shlex.split(line) if word.startswith("seeds/")}
