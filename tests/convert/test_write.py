from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from making import meta_at, view_of

from generator.convert.write.record import FILE as RECORD
from generator.convert.write.views import FILE, StoredView
from generator.convert.write.writer import read_manifest, read_record, write
from generator.model.errors import ClipfileError, ConflictError
from generator.model.output import Line, Output, Page
from generator.system.work import Where


def test_only_changes_are_written_and_stale_files_are_deleted(tmp_path: Path) -> None:
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


def test_an_interrupted_run_leaves_no_file_outside_the_manifest(tmp_path: Path) -> None:
    def outputs() -> Iterator[Output]:
        yield Output("a.md", "1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(outputs(), tmp_path)
    assert write([Output("a.md", "2")], tmp_path).problems == ()
    assert (tmp_path / "a.md").read_text() == "2"


def test_a_write_error_is_reported_plainly(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file where the folder should be")
    with pytest.raises(ClipfileError, match="cannot be written"):
        write([Output("a.md", "1")], tmp_path / "docs")


def unmade() -> str:
    raise AssertionError("made although its key is the key of the file")


def test_an_output_with_an_unchanged_key_is_not_built(tmp_path: Path) -> None:
    write([Output("a.md", "1", b"k")], tmp_path)
    done = write([Output("a.md", unmade, b"k")], tmp_path)
    assert (done.changed, done.unchanged, done.removed) == (0, 1, 0)
    assert read_manifest(tmp_path) == {"a.md"}
    write([Output("a.md", lambda: "2", b"other")], tmp_path)
    assert (tmp_path / "a.md").read_text() == "2"


MANY = 200
TWO = Where(workers=2)


def numbered(number: int) -> str:
    if number == MANY:
        raise KeyError(number)
    return f"page {number}"


def many(last: int = MANY) -> list[Output]:
    return [Output(f"{n % 7}/{n}.md", partial(numbered, n), b"%d" % n) for n in range(last)]


def test_workers_write_the_same_as_a_single_process(tmp_path: Path) -> None:
    for folder, where in ((tmp_path / "one", Where(workers=1)), (tmp_path / "two", TWO)):
        (folder / "3").mkdir(parents=True)
        (folder / "3" / "10.md").write_text("mine")
        done = write(many(), folder, where)
        assert (done.changed, done.unchanged) == (MANY - 1, 0)
        assert [problem.path for problem in done.problems] == ["3/10.md"]
        assert (folder / "3" / "10.md").read_text() == "mine"
        assert "3/10.md" not in read_manifest(folder)
    assert read_record(tmp_path / "one") == read_record(tmp_path / "two")
    assert read_manifest(tmp_path / "one") == read_manifest(tmp_path / "two")


def test_interrupted_workers_leave_no_file_outside_the_manifest(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write([*many(), Output("last.md", partial(numbered, MANY))], tmp_path, TWO)
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    assert there
    assert there <= read_manifest(tmp_path)
    assert write(many(), tmp_path, TWO).problems == ()


def test_lines_built_by_workers_are_in_order(tmp_path: Path) -> None:
    write([Output("a.txt", lines(*map(str, range(0, MANY, 5))), b"1")], tmp_path)
    write([Output("a.txt", lines(*map(str, range(MANY))), b"2")], tmp_path, TWO)
    assert (tmp_path / "a.txt").read_text().split() == [str(number) for number in range(MANY)]


@pytest.mark.parametrize("harm", ["edited", "deleted"])
def test_a_file_that_was_touched_is_rebuilt(tmp_path: Path, harm: str) -> None:
    write([Output("a.md", "1", b"k")], tmp_path)
    if harm == "edited":
        (tmp_path / "a.md").write_text("mine")
    else:
        (tmp_path / "a.md").unlink()
    assert write([Output("a.md", lambda: "1", b"k")], tmp_path).changed == 1
    assert (tmp_path / "a.md").read_text() == "1"


@pytest.mark.parametrize("harm", ["deleted", "broken"])
def test_without_a_record_everything_is_compared(tmp_path: Path, harm: str) -> None:
    outputs = [Output("a.md", "1", b"k"), Output("b.md", "2")]
    write(outputs, tmp_path)
    if harm == "deleted":
        shutil.rmtree(tmp_path / ".cache")
    else:
        (tmp_path / ".cache" / "written.msgpack").write_bytes(b"\xff\x00broken")
    assert read_record(tmp_path) == {}
    assert write(outputs, tmp_path).unchanged == 2
    assert set(read_record(tmp_path)) == {"a.md", "b.md"}


def test_the_record_has_the_digest_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("mine")
    write([Output("a/x.md", "1"), Output("b.md", "1"), Output("about.md", "ours")], tmp_path)
    write([Output("a/x.md", "2"), Output("c.md", "3"), Output("about.md", "ours")], tmp_path)
    wanted = {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in (("a/x.md", "2"), ("c.md", "3"))
    }
    assert read_record(tmp_path) == wanted


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text.encode(), lambda text=text: f"{text}\n") for text in texts)  # type: ignore[misc]


def test_unchanged_lines_are_not_built(tmp_path: Path) -> None:
    write([Output("a.txt", lines("one", "two", "three"), b"1")], tmp_path)
    again = tuple(Line(line.key, unmade) for line in lines("three", "one"))
    done = write([Output("a.txt", (*again, *lines("four")), b"2")], tmp_path)
    assert (done.changed, done.unchanged) == (1, 0)
    assert (tmp_path / "a.txt").read_text() == "three\none\nfour\n"
    assert read_record(tmp_path) == {"a.txt": hashlib.sha256(b"three\none\nfour\n").hexdigest()}
    assert write([Output("a.txt", (Line(b"", unmade),), b"2")], tmp_path).changed == 0


@pytest.mark.parametrize("harm", ["a.txt", ".cache/lines.msgpack", ".cache/written.msgpack"])
def test_lines_of_a_file_that_was_touched_are_rebuilt(tmp_path: Path, harm: str) -> None:
    write([Output("a.txt", lines("one", "two"), b"1")], tmp_path)
    (tmp_path / harm).write_text("something else")
    write([Output("a.txt", lines("two", "three"), b"2")], tmp_path)
    assert (tmp_path / "a.txt").read_text() == "two\nthree\n"


def test_lines_never_replace_a_hand_written_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    assert [problem.rule for problem in write([Output("a.txt", lines("one"), b"1")], tmp_path).problems] == [
        "page-taken"
    ]
    assert (tmp_path / "a.txt").read_text() == "mine"


VIEWED = Page({"title": "T"}, "- [A](a.md)", "listing.html", {"entries": []}, "Shown.")


def keyed(page: Page = VIEWED, key: bytes = b"k") -> Output:
    return Output("a/x.md", lambda: page, key)


def test_a_page_is_stored_as_markdown_and_a_view(tmp_path: Path) -> None:
    write([keyed()], tmp_path)
    assert (tmp_path / "a" / "x.md").read_text() == "---\ntitle: T\n---\n\n- [A](a.md)\n"
    assert view_of(tmp_path, "a/x.md") == StoredView(
        {"title": "T", "template": "listing.html", "view": {"entries": []}}, "Shown."
    )
    assert read_manifest(tmp_path) == {"a/x.md"}
    write([], tmp_path)
    assert view_of(tmp_path, "a/x.md") is None


def test_a_changed_view_changes_the_digest_of_its_page(tmp_path: Path) -> None:
    write([keyed()], tmp_path)
    before = read_record(tmp_path)
    done = write([keyed(VIEWED._replace(view={"entries": [1]}), b"other")], tmp_path)
    assert done.changed == 1
    assert read_record(tmp_path) != before
    assert meta_at(tmp_path, "a/x.md")["view"] == {"entries": [1]}


@pytest.mark.parametrize("harm", ["not a database", "deleted", "of another generation"])
def test_views_that_were_touched_are_rebuilt(tmp_path: Path, harm: str) -> None:
    write([keyed()], tmp_path)
    if harm == "not a database":
        (tmp_path / FILE).write_bytes(b"x" * 4096)
    elif harm == "deleted":
        (tmp_path / FILE).unlink()
    else:
        with sqlite3.connect(tmp_path / FILE) as store:
            store.execute("DELETE FROM view")
            store.execute("PRAGMA user_version = 9")
    assert write([keyed()], tmp_path).changed == 1
    view = view_of(tmp_path, "a/x.md")
    assert view
    assert view.shown == "Shown."


def test_a_view_that_is_the_same_is_no_change(tmp_path: Path) -> None:
    write([keyed()], tmp_path)
    (tmp_path / RECORD).unlink()
    assert write([keyed()], tmp_path).changed == 0


def test_a_run_that_was_cut_short_after_storing_views_is_repeated(tmp_path: Path) -> None:
    write([keyed()], tmp_path)
    before = (tmp_path / RECORD).read_bytes()
    write([keyed(VIEWED._replace(view={"entries": [1]}), b"other")], tmp_path)
    (tmp_path / RECORD).write_bytes(before)
    write([keyed()], tmp_path)
    assert meta_at(tmp_path, "a/x.md")["view"] == {"entries": []}


def test_the_message_names_a_damaged_view(tmp_path: Path) -> None:
    write([keyed()], tmp_path)
    with sqlite3.connect(tmp_path / FILE) as store:
        store.execute("UPDATE view SET data = '{'")
    with pytest.raises(ClipfileError, match=r"views\.sqlite: is damaged\. Delete this file"):
        view_of(tmp_path, "a/x.md")


def test_a_hand_written_page_has_no_view(tmp_path: Path) -> None:
    write([keyed()], tmp_path)
    (tmp_path / ".generated").unlink()
    (tmp_path / "a" / "x.md").write_text("mine")
    assert [problem.rule for problem in write([keyed()], tmp_path).problems] == ["page-taken"]
    assert view_of(tmp_path, "a/x.md") is None


def test_a_self_contained_page_has_its_view_in_its_front_matter(tmp_path: Path) -> None:
    write([keyed()], tmp_path)
    write([keyed(key=b"other")], tmp_path, self_contained=True)
    text = (tmp_path / "a" / "x.md").read_text()
    assert text == ("---\ntitle: T\ntemplate: listing.html\nview:\n  entries: []\n---\n\nShown.\n")
    assert view_of(tmp_path, "a/x.md") is None
    write([keyed()], tmp_path)
    assert view_of(tmp_path, "a/x.md")


def test_names_that_cannot_be_encoded_do_not_prevent_a_page(tmp_path: Path) -> None:
    write([keyed(VIEWED._replace(view={"seed": "a\udc80"}))], tmp_path)
    assert meta_at(tmp_path, "a/x.md")["view"] == {"seed": "a\ufffd"}
