from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import ClipfileError, ConflictError
from generator.model import Output
from generator.write import read_manifest, write


def test_only_what_changed_is_written_and_what_is_stale_goes(tmp_path: Path) -> None:
    write([Output("a/x.md", "1"), Output("b.md", "1")], tmp_path)
    before = (tmp_path / "b.md").stat().st_mtime_ns
    done = write([Output("b.md", "1"), Output("c.md", "1")], tmp_path)
    assert (done.changed, done.unchanged, done.removed) == (1, 1, 1)
    assert (tmp_path / "b.md").stat().st_mtime_ns == before
    assert not (tmp_path / "a").exists()
    assert read_manifest(tmp_path) == {"b.md", "c.md"}


def test_a_hand_written_page_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("mine")
    done = write([Output("about.md", "generated")], tmp_path)
    assert (tmp_path / "about.md").read_text() == "mine"
    assert [problem.rule for problem in done.problems] == ["page-taken"]
    write([], tmp_path)
    assert (tmp_path / "about.md").read_text() == "mine"


def test_two_pages_with_one_address_stop_the_run(tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match=r"a\.md"):
        write([Output("a.md", "1"), Output("a.md", "2")], tmp_path)


def test_a_run_cut_short_leaves_nothing_unowned(tmp_path: Path) -> None:
    def outputs() -> Iterator[Output]:
        yield Output("a.md", "1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(outputs(), tmp_path)
    assert write([Output("a.md", "2")], tmp_path).problems == ()
    assert (tmp_path / "a.md").read_text() == "2"


def test_a_disk_that_refuses_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file where the folder should be")
    with pytest.raises(ClipfileError, match="cannot be written"):
        write([Output("a.md", "1")], tmp_path / "docs")
