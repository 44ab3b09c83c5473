"""A mirrored folder: differences are copied, stale files deleted, and nothing outside is touched."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from functools import partial
from pathlib import Path

import fsspec
import pytest
from dying import deaths, together
from filelock import FileLock
from fsspec.implementations.memory import MemoryFileSystem
from typer.testing import CliRunner

from generator.commands.cli import app
from generator.model.errors import ClipfileError
from generator.system.mirror import LIST, Mirrored, pull, push
from generator.system.places import place_at, reason_of, without_password


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


@pytest.mark.parametrize("cached", ["authority.msgpack", "plugin.json"])
def test_a_site_is_not_published_while_it_is_built(tmp_path: Path, cached: str) -> None:
    config = settings_file(tmp_path)
    write_files(tmp_path, {"site/index.html": "home", f"docs/.cache/{cached}": ""})
    with FileLock(tmp_path / "docs" / ".cache" / "lock"):
        if cached == "plugin.json":  # the cache of another program says nothing
            (tmp_path / "docs" / ".cache" / "lock").unlink()
        done = CliRunner().invoke(app, ["publish", str(tmp_path / "there"), "--config", config])
    is_ours = cached == "authority.msgpack"
    assert ("another build of this folder is running" in str(done.exception)) == is_ours
    assert (tmp_path / "there").exists() != is_ours


def test_everything_that_builds_cache_is_shared_except_the_lock(tmp_path: Path, address: str) -> None:
    config = settings_file(tmp_path)
    write_files(tmp_path / "docs" / ".cache", {"pages/x": "x", "authority.msgpack": ""})
    assert CliRunner().invoke(app, ["store", "save", address, "--config", config]).exit_code == 0
    (tmp_path / "docs" / ".cache" / "pages" / "x").unlink()
    assert CliRunner().invoke(app, ["store", "fetch", address, "--config", config]).exit_code == 0
    assert (tmp_path / "docs" / ".cache" / "pages" / "x").read_text() == "x"
    pull(address, tmp_path / "back")
    assert contents(tmp_path / "back") == {"pages/x": "x", "authority.msgpack": ""}


# Three states of a site: an article is added, one is corrected, and one is withdrawn.
STATES: tuple[dict[str, str], ...] = (
    {"index.html": "first home", "articles/a/index.html": "text of a", "articles/b/index.html": "text of b"},
    {"index.html": "second home", "articles/a/index.html": "text of a", "articles/c/index.html": "text of c"},
    {
        "index.html": "third home",
        "articles/a": "a file where a folder was",
        "articles/c/d.html": "a text of d",
    },
)


def renewed(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    write_files(folder, files)


def published(place: Path) -> dict[str, str]:
    """What readers can see: all files but the list."""
    return {path: text for path, text in contents(place).items() if path != LIST}


def test_a_push_that_is_killed_leaves_old_or_new_files_and_the_next_one_completes_it(tmp_path: Path) -> None:
    there, site, second, third = (tmp_path / name for name in ("there", "site", "second", "third"))
    for folder, files in zip((site, second, third), STATES, strict=True):
        write_files(folder, files)

    def begin() -> None:
        renewed(there, {})
        push(site, str(there))

    seen = set()
    for _ in deaths(lambda: push(second, str(there)), there, begin):
        known = {**json.loads((there / LIST).read_text())}
        for path, text in published(there).items():
            if path.endswith(".new"):  # half of a file, under another name
                continue
            assert text in {STATES[0].get(path), STATES[1].get(path)}
            assert path in known
        seen.add(tuple(sorted(published(there))))
        # What was removed in the meantime leaves the place, though no push had listed it as complete.
        after = push(third, str(there))
        assert published(there) == STATES[2]
        assert after.removed
        assert push(third, str(there)) == Mirrored(0, 0, 3)
        assert not list(there.rglob(".*"))
    assert len(seen) > 3


@pytest.mark.parametrize(("step", "requests"), [(500, 5), (1, 7)])
def test_a_push_that_fails_at_any_request_is_completed_by_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, requests: int
) -> None:
    """The same on a store, where a file is always whole."""
    monkeypatch.setattr("generator.system.mirror.STEP", step)
    address, store = "memory://archive/site", MemoryFileSystem
    third = {"index.html": "third home", "articles/d/index.html": "a text of d"}
    for folder, files in zip(("site", "second", "third"), (*STATES[:2], third), strict=True):
        write_files(tmp_path / folder, files)
    calls = [0]

    def failing(name: str) -> None:
        real = getattr(store, name)

        def request(*words: object, **options: object) -> object:
            calls[0] -= 1
            if calls[0] < 0:
                raise KeyboardInterrupt
            return real(*words, **options)

        monkeypatch.setattr(store, name, request)

    for name in ("put_file", "pipe_file", "rm_file"):
        failing(name)
    for number in range(20):
        store.store.clear()
        calls[0] = 1000
        push(tmp_path / "site", address)
        calls[0] = number
        with contextlib.suppress(KeyboardInterrupt):
            push(tmp_path / "second", address)
        done, calls[0] = calls[0] >= 0, 1000
        push(tmp_path / "third", address)
        files = {
            name.removeprefix("/archive/site/"): file.getvalue().decode()
            for name, file in store.store.items()
        }
        assert json.loads(files.pop(LIST)).keys() == files.keys()
        assert files == third
        if done:
            break
    assert number == requests


def test_processes_that_push_to_one_folder_take_turns(tmp_path: Path) -> None:
    sites = []
    for number in range(3):
        files = {f"articles/{n}/index.html": f"{number} " * 50_000 for n in range(9) if n % 3 != number}
        sites.append({"index.html": f"home {number}", **files})
        write_files(tmp_path / f"site {number}", sites[-1])

    def publish(number: int) -> None:
        for _ in range(4):
            push(tmp_path / f"site {number}", str(tmp_path / "there"))

    together(*(partial(publish, number) for number in range(3)))
    # The place is what the last one pushed, and nothing else.
    assert published(tmp_path / "there") in sites


def test_a_pull_of_a_place_that_is_being_changed_takes_what_is_there(tmp_path: Path, address: str) -> None:
    write_files(tmp_path / "one", {"a/x": "x", "a/y": "y"})
    push(tmp_path / "one", address)
    system, root = fsspec.url_to_fs(address)
    system.rm_file(f"{root}/a/y")
    assert pull(address, tmp_path / "two") == Mirrored(1, 0, 0)
    assert contents(tmp_path / "two") == {"a/x": "x"}


def test_a_pull_that_is_killed_leaves_whole_files(tmp_path: Path) -> None:
    there, back = tmp_path / "there", tmp_path / "back"
    write_files(tmp_path / "new", {"a/x": "new contents", "b": "more of them"})
    push(tmp_path / "new", str(there))
    for _ in deaths(lambda: pull(str(there), back), back, lambda: renewed(back, {"a/x": "old contents"})):
        assert (back / "a" / "x").read_text() in {"old contents", "new contents"}
        assert (back / "b").read_text() == "more of them" if (back / "b").exists() else True
        pull(str(there), back)
        assert contents(back) == contents(tmp_path / "new")


def test_what_is_really_there_counts_and_not_the_list(tmp_path: Path, address: str) -> None:
    site = {"index.html": "home", "articles/a/index.html": "a", "data/x.json": "[1, 2]"}
    write_files(tmp_path / "site", site)
    push(tmp_path / "site", address)
    system, root = fsspec.url_to_fs(address)
    system.rm_file(f"{root}/index.html")
    # As an older version left it: a text that is in no list, and a list that says that nothing is to do.
    system.makedirs(f"{root}/articles/gone", exist_ok=True)
    system.pipe_file(f"{root}/articles/gone/index.html", b"a text that was withdrawn")
    system.pipe_file(f"{root}/data/x.json", b"cut")
    system.pipe_file(f"{root}/CNAME", b"archive.example")
    found = push(tmp_path / "site", address, {"articles"})
    assert found.moved == 2
    assert (found.removed, found.others) == (1, ("CNAME",))
    expected = site | {"CNAME": "archive.example"}
    files = {path.removeprefix(f"{root}/"): system.cat_file(path).decode() for path in system.find(root)}
    assert {path: text for path, text in files.items() if path != LIST} == expected


def test_a_file_that_anyone_replaced_by_another_of_the_same_size_is_put_again(
    tmp_path: Path, address: str
) -> None:
    write_files(tmp_path / "site", {"index.html": "home", "articles/a/index.html": "a"})
    push(tmp_path / "site", address)
    assert push(tmp_path / "site", address) == Mirrored(0, 0, 2)
    system, root = fsspec.url_to_fs(address)
    system.pipe_file(f"{root}/index.html", b"evil")
    assert push(tmp_path / "site", address) == Mirrored(1, 0, 1)
    assert system.cat_file(f"{root}/index.html") == b"home"
    assert push(tmp_path / "site", address) == Mirrored(0, 0, 2)


def test_a_replaced_file_is_found_after_a_push_that_failed_in_the_meantime(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, store = "memory://archive/site", MemoryFileSystem
    store.store.clear()
    write_files(tmp_path / "site", {"index.html": "home", "articles/a/index.html": "a"})
    push(tmp_path / "site", address)
    write_files(tmp_path / "site", {"articles/b/index.html": "b"})
    with monkeypatch.context() as broken:
        broken.setattr(store, "put_file", lambda *_, **__: 1 / 0)
        with pytest.raises(ClipfileError, match="refused"):
            push(tmp_path / "site", address)
    store().pipe_file("/archive/site/index.html", b"evil")
    assert push(tmp_path / "site", address) == Mirrored(2, 0, 1)
    assert store().cat_file("/archive/site/index.html") == b"home"


@pytest.mark.parametrize(
    ("before", "after", "is_noticed"),
    [
        ({"ETag": '"1"', "LastModified": 1}, {"ETag": '"2"', "LastModified": 1}, True),
        # The same contents, uploaded again.
        ({"ETag": '"1"', "LastModified": 1}, {"ETag": '"1"', "LastModified": 2}, False),
        ({"mtime": 1.5}, {"mtime": 2.5}, True),
        ({"created": None, "modify": "20200101"}, {"created": None, "modify": "20200102"}, True),
        ({}, {}, False),
        # What was never said cannot differ.
        ({}, {"etag": "1"}, False),
        ({"etag": "1"}, {}, False),
        ({"type": "file"}, {"type": "link"}, True),
    ],
)
def test_a_version_is_known_by_what_the_store_says_of_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: dict[str, object],
    after: dict[str, object],
    is_noticed: bool,
) -> None:
    address, store, said = "memory://archive/site", MemoryFileSystem, [before]
    store.store.clear()
    find = store.find

    def described(*words: object, **options: object) -> dict[str, dict[str, object]]:
        found = find(*words, **options)
        return {path: {"size": file["size"], **said[0]} for path, file in found.items()}

    monkeypatch.setattr(store, "find", described)
    write_files(tmp_path / "site", {"index.html": "home"})
    push(tmp_path / "site", address)
    said[0] = after
    assert push(tmp_path / "site", address).moved == is_noticed


def test_a_list_of_an_earlier_version_is_believed_once(tmp_path: Path) -> None:
    address, store = "memory://archive/site", MemoryFileSystem
    store.store.clear()
    write_files(tmp_path / "site", {"index.html": "home"})
    push(tmp_path / "site", address)
    listed = json.loads(store().cat_file(f"/archive/site/{LIST}"))
    digests = {path: entry.partition(" ")[0] for path, entry in listed.items()}
    assert listed != digests
    store().pipe_file(f"/archive/site/{LIST}", json.dumps(digests).encode())
    assert push(tmp_path / "site", address) == Mirrored(0, 0, 1)
    assert json.loads(store().cat_file(f"/archive/site/{LIST}")) == listed
    assert pull(address, tmp_path / "site") == Mirrored(0, 0, 1)


def test_files_of_others_stay_where_no_list_is(tmp_path: Path, address: str) -> None:
    system, root = fsspec.url_to_fs(address)
    system.makedirs(f"{root}/articles", exist_ok=True)
    system.pipe_file(f"{root}/articles/mine.html", b"a page of somebody else")
    write_files(tmp_path / "site", {"index.html": "home", "articles/a/index.html": "a"})
    assert push(tmp_path / "site", address) == Mirrored(2, 0, 0, ("articles/mine.html",))
    assert system.cat_file(f"{root}/articles/mine.html") == b"a page of somebody else"


def test_a_damaged_list_is_replaced_by_a_push_and_refused_by_a_pull(tmp_path: Path, address: str) -> None:
    write_files(tmp_path / "site", {"index.html": "home", "articles/a/index.html": "a"})
    push(tmp_path / "site", address)
    system, root = fsspec.url_to_fs(address)
    for damaged in (b"{", b"[]", b"\xff"):
        system.pipe_file(f"{root}/{LIST}", damaged)
        with pytest.raises(ClipfileError, match=f"{LIST}: is damaged"):
            pull(address, tmp_path / "back")
        push(tmp_path / "site", address)
        assert push(tmp_path / "site", address) == Mirrored(0, 0, 2)


def test_a_link_in_the_place_is_never_followed(tmp_path: Path) -> None:
    there, other = tmp_path / "there", tmp_path / "other"
    write_files(tmp_path / "site", {"index.html": "home", "articles/a/index.html": "a"})
    write_files(other, {"a/index.html": "b", "home": "home"})
    there.mkdir()
    (there / "index.html").symlink_to(other / "home")
    (there / "articles").symlink_to(other)
    with pytest.raises(ClipfileError, match="is behind a link"):
        push(tmp_path / "site", str(there))
    (there / "articles").unlink()
    push(tmp_path / "site", str(there))
    assert contents(other) == {"a/index.html": "b", "home": "home"}
    assert not (there / "index.html").is_symlink()


def test_folders_that_become_empty_are_removed(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"index.html": "home", "articles/2020/a/index.html": "a"})
    push(tmp_path / "site", str(tmp_path / "there"))
    (tmp_path / "site" / "articles" / "2020" / "a" / "index.html").unlink()
    push(tmp_path / "site", str(tmp_path / "there"))
    assert [path.name for path in (tmp_path / "there").iterdir() if path.is_dir()] == []


@pytest.mark.parametrize("command", [["publish"], ["store", "save"], ["store", "fetch"]])
@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "The address is empty"),
        ("  ", "The address is empty"),
        ("~", "Name a folder in it"),
        ("~/", "Name a folder in it"),
        ("file://~", "Name a folder in it"),
        ("~nobodyofthatname", "there is no such user"),
        (".", "contains"),
        ("site/", "is also|is in|contains"),
        ("seeds/published", "is in"),
        ("docs/.cache/x", "is in"),
        ("..", "contains"),
        ("memory://", "names no folder"),
        ("memory://~", "names no folder"),
        ("memory://archive/../other", "names no folder"),
    ],
)
def test_an_address_that_means_no_folder_of_its_own_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], address: str, message: str
) -> None:
    archive, home = tmp_path / "archive", tmp_path / "home"
    write_files(archive, {"site/index.html": "home", "docs/.cache/pages/x": "x"})
    home.mkdir()
    settings_file(archive)
    monkeypatch.chdir(archive)
    monkeypatch.setenv("HOME", str(home))
    before = contents(tmp_path)
    with pytest.raises(ClipfileError, match=message):
        CliRunner().invoke(app, [*command, address], catch_exceptions=False)
    assert {path: text for path, text in contents(tmp_path).items() if not path.endswith("/lock")} == before


def test_the_folder_of_everything_is_no_place() -> None:
    with pytest.raises(ClipfileError, match="Name a folder in it"):
        place_at("/")


def test_a_folder_below_home_and_one_next_to_the_site_are_published_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, home = tmp_path / "archive", tmp_path / "home"
    write_files(archive, {"site/index.html": "home"})
    home.mkdir()
    settings_file(archive)
    monkeypatch.chdir(archive)
    monkeypatch.setenv("HOME", str(home))
    for address in ("~/public", "published", "./published", "./~", f"file://{tmp_path}/third"):
        assert CliRunner().invoke(app, ["publish", address]).exit_code == 0
    assert (home / "public" / "index.html").read_text() == "home"
    assert (archive / "published" / "index.html").read_text() == "home"
    assert (archive / "~" / "index.html").read_text() == "home"
    assert (tmp_path / "third" / "index.html").read_text() == "home"


def test_a_place_that_cannot_be_written_is_reported_in_a_sentence(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"index.html": "home"})
    with pytest.raises(ClipfileError, match=r"data:,x: "):
        push(tmp_path / "site", "data:,x")
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ClipfileError, match=r"is a file\. Name a folder"):
        push(tmp_path / "site", str(tmp_path / "file"))


def test_no_message_shows_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, address = settings_file(tmp_path), "memory://writer:secret@archive/site"
    write_files(tmp_path / "site", {"index.html": "home"})
    done = CliRunner().invoke(app, ["publish", address, "--config", config])
    assert "memory://writer:...@archive/site: 1 file copied" in done.output
    messages = [done.output]
    monkeypatch.setattr(MemoryFileSystem, "cat_file", lambda *_, **__: b"{")
    monkeypatch.setattr(MemoryFileSystem, "put_file", lambda *_, **__: raised(OSError("disk is full.")))
    with pytest.raises(ClipfileError, match="is damaged") as refusal:
        pull(address, tmp_path / "back")
    messages.append(str(refusal.value))
    with pytest.raises(ClipfileError, match=r"refused: disk is full\. Fix") as refusal:
        push(tmp_path, address)
    messages.append(str(refusal.value))
    with pytest.raises(ClipfileError, match="cannot be reached") as refusal:
        place_at("nosuch://writer:secret@archive/site")
    assert not [message for message in (*messages, str(refusal.value)) if "secret" in message]


@pytest.mark.parametrize(
    "password", ["se@cret", "se/cret", "se:cret", "se#cret", "se?cret@", "se cret", "@secret"]
)
def test_a_password_may_have_any_sign(password: str) -> None:
    address = f"ftp://writer:{password}@a.example/site"
    assert without_password(address) == "ftp://writer:...@a.example/site"
    with pytest.raises(ClipfileError, match=r"nosuch://writer:\.\.\.@") as refusal:
        place_at(address.replace("ftp", "nosuch"))
    assert password not in str(refusal.value)
    for part in (password, re.split(r"\W", password)[-1] or "cret"):
        reason = reason_of(ValueError(f"no number: {part!r}"), address)
        assert reason == "ValueError, whose text is left out: it has a part of the password"
    assert reason_of(OSError("Name or host not known"), address) == "Name or host not known"


@pytest.mark.parametrize(
    "address",
    [
        *("s3://bucket/a", "sftp://writer@a.example/x", "https://a.example/@town/1:2", "a@b", "./x:y@z", ""),
        *("https://a.example:8080/x", "https://a.example/x:y@z"),
    ],
)
def test_an_address_without_a_password_is_shown_as_it_is(address: str) -> None:
    assert without_password(address) == address


def raised(error: Exception) -> None:
    raise error


class Hanging(MemoryFileSystem):  # type: ignore[misc]
    """As the library for SFTP: its connection waits for an answer for as long as it is allowed to."""

    protocol = "hanging"
    patience: float | None = None

    @property
    def ftp(self) -> Hanging:
        return self

    def get_channel(self) -> Hanging:
        return self

    def settimeout(self, seconds: float) -> None:
        Hanging.patience = seconds

    def find(self, *_: object, **__: object) -> None:
        raise TimeoutError if self.patience else AssertionError("waits for ever")


def test_a_server_that_hangs_ends_a_push_with_a_message(tmp_path: Path) -> None:
    fsspec.register_implementation("hanging", Hanging, clobber=True)
    with pytest.raises(ClipfileError, match="did not answer for 60 seconds"):
        push(tmp_path, "hanging://archive/site")
