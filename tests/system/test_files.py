"""A file is written whole or not at all; a tree is walked without following links."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from dying import together

from generator.accession.save import Clipping, Holdings
from generator.system.files import create, inside, load, replace, rewrite, save, walk
from generator.system.turns import sole_writer

LARGE = b"x" * 100_000


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow beyond a few bytes: a write stops in its middle, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def written(path: Path, data: bytes) -> None:
    replace(path.as_posix(), data)


@pytest.mark.parametrize("write", [written, rewrite])
def test_a_write_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, write: Callable[[Path, bytes], None]
) -> None:
    path = tmp_path / "a.yml"
    write(path, b"before")
    with full_disk(), pytest.raises(OSError, match="large") as failed:
        write(path, LARGE)
    assert failed.value.filename == path.as_posix()
    assert path.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]
    write(path, LARGE)
    assert path.read_bytes() == LARGE


def test_files_of_people_stay_links_and_keep_their_permissions(tmp_path: Path) -> None:
    real = tmp_path / "real.yml"
    real.write_bytes(b"before")
    real.chmod(0o640)
    (tmp_path / "link.yml").symlink_to(real)
    rewrite(tmp_path / "link.yml", b"after")
    assert (tmp_path / "link.yml").is_symlink()
    assert real.read_bytes() == b"after"
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is writable for root")
def test_a_read_only_file_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"before")
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        rewrite(path, b"after")
    assert path.read_bytes() == b"before"


def test_a_pipe_is_written_to_and_one_without_a_reader_is_an_error(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="No such device"):
        rewrite(pipe, b"nobody reads this")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    rewrite(pipe, b"a report")
    assert os.read(reader, 100) == b"a report"
    os.close(reader)
    assert pipe.is_fifo()


def test_an_open_file_is_written_to() -> None:
    reader, writer = os.pipe()
    rewrite(Path(f"/dev/fd/{writer}"), b"a report")
    assert os.read(reader, 100) == b"a report"
    rewrite(Path(os.devnull), b"a report")
    assert Path(os.devnull).is_char_device()
    os.close(reader)
    os.close(writer)


def test_a_file_that_is_mounted_by_itself_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"before")

    def busy(*_: object) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(Path, "replace", busy)
    rewrite(path, b"after")
    assert path.read_bytes() == b"after"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]


@pytest.mark.parametrize("name", ["a" * 251 + ".yml", "ж" * 125 + ".yml", "字" * 83 + ".yml"])
def test_a_name_of_the_greatest_length_can_be_written(tmp_path: Path, name: str) -> None:
    create(tmp_path / name, b"first")
    rewrite(tmp_path / name, b"second")
    written(tmp_path / name, b"third")
    assert (tmp_path / name).read_bytes() == b"third"
    assert len(list(tmp_path.iterdir())) == 1


def test_processes_that_write_the_same_files_take_turns(tmp_path: Path) -> None:
    """Each of several processes adds a number to a file many times, and none is lost."""
    path = tmp_path / "a.yml"
    path.write_bytes(b"0")

    def count() -> None:
        for _ in range(25):
            with sole_writer(tmp_path):
                before = path.read_bytes()
                rewrite(path, b"%d" % (int(before) + 1), before)

    together(*[count] * 4)
    assert path.read_bytes() == b"100"


def test_documents_that_are_saved_at_the_same_time_all_get_names(tmp_path: Path) -> None:
    def import_ten(number: int) -> None:
        for _ in range(10):
            data = b"%d" % number + os.urandom(9)
            Holdings(tmp_path).save(Clipping(data, ".txt", "A headline", {"note": f"by {number}"}))

    together(*(partial(import_ten, number) for number in range(4)))
    documents = sorted(tmp_path.glob("*.txt"))
    assert len(documents) == 40
    for path in documents:
        assert f"by {path.read_bytes()[:1].decode()}" in path.with_suffix(".yml").read_text()


def test_the_same_document_is_saved_once_by_processes_at_the_same_time(tmp_path: Path) -> None:
    clippings = [
        Clipping(f"The same text {n}".encode(), ".txt", f"A headline {n % 2}", {"note": "x"})
        for n in range(6)
    ]
    holdings = Holdings(tmp_path)
    assert holdings.known == {}
    together(*[lambda: [holdings.save(clipping) for clipping in clippings]] * 3)
    assert sorted(path.read_bytes() for path in tmp_path.glob("*.txt")) == [item.data for item in clippings]
    assert len(list(tmp_path.glob("*.yml"))) == len(clippings)


def test_creating_a_file_never_replaces_one(tmp_path: Path) -> None:
    create(tmp_path / "a.txt", b"first")
    with pytest.raises(FileExistsError):
        create(tmp_path / "a.txt", b"second")
    assert (tmp_path / "a.txt").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_import_that_is_stopped_leaves_no_empty_seed(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    clipping = Clipping(LARGE, ".txt", "A headline")
    with full_disk(), pytest.raises(Exception, match=r"a-headline\.txt: cannot be written"):
        holdings.save(clipping)
    assert list(tmp_path.iterdir()) == []
    assert Holdings(tmp_path).find(clipping) == ""
    holdings.save(clipping)
    assert (tmp_path / "a-headline.txt").read_bytes() == LARGE


@pytest.mark.parametrize("data", [None, b"", b"\xc1", b"\x93a"])
def test_an_unreadable_record_is_ignored(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "new" / "r.msgpack"
    save(path, {"a": 1})
    assert load(path, dict[str, int]) == {"a": 1}
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    assert load(path, dict[str, int]) is None


def test_a_walk_follows_no_link_and_enters_only_the_requested_folders(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.txt", "b/d/e.txt", "f/g.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    assert {path for path, _ in walk(tmp_path)} == {"a.txt", "b/c.txt", "b/d/e.txt", "b/up", "f/g.txt"}
    found = {path for path, _ in walk(tmp_path, lambda path, _: path != "b/d")}
    assert found == {"a.txt", "b/c.txt", "b/d", "b/up", "f/g.txt"}
    linked = walk(tmp_path, lambda path, _: path.count("/") < 2, follow=True)
    assert "b/up/a.txt" in {path for path, _ in linked}


def test_a_missing_folder_counts_as_empty_only_on_request(tmp_path: Path) -> None:
    assert list(walk(tmp_path / "none", lenient=True)) == []
    with pytest.raises(FileNotFoundError):
        list(walk(tmp_path / "none"))


@pytest.mark.parametrize("name", ["a", "a/b.md", "a.b/..c/d", "...", "ü/字.md", "a b", ".a", "a/con:x"])
def test_a_name_inside_a_folder_is_a_path(tmp_path: Path, name: str) -> None:
    assert inside(tmp_path, name) == tmp_path / name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../a",
        "a/..",
        "a/../b",
        "/a",
        "a//b",
        "a/",
        "./a",
        "a\\b",
        "a\nb",
        "a\0b",
        "c:/a",
        "l/a",
        "loop/a",
    ],
)
def test_a_name_that_leads_away_is_no_path(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "l").symlink_to(tmp_path.parent)
    assert inside(tmp_path, name) is None
