"""What the site has of a picture: two sizes in WebP, and one in JPEG for programs that read no other.

A rendition is named by the digest of the original and its width, so an address never changes its meaning, and
the same picture in several articles exists once. The page can name it before it is made.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.model.pictures import Picture

FOLDER = "media"
# Width in pixels of each rendition; a smaller picture is not enlarged.
WEBP, JPEG = (400, 800), 1600
SMALL = 480
# Width and height in pixels of the card of an article without a picture.
CARD = (1200, 630)


class Rendition(NamedTuple):
    """A file of the site: its path, format ("webp" or "jpg"), and size in pixels."""

    path: str
    format: str
    width: int
    height: int


def renditions(picture: Picture, policy: str) -> tuple[Rendition, ...]:
    """The renditions of a picture, the smallest first and the JPEG last.

    Args:
        picture: the picture.
        policy: ``full``, ``small`` (no side longer than ``SMALL`` pixels) or ``none``.
    """
    if policy == "none":
        return ()
    most = SMALL if policy == "small" else max(JPEG, *WEBP)
    largest = min(most, picture.width, round(most * picture.width / max(picture.height, picture.width)))
    widths = sorted({min(width, largest) for width in WEBP})
    wanted = [*(("webp", width) for width in widths), ("jpg", min(JPEG, largest))]
    return tuple(
        Rendition(_path(picture.sha256, width, kind), kind, width, _height(picture, width))
        for kind, width in wanted
    )


def _path(sha256: str, width: int, kind: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256[2:26]}-{width}.{kind}"


def _height(picture: Picture, width: int) -> int:
    return max(1, round(picture.height * width / picture.width))
