"""The records that travel through the generator. All are frozen; none knows where it came from or goes.

Seed → Draft → Article → Archive → Output, and Problems beside them. See DESIGN.md for the map.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

Basis = Literal["declared", "extracted", "inferred"]
Kind = Literal["topics", "people", "organizations", "places"]
Severity = Literal["error", "warning"]

KINDS: tuple[Kind, ...] = ("topics", "people", "organizations", "places")
SINGULAR: Mapping[str, str] = {
    "topics": "topic",
    "people": "person",
    "organizations": "organization",
    "places": "place",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a seed, sidecar or settings file that a person should mend.

    ``line`` and ``column`` count from 1; 0 means the whole file. An ``error`` keeps its article out
    of the archive, a ``warning`` does not.
    """

    path: str
    line: int
    rule: str
    message: str
    severity: Severity = "error"
    column: int = 0

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{where}: {self.rule}: {self.message}"


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


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that cleaning took out of the body: its number in the seed (from 1), words and rule."""

    line: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a curator wrote about a seed: front matter overlaid by the sidecar.

    ``lines`` gives for each key the line on which it stands, ``paths`` the file.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seed:
    """One document as it lies in the seeds folder. ``path`` is relative to it, with ``/``.

    ``sidecar`` holds the bytes of ``NAME.yml`` beside it, if any. ``added`` is the day of the commit
    that brought the seed, if any (YYYY-MM-DD): an upper bound for its date, never the date itself.
    """

    path: str
    data: bytes
    sha256: str
    sidecar: bytes | None = None
    added: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a body: ``text`` plain, ``markup`` the same as safe Markdown, ``line`` in the seed."""

    text: str
    markup: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that the document itself states for a field (a meta tag, a byline, a dateline)."""

    field: str
    value: str
    rule: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address found in the document."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What reading one seed gave: body, ledger of removed lines, and the document's own claims."""

    paragraphs: tuple[Paragraph, ...]
    removed: tuple[Removed, ...] = ()
    claims: tuple[Claim, ...] = ()
    media: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    declared: Declaration = field(default_factory=Declaration)

    @property
    def body(self) -> str:
        """Paragraphs as plain text, separated by a blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def claimed(self, name: str) -> tuple[Claim, ...]:
        """The document's claims for one field, in the order in which they were found."""
        return tuple(claim for claim in self.claims if claim.field == name)


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


class Line(NamedTuple):
    """A line of a long file: what makes it, its end included, and a digest of all that it is made from."""

    key: bytes
    make: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: path below the output folder, with ``/``, and its text, what makes it, or its lines.

    ``key`` is a digest of all that the text is made from: with the key of the last time, nothing has to be
    made. Empty where nobody knows it.
    """

    path: str
    content: str | Callable[[], str] | Sequence[Line]
    key: bytes = b""

    @property
    def text(self) -> str:
        """The text, made now where it has to be."""
        if isinstance(self.content, str):
            return self.content
        return self.content() if callable(self.content) else "".join(line.make() for line in self.content)
