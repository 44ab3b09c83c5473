"""Lists of generated files may name anything: a conversion deletes and replaces only what it wrote itself."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from making import folder

from generator.convert.convert import convert
from generator.convert.write.writer import read_manifest, write
from generator.model.errors import ClipfileError
from generator.model.output import Line, Output, Page
from generator.system.files import save
from generator.system.work import Where

NAMES = (
    "../seeds/kept.txt",
    "./../seeds/kept.txt",
    "a/../../seeds/kept.txt",
    "..\\seeds\\kept.txt",
    "mine.md",
)


@pytest.mark.parametrize("name", [*NAMES, "{}/seeds/kept.txt", "linked/kept.txt", "lone.md", "C:/kept.txt"])
def test_a_list_deletes_nothing_that_was_not_written(tmp_path: Path, name: str) -> None:
    settings = folder(tmp_path, {"kept.txt": "Ferry resumes\n\nThe ferry resumed its trips on Tuesday.\n"})
    settings.docs.mkdir()
    (settings.docs / "linked").symlink_to(settings.seeds)
    (settings.docs / "lone.md").symlink_to(settings.seeds / "kept.txt")
    (settings.docs / "mine.md").write_text("mine")
    (settings.docs / ".generated").write_text(name.format(tmp_path) + "\n")
    convert(settings, where=Where(1))
    assert (settings.seeds / "kept.txt").exists()
    assert (settings.docs / "mine.md").read_text() == "mine"
    assert (settings.docs / "lone.md").is_symlink()
    assert name not in read_manifest(settings.docs)


def test_a_list_does_not_make_a_hand_written_page_ours(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine")
    (tmp_path / ".generated").write_text("index.md\n")
    assert [problem.rule for problem in write([Output("index.md", "ours")], tmp_path).problems] == [
        "page-taken"
    ]
    assert (tmp_path / "index.md").read_text() == "mine"


def test_what_version_0_1_wrote_is_replaced_or_deleted_unless_it_was_edited(tmp_path: Path) -> None:
    record = {}
    for name in ("a.md", "edited.md", "gone.md"):
        (tmp_path / name).write_text("old")
        status = (tmp_path / name).stat()
        key, digest = b"k" * 16, hashlib.sha256(b"old").digest()
        record[name] = (key, digest, status.st_size, status.st_mtime_ns)
    save(tmp_path / ".cache" / "written.msgpack", record)
    (tmp_path / ".generated").write_text("".join(f"{name}\n" for name in record))
    (tmp_path / "edited.md").write_text("mine")
    done = write([Output("a.md", "new")], tmp_path)
    assert [(problem.path, problem.rule) for problem in done.problems] == [("edited.md", "page-kept")]
    assert (tmp_path / "a.md").read_text() == "new"
    assert (tmp_path / "edited.md").read_text() == "mine"
    assert not (tmp_path / "gone.md").exists()


@pytest.mark.parametrize("cache", [True, False])
def test_a_page_that_was_edited_is_not_deleted(tmp_path: Path, cache: bool) -> None:
    write([Output("a/b.md", "1"), Output("a/c.md", "1")], tmp_path)
    (tmp_path / "a" / "b.md").write_text("mine")
    if not cache:
        shutil.rmtree(tmp_path / ".cache")
    done = write([], tmp_path)
    assert [(problem.path, problem.rule, problem.severity) for problem in done.problems] == [
        ("a/b.md", "page-kept", "warning")
    ]
    assert done.removed == 1
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.md"]
    assert write([], tmp_path).problems == ()


def test_what_was_written_is_deleted_without_a_cache(tmp_path: Path) -> None:
    write([Output("a/b.md", "1"), Output("c.md", Page({"title": "T"}, "x", "t.html", {}))], tmp_path)
    shutil.rmtree(tmp_path / ".cache")
    write([], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", ".generated", ".generated.sha256"]


@pytest.mark.parametrize("end", ["killed", "ended"])
def test_what_an_interrupted_run_changed_is_ours(tmp_path: Path, end: str) -> None:
    def outputs() -> list[Output]:
        raise KeyboardInterrupt

    write([Output("a.md", "1")], tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write([Output("a.md", "2"), Output("b.md", "1"), Output("c.md", outputs)], tmp_path)  # type: ignore[arg-type]
    if end == "killed":
        shutil.rmtree(tmp_path / ".cache")
    assert (tmp_path / "a.md").read_text() == "2"
    assert write([], tmp_path).problems == ()
    assert not (tmp_path / "a.md").exists()
    assert not (tmp_path / "b.md").exists()


@pytest.mark.parametrize(
    "name", ["x\nabout.md", "a\\b.md", "../a.md", "/a.md", "a//b.md", "a\u2028b.md", "a/"]
)
def test_an_output_with_a_name_that_leads_away_is_a_problem(tmp_path: Path, name: str) -> None:
    docs = tmp_path / "docs"
    done = write([Output(name, "1"), Output("b.md", "1")], docs)
    assert [problem.rule for problem in done.problems] == ["page-name"]
    assert {path.name for path in docs.iterdir()} == {"b.md", ".cache", ".generated", ".generated.sha256"}
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


@pytest.mark.parametrize("stem", ["x\nabout", "about\n", " about", "about\t"])
def test_the_name_of_a_collection_is_an_address(tmp_path: Path, stem: str) -> None:
    settings = folder(
        tmp_path,
        {"a.txt": "Ferry resumes\n\nIt sails.\n", f"collections/{stem}.yml": "title: A\narticles: [a.txt]\n"},
    )
    done = convert(settings, where=Where(1))
    assert {problem.rule for problem in done.problems if "collections" in problem.path} <= {
        "collection-name",
        "seed-name",
    }
    assert [problem for problem in done.problems if problem.severity == "error"] != []
    assert list(settings.docs.rglob("*about*")) == []


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    docs, other = tmp_path / "docs", tmp_path / "other"
    docs.mkdir()
    other.mkdir()
    (docs / "a").symlink_to(other)
    lines = (Line(b"1", lambda: "1\n"),)
    done = write([Output("a/b.md", "1"), Output("a/c.txt", lines), Output("d.md", "1")], docs)
    assert [(problem.path, problem.rule) for problem in done.problems] == [
        ("a/b.md", "page-taken"),
        ("a/c.txt", "page-taken"),
    ]
    assert list(other.iterdir()) == []


@pytest.mark.parametrize(
    "name", [".generated", ".generated.sha256", ".a.md.new", ".b.txt.new", "a.md", "b.txt"]
)
def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path, name: str) -> None:
    docs, other = tmp_path / "docs", tmp_path / "kept.txt"
    other.write_text("kept")
    docs.mkdir()
    (docs / name).symlink_to(other)
    write([Output("a.md", "1"), Output("b.txt", (Line(b"1", lambda: "1\n"),))], docs)
    assert other.read_text() == "kept"


@pytest.mark.parametrize("name", [".cache", ".cache/pages", ".cache/views", ".cache/pages/one/ab"])
def test_a_cache_behind_a_link_stops_the_run(tmp_path: Path, name: str) -> None:
    settings = folder(tmp_path, {"kept.txt": "Ferry resumes\n\nThe ferry resumed its trips on Tuesday.\n"})
    (settings.docs / name).parent.mkdir(parents=True)
    (settings.docs / name).symlink_to(settings.seeds)
    with pytest.raises(ClipfileError, match="is a link, and files in it would be deleted"):
        convert(settings, where=Where(1))
    assert [path.name for path in settings.seeds.iterdir()] == ["kept.txt"]
