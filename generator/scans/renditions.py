"""What the site shows of a page of a scan: a small picture for the first view, and a large one to read.

Like those of pictures, they hold nothing of the file but pixels, and are named by its digest.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.model.pictures import FacsimilePage
from generator.pictures.renditions import FOLDER, SMALL, Rendition

# Width and height in pixels: of the large picture at most, and the width of the small one.
LARGE, _WIDTH = (2600, 3800), 800


class PageRenditions(NamedTuple):
    """The two pictures of a page."""

    small: Rendition
    large: Rendition


def page_renditions(page: FacsimilePage, policy: str) -> PageRenditions | None:
    """The pictures of a page, None if the policy shows none.

    Args:
        page: of a scan.
        policy: ``full``, ``small`` (no side longer than ``SMALL`` pixels) or ``none``.
    """
    if policy == "none":
        return None
    most = (SMALL, SMALL) if policy == "small" else LARGE
    scale = min(1.0, most[0] / page.width, most[1] / page.height)
    width = max(1, round(page.width * scale))
    less = min(width, _WIDTH)
    return PageRenditions(_rendition(page, less, "webp"), _rendition(page, width, "jpg"))


def _rendition(page: FacsimilePage, width: int, kind: str) -> Rendition:
    path = f"{FOLDER}/{page.sha256[:2]}/{page.sha256[2:26]}-p{page.number + 1}-{width}.{kind}"
    return Rendition(path, kind, width, max(1, round(page.height * width / page.width)))
