from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from making import folder

from generator.errors import ClipfileError
from generator.seeds import read_collections, read_seeds


def test_documents_are_read_in_order_with_their_sidecars(tmp_path: Path) -> None:
    settings = folder(
        tmp_path,
        {"b.txt": "B", "sub/a.md": "A", "b.yml": "title: T", ".hidden": "x", "authority/people.yml": "[]"},
    )
    seeds, problems = read_seeds(settings.seeds)
    assert [(seed.path, seed.data, seed.sidecar) for seed in seeds] == [
        ("b.txt", b"B", b"title: T"),
        ("sub/a.md", b"A", None),
    ]
    assert not problems


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": "A"})
    (tmp_path / "secret.txt").write_text("secret")
    (settings.seeds / "b.txt").symlink_to(tmp_path / "secret.txt")
    (settings.seeds / "c.txt").symlink_to(tmp_path / "nothing")
    seeds, problems = read_seeds(settings.seeds)
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert [(problem.path, problem.rule) for problem in problems] == [
        ("b.txt", "seed-link"),
        ("c.txt", "seed-link"),
    ]


def test_a_sidecar_without_its_document_is_told(tmp_path: Path) -> None:
    _, problems = read_seeds(
        folder(tmp_path, {"a.yml": "title: x", "b.txt": "", "b.md": "", "b.yml": ""}).seeds
    )
    assert [(problem.path, problem.rule) for problem in problems] == [
        ("a.yml", "sidecar-orphan"),
        ("b.yml", "sidecar-shared"),
    ]


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ClipfileError, match="Make it and put clippings into it"):
        read_seeds(tmp_path / "none")


def test_the_first_commit_bounds_the_date(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": "A", "ü b.txt": "B", "later.txt": "C"})
    git = ["git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "seeds/a.txt", "seeds/ü b.txt"], check=True)
    day = {
        "GIT_COMMITTER_DATE": "2025-12-23T12:00:00Z",
        "GIT_AUTHOR_DATE": "2001-01-01T12:00:00Z",
        "PATH": "/usr/bin:/bin",
    }
    subprocess.run([*git, "commit", "-qm", "x"], check=True, env=day)
    seeds, _ = read_seeds(settings.seeds)
    assert {seed.path: seed.added for seed in seeds} == {
        "a.txt": "2025-12-23",
        "ü b.txt": "2025-12-23",
        "later.txt": None,
    }


def test_collections_are_read_and_checked(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "collections/a.yml": "title: A\norder: listed\narticles: [x.txt]",
        "collections/b.yml": "order: date",
        "collections/c.yml": "title: C\norder: size",
    }
    found, problems = read_collections(folder(tmp_path, files).seeds)
    assert [(one.id, one.order, one.articles) for one in found] == [("a", "listed", ("x.txt",))]
    assert [problem.rule for problem in problems] == ["collection-title", "collection-order"]
