"""What an archive is compared with: the addresses of a published site, and the digests of its seeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_ENCODED = re.compile("%(25|0D|0A)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Published:
    """A published site. ``where`` names it in messages.

    ``addresses`` are below the site's root and end with ``/``. ``digests`` gives SHA-256 (hexadecimal) by
    path of a seed, ``owners`` the seed of an address; both are empty if unknown.
    """

    where: str = ""
    addresses: frozenset[str] = frozenset()
    digests: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)


def read_addresses(text: str) -> frozenset[str]:
    """The addresses of a ``data/addresses.txt``."""
    return frozenset(f"{line.strip().strip('/')}/" for line in text.splitlines() if line.strip("/ \t"))


def read_digests(text: str) -> Mapping[str, str]:
    """Path of a seed → SHA-256, of a ``data/manifest-sha256.txt`` (BagIt 1.0, RFC 8493, section 2.1.3)."""
    return dict(_lines(text))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        digest, _, path = line.strip("\r").partition(" ")
        path = path.lstrip(" *")
        if path.startswith("data/"):
            seed = _ENCODED.sub(lambda match: chr(int(match[1], 16)), path.removeprefix("data/"))
            yield seed, digest.lower()
