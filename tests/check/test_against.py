"""Every dead address is reported: those of a published site are compared with the present ones."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from making import folder
from misbehaving import answer, misbehaving
from typer.testing import CliRunner

from generator.check.baseline import Published, read_addresses, read_digests
from generator.check.inspection import examine
from generator.commands.against import read_published
from generator.commands.cli import app
from generator.convert.convert import convert, gather
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.model.problem import Problem
from generator.outputs.everything import addresses

BRIDGE = "Council votes for the bridge\n\nThe council voted on Monday for a bridge of wood over the river.\n"
FERRY = "Ferry stops for the winter\n\nThe ferry stops, as it does in every year in which there is ice.\n"
DATE = "date: 2020-03-01\n"
TOPIC = "topics: [Bridges]\n"
URL = "articles/2020/03/council-votes-for-the-bridge/"


def archive(root: Path, **files: str) -> Settings:
    seeds = {"bridge.txt": BRIDGE, "bridge.yml": DATE + TOPIC, "ferry.txt": FERRY, "ferry.yml": DATE}
    return folder(root, {**seeds, **files})


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    command = ["git", "-C", str(root), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def commit(root: Path) -> None:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "seeds")
    git(root, "commit", "-qm", "first")


def dead(settings: Settings, published: Published) -> list[Problem]:
    found = examine(settings, gather(settings), published)
    return [item for item in found if item.rule in ("address-gone", "list-gone")]


def run(settings: Settings, against: str | Path, *more: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        app, ["check", "--seeds", str(settings.seeds), "--against", str(against), *more]
    )
    return done.exit_code, done.output


def rewrite(settings: Settings, name: str, text: str) -> None:
    (settings.seeds / name).write_text(text)


def test_every_page_and_former_address_is_published(tmp_path: Path) -> None:
    settings = archive(tmp_path, **{"bridge.yml": f"{DATE}aliases: [/old/bridge.html, ../out]\n"})
    done = convert(settings)
    lines = (settings.docs / "data" / "addresses.txt").read_text().splitlines()
    assert {URL, "old/bridge.html/", "articles/2020/03/ferry-stops-for-the-winter/", "dates/2020/"} <= {
        *lines
    }
    assert lines == sorted({*lines})
    pages = {path.relative_to(settings.docs).as_posix() for path in settings.docs.rglob("*.md")}
    assert {line.rstrip("/") for line in lines} == {
        name.removesuffix("/index.md").removesuffix(".md") for name in pages - {"index.md"}
    }
    assert addresses(done.archive, settings) - {""} == read_addresses("\n".join(lines))


def test_a_site_of_the_same_seeds_loses_no_address(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    convert(settings)
    assert run(settings, settings.docs)[0] == 0
    assert dead(settings, read_published(str(settings.docs), settings)) == []


def test_a_dead_address_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    convert(settings)
    shutil.copytree(settings.docs / "data", tmp_path / "data")
    rewrite(settings, "bridge.yml", "date: 2020-04-01\n")
    code, output = run(settings, tmp_path / "data" / "addresses.txt", str(settings.seeds / "ferry.txt"))
    assert code == 1
    assert f"bridge.txt:1:1: address-gone: {URL} is an address in" in output
    assert f"'aliases: [{URL}]' in the sidecar of bridge.txt" in output
    assert "list-gone: topics/bridges/" in output
    rewrite(settings, "bridge.yml", f"date: 2020-04-01\n{TOPIC}aliases: [{URL}]\n")
    assert run(settings, tmp_path)[0] == 0


def test_a_list_that_vanished_is_a_warning(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    before = Published("site", addresses(gather(settings).archive, settings))
    rewrite(settings, "bridge.yml", DATE)
    found = dead(settings, before)
    assert {(item.rule, item.severity) for item in found} == {("list-gone", "warning")}
    assert any(item.message.startswith("topics/bridges/ is a list in site") for item in found)


@pytest.mark.parametrize(("status", "count"), [("withdrawn", 0), ("draft", 1)])
def test_a_withdrawn_article_keeps_its_address_and_a_draft_does_not(
    tmp_path: Path, status: str, count: int
) -> None:
    settings = archive(tmp_path)
    before = Published("site", addresses(gather(settings).archive, settings))
    rewrite(settings, "bridge.yml", f"{DATE}status: {status}\n")
    assert [problem.rule for problem in dead(settings, before)].count("address-gone") == count


def test_a_former_address_may_not_be_taken_away(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    found = dead(settings, Published("site", frozenset({"2001/bridge.html/"})))
    assert [(item.path, item.rule, item.severity) for item in found] == [("", "address-gone", "error")]
    assert "in the sidecar of the article that replaces it" in found[0].message


def test_a_commit_is_converted_as_it_was(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    commit(tmp_path)
    rewrite(settings, "bridge.yml", f"{DATE}{TOPIC}title: A wholly other headline\n")
    code, output = run(settings, "HEAD")
    assert code == 1
    assert f"bridge.txt:1:1: address-gone: {URL} is an address in HEAD" in output
    (settings.seeds / "bridge.txt").unlink()
    (settings.seeds / "bridge.yml").unlink()
    assert (
        f"{URL} is an address in HEAD that no longer exists (it was bridge.txt)" in run(settings, "HEAD")[1]
    )
    assert git(tmp_path, "status", "--short", "seeds").split() == [
        "D",
        "seeds/bridge.txt",
        "D",
        "seeds/bridge.yml",
    ]


def test_an_address_that_another_article_took_is_an_error(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    commit(tmp_path)
    # Of two with one headline, the one whose seed sorts first has the plain address.
    rewrite(settings, "a.txt", BRIDGE.replace("Monday", "Friday, in another year and of another river"))
    rewrite(settings, "a.yml", DATE)
    code, output = run(settings, "HEAD")
    assert code == 1
    assert f"bridge.txt:1:1: address-taken: its address in HEAD, {URL}, now leads to a.txt" in output
    # So has the notice of one that is withdrawn by hand.
    rewrite(settings, "bridge.yml", f"{DATE}{TOPIC}status: withdrawn\n")
    assert "bridge.txt:1:1: address-taken" in run(settings, "HEAD")[1]
    rewrite(settings, "bridge.yml", f"{DATE}{TOPIC}id: council-votes-for-the-bridge\n")
    assert run(settings, "HEAD")[0] == 0


def test_a_branch_that_contains_a_built_site_is_read(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    commit(tmp_path)
    git(tmp_path, "switch", "-q", "--orphan", "published")
    folder(tmp_path, {})
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "addresses.txt").write_text("articles/2001/01/lost/\n")
    git(tmp_path, "add", "data")
    git(tmp_path, "commit", "-qm", "site")
    git(tmp_path, "switch", "-q", "main")
    code, output = run(settings, "published")
    assert (code, "articles/2001/01/lost/ is an address in published" in output) == (1, True)


def test_the_addresses_of_a_site_on_the_web(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    listed = answer(body=b"articles/2001/01/lost/\n", kind="text/plain; charset=utf-8")
    with misbehaving({"/archive/data/addresses.txt": listed}) as server:
        for path in ("/archive", "/archive/", "/archive/data/addresses.txt"):
            assert "lost/ is an address in" in run(settings, server.url(path))[1]
        # What answers with a page, or not at all, is no list of addresses.
        server.answers["/archive/data/addresses.txt"] = answer()
        for path in ("/archive/", "/nothing/"):
            with pytest.raises(ClipfileError):
                read_published(server.url(path), settings)


def test_a_missing_base_of_comparison_is_reported(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    with pytest.raises(ClipfileError, match=r"contains no data/addresses\.txt"):
        read_published(str(settings.seeds), settings)
    with pytest.raises(ClipfileError, match="git rev-parse"):
        read_published("no-such-commit", settings)


def test_annotations_of_what_changed_come_first(tmp_path: Path) -> None:
    settings = archive(tmp_path, **{"bridge.yml": f"{DATE}people: [Nobody Known]\n"})
    commit(tmp_path)
    rewrite(settings, "ferry.yml", f"{DATE}people: [Somebody Else]\n")

    def order(against: str | Path) -> list[str]:
        output = run(settings, against, "--format", "github")[1]
        return [name for line in output.splitlines() for name in ("bridge.yml", "ferry.yml") if name in line]

    assert order("HEAD") == ["ferry.yml", "bridge.yml"]
    convert(settings)
    assert order(settings.docs) == ["bridge.yml", "ferry.yml"]


@pytest.mark.parametrize("text", ["", "\n\n", "a/b/\n<!doctype html>\n", "# An archive\n\nof news\n"])
def test_a_file_of_another_kind_is_not_accepted_as_a_list_of_addresses(tmp_path: Path, text: str) -> None:
    (tmp_path / "file").write_text(text)
    with pytest.raises(ClipfileError, match=r"not a list of addresses|is empty"):
        read_published(str(tmp_path / "file"), archive(tmp_path))


def test_an_empty_name_is_not_ignored(tmp_path: Path) -> None:
    with pytest.raises(ClipfileError, match="--against is empty"):
        read_published("", archive(tmp_path))
    assert run(archive(tmp_path), "")[0] != 0


def test_lists_are_read_as_they_are_written() -> None:
    assert read_addresses("a/b/\r\n\n c \n/\n") == {"a/b/", "c/"}
    assert read_digests("AB  data/a%25b%0Ac.txt\r\ncd *data/d\nbroken\n") == {"a%b\nc.txt": "ab", "d": "cd"}


def test_a_folder_with_the_name_of_the_commit_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = archive(tmp_path)
    commit(tmp_path)
    base = git(tmp_path, "rev-parse", "HEAD").strip()
    rewrite(settings, "bridge.yml", "date: 2020-04-01\n")
    # A change under review may contain such a file, to hide a dead address.
    monkeypatch.chdir(tmp_path)
    for name in (base, "main"):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "addresses.txt").write_text("dates/2020/\n")
        assert URL in read_published(name, settings).addresses
        assert read_published(f"./{name}", settings).addresses == {"dates/2020/"}
    # This clone may lack the commit.
    (tmp_path / ("ab" * 20)).mkdir()
    with pytest.raises(ClipfileError, match="is neither a commit"):
        read_published("ab" * 20, settings)
