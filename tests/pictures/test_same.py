"""A photograph is recognized in other sizes and encodings, and no other picture is taken for it."""

from __future__ import annotations

import io
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from making import ROOT, archive, article
from msgspec.structs import replace
from picturing import image, picture_bytes
from PIL import Image, ImageDraw

from generator.inputs.settings import Settings
from generator.model.documents import Draft, Seed
from generator.model.pictures import FoundPicture, Picture
from generator.outputs.pages.gallery import pictures_in
from generator.pictures.images import facts
from generator.pictures.pixels import description, is_same
from generator.pictures.reading import ReadPictures, read_pictures
from generator.pictures.same import may_be_same, photographs

DRAWINGS = sorted((ROOT / "examples" / "demo" / "seeds" / "pictures").glob("*.jpg"))


def drawing(number: int) -> Image.Image:
    return Image.open(DRAWINGS[number]).convert("RGB")


def described(data: bytes) -> Picture:
    with Image.open(io.BytesIO(data)) as opened:
        return Picture("", str(hash(data)), *facts(data), description=description(opened))


def other(made: Image.Image, width: int, kind: str, **options: object) -> bytes:
    """The image in another size and encoding."""
    return picture_bytes(made.resize((width, round(made.height * width / made.width))), kind, **options)


@pytest.mark.parametrize("number", range(len(DRAWINGS)))
def test_another_size_or_encoding_is_the_same_photograph(number: int) -> None:
    made = drawing(number)
    original = picture_bytes(made, quality=95)
    for data in (other(made, 400, "JPEG", quality=40), other(made, 640, "WEBP"), other(made, 1000, "PNG")):
        assert may_be_same(described(original), described(data))
        assert is_same(original, data)


def chart(seed: int) -> bytes:
    """A chart with its own line, in the layout that all have."""
    heights = np.random.default_rng(seed).integers(40, 440, 21)
    made = Image.new("RGB", (900, 500), "white")
    drawn = ImageDraw.Draw(made)
    drawn.line((60, 20, 60, 450, 880, 450), fill="black", width=2)
    drawn.line([(60 + 40 * place, int(height)) for place, height in enumerate(heights)], fill="red", width=4)
    return picture_bytes(made, "PNG")


def moved() -> bytes:
    """A drawing in which a thing is at another place, as in the next photograph of a series."""
    made = drawing(0)
    made.paste(made.crop((400, 200, 560, 400)), (700, 500))
    return picture_bytes(made)


def test_other_pictures_are_others() -> None:
    charts = [chart(seed) for seed in range(4)]
    different = [*(picture_bytes(drawing(number)) for number in range(len(DRAWINGS))), *charts]
    for first, second in combinations(different, 2):
        assert not (may_be_same(described(first), described(second)) and is_same(first, second))
    assert not is_same(picture_bytes(drawing(0)), moved())
    cropped = picture_bytes(drawing(0).crop((100, 0, 1200, 800)))
    assert not may_be_same(described(picture_bytes(drawing(0))), described(cropped))


def read(root: Path, *found: FoundPicture) -> ReadPictures:
    return read_pictures(Seed("a.html", b"", "", folder=str(root)), Draft((), pictures=found))


def test_of_one_photograph_in_two_sizes_an_article_keeps_the_larger_one(tmp_path: Path) -> None:
    (tmp_path / "small.webp").write_bytes(other(drawing(1), 400, "WEBP"))
    (tmp_path / "large.jpg").write_bytes(picture_bytes(drawing(1)))
    (tmp_path / "another.jpg").write_bytes(picture_bytes(drawing(2)))
    found = read(
        tmp_path,
        FoundPicture("small.webp", caption="The hall", lead=True),
        FoundPicture("another.jpg", after=1),
        FoundPicture("large.jpg", credit="Press", after=2),
    )
    assert [
        (picture.file, picture.caption, picture.credit, picture.lead, picture.after)
        for picture in found.pictures
    ] == [
        ("large.jpg", "The hall", "Press", True, 0),
        ("another.jpg", "", "", False, 1),
    ]
    assert [(line.text, line.rule) for line in found.removed] == [("The hall – small.webp", "picture-same")]
    assert not found.problems


def test_a_smaller_one_below_leaves_the_first_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "small.png").write_bytes(other(drawing(3), 500, "PNG"))
    (tmp_path / "large.jpg").write_bytes(picture_bytes(drawing(3)))
    found = read(tmp_path, FoundPicture("large.jpg"), FoundPicture("small.png", alt="A moon", after=3))
    assert [(picture.file, picture.alt, picture.after) for picture in found.pictures] == [
        ("large.jpg", "A moon", 0)
    ]


def test_the_gallery_shows_a_photograph_of_two_articles_once() -> None:
    large, small = picture_bytes(drawing(4)), other(drawing(4), 600, "WEBP")
    first = article(seed="a.txt", title="A", date="2024-01-01", pictures=(described(large),))
    second = article(seed="b.txt", title="B", date="2024-01-02", pictures=(described(small),))
    third = article(seed="c.txt", title="C", date="2024-01-03", pictures=(described(chart(1)),))
    made = archive([first, second, third])
    shown = pictures_in(made.newest, made, Settings())
    assert [found.article.title for found in shown] == ["C", "B"]


def test_two_frames_of_a_series_in_one_article_are_two_pictures() -> None:
    bits = int.from_bytes(described(picture_bytes(drawing(4))).description)
    first, second, third = (
        replace(described(picture_bytes(drawing(4))), sha256=f"{n}", description=(bits ^ n).to_bytes(16))
        for n in range(3)
    )
    assert photographs([[first, second]]) == {"0": "0", "1": "1"}
    # In another article, the same may be one of them in another size.
    assert photographs([[first, second], [third]]) == {"0": "0", "1": "1", "2": "0"}
    assert photographs([[first], [second]]) == {"0": "0", "1": "0"}


def test_pictures_of_one_colour_are_not_taken_for_each_other() -> None:
    plain = [described(picture_bytes(Image.new("RGB", (640, 400), colour))) for colour in ("red", "blue")]
    assert len(set(photographs([[item] for item in plain]).values())) == 2
    assert not is_same(picture_bytes(image(640, 400, "red")), picture_bytes(image(640, 400, "white")))
