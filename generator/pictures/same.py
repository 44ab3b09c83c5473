"""The same photograph in other sizes and encodings.

``imagehash`` would do the first half of this, with SciPy and PyWavelets for methods that we do not need. A
picture is described by 128 bits: whether each of 8 × 8 fields is lighter than the next one to the left, and
than the one above. A photograph that is scaled and encoded anew keeps all but a few of them. Pictures of the
same page of text, or charts in one layout, may share as many, so within an article the pixels decide.
Photographs of a series, almost alike, count as one in galleries if they are in different articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model.pictures import Picture

# Bits in which the descriptions of one photograph may differ, and at which it is worth comparing pixels.
SAME, ALIKE = 7, 8
# Of descriptions that differ in 7 bits, one of 8 parts is equal.
_PARTS = range(0, 128, 16)
_FEWEST = 20  # bits that are set, or are not: a picture of one colour has none, one with little in it a few
_FORM = 0.02  # by how much proportions may differ


def may_be_same(first: Picture, other: Picture, most: int = ALIKE) -> bool:
    """Whether two pictures may be the same photograph, by what describes them."""
    return _distance(first, other) <= most and _have_same_form(first, other) and _has_detail(first)


def photographs(articles: Iterable[Sequence[Picture]]) -> dict[str, str]:
    """For the digest of each picture, that of the first one which is the same photograph.

    Args:
        articles: the pictures of each article. These are different photographs: their pixels were compared.
    """
    first: dict[str, str] = {}
    parts: dict[tuple[int, int], list[Picture]] = {}
    for picture, others in ((picture, pictures) for pictures in articles for picture in pictures):
        if picture.sha256 in first:
            continue
        bits = int.from_bytes(picture.description)
        if not _has_detail(picture):
            first[picture.sha256] = picture.sha256
            continue
        keys = [(part, bits >> part & 0xFFFF) for part in _PARTS]
        near = (other for key in keys for other in parts.get(key, ()) if may_be_same(picture, other, SAME))
        own = {first.get(other.sha256, other.sha256) for other in others}
        known = next((other for other in near if other.sha256 not in own), None)
        first[picture.sha256] = known.sha256 if known else picture.sha256
        if known is None:
            for key in keys:
                parts.setdefault(key, []).append(picture)
    return first


def _distance(first: Picture, other: Picture) -> int:
    return (int.from_bytes(first.description) ^ int.from_bytes(other.description)).bit_count()


def _has_detail(picture: Picture) -> bool:
    return _FEWEST <= int.from_bytes(picture.description).bit_count() <= 128 - _FEWEST


def _have_same_form(first: Picture, other: Picture) -> bool:
    mine, theirs = first.width * other.height, other.width * first.height
    return abs(mine - theirs) <= _FORM * max(mine, theirs)
