"""``clipfile report``: what a change does, in a real repository."""

from __future__ import annotations

import io
import re
import subprocess
from base64 import b64decode
from pathlib import Path

import pytest
from making import article, folder
from markdown_it import MarkdownIt
from picturing import image, picture_bytes
from PIL import Image
from typer.testing import CliRunner

from generator.check.report.pictures import MOST, ReportedPictures, length
from generator.check.report.revision import checked_out
from generator.check.report.text import code
from generator.commands.cli import app
from generator.model.errors import ClipfileError
from generator.model.pictures import Picture

BRIDGE = (
    "Council votes for the new bridge\nMarch 3, 2020\n\nThe council voted on Monday for a bridge. "
    "It will be built of wood.\n\nRead more\n"
)
FERRY = "Ferry stops for the winter\n\nThe ferry stops, as in every year. Sergey Lavrov was not there.\n"
HOSTILE = "Evil | `x` @someone <img src=x onerror=alert(1)>\n\nA text that says nothing of worth.\n"


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    command = ["git", "-C", str(root), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An archive of two articles, committed, then changed in the working tree."""
    folder(
        tmp_path,
        {
            "bridge.txt": BRIDGE,
            "gone.txt": "Mill burns down\n\nThe mill by the river burnt down; nobody was hurt.\n",
            "moved.txt": "Market moves\n\nThe market moves to the other side of the river on Sundays.\n",
        },
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "seeds" / "gone.txt").unlink()
    folder(
        tmp_path,
        {
            "bridge.yml": "title: A bridge of wood\nid: bridge\n",
            "copy.txt": BRIDGE,
            "copy.yml": "date: 2020-03-04\npeople: [Serge Lavrov]",
            "ferry.txt": FERRY,
            "hostile.txt": HOSTILE,
        },
    )
    (tmp_path / "seeds" / "moved.txt").rename(tmp_path / "seeds" / "elsewhere.txt")
    return tmp_path


def rendered(text: str) -> str:
    """As hosts render it: CommonMark with tables."""
    page: str = MarkdownIt("commonmark").enable("table").render(text)
    return page


def report(root: Path, *more: str) -> str:
    done = CliRunner().invoke(app, ["report", "--base", "HEAD", "--seeds", str(root / "seeds"), *more])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_withdrawn_article_is_named_with_its_reason_and_keeps_its_address(repository: Path) -> None:
    notice = "id: mill-burns-down\nstatus: withdrawn\nwithdrawn: {date: 2026-01-02, reason: asked}\n"
    folder(repository, {"gone.yml": notice})
    text = report(repository)
    assert "- ` gone.txt ` ` Mill burns down `: withdrawn, ` asked `" in text
    assert "mill-burns-down" not in text.partition("## Addresses that disappear")[2].partition("##")[0]


def test_a_reviewer_sees_what_changed_and_on_what_evidence(repository: Path) -> None:
    text = report(repository)
    assert "new articles: **3**, changed articles: **2**, removed articles: **1**" in text
    assert "## New: ` Ferry stops for the winter `" in text
    assert "## Changed: ` A bridge of wood `" in text
    titles = "` Council votes for the new bridge ` | ` A bridge of wood `"
    assert f"| title | {titles} | declared, ` sidecar `, 1.00 |" in text
    assert "This text is already in the archive as ` bridge.txt `" in text
    assert "| person | ` Serge Lavrov ` | **no**: declared by hand | 1 |" in text
    assert "| person | ` Sergey Lavrov ` | yes | 1 |" in text
    assert "` unknown-name `" in text
    assert "- ` gone.txt ` ` Mill burns down `" in text


def test_dead_addresses_are_distinguished_from_redirects(repository: Path) -> None:
    old = "articles/2020/03/council-votes-for-the-new-bridge/"
    (repository / "seeds" / "copy.txt").unlink()
    (repository / "seeds" / "copy.yml").unlink()
    assert f"| ` {old} ` | **dies**: add `aliases:`, or withdraw the article |" in report(repository)
    folder(repository, {"bridge.yml": f"id: bridge\naliases: [{old}]\n"})
    assert f"| ` {old} ` | redirects, by an alias |" in report(repository)


def test_every_address_is_reported_including_lists_and_redirects(repository: Path) -> None:
    former = "id: bridge\naliases: [old/bridge]\n"
    folder(repository, {"bridge.yml": former, "copy.yml": "date: 2020-03-04\n"})
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    folder(repository, {"bridge.yml": "id: bridge\ndate: 2021-01-01\n"})
    text = report(repository)
    assert "| ` old/bridge/ ` | **dies**: add `aliases:`, or withdraw the article |" in text
    assert "- ` dates/2021/01/ `" in text
    folder(repository, {"ferry.txt": FERRY.replace("Sergey Lavrov", "The mayor")})
    assert "| ` people/sergey-lavrov/ ` | a list without articles |" in report(repository)


def test_a_seed_that_was_renamed_and_changed_is_one_article(repository: Path) -> None:
    seeds = repository / "seeds"
    (seeds / "elsewhere.txt").write_text("Market moves\n\nThe market stays where it is on Sundays.\nShare\n")
    text = report(repository)
    assert "new articles: **3**, changed articles: **2**, removed articles: **1**" in text
    changed = text.partition("## Changed: ` Market moves `")[2]
    shown = "~~` moves to the other side of the river `~~ **` stays where it is `** ` on Sundays. `"
    assert shown in changed
    assert "**The seed itself changed.**" in changed
    assert "Lines that are now removed: 1" in changed
    page = rendered(text)
    assert "<strong><code>stays where it is</code></strong>" in page


def test_a_copy_of_a_withdrawn_article_is_new_and_the_withdrawal_is_reported(repository: Path) -> None:
    seeds = repository / "seeds"
    git(repository, "checkout", "-q", "--", "seeds/gone.txt")
    (seeds / "again.txt").write_bytes((seeds / "gone.txt").read_bytes())
    folder(repository, {"gone.yml": "status: withdrawn\nwithdrawn: {date: 2026-01-02, reason: asked}\n"})
    text = report(repository)
    assert "- ` gone.txt ` ` Mill burns down `: withdrawn, ` asked `" in text
    assert "## New: ` Mill burns down `" in text


def test_a_copy_is_reported_whichever_article_is_older(repository: Path) -> None:
    folder(repository, {"copy.yml": "date: 2020-03-02\n"})
    new = report(repository).partition("` copy.txt ` →")[2].partition("\n")[0]
    assert "This text is already in the archive as ` bridge.txt `." in new


def test_a_report_of_many_articles_fits_into_a_comment(repository: Path) -> None:
    many = {f"n{number}.txt": BRIDGE.replace("bridge", f"bridge {number}") for number in range(120)}
    folder(repository, {**many, **{name.replace("txt", "yml"): "foo: x\n" for name in many}})
    text = report(repository)
    assert len(text) < 65_536
    assert "new articles: **123**" in text
    shown = text.count("## New: ")
    assert f"Other new or changed articles: {125 - shown}" in text
    assert "## Removed" in text
    assert re.search(r"^and \d+ more$", text, re.MULTILINE)


def test_the_repository_is_left_as_it_was(repository: Path) -> None:
    before = git(repository, "status", "--porcelain"), git(repository, "worktree", "list")
    report(repository)
    assert before == (git(repository, "status", "--porcelain"), git(repository, "worktree", "list"))


def test_nothing_from_a_seed_becomes_markup(repository: Path) -> None:
    page = rendered(report(repository))
    assert "<img" not in page
    assert "@someone" in page


@pytest.mark.parametrize("text", ["a`b``c", "x | y", "`", "a\n\n# b", "@all", "<b>", "\u202eabc"])
def test_any_text_is_one_code_span(text: str) -> None:
    page = rendered(f"| a | b |\n| --- | --- |\n| {code(text)} | z |")
    assert page.count("<td>") == 2
    assert page.count("<code>") == 1


def test_an_unknown_commit_is_reported(repository: Path) -> None:
    with pytest.raises(ClipfileError, match="is neither a commit"), checked_out(repository / "seeds", "none"):
        pass
    with pytest.raises(ClipfileError, match="git rev-parse"), checked_out(repository / "seeds", "--help"):
        pass


def test_the_report_can_be_a_file(repository: Path) -> None:
    report(repository, "--out", str(repository / "report.md"))
    assert (repository / "report.md").read_text().startswith("# What this change does to the archive")


def test_a_declared_id_is_the_last_part_of_the_address(repository: Path) -> None:
    assert "` articles/2020/03/bridge/ `" in report(repository)


PICTURED = (
    "# Quay opens\n\nThe quay opened on Monday, after two years of work.\n\n![A boat](boat.jpg)\n\n"
    "Boats came back in the afternoon, and the market sold fish.\n\n![](plain.jpg)\n"
)


def test_pictures_are_shown_small_and_with_their_words(tmp_path: Path) -> None:
    boat, plain = picture_bytes(image(900, 600, "red")), picture_bytes(image(700, 500, "blue"))
    folder(tmp_path, {"quay.md": PICTURED, "boat.jpg": boat})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    folder(tmp_path, {"plain.jpg": plain, "quay.yml": "pictures: [{file: boat.jpg, credit: A | B}]"})
    text = report(tmp_path)
    rows = [line for line in text.splitlines() if "image/webp" in line]
    assert [row.count("`") for row in rows] == [6, 2]
    assert "A \\| B" in rows[0]
    assert "700 × 500" in rows[1]
    shown = [part.partition(")")[0] for part in text.split("data:image/webp;base64,")[1:]]
    with Image.open(io.BytesIO(b64decode(shown[0]))) as small:
        assert (small.format, small.size) == ("WEBP", (160, 107))
    assert all(len(data) < 20_000 for data in shown)
    assert "data:" not in report(tmp_path, "--no-thumbnails")
    assert "boat.jpg" in report(tmp_path, "--no-thumbnails")


def test_a_picture_that_is_gone_is_reported(tmp_path: Path) -> None:
    folder(tmp_path, {"quay.md": PICTURED, "boat.jpg": picture_bytes(image(900, 600, "red"))})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "seeds" / "boat.jpg").unlink()
    assert "Pictures that are gone: 1" in report(tmp_path)


def test_a_report_shows_no_more_pictures_than_a_reviewer_looks_at() -> None:
    pictures = tuple(Picture(f"{n}.jpg", f"{n}", "image/jpeg", 640, 400) for n in range(MOST + 5))
    reported = ReportedPictures(lambda *_: b"RIFF")
    rows = reported.rows(article(pictures=pictures))
    assert sum("data:" in row[0] for row in rows) == MOST
    assert len(rows) == MOST + 5
    assert length(rows[0][0]) == len("![]()")
