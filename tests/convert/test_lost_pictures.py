"""A picture that changes, or is found damaged, while an archive is built costs only the picture."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from making import folder, meta_of
from picturing import image, picture_bytes

from generator.convert import convert as converting
from generator.convert.convert import Conversion, convert
from generator.inputs.settings import Settings
from generator.pictures import encoding

BOAT = picture_bytes(image(640, 400, "red"))
QUAY = picture_bytes(image(640, 400, "blue"))
TEXT = (
    "# The quay\n\nThe quay of the small harbour was opened again on Monday.\n\n![A boat](boat.jpg)\n\n"
    "Boats came back in the afternoon, and the market sold fish.\n\n![A quay](quay.jpg)\n"
)


def archive(root: Path) -> Settings:
    return folder(root, {"a.md": TEXT, "boat.jpg": BOAT, "quay.jpg": QUAY})


def changing(monkeypatch: pytest.MonkeyPatch, settings: Settings, data: bytes | None) -> Conversion:
    """A conversion during which a picture is replaced, or deleted."""
    real = converting._build

    def build(*arguments: object) -> object:
        boat = settings.seeds / "boat.jpg"
        boat.unlink() if data is None else boat.write_bytes(data)
        return real(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(converting, "_build", build)
        return convert(settings)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (picture_bytes(image(640, 400, "green")), "'boat.jpg' changed while the archive was built"),
        (BOAT[:2000], "'boat.jpg' changed while"),
        (None, "'boat.jpg' is missing"),
    ],
)
def test_a_picture_that_changes_meanwhile_is_left_out_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None, words: str
) -> None:
    settings = archive(tmp_path)
    made = changing(monkeypatch, settings, data)
    (problem,) = made.problems
    assert (problem.path, problem.severity, problem.rule) == ("a.md", "warning", "picture")
    assert words in problem.message
    (url,) = [article.url for article in made.archive.articles]
    assert [shown["alt"] for shown in meta_of(settings.docs, url)["pictures"]] == ["A quay"]
    page = next(settings.docs.rglob("the-quay.md"))
    missing = [
        name
        for name in (part.split(")")[0] for part in page.read_text().split("](")[1:])
        if name.endswith(".jpg") and not (page.parent / name).is_file()
    ]
    assert missing == []
    assert "A boat" not in (settings.docs / "data" / "articles.jsonl").read_text().partition('"removed"')[0]


def test_the_next_conversion_has_the_picture_as_it_is_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = archive(tmp_path)
    changing(monkeypatch, settings, picture_bytes(image(700, 400, "green")))
    made = convert(settings)
    assert not made.problems
    assert [picture.width for picture in made.archive.articles[0].pictures] == [700, 640]


def test_a_picture_that_cannot_be_encoded_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = archive(tmp_path)

    def master(data: bytes) -> encoding.Master:
        if data == BOAT:
            raise MemoryError
        return encoding.master(data)

    monkeypatch.setattr("generator.outputs.renditions.master", master)
    made = convert(settings)
    assert [problem.severity for problem in made.problems] == ["warning"]
    assert "'boat.jpg' cannot be shown: MemoryError" in made.problems[0].message
    assert [picture.alt for picture in made.archive.articles[0].pictures] == ["A quay"]


def test_pictures_within_further_pages_are_shown(tmp_path: Path) -> None:
    def page(number: int, data: bytes) -> str:
        source = f"data:image/jpeg;base64,{b64encode(data).decode()}"
        before, after = (
            f"<p>The {thing} of the small harbour, number {number}, was opened on Monday, after years of "
            f"work on its walls, and people walked there until late.</p>"
            for thing in ("quay", "market")
        )
        return (
            f"<html lang=en><title>Harbour opens</title><article><h1>Harbour opens</h1>{before}"
            f"<img src='{source}' alt='Picture {number}'>{after}<p>Page {number} of 2</p></article></html>"
        )

    settings = folder(tmp_path, {"story-1.html": page(1, BOAT), "story-2.html": page(2, QUAY)})
    made = convert(settings)
    (article,) = made.archive.articles
    assert [(picture.alt, picture.within) for picture in article.pictures] == [
        ("Picture 1", ""),
        ("Picture 2", "story-2.html"),
    ]
    assert not made.problems
    assert len(list((settings.docs / "media").rglob("*.jpg"))) == 2
