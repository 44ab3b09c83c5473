"""Records that the packages pass to each other: an article, its text, and their parts. All are frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from msgspec import Struct, field

from generator.model.documents import Embed, Link, Paragraph, Removed
from generator.model.kinds import Kind
from generator.model.partial_dates import full_day
from generator.model.pictures import FacsimilePage, Picture

Basis = Literal["declared", "extracted", "inferred"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the value of one field of an article is based on.

    Attributes:
        basis: "declared" by a curator, "extracted" from the document, or "inferred" from its text.
        rule: name of the rule that found the value.
        text: the words of the document that support it.
        confidence: from 0 to 1.
    """

    basis: Basis
    rule: str
    text: str
    confidence: float


class Term(NamedTuple):
    """A topic, person, organization, place or tag: id (in the authority files, or a slug) and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in the text that is in no authority file. ``kind``: person, organization or place."""

    name: str
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks, and their speaker according to the text, or ""."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the article was published: outlet, addresses, day of retrieval (YYYY-MM-DD), and place in print.

    ``page`` is as the newspaper has it ("4", "A4", "12-13"), ``place`` is where the outlet is published.
    """

    name: str = ""
    url: str = ""
    archived_url: str = ""
    retrieved: str = ""
    edition: str = ""
    section: str = ""
    page: str = ""
    issn: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction published after the article: its day (YYYY-MM-DD) and what was wrong."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The withdrawal of an article: its day (YYYY-MM-DD or ""), and the reason, which readers see.

    ``hide_title`` withholds the headline too.
    """

    date: str = ""
    reason: str = ""
    hide_title: bool = False


class Event(NamedTuple):
    """A day that an article mentions (YYYY-MM-DD), and the sentence that mentions it."""

    date: str
    text: str


class Article(Struct, frozen=True, array_like=True):
    """What lists, indexes, feeds and relations need of an article. Every article of an archive is in memory.

    Only what some page or file needs of *all* articles belongs here: terms for the shelves, quotes for the
    pages of speakers, fingerprint and features to find copies and stories. The rest is in ``ArticleText``.
    A ``Struct``, because it is decoded and copied many times faster than a dataclass.

    Attributes:
        id: permanent, unique in the archive.
        url: address below the site's root, ending with ``/``.
        seed: path of the document below the folder of seeds.
        sha256: of the document, hexadecimal; "" for a withdrawn article.
        date: YYYY-MM-DD, YYYY-MM or YYYY, as much as is known, or ""; as is ``updated``.
        language: BCP 47 tag or "".
        translation_of: id of the article that this one translates, or "".
        described: whether the seed has a sidecar.
        withdrawn: set if ``status`` is "withdrawn"; the record then contains nothing of the text.
        fingerprint: unsigned 64-bit integers, see ``likeness.py``.
        features: unsigned 64-bit integers, see ``stories.py``.
        subject: unsigned 64-bit integers, see ``related.py``.
        unsettled: those of title, date and candidates that no curator has declared or confirmed.
        slug: of the headline; "" if it was not computed yet.
        text_digest: identifies the article's ``ArticleText``; empty if it was not stored.
        digest: changes whenever any field of the article or its text changes; empty if unknown.
        pictures: in the order of the document.
        show_pictures: "full", "small" or "none" if a curator declares how large they are shown; else "".
        window: first day on which the article is public, and first day on which it no longer is; "" for none.
        left_out: kind of what is in the ledger, and how many of it.
        facsimile: the pages of its scan.
        transcription: how its text was read from the scan: "ocr", "corrected" or "verified"; "" if unknown.
        accuracy: estimated share of letters that were read correctly, if ``transcription`` is "ocr"; else 0.
        reviewed: day on which a curator confirmed the article; "" if none did.
        place: the one of its places that dateline, headline or first paragraph name, for lists; or "".
    """

    id: str
    url: str
    seed: str
    sha256: str
    title: str
    summary: str = ""
    date: str = ""
    updated: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    source: Source = Source()
    rights: str = ""
    status: str = "published"
    topics: tuple[Term, ...] = ()
    people: tuple[Term, ...] = ()
    organizations: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    collections: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    translation_of: str = ""
    described: bool = False
    withdrawn: Withdrawal | None = None
    fingerprint: bytes = b""
    features: bytes = b""
    unsettled: tuple[str, ...] = ()
    slug: str = ""
    text_digest: bytes = b""
    digest: bytes = b""
    left_out: tuple[tuple[str, int], ...] = ()
    window: tuple[str, str] = ("", "")
    pictures: tuple[Picture, ...] = ()
    show_pictures: str = ""
    place: str = ""
    subject: bytes = b""
    facsimile: tuple[FacsimilePage, ...] = ()
    transcription: str = ""
    accuracy: float = 0.0
    reviewed: str = ""

    @property
    def lead(self) -> Picture | None:
        """The picture that stands for the article in lists: its lead, else its first; None without any."""
        return next((picture for picture in self.pictures if picture.lead), next(iter(self.pictures), None))

    @property
    def day(self) -> str:
        """The day of publication, "" if not even a day is known: for what places articles on days."""
        return full_day(self.date)

    def terms(self, kind: Kind) -> tuple[Term, ...]:
        """The article's topics, people, organizations, places or free tags."""
        terms: tuple[Term, ...] = getattr(self, kind)
        return terms


class ArticleText(Struct, frozen=True, array_like=True):
    """The text of an article and the evidence for its fields, read when its page or its data is made.

    Nothing here is needed of all articles at once, and it is several times as large as ``Article``.

    Attributes:
        note: a curator's note to readers, or "".
        events: days that the text mentions.
        media: links to pictures, recordings and films.
        evidence: name of a field of the article → what its value is based on.
        removed: the lines that cleaning removed from the document, and all else that is left out.
        incomplete: what is missing ("paywall", "page 1 of 3"), "" for a complete article.
        embeds: posts, videos and charts of other sites that the document shows.
        whole: a curator says that the document is one complete article.
        readings: words as they were read from the scan, where a person has corrected them;
            all of them if the scan has no text.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    note: str = ""
    candidates: tuple[Candidate, ...] = ()
    events: tuple[Event, ...] = ()
    media: tuple[Link, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    incomplete: str = ""
    embeds: tuple[Embed, ...] = ()
    whole: bool = False
    readings: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """Paragraphs as plain text, separated by a blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)


class FullArticle(NamedTuple):
    """An article with its text, as describing a document gives both."""

    article: Article
    text: ArticleText


# Reads the text of an article of an archive.
TextReader = Callable[[Article], ArticleText]
