"""What later states of the archive are checked against: its addresses, and digests of its seeds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from generator.archive.archive import Archive
from generator.model.documents import Seed, SeedPage
from generator.model.output import Output

ADDRESSES = "data/addresses.txt"
MANIFEST = "data/manifest-sha256.txt"
# Characters that a manifest must encode: RFC 8493, section 2.1.3.
_ENCODED = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


def addresses_file(addresses: Iterable[str]) -> Iterator[Output]:
    """``data/addresses.txt``: every address below the site's root, sorted, one a line.

    Args:
        addresses: of pages and of former addresses, each ending with ``/``; the root itself is left out.
    """
    yield Output(ADDRESSES, "".join(f"{url}\n" for url in sorted({*addresses} - {""})))


def manifest_file(seeds: Iterable[Seed], archive: Archive) -> Iterator[Output]:
    """``data/manifest-sha256.txt``: digests of documents, sidecars, pictures and scans of what is published.

    It is the payload manifest of a bag (BagIt 1.0, RFC 8493) whose ``data/`` holds these files of the seeds.
    """
    published = {article.seed for article in archive.articles}
    digests = dict(pair for seed in seeds if seed.path in published for pair in _digests(seed))
    pictures = (picture for article in archive.articles for picture in article.pictures if picture.file)
    digests |= {picture.file: picture.sha256 for picture in pictures}
    for article in archive.articles:
        for page in article.facsimile:
            digests[page.file] = page.sha256
            if page.words:
                digests[page.words] = page.words_sha256
    lines = (f"{digest}  data/{path.translate(_ENCODED)}\n" for path, digest in sorted(digests.items()))
    yield Output(MANIFEST, "".join(lines))


def _digests(seed: Seed) -> Iterator[tuple[str, str]]:
    files: tuple[Seed | SeedPage, ...] = (seed, *seed.pages)
    for file in files:
        yield file.path, file.sha256
        if file.sidecar is not None:
            yield file.sidecar.path, hashlib.sha256(file.sidecar.data).hexdigest()
