"""Entries of a sidecar about pictures: which picture each is about, and what is said of one about none."""

from __future__ import annotations

from pathlib import Path

import pytest
from picturing import image, picture_bytes

from generator.model.documents import Declaration, Draft, Seed
from generator.model.pictures import FoundPicture
from generator.pictures.declared import UNMATCHED, with_declared
from generator.pictures.reading import read_pictures

EMBEDDED = (
    FoundPicture("", alt="The old quay", data=b"quay"),
    FoundPicture("data:image/png;base64,~1", caption="A  crane at night", data=b"crane"),
    FoundPicture("", data=b"bare"),
)
FILES = (
    FoundPicture("a_files/boat.jpg", alt="A boat"),
    FoundPicture("b/same.jpg"),
    FoundPicture("c/same.jpg"),
    FoundPicture("https://bay.example/i/the%20wall.jpg?w=900"),
    FoundPicture("", also=("https://bay.example/opening.jpg",), rule="og-image"),
)
ALL = (*EMBEDDED, *FILES)


def declared(*entries: dict[str, object]) -> Declaration:
    return Declaration({"pictures": [*entries]}, {"pictures": 3}, {"pictures": "a.yml"})


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("The old quay", 0),
        ("a crane at night", 1),
        ("3", 2),
        ("./a_files/boat.jpg", 3),
        ("boat.jpg", 3),
        ("4", 3),
        ("b/same.jpg", 4),
        ("the wall.jpg", 6),
        ("https://bay.example/i/the%20wall.jpg?w=900", 6),
        ("opening.jpg", 7),
    ],
)
def test_a_picture_is_dropped_by_path_name_words_or_number(file: str, place: int) -> None:
    kept = with_declared(ALL, declared({"file": file, "drop": True}))
    assert kept == (*ALL[:place], *ALL[place + 1 :])
    credited = with_declared(ALL, declared({"file": file, "credit": "Harbour Press"}))
    assert [bool(picture.credit) for picture in credited] == [number == place for number in range(len(ALL))]


def test_numbers_are_those_of_the_document() -> None:
    entries: list[dict[str, object]] = [
        {"file": "new.jpg"},
        {"file": "1", "drop": True},
        {"file": "2", "drop": True},
    ]
    kept = with_declared(EMBEDDED, declared(*entries))
    assert [picture.data or picture.address for picture in kept] == [b"bare", "new.jpg"]


def test_a_file_may_be_called_like_an_escaped_name() -> None:
    found = (FoundPicture("a boat.jpg"), FoundPicture("a%20boat.jpg"))
    assert with_declared(found, declared({"file": "a%20boat.jpg", "drop": True})) == found[:1]
    assert with_declared(found[:1], declared({"file": "a%20boat.jpg", "drop": True})) == ()


def test_a_further_picture_precedes_those_within_the_text() -> None:
    found = (FoundPicture("boat.jpg"), FoundPicture("wall.jpg", after=2))
    shown = with_declared(found, declared({"file": "new.jpg"}))
    assert [picture.address for picture in shown] == ["boat.jpg", "new.jpg", "wall.jpg"]


def test_a_declared_lead_is_the_first_picture(tmp_path: Path) -> None:
    for name, colour in (("boat", (180, 40, 40)), ("wall", (20, 90, 200)), ("new", (10, 160, 60))):
        (tmp_path / f"{name}.jpg").write_bytes(picture_bytes(image(colour=colour)))
    found = (FoundPicture("boat.jpg", lead=True), FoundPicture("wall.jpg", after=3))
    seed = Seed("a.md", b"", "", folder=str(tmp_path))
    for file, order in (("new.jpg", "new boat wall"), ("wall.jpg", "wall boat")):
        shown = with_declared(found, declared({"file": file, "lead": True}))
        pictures = read_pictures(seed, Draft((), pictures=shown)).pictures
        assert [picture.file for picture in pictures] == [f"{name}.jpg" for name in order.split()]
        assert [picture.lead for picture in pictures] == [True, *[False] * (len(pictures) - 1)]


def test_a_picture_that_is_shown_twice_is_dropped_twice() -> None:
    again = (*ALL, FILES[0], EMBEDDED[0])
    assert with_declared(again, declared({"file": "boat.jpg", "drop": True})) == (
        *EMBEDDED,
        *FILES[1:],
        EMBEDDED[0],
    )
    assert with_declared(again, declared({"file": "1", "drop": True})) == (*ALL[1:], FILES[0])


@pytest.mark.parametrize("file", ["gone.jpg", "same.jpg", "99", "0", "A boat", "The old"])
def test_an_entry_that_drops_nothing_is_reported_with_what_there_is(tmp_path: Path, file: str) -> None:
    (tmp_path / "a.html").touch()
    kept = with_declared(ALL[:6], declared({"file": file, "drop": True}))
    assert [picture for picture in kept if picture.rule != UNMATCHED] == list(ALL[:6])
    seed = Seed("a.html", b"", "", folder=str(tmp_path))
    found = read_pictures(seed, Draft((), pictures=kept[-1:], declared=declared()))
    (problem,) = found.problems
    assert (problem.path, problem.line, problem.severity) == ("a.yml", 3, "warning")
    assert repr(file) in problem.message
    assert "1 'The old quay', 2 'A  crane at night', 3 'within the document', 4 'boat.jpg'" in problem.message
    assert not found.removed
    assert not found.pictures


def test_an_article_without_pictures_says_so(tmp_path: Path) -> None:
    kept = with_declared((), declared({"file": "boat.jpg", "drop": True}))
    found = read_pictures(Seed("a.txt", b"", "", folder=str(tmp_path)), Draft((), pictures=kept))
    assert (
        "'boat.jpg', and that is no one picture of the article, which has none" in found.problems[0].message
    )
    assert found.problems[0].path == "a.txt"
