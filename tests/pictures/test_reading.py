from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path

import pytest
from picturing import image, picture_bytes

from generator.model.documents import Draft, Seed
from generator.model.pictures import FileState, FoundPicture
from generator.pictures.reading import MOST, ReadPictures, read_pictures

JPEG = picture_bytes()


def read(root: Path, *pictures: FoundPicture, seed: str = "news/a.html") -> ReadPictures:
    return read_pictures(Seed(seed, b"", "", folder=str(root)), Draft((), pictures=pictures))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("news/boat.jpg", "boat.jpg"),
        ("news/boat.jpg", "./boat.jpg"),
        ("news/a_files/boat.jpg", "a_files/boat.jpg?size=large#top"),
        ("shared/boat.jpg", "../shared/boat.jpg"),
        ("news/a boat.jpg", "a%20boat.jpg"),
        ("news/a boat.jpg", "a boat.jpg"),
        ("news/boat #1.jpg", "boat #1.jpg"),
        ("news/boat #1.jpg", "boat%20%231.jpg"),
        ("news/boat?.jpg", "boat%3F.jpg"),
        ("news/100%.jpg", "100%.jpg"),
        ("news/a%20boat.jpg", "a%20boat.jpg"),
        ("news/a%20boat.jpg", "a%2520boat.jpg"),
        ("news/船と港.jpg", "%E8%88%B9%E3%81%A8%E6%B8%AF.jpg"),
        ("news/Mu\u0308nchen.jpg", "M\u00fcnchen.jpg"),
        ("news/a_files/boat.jpg", "a_files\\boat.jpg"),
    ],
)
def test_the_file_that_an_address_means_is_read(tmp_path: Path, name: str, address: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(JPEG)
    found = read(tmp_path, FoundPicture(address, alt="A boat"))
    assert [(picture.file, picture.width) for picture in found.pictures] == [(name, 640)]
    assert not found.problems
    assert not found.removed
    assert [file.path for file in found.files] == [name, ".clipfileignore"]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("attachments/boat.jpg", "news/a.md"),
        ("news/img/boat.jpg", "news/a.md"),
        ("boat.jpg", "news/2020/a.markdown"),
        ("news/Assets/boat.jpg", "news/2020/05/a.md"),
    ],
)
def test_a_note_may_name_a_picture_without_its_folder(tmp_path: Path, name: str, note: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(JPEG)
    found = read(tmp_path, FoundPicture("boat.jpg"), seed=note)
    assert [picture.file for picture in found.pictures] == [name]
    assert not found.problems
    # A file that appears next to the note changes the article, so its place was noted too.
    near = posixpath.join(posixpath.dirname(note), "boat.jpg")
    assert FileState(near, -1, 0) in found.files


def test_a_page_does_not_find_pictures_in_folders_that_it_does_not_name(tmp_path: Path) -> None:
    (tmp_path / "attachments").mkdir()
    (tmp_path / "attachments/boat.jpg").write_bytes(JPEG)
    found = read(tmp_path, FoundPicture("boat.jpg"), FoundPicture("other/boat.jpg"))
    assert not found.pictures
    assert len(found.problems) == 2


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("gone.jpg", "is missing"),
        ("empty.jpg", "is empty"),
        ("cut.jpg", "is damaged or cut off"),
        ("page.jpg", "is damaged"),
        ("link.jpg", "leads out"),
        ("folder.jpg", "cannot be read"),
        pytest.param("no" * 200 + ".jpg", "is missing", id="a name that no file can have"),
        ("page.jpg/boat.jpg", "is missing"),
        ("loop/boat.jpg", "leads out"),
    ],
)
def test_an_unfit_file_costs_the_picture_and_says_why(tmp_path: Path, address: str, words: str) -> None:
    seeds = tmp_path / "seeds"
    (seeds / "news" / "folder.jpg").mkdir(parents=True)
    (seeds / "news" / "empty.jpg").write_bytes(b"")
    (seeds / "news" / "cut.jpg").write_bytes(JPEG[: len(JPEG) // 2])
    (seeds / "news" / "page.jpg").write_text("<html>")
    (tmp_path / "private.jpg").write_bytes(JPEG)
    (seeds / "news" / "link.jpg").symlink_to(tmp_path / "private.jpg")
    (seeds / "news" / "loop").symlink_to("loop")
    found = read(seeds, FoundPicture(address, alt="A boat"))
    assert not found.pictures
    (problem,) = found.problems
    assert (problem.path, problem.severity) == ("news/a.html", "warning")
    assert words in problem.message
    assert address[:200] in problem.message
    assert [(line.kind, line.rule) for line in found.removed] == [("picture", "picture-unfit")]


@pytest.mark.parametrize(
    "address",
    [
        "../../private.jpg",
        "/private.jpg",
        "%2e%2e/%2e%2e/private.jpg",
        "..\\..\\private.jpg",
        "https://example.org/boat.jpg",
        "//example.org/boat.jpg",
        "file:///private.jpg",
        "C:\\private.jpg",
    ],
)
def test_no_address_leads_out_of_the_seeds(tmp_path: Path, address: str) -> None:
    (tmp_path / "seeds" / "news").mkdir(parents=True)
    (tmp_path / "private.jpg").write_bytes(JPEG)
    found = read(tmp_path / "seeds", FoundPicture(address))
    assert not found.pictures
    assert [line.kind for line in found.removed] == ["picture"]


def test_icons_repetitions_and_what_is_too_many_are_left_out(tmp_path: Path) -> None:
    many = [
        FoundPicture("", data=picture_bytes(image(100, 100, (n, n // 256, 0)), "BMP"))
        for n in range(MOST + 1)
    ]
    icon = FoundPicture("", alt="A star", data=picture_bytes(image(40, 40)))
    found = read(tmp_path, icon, *many, many[0])
    assert len(found.pictures) == MOST
    assert [line.rule for line in found.removed] == ["picture-icon", "picture-limit"]


@pytest.mark.parametrize(
    ("size", "rule"), [((96, 96), "picture-avatar"), ((500, 110), "picture-banner"), ((130, 96), "")]
)
def test_small_faces_and_flat_banners_are_left_out_unless_they_have_words(
    tmp_path: Path, size: tuple[int, int], rule: str
) -> None:
    data = picture_bytes(image(*size))
    found = read(tmp_path, FoundPicture("", alt="A star", data=data))
    assert [line.rule for line in found.removed] == [rule] * bool(rule)
    bare = FoundPicture("", data=data)
    for known in (
        replace(bare, caption="A star"),
        replace(bare, credit="Roe"),
        replace(bare, rule="declared"),
    ):
        assert read(tmp_path, known).pictures


def test_a_drawing_is_in_the_ledger_without_a_warning(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "chart.svg").write_text("<svg><rect/></svg>")
    found = read(tmp_path, FoundPicture("chart.svg", alt="Votes"))
    assert not found.problems
    assert [(line.text, line.rule) for line in found.removed] == [("Votes – chart.svg", "picture-drawing")]


@pytest.mark.parametrize(
    ("file", "patterns", "words"),
    [
        ("private/boat.jpg", "/private/", "is ignored by .clipfileignore"),
        ("news/boat.jpg", "boat.*", "is ignored by .clipfileignore"),
        (".trash/boat.jpg", "", "is hidden"),
        ("news/.boat.jpg", "", "is hidden"),
    ],
)
def test_a_picture_that_is_not_to_be_read_is_not_published(
    tmp_path: Path, file: str, patterns: str, words: str
) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_bytes(JPEG)
    (tmp_path / ".clipfileignore").write_text(patterns)
    found = read(tmp_path, FoundPicture(f"../{file}", alt="A boat"))
    assert not found.pictures
    assert words in found.problems[0].message
    assert [(line.text, line.rule) for line in found.removed] == [
        (f"A boat – {Path(file).name}", "picture-unfit")
    ]
    # A later run notices a change of the list.
    assert ".clipfileignore" in [state.path for state in found.files] or "hidden" in words


@pytest.mark.parametrize(
    ("file", "mark"),
    [
        ("private/boat.jpg", "the folder 'private'"),
        ("drafts/2024/boat.jpg", "the folder 'drafts'"),
        ("news/Private/boat.jpg", "the folder 'Private'"),
        ("news/boat.draft.jpg", "the file name 'boat.draft.jpg'"),
    ],
)
def test_a_mark_in_the_path_of_a_picture_wins_over_a_public_article(
    tmp_path: Path, file: str, mark: str
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_bytes(JPEG)
    found = read(tmp_path, FoundPicture(f"../{file}", alt="A boat"))
    assert not found.pictures
    assert f"is not public, as {mark} says" in found.problems[0].message
    assert [line.rule for line in found.removed] == ["picture-unfit"]


def test_a_draft_keeps_the_pictures_next_to_it(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "boat.jpg").write_bytes(JPEG)
    found = read(tmp_path, FoundPicture("boat.jpg"), seed="drafts/a.html")
    assert [picture.file for picture in found.pictures] == ["drafts/boat.jpg"]
    assert not found.problems


def test_a_hidden_folder_of_attachments_is_read(tmp_path: Path) -> None:
    (tmp_path / ".attachments").mkdir()
    (tmp_path / ".attachments" / "boat.jpg").write_bytes(JPEG)
    found = read(tmp_path, FoundPicture("/.attachments/boat.jpg"), FoundPicture("../.attachments/boat.jpg"))
    assert [picture.file for picture in found.pictures] == [".attachments/boat.jpg"]


@pytest.mark.parametrize(
    "address", ["../../private.jpg", "..\\..\\private.jpg", "file:///home/private.jpg", "C:\\private.jpg"]
)
def test_a_path_that_leaves_the_folder_is_reported(tmp_path: Path, address: str) -> None:
    found = read(tmp_path, FoundPicture(address, alt="A boat"), FoundPicture("https://bay.example/a.jpg"))
    assert [problem.message for problem in found.problems] == [
        f"the picture {address!r} leads out of the folder of clippings; the article is published without it"
    ]
