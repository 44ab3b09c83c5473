"""What the system refuses to read or write is said in a sentence, and the rest of the archive is built."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import folder

from generator.convert.cache.articles import ArticleCache
from generator.convert.convert import convert, gather
from generator.convert.write.views import ViewStore
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.system.work import Where

TEXT = "{n}\n\nThe ferry of the town resumed its trips on Tuesday.\n"
FILES: dict[str, str | bytes] = {
    "one.txt": TEXT.format(n="Ferry resumes"),
    "two.txt": TEXT.format(n="Ferry stops"),
    "two.yml": "date: 2020-01-01\n",
    "deep/three.txt": TEXT.format(n="Ferry sinks"),
    "collections/boats.yml": "title: Boats\narticles: [one.txt]\n",
    "authority/places.yml": "- {id: lima, name: Lima}\n",
    "links.csv": "url,gone\n",
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Settings]:
    """An archive whose files may be closed."""
    settings = folder(tmp_path, FILES)
    settings.docs.mkdir()
    yield settings
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def run(settings: Settings, *command: str) -> subprocess.CompletedProcess[str]:
    """A conversion, or another command, by a user for whom permissions count: root without its privileges."""
    folders = [str(settings.seeds), "--out", str(settings.docs)] if command == ("convert",) else []
    words = [sys.executable, "-m", "generator", *command, *folders]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("everything is readable for root")
        words = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *words]
    return subprocess.run(words, cwd=settings.docs.parent, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("closed", "articles"),
    [
        (("authority/places.yml", "collections/boats.yml", "deep/three.txt", "links.csv", "two.yml"), 1),
        (("authority", "collections", "deep", "two.txt"), 1),
    ],
)
def test_what_may_not_be_read_is_a_problem_and_the_rest_is_built(
    archive: Settings, closed: tuple[str, ...], articles: int
) -> None:
    for name in closed:
        (archive.seeds / name).chmod(0)
    done = run(archive, "convert")
    assert "Traceback" not in done.stderr
    said = "".join(done.stderr.split())
    for name in closed:
        assert said.count(f"{name}:seed-unreadable:cannotberead:Permissiondenied") == 1, done.stderr
    assert done.returncode == 1
    assert len(list((archive.docs / "articles").rglob("*.md"))) == articles


@pytest.mark.parametrize("closed", ["seeds", "docs", "docs/.cache"])
def test_a_folder_that_may_not_be_used_is_named(archive: Settings, closed: str) -> None:
    path = archive.docs.parent / closed
    path.mkdir(exist_ok=True)
    path.chmod(0o500 if "docs" in closed else 0)
    done = run(archive, "convert")
    assert "Traceback" not in done.stderr
    assert done.returncode == 2
    assert "cannot be" in done.stderr or "readable" in done.stderr


def test_an_unreadable_sidecar_does_not_stop_the_fixes_of_others(archive: Settings) -> None:
    (archive.seeds / "one.yml").write_text("sumary: Ferry\n")
    (archive.seeds / "two.yml").write_text("sumary: Ferry\n")
    (archive.seeds / "two.yml").chmod(0)
    done = run(archive, "check", "--fix")
    assert "Traceback" not in done.stderr
    assert "two.yml:1:1: seed-unreadable" in done.stdout
    assert (archive.seeds / "one.yml").read_text() == "summary: Ferry\n"
    (archive.seeds / "two.yml").chmod(0o600)
    assert (archive.seeds / "two.yml").read_text() == "sumary: Ferry\n"


def test_what_may_not_be_read_is_not_imported_and_the_rest_is(archive: Settings) -> None:
    source = archive.docs.parent / "source"
    for name, text in {"a.txt": "A", "b.txt": "B", "c.txt": "C", "c.yml": "", "deep/d.txt": "D"}.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(
            TEXT.format(n=f"Mill {text} opens") if name.endswith("txt") else "date: 2020"
        )
    for name in ("b.txt", "c.yml", "deep"):
        (source / name).chmod(0)
    done = run(archive, "import", "source", "--into", "new")
    assert "Traceback" not in done.stderr
    assert "deep: cannot be read: Permission denied" in done.stderr
    assert "b.txt: cannot be read: Permission denied" in done.stderr
    assert "c.txt: its sidecar c.yml cannot be read: Permission denied" in done.stderr
    assert [path.name for path in (archive.seeds / "new").iterdir()] == ["a.txt"]


class _FullDisk:
    """A connection to a database on a disk that is full: nothing that changes it succeeds."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if sql.startswith(("INSERT", "DELETE")):
            raise sqlite3.OperationalError("database or disk is full")
        return self._real.execute(sql, *values)  # type: ignore[arg-type]


@pytest.mark.parametrize("store", [ArticleCache, ViewStore])
def test_a_full_disk_is_reported_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: type
) -> None:
    settings = folder(tmp_path, FILES)
    begin = vars(store)["__init__"]

    def full(self: object, *arguments: object) -> None:
        begin(self, *arguments)
        self._db = _FullDisk(self._db)  # type: ignore[attr-defined]

    monkeypatch.setattr(store, "__init__", full)
    with pytest.raises(ClipfileError, match=r"cannot be (?:used|written): database or disk is full"):
        convert(settings, where=Where(1))
    monkeypatch.undo()
    assert len(convert(settings, where=Where(1)).archive.articles) == 3


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk"
)
def test_a_disk_that_is_really_full_is_reported_once(tmp_path: Path) -> None:
    seeds = {f"{n}.txt": TEXT.format(n=f"Ferry {n} sails") * 40 for n in range(180)}
    settings = folder(tmp_path, seeds)
    settings.docs.mkdir()
    for size in ("300k", "2m", "4m"):
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(settings.docs)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here")
        try:
            words = ["convert", str(settings.seeds), "--out", str(settings.docs), "--workers", "2"]
            done = subprocess.run(
                [sys.executable, "-m", "generator", *words], capture_output=True, text=True, check=False
            )
        finally:
            subprocess.run(["umount", str(settings.docs)], check=True)
        assert done.returncode == 2, (size, done.stderr)
        assert "Traceback" not in done.stderr
        (sentence,) = (line for line in done.stderr.splitlines() if line.strip())
        assert str(settings.docs) in sentence
        assert "No space left on device" in sentence or "disk is full" in sentence


@pytest.mark.parametrize("name", ["articles.sqlite", "views.sqlite"])
@pytest.mark.parametrize("damage", ["broken", "cut", "folder"])
def test_a_damaged_cache_is_replaced_or_named(tmp_path: Path, name: str, damage: str) -> None:
    settings = folder(tmp_path, FILES)
    convert(settings, where=Where(1))
    (file,) = (settings.docs / ".cache").glob(name)
    data = file.read_bytes()
    file.unlink()
    if damage == "folder":
        file.mkdir()
        with pytest.raises(ClipfileError, match=r"cannot be"):
            convert(settings, where=Where(1))
        return
    file.write_bytes(data[:5000] if damage == "cut" else data[:200] + b"\xff" * 3000 + data[3200:])
    assert len(convert(settings, where=Where(1)).archive.articles) == 3
    assert len(gather(settings, where=Where(1)).archive.articles) == 3
