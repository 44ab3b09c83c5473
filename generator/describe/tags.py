"""Tags of an article: which of them name something that the authority files know, and which are free."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.authority.authority import Authority, Entry
from generator.model.addresses import slug
from generator.model.documents import Claim, Declaration
from generator.model.kinds import AUTHORITY_KINDS, Kind
from generator.model.records import Term
from generator.text.folding import fold_name

_SEPARATOR = re.compile(r"(?:(?<!\s)\s++)?[,;|·•、،؛]\s*")
# What separates the words of a tag: "Covid-19" and "Covid 19" are one tag.
_BETWEEN_WORDS = re.compile(r"(?<=\w)['-](?=\w)|\s+")


class Tag(NamedTuple):
    """A tag as it is written.

    Attributes:
        text: its words.
        declared: whether a curator wrote it; otherwise the document itself states it.
        entry: what it names; None where the authority files know nothing or several things by that name.
    """

    text: str
    declared: bool
    entry: Entry | None = None

    def known(self, kind: Kind) -> Term | None:
        """The term that it names, where that is of this kind."""
        return Term(self.entry.id, self.entry.name) if self.entry and self.entry.kind == kind else None


def find_tags(declared: Declaration, claims: Iterable[Claim], authority: Authority) -> tuple[Tag, ...]:
    """Each tag once: those that a curator declared, then those that the document states.

    A converted page lists the terms of all kinds after its free tags, which therefore stay free.

    Args:
        declared: what a curator wrote; ``tags`` is read, and whether it repeats the terms of the kinds.
        claims: what the document states ("Filed under: Russia, Venezuela").
        authority: who and what is known.
    """
    own = _listed(declared, "tags")
    terms = list(dict.fromkeys(name for kind in AUTHORITY_KINDS for name in _listed(declared, kind)))
    settled = bool(terms) and own[-len(terms) :] == terms
    stated = (part for claim in claims if claim.field == "tags" for part in _SEPARATOR.split(claim.value))
    texts = [" ".join(text.split()) for text in (*own, *stated)]
    first: dict[str, Tag] = {}
    for place, text in enumerate(texts):
        is_own = place < len(own)
        if text:
            entry = None if is_own and settled else authority.only(text)
            first.setdefault(tag_key(text), Tag(text, is_own, entry))
    return tuple(first.values())


def _listed(declared: Declaration, field: str) -> list[str]:
    values = declared.values.get(field)
    return [str(value) for value in values] if isinstance(values, list) else []


def other_than(tags: Sequence[Tag], names: Iterable[str]) -> tuple[Tag, ...]:
    """The tags that are none of these names."""
    keys = {tag_key(name) for name in names} if tags else ()
    return tuple(tag for tag in tags if tag_key(tag.text) not in keys)


@lru_cache(maxsize=65536)
def tag_key(text: str) -> str:
    """What two spellings of one tag share: its words without case, accents, hyphens and apostrophes."""
    return _BETWEEN_WORDS.sub(" ", fold_name(unicodedata.normalize("NFC", text))).strip()


@lru_cache(maxsize=65536)
def tag_id(text: str) -> str:
    """A tag's slug; with a digest where other tags may have the same one, as ``C``, ``C++`` and ``C#`` do."""
    key = tag_key(text)
    made, digest = slug(key), hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:8]
    return made if made == key.replace(" ", "-") or made.endswith(digest) else f"{made}-{digest}"
