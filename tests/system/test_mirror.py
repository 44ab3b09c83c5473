"""A mirrored folder: differences are copied, stale files deleted, and nothing outside is touched."""

from __future__ import annotations

import json
from pathlib import Path

import fsspec
import pytest
from typer.testing import CliRunner

from generator.commands.cli import app
from generator.model.errors import ClipfileError
from generator.system.mirror import LIST, Mirrored, pull, push


@pytest.fixture(params=["disk", "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place: a folder, or a store that knows no folders."""
    fsspec.filesystem("memory").store.clear()
    return str(tmp_path / "there") if request.param == "disk" else "memory://archive/site"


def write_files(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def test_a_site_is_unchanged_after_push_and_pull(tmp_path: Path, address: str) -> None:
    write_files(tmp_path / "site", {"index.html": "home", "articles/a/index.html": "a"})
    assert push(tmp_path / "site", address) == Mirrored(2, 0, 0)
    assert pull(address, tmp_path / "back") == Mirrored(2, 0, 0)
    assert contents(tmp_path / "back") == contents(tmp_path / "site")


def test_only_differences_are_copied_and_stale_files_are_deleted(tmp_path: Path, address: str) -> None:
    site = tmp_path / "site"
    write_files(site, {"index.html": "home", "a/index.html": "a", "b/index.html": "b"})
    push(site, address)
    write_files(site, {"index.html": "home of tomorrow"})
    (site / "b" / "index.html").unlink()
    assert push(site, address) == Mirrored(1, 1, 1)
    pull(address, tmp_path / "back")
    assert contents(tmp_path / "back") == {"index.html": "home of tomorrow", "a/index.html": "a"}


def test_pulling_from_an_empty_store_copies_nothing(tmp_path: Path, address: str) -> None:
    assert pull(address, tmp_path / "back") == Mirrored(0, 0, 0)


def test_local_files_are_preserved_when_a_store_is_pulled(tmp_path: Path, address: str) -> None:
    write_files(tmp_path / "one", {"pages/x": "x"})
    push(tmp_path / "one", address)
    write_files(tmp_path / "two", {"pages/y": "y"})
    pull(address, tmp_path / "two")
    assert contents(tmp_path / "two") == {"pages/x": "x", "pages/y": "y"}


@pytest.mark.parametrize(
    "path", ["../outside", "/etc/outside", "a/../../outside", "..\\outside", "a\n../outside", "C:/outside"]
)
def test_a_list_that_names_a_path_outside_is_refused(tmp_path: Path, path: str) -> None:
    write_files(tmp_path / "there", {LIST: json.dumps({path: "0"})})
    with pytest.raises(ClipfileError, match="is outside the folder"):
        pull(str(tmp_path / "there"), tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_nothing_is_copied_through_a_link(tmp_path: Path, address: str) -> None:
    write_files(tmp_path / "one", {"a/x": "x"})
    push(tmp_path / "one", address)
    (tmp_path / "two").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "two" / "a").symlink_to(tmp_path / "other")
    with pytest.raises(ClipfileError, match="is behind a link"):
        pull(address, tmp_path / "two")
    assert contents(tmp_path / "other") == {}


def test_the_message_for_an_unsupported_store_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ClipfileError, match=r"clipfile\[remote\]"):
        push(tmp_path, "nosuch://bucket/archive")


def test_a_damaged_list_is_reported(tmp_path: Path) -> None:
    write_files(tmp_path / "there", {LIST: "{"})
    with pytest.raises(ClipfileError, match=f"{LIST}: is damaged"):
        push(tmp_path, str(tmp_path / "there"))


def settings_file(folder: Path) -> str:
    (folder / "mkdocs.yml").write_text("site_name: Test\n")
    return str(folder / "mkdocs.yml")


def test_a_site_is_published_and_one_that_is_not_built_is_not(tmp_path: Path, address: str) -> None:
    config = settings_file(tmp_path)
    with pytest.raises(ClipfileError, match="Run 'clipfile build' first"):
        CliRunner().invoke(app, ["publish", address, "--config", config], catch_exceptions=False)
    write_files(tmp_path / "site", {"index.html": "home"})
    assert CliRunner().invoke(app, ["publish", address, "--config", config]).exit_code == 0
    pull(address, tmp_path / "back")
    assert contents(tmp_path / "back") == {"index.html": "home"}


def test_everything_that_builds_cache_is_shared_except_the_lock(tmp_path: Path, address: str) -> None:
    config = settings_file(tmp_path)
    write_files(tmp_path / "docs" / ".cache", {"pages/x": "x"})
    assert CliRunner().invoke(app, ["store", "save", address, "--config", config]).exit_code == 0
    (tmp_path / "docs" / ".cache" / "pages" / "x").unlink()
    assert CliRunner().invoke(app, ["store", "fetch", address, "--config", config]).exit_code == 0
    assert (tmp_path / "docs" / ".cache" / "pages" / "x").read_text() == "x"
    pull(address, tmp_path / "back")
    assert contents(tmp_path / "back") == {"pages/x": "x"}
