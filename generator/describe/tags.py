"""Tags of an article: which name an entry of the authority files, and which are free."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from generator.authority.authority import Authority, Entry
from generator.model.documents import Claim, Declaration
from generator.model.kinds import AUTHORITY_KINDS, Kind
from generator.model.names import name_key
from generator.model.records import Term
from generator.text.folding import fold_name

_SEPARATOR = re.compile(r"(?:(?<!\s)\s++)?[,;|·•、،؛]\s*")


class Tag(NamedTuple):
    """A tag of an article.

    Attributes:
        text: the tag as written, white space collapsed.
        declared: True if a curator wrote it, False if the document itself states it.
        entry: the authority entry that it names; None if there is no such entry or more than one.
    """

    text: str
    declared: bool
    entry: Entry | None = None

    def known(self, kind: Kind) -> Term | None:
        """The term that the tag names, or None if it names none of this kind."""
        return Term(self.entry.id, self.entry.name) if self.entry and self.entry.kind == kind else None


def find_tags(declared: Declaration, claims: Iterable[Claim], authority: Authority) -> tuple[Tag, ...]:
    """The distinct tags of an article: those that a curator declared, then those that the document states.

    The ``tags`` of a converted page end with its terms of all kinds. Where the declared tags do so, the
    authority files have been consulted already, and no declared tag is looked up again.

    Args:
        declared: what a curator wrote; ``tags`` and the terms of every kind are read.
        claims: what the document states ("Filed under: Russia, Venezuela").
        authority: the known people, organizations, places and topics.
    """
    own = _declared_list(declared, "tags")
    terms = list(dict.fromkeys(name for kind in AUTHORITY_KINDS for name in _declared_list(declared, kind)))
    is_converted = bool(terms) and own[-len(terms) :] == terms
    claimed = (part for claim in claims if claim.field == "tags" for part in _SEPARATOR.split(claim.value))
    texts = [" ".join(text.split()) for text in (*own, *claimed)]
    tags: dict[str, Tag] = {}
    for index, text in enumerate(texts):
        is_own = index < len(own)
        if text:
            entry = None if is_own and is_converted else authority.only(text)
            tags.setdefault(name_key(text), Tag(text, is_own, entry))
    return tuple(tags.values())


def without_doubtful_name(tag: Tag, found: Container[tuple[Kind, str]]) -> Tag:
    """The tag, without an entry if it is a word (``ice``) that only an abbreviation (``ICE``) resembles.

    Args:
        tag: any tag.
        found: kinds and ids of the entries that the text names.
    """
    entry = tag.entry
    if entry is None or not tag.text.islower() or (entry.kind, entry.id) in found:
        return tag
    folded = fold_name(tag.text)
    forms = [name for name in (entry.name, *entry.aliases) if fold_name(name) == folded]
    return tag._replace(entry=None) if forms and all(map(str.isupper, forms)) else tag


def _declared_list(declared: Declaration, field: str) -> list[str]:
    values = declared.values.get(field)
    return [str(value) for value in values] if isinstance(values, list) else []


def without_names(tags: Sequence[Tag], names: Iterable[str]) -> tuple[Tag, ...]:
    """The tags that differ from all of these names by more than accents."""
    keys = {_bare(name) for name in names} if tags else ()
    return tuple(tag for tag in tags if _bare(tag.text) not in keys)


def _bare(name: str) -> str:
    return fold_name(name_key(name))
