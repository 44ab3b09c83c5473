from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from making import folder
from typer.testing import CliRunner

from generator.commands.cli import app
from generator.convert.convert import convert
from generator.inputs.collections import read_collections
from generator.inputs.seeds import read_seeds
from generator.model.errors import ClipfileError

TEXT = "Market hall\n\nThe council voted on Tuesday to repair the roof of the market hall.\n"
# Valid as a sidecar or a collection; read as anything else, its text would appear in the message.
OUTSIDE = "title: xyzzyx\nid: xyzzyx\nwithdrawn: {date: 2020-01-01, reason: xyzzyx}\n"


def test_documents_are_read_in_order_with_their_sidecars(tmp_path: Path) -> None:
    settings = folder(
        tmp_path,
        {"b.txt": "B", "sub/a.md": "A", "b.yml": "title: T", ".hidden": "x", "authority/people.yml": "[]"},
    )
    seeds, problems = read_seeds(settings.seeds)
    assert [(seed.path, seed.data, seed.declared.values) for seed in seeds] == [
        ("b.txt", b"B", {"title": "T"}),
        ("sub/a.md", b"A", {}),
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


# Links to every kind of target, which a pull request may contain instead of files.
@pytest.mark.parametrize(
    ("link", "target"),
    [
        *((link, "secret.yml") for link in ("a.yml", "b.txt", "stub.yml", "links.csv")),
        *(("authority/people.yml", "secret.yml"), ("collections/c.yml", "secret.yml")),
        *(("a.yml", target) for target in ("nothing", "seeds/LINK", "folder", "/dev/zero")),
        *(("b.txt", "seeds/LINK"), ("authority/people.yml", "seeds/LINK"), ("links.csv", "/dev/zero")),
    ],
)
def test_no_link_of_any_file_leads_out_or_stops_a_conversion(tmp_path: Path, link: str, target: str) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT, "sub/a.txt": TEXT.replace("Market", "Town")})
    (tmp_path / "folder").mkdir()
    (tmp_path / "secret.yml").write_text(OUTSIDE)
    (settings.seeds / link).parent.mkdir(exist_ok=True)
    (settings.seeds / link).symlink_to(tmp_path / target.replace("LINK", link))
    done = convert(settings)
    rule = "sidecar-orphan" if link == "stub.yml" else "seed-link"
    assert [(problem.path, problem.rule) for problem in done.problems] == [(link, rule)]
    assert "xyzzyx" not in " ".join(map(str, done.problems))
    # A document is not published without what a curator said of it.
    published = {article.seed for article in done.archive.articles}
    assert published == ({"sub/a.txt"} if link == "a.yml" else {"a.txt", "sub/a.txt"})
    kept = [path for path in settings.docs.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"xyzzyx" in path.read_bytes()]


@pytest.mark.parametrize("name", ["authority", "collections", "more"])
def test_no_link_of_a_folder_is_followed(tmp_path: Path, name: str) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT})
    (tmp_path / "outside").mkdir()
    for file in ("people.yml", "c.yml", "d.txt"):
        (tmp_path / "outside" / file).write_text(OUTSIDE)
    (settings.seeds / name).symlink_to(tmp_path / "outside")
    done = convert(settings)
    assert {problem.rule for problem in done.problems} == {"seed-link"}
    assert "xyzzyx" not in " ".join(map(str, done.problems))
    assert [article.seed for article in done.archive.articles] == ["a.txt"]
    assert not (settings.docs / "collections" / "c.md").exists()


def test_a_sidecar_without_its_document_is_reported(tmp_path: Path) -> None:
    _, problems = read_seeds(
        folder(tmp_path, {"a.yml": "title: x", "b.txt": "", "b.md": "", "b.yml": ""}).seeds
    )
    assert [(problem.path, problem.rule) for problem in problems] == [
        ("a.yml", "sidecar-orphan"),
        ("b.yml", "sidecar-shared"),
    ]


def test_a_name_that_no_page_can_show_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": "A", "b\x01.txt": "B"})
    os.mkdir(os.fsencode(settings.seeds) + b"/caf\xe9")  # noqa: PTH102 - bytes that are no text
    for name in (b"/caf\xe9/c.txt", b"/caf\xe9.txt"):
        with open(os.fsencode(settings.seeds) + name, "wb") as file:  # noqa: PTH123
            file.write(b"C")
    seeds, problems = read_seeds(settings.seeds)
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert [(problem.path, problem.rule) for problem in problems] == [
        ("b\x01.txt", "seed-name"),
        ("caf\udce9", "seed-name"),
        ("caf\udce9.txt", "seed-name"),
    ]
    done = CliRunner().invoke(app, ["check", "--seeds", str(settings.seeds)])
    assert done.exit_code == 1
    assert "caf\\udce9.txt:1:1: seed-name: its name is not UTF-8" in done.stdout


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
        "collections/d.yml": "title: Café".encode("latin-1"),
    }
    found, problems = read_collections(folder(tmp_path, files).seeds)
    assert [(item.id, item.order, item.articles) for item in found] == [("a", "listed", ("x.txt",))]
    assert [(problem.rule, problem.line, problem.column) for problem in problems] == [
        ("collection-title", 1, 0),
        ("collection-order", 2, 8),
        ("collection-encoding", 0, 0),
    ]


def test_a_scan_may_share_its_whole_name_with_its_sidecar(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.hocr", "a.xml", "b.md:Zone.Identifier"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "a.jpg.yml").write_text("title: Night ferry\n", encoding="utf-8")
    seeds, problems = read_seeds(tmp_path)
    assert [(seed.path, seed.declared.values["title"]) for seed in seeds] == [("a.jpg", "Night ferry")]
    assert problems == []
