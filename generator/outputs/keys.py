"""Keys of outputs: digests of everything that an output depends on. An unchanged key means no rebuild."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import msgspec
import xxhash

from generator.inputs.settings import Settings
from generator.model.records import Article
from generator.system.software import software

_encode = msgspec.msgpack.Encoder().encode


def digest(*parts: object) -> bytes:
    """The digest of values in their order: text, bytes, numbers, and records and lists of those."""
    try:
        data = _encode(parts)
    except UnicodeEncodeError:
        # A file name may contain half a surrogate pair, which msgpack cannot encode.
        data = repr(parts).encode()
    return xxhash.xxh3_128_digest(data)


@lru_cache(maxsize=4)
def settings_key(settings: Settings) -> bytes:
    """The digest of what every page depends on: software, and settings not only of the front page."""
    return digest(software(), repr(replace(settings, front_page=(), lead="", pinned=())))


def articles_key(settings: Settings, articles: Iterable[Article], *parts: object) -> bytes:
    """The key of an output made from articles in this order, and from ``parts``, as ``digest`` takes them.

    Empty if the digest of an article is unknown.
    """
    digests = [article.digest for article in articles]
    return digest(settings_key(settings), parts, digests) if all(digests) else b""
