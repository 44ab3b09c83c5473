"""Documents before they are described: the seed as it was found, and the draft that reading it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.pictures import FoundPicture
from generator.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Removed:
    """What is not in the body: its line in the seed (from 1), words, the rule, and its kind.

    ``kind`` is "text", "picture", "embed" or "table".
    """

    line: int
    text: str
    rule: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a curator wrote about a seed: front matter overlaid by the sidecar.

    ``lines`` gives for each key the line on which it is written, ``paths`` the file. ``unused`` are the names
    of fields of other programs that say nothing about the article, ``pictures`` the pictures that they name.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    pictures: tuple[FoundPicture, ...] = ()

    @property
    def source(self) -> Mapping[str, str]:
        """The parts of the source that are declared, by their names in ``records.Source``."""
        parts = self.values.get("source")
        return {key: str(part) for key, part in parts.items() if part} if isinstance(parts, Mapping) else {}

    @property
    def source_url(self) -> str:
        """The declared address of the source, "" where there is none."""
        return self.source.get("url", "")


@dataclass(frozen=True)
class Sidecar:
    """What a curator wrote in ``NAME.yml`` next to a document: ``path`` below the seeds folder, and bytes.

    It is parsed once, and only when it is asked what it declares: most are those of cached articles.
    """

    path: str
    data: bytes
    parse: Callable[[str, bytes], tuple[Declaration, tuple[Problem, ...]]] = field(repr=False)

    @cached_property
    def _parsed(self) -> tuple[Declaration, tuple[Problem, ...]]:
        return self.parse(self.path, self.data)

    @property
    def declared(self) -> Declaration:
        """Every value that passed its check."""
        return self._parsed[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the others, or with the whole."""
        return self._parsed[1]


@dataclass(frozen=True, slots=True)
class SeedPage:
    """A further page of an article that was saved as several files: its number, and its own file."""

    number: int
    path: str
    data: bytes
    sha256: str
    sidecar: Sidecar | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """A document in the seeds folder. ``path`` is relative to it, with ``/``.

    ``added`` is the day of the commit that added the seed, if any (YYYY-MM-DD): an upper bound for its date,
    never the date itself. Of an article in several files, it is the first of its ``pages``: ``number`` is
    that of this page, ``total`` that of all pages as far as known. ``folder``
    is the seeds folder, which has the files next to the document, or "". ``scans`` are the files that show
    its pages on paper, in order, ``scan_words`` those with the places of words on them.
    """

    path: str
    data: bytes
    sha256: str
    sidecar: Sidecar | None = None
    added: str | None = None
    pages: tuple[SeedPage, ...] = ()
    number: int = 1
    total: int = 0
    folder: str = ""
    scans: tuple[str, ...] = ()
    scan_words: tuple[str, ...] = ()

    @property
    def declared(self) -> Declaration:
        """What the sidecar declares."""
        return self.sidecar.declared if self.sidecar else Declaration()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the sidecar."""
        return self.sidecar.problems if self.sidecar else ()


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
class Embed:
    """A post, video, chart or the like of another site that the document shows.

    Attributes:
        kind: "post", "video", "audio", "chart", "map", "document" or "other".
        url: its address.
        title: its title; of a post, how its text begins.
        author: name and handle, as far as known.
        date: YYYY-MM-DD or "".
    """

    kind: str
    url: str
    title: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What reading one seed gave: body, ledger of removed lines, and the document's own claims."""

    paragraphs: tuple[Paragraph, ...]
    removed: tuple[Removed, ...] = ()
    claims: tuple[Claim, ...] = ()
    media: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    declared: Declaration = field(default_factory=Declaration)
    embeds: tuple[Embed, ...] = ()
    pictures: tuple[FoundPicture, ...] = ()

    @property
    def body(self) -> str:
        """Paragraphs as plain text, separated by a blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def claimed(self, name: str) -> tuple[Claim, ...]:
        """The document's claims for one field, in the order in which they were found."""
        return tuple(claim for claim in self.claims if claim.field == name)
