"""Which images are neither scans nor errors, because another clipping shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from generator.convert.cache.records import CachedSeed
from generator.inputs.scans import IMAGE, illustrations, is_image, is_lone
from generator.model.documents import Seed, SeedPage
from generator.model.problem import Problem

# Drawings are no seeds. The ledger of the article that refers to one says that it is left out.
_DRAWINGS = (".svg", ".svgz")


class _Mentions:
    """Names of files in texts."""

    def __init__(self, texts: Iterable[bytes]) -> None:
        self._texts = [text.lower() for text in texts]

    def has(self, path: str) -> bool:
        """Whether one of them mentions a file by its name, percent-encoded or not."""
        name = path.rpartition("/")[2].lower()
        forms = {name.encode(), quote(name).lower().encode()}
        return any(form in text for form in forms for text in self._texts)


def without_illustrations(
    seeds: Sequence[Seed], records: Sequence[CachedSeed]
) -> tuple[frozenset[str], list[Problem]]:
    """Paths of images that look like scans or unreadable seeds but are pictures of other clippings.

    Returns:
        The paths, and a warning for each that no clipping shows.
    """
    images = [seed for seed in seeds if is_lone(seed)]
    drawings = [seed.path for seed in seeds if seed.path.lower().endswith(_DRAWINGS)]
    if not images and not drawings:
        return frozenset(), []
    pairs = [(seed, record) for seed, record in zip(seeds, records, strict=True) if not is_image(seed.path)]
    used = {
        file.path
        for seed, record in pairs
        for file in record.files
        if file.size >= 0 and file.path not in seed.scans
    }
    # Of an article that is not public, and in a field that was not understood.
    parts: list[tuple[Seed | SeedPage, CachedSeed]] = [*pairs]
    parts += ((page, record) for seed, record in pairs for page in seed.pages)
    hidden = [
        part.data for part, record in parts if record.article is None or record.article.withdrawn is not None
    ]
    mentions = _Mentions((*hidden, *(part.sidecar.data for part, _ in parts if part.sidecar)))
    used |= {path for seed in images for path in seed.scans if mentions.has(path)}
    found = frozenset(illustrations(seeds, used))
    drawn = used.intersection(drawings)
    message = (
        "an image in a folder of pictures is left out unless a clipping shows it: "
        "move it elsewhere if it is a scan, or describe it in a sidecar"
    )
    unused = [
        Problem(seed.path, 0, IMAGE, message, "warning")
        for seed in images
        if seed.path in found and used.isdisjoint(seed.scans)
    ]
    return found | drawn, unused
