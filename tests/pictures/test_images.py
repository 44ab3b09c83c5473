from __future__ import annotations

import base64
import io
import struct
import sys
import zlib

import numpy as np
import pytest
from picturing import image, picture_bytes
from PIL import Image, ImageCms

from generator.model.pictures import Picture
from generator.pictures import images
from generator.pictures.encoding import encoded, master
from generator.pictures.files import PictureError
from generator.pictures.images import DrawingError, facts
from generator.pictures.renditions import JPEG, SMALL, renditions

HTML = b"<!doctype html><script>alert(1)</script>"
SECRET = b"taken in secret"


def sideways() -> bytes:
    """A JPEG that its camera noted to be turned, with words and a place in its metadata."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return picture_bytes(image(640, 400), exif=exif, comment=SECRET)


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be of some size, and has no pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def made(data: bytes, policy: str = "full") -> list[tuple[Image.Image, bytes]]:
    """Every rendition of an image, decoded, and its bytes."""
    picture = Picture("", "ab" * 32, *facts(data))
    files = [encoded(master(data), rendition) for rendition in renditions(picture, policy)]
    return [(Image.open(io.BytesIO(file)), file) for file in files]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture_bytes(), "image/jpeg"),
        (picture_bytes(kind="PNG"), "image/png"),
        (picture_bytes(kind="WEBP"), "image/webp"),
        (picture_bytes(kind="AVIF"), "image/avif"),
        (picture_bytes(kind="TIFF"), "image/tiff"),
        (picture_bytes(kind="BMP"), "image/bmp"),
        (picture_bytes(kind="GIF"), "image/gif"),
        (picture_bytes(image(mode="CMYK", colour=(0, 200, 200, 40))), "image/jpeg"),
        (picture_bytes(image(mode="L", colour=90), "PNG"), "image/png"),
        (picture_bytes(image(mode="1", colour=1), "PNG"), "image/png"),
        (picture_bytes(image(mode="RGBA", colour=(180, 40, 40, 90)), "PNG"), "image/png"),
        (picture_bytes(image().quantize(16), "GIF", transparency=0), "image/gif"),
        (picture_bytes(image(mode="F", colour=0.5), "TIFF"), "image/tiff"),
        (picture_bytes(kind="MPO", save_all=True, append_images=[image()]), "image/jpeg"),
    ],
)
def test_every_format_becomes_two_sizes_of_webp_and_a_jpeg(data: bytes, kind: str) -> None:
    assert facts(data) == (kind, 640, 400)
    shown = made(data)
    assert [(image.format, image.size) for image, _ in shown] == [
        ("WEBP", (400, 250)),
        ("WEBP", (640, 400)),
        ("JPEG", (640, 400)),
    ]
    assert all(image.convert("RGB").getextrema() for image, _ in shown)


def test_grey_of_sixteen_bits_keeps_its_range() -> None:
    levels = np.linspace(0, 65535, 640 * 400).reshape(400, 640).astype("uint16")
    (_, _, (jpeg, _)) = made(picture_bytes(Image.fromarray(levels), "PNG"))
    grey = np.asarray(jpeg.convert("L"))
    assert grey.min() < 10
    assert grey.max() > 245


def test_a_picture_is_upright_and_says_nothing_of_its_camera() -> None:
    shown = made(sideways())
    assert facts(sideways())[1:] == (400, 640)
    for picture, file in shown:
        assert picture.height > picture.width
        assert not picture.getexif()
        assert SECRET not in file
        assert b"Exif" not in file
    # The black corner, top left for the camera, is now top right.
    grey = np.asarray(shown[-1][0].convert("L"))
    assert grey[5, -5] < 20
    assert grey[5, 5] > 20


@pytest.mark.parametrize(
    ("low", "high", "darkest", "lightest"),
    [
        (0, 1, 0, 255),
        (0, 0.2, 0, 255),
        (0, 255, 0, 255),
        (0, 100, 0, 100),
        (-4, 9000, 0, 255),
        (0.5, 0.5, 127, 127),
    ],
)
def test_a_grey_of_fractions_is_not_black(low: float, high: float, darkest: int, lightest: int) -> None:
    levels = np.linspace(low, high, 640 * 400).reshape(400, 640).astype("float32")
    grey = np.asarray(master(picture_bytes(Image.fromarray(levels), "TIFF")).convert("L"))
    assert abs(int(grey.min()) - darkest) <= 2
    assert abs(int(grey.max()) - lightest) <= 2


def test_a_point_that_is_no_number_costs_only_itself() -> None:
    levels = np.linspace(0, 1, 640 * 400).reshape(400, 640).astype("float32")
    levels[5, 5], levels[6, 6] = np.nan, np.inf
    grey = np.asarray(master(picture_bytes(Image.fromarray(levels), "TIFF")).convert("L"))
    assert (int(grey.min()), int(grey.max())) == (0, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "MPO"])
def test_the_size_of_a_turned_picture_is_that_of_what_is_made_of_it(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = picture_bytes(image(200, 100), kind, exif=exif)
    upright = (100, 200) if orientation >= 5 else (200, 100)
    assert facts(data)[1:] == upright
    assert master(data).size == upright


@pytest.mark.parametrize("kind", ["GIF", "BMP", "JPEG2000"])
def test_the_size_of_a_format_that_notes_no_rotation(kind: str) -> None:
    data = picture_bytes(image(200, 100), kind)
    assert facts(data)[1:] == master(data).size == (200, 100)


def test_a_colour_profile_is_applied_and_left_behind() -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    for profile in (swapped.tobytes(), b"no profile"):
        for picture, _ in made(picture_bytes(icc_profile=profile)):
            assert "icc_profile" not in picture.info


def test_what_follows_an_image_is_left_behind() -> None:
    for _, file in made(picture_bytes() + HTML):
        assert b"<script" not in file


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HTML,
        b"GIF89a" + HTML,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture_bytes()[:-200],
        picture_bytes(kind="PNG")[:200],
        png_header(50_000, 50_000),
        png_header(0, 0),
    ],
    ids=["empty", "page", "page as GIF", "SVG", "cut JPEG", "cut PNG", "bomb", "nothing"],
)
def test_what_cannot_be_decoded_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError):
        facts(data)


def test_of_an_animation_the_first_frame_is_shown() -> None:
    frames = [image(120, 100, (n % 256, 0, 0)) for n in range(300)]
    data = picture_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:])
    shown, _ = made(data)[-1]
    assert shown.size == (120, 100)
    assert getattr(shown, "n_frames", 1) == 1


@pytest.mark.parametrize(("width", "height"), [(3200, 1000), (100, 9000), (61, 61), (1600, 1000)])
def test_no_side_is_longer_than_the_policy_allows_and_nothing_is_enlarged(width: int, height: int) -> None:
    picture = Picture("", "ab" * 32, "image/jpeg", width, height)
    for policy, most in (("full", JPEG), ("small", SMALL)):
        sizes = [(rendition.width, rendition.height) for rendition in renditions(picture, policy)]
        assert all(max(size) <= most + most // 20 and size[0] <= width for size in sizes)
        assert 2 <= len(sizes) <= 3
    assert renditions(picture, "none") == ()


def grainy() -> bytes:
    """A photograph with so much detail that it is heavy in the quality of others."""
    levels = np.random.default_rng(7).normal(128, 22, (1000, 1600, 3)).clip(0, 255)
    return picture_bytes(Image.fromarray(levels.astype(np.uint8)))


def test_a_picture_of_fine_detail_is_light_enough_for_a_phone() -> None:
    heavy, light = (dict(made_by_format(data)) for data in (grainy(), picture_bytes(image(1600, 1000))))
    assert len(light["WEBP"]) < 60_000
    assert 40_000 < len(heavy["WEBP"]) <= 60_000
    # The file that a click shows keeps its detail.
    assert len(heavy["JPEG"]) > 200_000


def made_by_format(data: bytes) -> list[tuple[str, bytes]]:
    """The largest rendition of each format."""
    return [(rendition.format or "", file) for rendition, file in made(data)]


# 96 × 64 pixels, red with a black corner.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9j"
    "AAAAAERAAAEAAQAAAAABegABAAAAAAAAAEUAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA1mlw"
    "cnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AA"
    "AAMAkAAAAwAAAwAeoDCBBZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAA"
    "AABgAAAAQAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAAE1tZGF0AAAAQSgBrxmAdHw1r/9rryjjJcrXAr91MMgo"
    "rmvzKrNnsGqBUAS64QzrdM0D8auAhtTfN46EYEtDlgXDWLVw7jT+86EO"
)


def test_heic_is_read_with_the_library_of_its_extra() -> None:
    assert facts(HEIC) == ("image/heif", 96, 64)
    ((small, _), (jpeg, _)) = made(HEIC)
    assert (small.size, jpeg.size) == ((96, 64), (96, 64))
    red, green, _ = jpeg.convert("RGB").getpixel((80, 50))  # type: ignore[misc]
    assert red > 120 > green


def test_without_that_library_a_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    images._reads_heic.cache_clear()
    with pytest.raises(PictureError, match=r"is in HEIC, which needs .*: pip install 'clipfile\[heic\]'"):
        facts(HEIC)
    images._reads_heic.cache_clear()


@pytest.mark.parametrize(
    "start", ["", "\ufeff", "\n", '<?xml version="1.0"?>\n', "<!-- made by hand -->", "<!DOCTYPE svg [] >"]
)
def test_a_drawing_is_named_as_one(start: str) -> None:
    drawing = f'{start}<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    with pytest.raises(DrawingError, match="is an SVG drawing, which is not shown: save it as PNG"):
        facts(drawing.encode())
