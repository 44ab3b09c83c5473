"""Keys of outputs: digests of all that one is made from. What has the key of last time is not made again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import xxhash

from generator.model import Article
from generator.settings import Settings
from generator.software import software


def digest(*parts: str | bytes) -> bytes:
    """The digest of some parts, in their order."""
    total = xxhash.xxh3_128()
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        # Its length before each, so that no two rows of parts look alike.
        total.update(len(data).to_bytes(8, "little"))
        total.update(data)
    return total.digest()


@lru_cache(maxsize=4)
def settings_key(settings: Settings) -> bytes:
    """The digest of what every page depends on: the settings and the software."""
    return digest(software(), repr(settings))


def articles_key(settings: Settings, articles: Iterable[Article], *parts: object) -> bytes:
    """The key of what is made from some articles in their order and from ``parts``, told apart by ``repr``.

    Empty where nobody knows the digest of an article.
    """
    digests = [article.digest for article in articles]
    return digest(settings_key(settings), repr(parts), *digests) if all(digests) else b""
