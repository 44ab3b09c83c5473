"""Git is read by position: no file name is mistaken for a commit, a change or another file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.accession.history import history_of
from generator.inputs.history import added_seeds, first_versions
from generator.inputs.seeds import read_seeds
from generator.system import git

# What a reader that splits at such characters takes for a commit, a change, or the end of a name.
FORGED = (
    "a\x01b\x021234567 1999-01-01.txt",
    f"\n:000000 100644 {'0' * 40} {'1' * 40} A.txt",
    f"{'1' * 40} 1999-01-01",
    f":000000 100644 {'0' * 40} {'1' * 40} A",
    " blank ",
    "-rf.txt",
)


def commit(folder: Path, day: str, message: str = "c") -> None:
    dated = {**os.environ, "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"}
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    for command in (("add", "-A"), ("commit", "-qm", message)):
        subprocess.run(["git", "-C", str(folder), *identity, *command], check=True, env=dated)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path)], check=True)
    (tmp_path / "seeds").mkdir()
    return tmp_path / "seeds"


def test_a_file_name_may_have_any_characters(seeds: Path) -> None:
    for name in FORGED:
        (seeds / name).write_text(f"{name}\n" * 9)
    os.mkdir(os.fsencode(seeds) + b"/\xff")  # noqa: PTH102 - no Path has this name everywhere
    (seeds / os.fsdecode(b"\xff") / "x.txt").write_text("not UTF-8\n")
    commit(seeds, "2020-01-02")
    added = added_seeds(seeds)
    assert set(added) == {*FORGED, os.fsdecode(b"\xff/x.txt")}
    assert {(commit.day, commit.named) for commit in added.values()} == {("2020-01-02", "2020-01-02")}
    versions = first_versions(seeds, FORGED)
    assert versions == {name: (f"{name}\n" * 9).encode() for name in FORGED}


def test_a_control_character_in_a_file_name_in_the_history_does_not_stop_a_conversion(seeds: Path) -> None:
    (seeds / FORGED[0]).write_text("One line.\n" * 9)
    commit(seeds, "2020-01-02")
    (seeds / FORGED[0]).rename(seeds / "good.txt")
    commit(seeds, "2021-03-04")
    read, problems = read_seeds(seeds)
    assert [(seed.path, seed.added) for seed in read] == [("good.txt", "2021-03-04")]
    assert not problems
    assert added_seeds(seeds)["good.txt"].day == "2020-01-02"
    assert [commit.path for commit in history_of(seeds / "good.txt").commits] == [  # type: ignore[union-attr]
        "seeds/good.txt",
        f"seeds/{FORGED[0]}",
    ]


def test_a_draft_enters_the_archive_when_it_leaves_the_folder_of_drafts(seeds: Path) -> None:
    (seeds / "_drafts").mkdir()
    (seeds / "_drafts" / "a.md").write_text("One line.\n" * 9)
    commit(seeds, "2020-01-02")
    (seeds / "_drafts" / "a.md").rename(seeds / "a.md")
    (seeds / "a.md").write_text("One line.\n" * 8 + "Another line.\n")
    commit(seeds, "2021-03-04")
    assert added_seeds(seeds)["a.md"].day == "2021-03-04"
    assert first_versions(seeds, ["a.md"]) == {"a.md": b"One line.\n" * 8 + b"Another line.\n"}


def test_a_path_is_not_interpreted_as_a_pattern(seeds: Path) -> None:
    for name in (":(top)x.txt", "[ab].txt", "a.txt"):
        (seeds / name).write_text(name)
        commit(seeds, "2020-01-02", name)
    assert len(history_of(seeds / ":(top)x.txt").commits) == 1  # type: ignore[union-attr]
    assert len(history_of(seeds / "[ab].txt").commits) == 1  # type: ignore[union-attr]


def test_without_git_or_a_repository_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert added_seeds(tmp_path) == {}
    with pytest.raises(git.GitError, match="rev-parse"):
        git.run(tmp_path, "rev-parse", "HEAD")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.ask(tmp_path, "--version") == b""
    with pytest.raises(git.GitError, match="Install it"):
        git.run(tmp_path, "--version")
