"""The records that travel through the generator. All are frozen; none knows where it came from or goes.

Seed → Draft → Article → Archive → Output, and Problems beside them. See DESIGN.md for the map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from generator.model.documents import Link, Paragraph, Removed

Basis = Literal["declared", "extracted", "inferred"]
Kind = Literal["topics", "people", "organizations", "places"]

KINDS: tuple[Kind, ...] = ("topics", "people", "organizations", "places")
SINGULAR: Mapping[str, str] = {
    "topics": "topic",
    "people": "person",
    "organizations": "organization",
    "places": "place",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one field of an article rests on.

    ``text`` quotes the words that support the value, ``rule`` names how it was found, ``confidence``
    lies between 0 and 1.
    """

    basis: Basis
    rule: str
    text: str
    confidence: float


class Term(NamedTuple):
    """A topic, person, organization or place of an article: authority id (or slug) and display name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found in the text that no authority file knows. ``kind``: person, organization or place."""

    name: str
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks, and who the text says spoke them ("" where it does not)."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the article was published: outlet, addresses, and the day it was retrieved (YYYY-MM-DD)."""

    name: str = ""
    url: str = ""
    archived_url: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction published after the article: its day (YYYY-MM-DD) and what was wrong."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an article was withdrawn: the day (YYYY-MM-DD or "") and the reason that readers see.

    ``hide_title`` withholds its headline too.
    """

    date: str = ""
    reason: str = ""
    hide_title: bool = False


class Event(NamedTuple):
    """A day that an article speaks of (YYYY-MM-DD), and the sentence that does."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """The full record of one article: every field of the contract in DESIGN.md.

    ``date`` and ``updated`` are YYYY-MM-DD or "". ``language`` is a BCP 47 tag or "". ``id`` is
    permanent and unique in the archive; ``url`` is the address below the site's root. ``described`` tells
    of a sidecar beside the seed, ``translation_of`` is the id of the article that this one translates.
    ``withdrawn`` is set where ``status`` says so; the record then holds nothing of the text.

    For comparing texts: ``fingerprint`` and ``features`` (see ``likeness.py`` and ``stories.py``), arrays of
    unsigned 64-bit integers. ``unsettled`` names the fields that ask for a curator. ``digest`` stands for
    all that the article was made with, ``slug`` is that of its headline; empty where nobody knows them.
    """

    id: str
    url: str
    seed: str
    sha256: str
    title: str
    summary: str
    paragraphs: tuple[Paragraph, ...]
    date: str = ""
    updated: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    source: Source = Source()
    rights: str = ""
    note: str = ""
    status: str = "published"
    topics: tuple[Term, ...] = ()
    people: tuple[Term, ...] = ()
    organizations: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    corrections: tuple[Correction, ...] = ()
    media: tuple[Link, ...] = ()
    aliases: tuple[str, ...] = ()
    translation_of: str = ""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    described: bool = False
    withdrawn: Withdrawal | None = None
    fingerprint: bytes = b""
    features: bytes = b""
    unsettled: tuple[str, ...] = ()
    digest: bytes = b""
    slug: str = ""

    @property
    def body(self) -> str:
        """Paragraphs as plain text, separated by a blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def terms(self, kind: Kind) -> tuple[Term, ...]:
        """The article's topics, people, organizations or places."""
        found: tuple[Term, ...] = getattr(self, kind)
        return found

    def placed(self, name: str, url: str) -> Article:
        """The same article under an id and address."""
        return replace(self, id=name, url=url)

    def whole(self) -> Article:
        """The article with all its fields in memory."""
        return self
