"""How the cache stores what became of a seed: one record to read at once, and the text of the article."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import xxhash

from generator.convert.outcome import Outcome
from generator.model.pictures import FileState
from generator.model.problem import Problem
from generator.model.records import Article, ArticleText


class CachedSeed(msgspec.Struct, array_like=True, frozen=True):
    """What became of one seed, without the text of its article."""

    article: Article | None
    problems: tuple[Problem, ...]
    files: tuple[FileState, ...] = ()


class EncodedSeed(NamedTuple):
    """A ``CachedSeed`` and an ``ArticleText`` as the cache stores them."""

    record: bytes
    text: bytes


_encoder = msgspec.msgpack.Encoder()
_record_decoder = msgspec.msgpack.Decoder(CachedSeed)
_text_decoder = msgspec.msgpack.Decoder(ArticleText)


def encode(outcome: Outcome) -> EncodedSeed:
    """What became of a seed, ready to be stored; its article gets its digests."""
    article, text = outcome.article, _encoder.encode(outcome.text)
    if article:
        article = msgspec.structs.replace(article, text_digest=xxhash.xxh3_128_digest(text))
        digest = xxhash.xxh3_128_digest(_encoder.encode(article))
        article = msgspec.structs.replace(article, digest=digest)
    return EncodedSeed(_encoder.encode(CachedSeed(article, outcome.problems, outcome.files)), text)


def decode_record(data: bytes) -> CachedSeed:
    """A record as ``encode`` made it.

    Raises:
        msgspec.MsgspecError: the data is something else.
    """
    return _record_decoder.decode(data)


def decode_text(data: bytes) -> ArticleText:
    """A text as ``encode`` made it.

    Raises:
        msgspec.MsgspecError: the data is something else.
    """
    return _text_decoder.decode(data)
