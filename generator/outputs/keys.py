"""Keys of outputs: digests of all inputs. An output whose key did not change is not built again."""

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
    """The 16-byte digest of a sequence of strings, bytes, numbers, and records and lists of them."""
    try:
        data = _encode(parts)
    except UnicodeEncodeError:
        # File names may contain lone surrogates, which UTF-8 cannot encode.
        data = repr(parts).encode()
    return xxhash.xxh3_128_digest(data)


@lru_cache(maxsize=4)
def settings_key(settings: Settings) -> bytes:
    """The digest of the inputs that all pages share: the settings and the software."""
    return digest(software(), repr(settings))


def articles_key(settings: Settings, articles: Iterable[Article], *parts: object) -> bytes:
    """The key of an output that is built from these articles, in order, and from ``parts`` (see ``digest``).

    Empty if the digest of any article is unknown: such an output is always built.
    """
    digests = [article.digest for article in articles]
    return digest(settings_key(settings), parts, digests) if all(digests) else b""
