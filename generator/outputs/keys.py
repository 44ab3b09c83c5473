"""Keys of outputs: digests of all that one is made from. What has the key of last time is not made again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec
import xxhash

from generator.inputs.settings import Settings
from generator.model.records import Article
from generator.system.software import software

_encode = msgspec.msgpack.Encoder().encode


def digest(*parts: object) -> bytes:
    """The digest of some parts in their order: texts, bytes, numbers, and records and lists of such."""
    try:
        data = _encode(parts)
    except UnicodeEncodeError:
        # A name of a file may hold half a character, which only the notation of Python writes.
        data = repr(parts).encode()
    return xxhash.xxh3_128_digest(data)


@lru_cache(maxsize=4)
def settings_key(settings: Settings) -> bytes:
    """The digest of what every page depends on: the settings and the software."""
    return digest(software(), repr(settings))


def articles_key(settings: Settings, articles: Iterable[Article], *parts: object) -> bytes:
    """The key of what is made from some articles in their order and from ``parts``, as ``digest`` takes them.

    Empty where nobody knows the digest of an article.
    """
    digests = [article.digest for article in articles]
    return digest(settings_key(settings), parts, digests) if all(digests) else b""
