from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from making import folder, records, tree
from picturing import image, picture_bytes
from PIL import Image
from typer.testing import CliRunner

from generator.authority.authority import Authority
from generator.check.inspection import inspect
from generator.commands.cli import app
from generator.convert.convert import convert
from generator.inputs.settings import Settings
from generator.system.work import Where

TEXT = (
    "Ferry sails again after storm\n\n3 May 2021\n\nTURVIK — The ferry between the islands sailed again on "
    "Tuesday after a week of storms.\n\nThe captain said that the crossing took two hours.\n"
)
SIDECAR = (
    "pictures:\n"
    "- {file: boat.jpg, alt: A red boat, caption: The boat, credit: Ada Nordvik, rights: CC0, lead: true}\n"
)
URL = "articles/2021/05/ferry-sails-again-after-storm"


@pytest.fixture
def archive(tmp_path: Path) -> Settings:
    """An archive of one article with a picture, and one with the same picture."""
    files: dict[str, str | bytes] = {
        "a.txt": TEXT,
        "a.yml": SIDECAR,
        "boat.jpg": picture_bytes(image(1600, 1000)),
    }
    files |= {"b.txt": TEXT.replace("Ferry", "Boat").replace("captain", "crew"), "b.yml": SIDECAR}
    return folder(tmp_path, files)


def media(settings: Settings) -> list[str]:
    return sorted(name for name in tree(settings.docs) if name.startswith("media/"))


def test_a_picture_exists_once_in_three_files_and_is_not_made_again(archive: Settings) -> None:
    convert(archive)
    before = {name: (archive.docs / name).stat().st_mtime_ns for name in media(archive)}
    assert [name.rpartition("-")[2] for name in before] == ["1600.jpg", "400.webp", "800.webp"]
    done = convert(archive)
    assert done.written.changed == 0
    assert {name: (archive.docs / name).stat().st_mtime_ns for name in media(archive)} == before


def test_the_record_the_page_and_the_manifest_have_it(archive: Settings) -> None:
    convert(archive)
    (picture,) = records(archive.docs, "seed")["a.txt"]["pictures"]
    digest = hashlib.sha256((archive.seeds / "boat.jpg").read_bytes()).hexdigest()
    assert picture["sha256"] == digest
    assert picture["file"] in media(archive)
    assert (picture["type"], picture["width"], picture["height"]) == ("image/jpeg", 1600, 1000)
    assert (picture["alt"], picture["credit"], picture["rights"]) == ("A red boat", "Ada Nordvik", "CC0")
    page = (archive.docs / f"{URL}.md").read_text()
    assert f"![A red boat](../../../{picture['file']})\n\n*The boat · Ada Nordvik · CC0*" in page
    assert f"{digest}  data/boat.jpg\n" in (archive.docs / "data" / "manifest-sha256.txt").read_text()


def test_another_picture_in_its_place_is_seen(archive: Settings) -> None:
    convert(archive)
    before = media(archive)
    (archive.seeds / "boat.jpg").write_bytes(picture_bytes(image(1600, 1000, (0, 0, 200))))
    convert(archive)
    assert len(media(archive)) == 3
    assert not {*media(archive)} & {*before}


def test_a_picture_that_appears_later_is_taken_up(archive: Settings) -> None:
    (archive.seeds / "boat.jpg").rename(archive.seeds / ".later.jpg")
    first = convert(archive)
    assert not media(archive)
    assert {problem.rule for problem in first.problems if problem.path == "a.txt"} == {"picture"}
    (archive.seeds / ".later.jpg").rename(archive.seeds / "boat.jpg")
    assert not convert(archive).problems
    assert len(media(archive)) == 3


@pytest.mark.parametrize(("policy", "widths"), [("small", ["400", "480", "480"]), ("none", [])])
def test_the_archive_decides_how_large_pictures_are(
    archive: Settings, policy: str, widths: list[str]
) -> None:
    convert(replace(archive, pictures=policy))
    assert sorted(Path(name).stem.rpartition("-")[2] for name in media(archive)) == widths
    assert ("![" in (archive.docs / f"{URL}.md").read_text()) == bool(widths)


def test_a_withdrawn_article_takes_its_pictures_along(archive: Settings) -> None:
    (archive.seeds / "b.txt").unlink()
    (archive.seeds / "b.yml").unlink()
    convert(archive)
    (archive.docs.parent / "mkdocs.yml").write_text("site_name: An archive\n")
    config = str(archive.docs.parent / "mkdocs.yml")
    arguments = ["withdraw", "a.txt", "--reason", "Asked for", "--purge", "--config", config]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert not (archive.seeds / "boat.jpg").exists()
    assert not (archive.seeds / "a.txt").exists()
    convert(archive)
    assert not media(archive)


def test_a_picture_of_another_article_is_not_purged(archive: Settings) -> None:
    (archive.docs.parent / "mkdocs.yml").write_text("site_name: An archive\n")
    config = str(archive.docs.parent / "mkdocs.yml")
    arguments = ["withdraw", "a.txt", "--reason", "Asked for", "--purge", "--config", config]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert (archive.seeds / "boat.jpg").exists()


def test_check_asks_for_an_alternative_text(archive: Settings) -> None:
    (archive.seeds / "a.yml").write_text("pictures: [{file: boat.jpg}]\n")
    asked = [problem for problem in inspect(archive) if problem.rule == "picture-alt"]
    assert [problem.path for problem in asked] == ["a.txt"]
    assert "boat.jpg" in asked[0].message


def test_a_declared_picture_can_be_dropped(archive: Settings) -> None:
    (archive.seeds / "a.yml").write_text("pictures: [{file: boat.jpg}, {file: boat.jpg, drop: true}]\n")
    convert(archive)
    assert records(archive.docs, "seed")["a.txt"]["pictures"] == []


def test_changes_to_pictures_give_the_bytes_of_a_conversion_from_nothing(
    archive: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.convert.convert.cached_authority", lambda *_: (Authority(), ()))
    settings = replace(archive, page_size=1)
    fresh = settings.located(docs=settings.docs.parent / "fresh")
    photograph = Image.effect_mandelbrot((420, 260), (-2, -1, 1, 1), 40)
    sidecar = SIDECAR + "collections: [Ferries]\n"
    older = TEXT.replace("2021", "1999").replace("Ferry", "Raft")
    folder(settings.docs.parent, {"a.yml": sidecar, "b.yml": sidecar, "quay.jpg": picture_bytes(photograph)})
    convert(settings, where=Where(1))
    edits: tuple[dict[str, str | bytes], ...] = (
        # The same photograph, smaller, in an older article: the galleries show that one.
        {
            "b.yml": sidecar.replace("boat.jpg", "quay.jpg"),
            "boat.jpg": picture_bytes(photograph.resize((210, 130))),
            "c.txt": older,
            "c.yml": sidecar,
        },
        {"a.yml": sidecar + "show_pictures: none\n", "c.yml": "withdrawn: {reason: Wrong}\n"},
    )
    for edit in edits:
        folder(settings.docs.parent, edit)
        convert(settings, where=Where(1))
        convert(fresh, where=Where(1))
        made = tree(settings.docs)
        assert "pictures/index.md" in made
        assert made == tree(fresh.docs)
        shutil.rmtree(fresh.docs)
