"""While a site is served, what people write asks for a build, and what a conversion writes does not."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from generator.convert.write.writer import write
from generator.model.output import Output
from generator.site.serve.watch import Watcher

# Seconds: to wait for a build that must be asked for, and in which none may be.
PATIENCE, QUIET = 20, 2


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A seed, a template, a hand-written page and generated ones."""
    for name in ("seeds/2024/a.txt", "theme/main.html", "docs/notes/about.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    write([Output("people/ana.md", "generated"), Output("places/rome.md", "generated")], tmp_path / "docs")
    return tmp_path


class Server(LiveReloadServer):
    """A server that is never started; it notes that a build was asked for."""

    def __init__(self) -> None:
        super().__init__(builder=lambda: None, host="127.0.0.1", port=0, root=".")

    def asked(self, seconds: float) -> bool:
        """Whether a build is asked for within so many seconds."""
        with self._rebuild_cond:
            asked = self._rebuild_cond.wait_for(lambda: self._want_rebuild, timeout=seconds)
            self._want_rebuild = False
            return asked


@pytest.fixture
def server(archive: Path) -> Iterator[Server]:
    """A server whose watcher has begun to watch the archive."""
    server = Server()
    watcher = Watcher(server, [archive / "seeds", archive / "theme", archive / "none"], archive / "docs")
    probe = archive / "seeds" / "probe.txt"
    for number in range(PATIENCE):  # the system reports nothing until the watch is set up
        probe.write_text(str(number))
        if server.asked(1):
            break
    while server.asked(QUIET):
        pass
    yield server
    watcher.end()
    server.server_close()
    assert "watch" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.parametrize(
    "name",
    ["seeds/2024/a.txt", "seeds/new.yml", "theme/main.html", "docs/notes/about.md", "docs/new/page.md"],
)
def test_changes_by_people_request_a_build(archive: Path, server: Server, name: str) -> None:
    (archive / name).parent.mkdir(exist_ok=True)
    (archive / name).write_text("written now")
    assert server.asked(PATIENCE)
    assert not server.asked(QUIET)
    (archive / name).unlink()
    assert server.asked(PATIENCE)


def test_changes_by_a_conversion_request_no_build(archive: Path, server: Server) -> None:
    write([Output("people/ana.md", "other"), Output("people/li/page/2.md", "new")], archive / "docs")
    assert not server.asked(QUIET)
    assert not (archive / "docs/places/rome.md").exists()
    write([], archive / "docs")
    assert not server.asked(QUIET)


def test_temporary_and_hidden_files_request_no_build(archive: Path, server: Server) -> None:
    for name in (
        "seeds/.a.txt.swp",
        "seeds/2024/a.txt~",
        "docs/.cache/pages/a.html",
        "docs/notes/.#about.md",
    ):
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_text("nobody's page")
    assert not server.asked(QUIET)


def test_a_file_that_an_editor_replaces_is_one_build(archive: Path, server: Server) -> None:
    (archive / "seeds/2024/.a.txt.new").write_text("replaced")
    (archive / "seeds/2024/.a.txt.new").replace(archive / "seeds/2024/a.txt")
    assert server.asked(PATIENCE)
    assert not server.asked(QUIET)


def test_a_folder_that_is_moved_in_asks_for_a_build(archive: Path, server: Server) -> None:
    shutil.copytree(archive / "seeds/2024", archive / "2025")
    (archive / "2025").rename(archive / "docs" / "hand")
    assert server.asked(PATIENCE)


def test_where_nothing_more_can_be_watched_changes_are_polled(
    archive: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from_system = Watcher._watch
    polled: list[bool | None] = []

    def limited(watcher: Watcher, *, force_polling: bool | None) -> None:
        polled.append(force_polling)
        if not force_polling:
            raise OSError("OS file watch limit reached")
        from_system(watcher, force_polling=True)

    monkeypatch.setattr(Watcher, "_watch", limited)
    server = Server()
    watcher = Watcher(server, [archive / "seeds"], archive / "docs")
    try:
        for number in range(PATIENCE):
            (archive / "seeds/2024/a.txt").write_text(str(number))
            if server.asked(1):
                break
        else:
            pytest.fail("no build was asked for")
    finally:
        watcher.end()
        server.server_close()
    assert polled == [None, True]
    assert "OS file watch limit reached" in caplog.text


def test_a_file_outside_the_watched_folders_is_left_to_the_server(archive: Path) -> None:
    server = Server()
    outside, within = archive / "introduction.md", archive / "docs/notes/about.md"
    outside.write_text("welcome")
    watcher = Watcher(server, [], archive / "docs", [outside, within, archive / "missing.md"])
    watcher.end()
    server.server_close()
    assert list(server._watched_paths) == [str(outside)]
