"""What is indexed: the articles of ``articles.jsonl``, and the pages that people wrote for the site.

No finished page is read, so articles can be indexed before they are rendered, whatever the theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Self

import msgspec
from lxml.html import fragment_fromstring
from xxhash import xxh3_128_hexdigest

from generator.outputs.views import language_name
from generator.site.search.shards import Document

# What precedes an item of a list.
_MARKER = re.compile(r"^[*-] ", re.MULTILINE)
_BREAKS = re.compile(r"\n\s*")
# Elements of a hand-written page that are not its text, as the permalinks of headings are not; and those that
# end a line.
_NOT_TEXT = frozenset({"script", "style", "template"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({"p", "li", *_HEADINGS, "tr", "pre", "dt", "dd", "br", "div"})
_PERMALINK = "headerlink"
# Fields whose names are found as words if a curator declared them.
_NAMED = ("topics", "people", "organizations", "places")


class IndexedText(NamedTuple):
    """An article or a page as the index sees it.

    Attributes:
        language: BCP 47 tag, or None.
        parts: its texts; the first is its headline.
        shown: what the search page shows of it.
        facets: kind of filter → its values.
    """

    language: str | None
    parts: tuple[str, ...]
    shown: Mapping[str, Any]
    facets: Mapping[str, tuple[str, ...]]


class IndexedSource(msgspec.Struct, frozen=True):
    """Who published an article."""

    name: str = ""


class IndexedPicture(msgspec.Struct, frozen=True):
    """What is indexed of a picture of an article."""

    thumbnail: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    lead: bool = False


class IndexedEvidence(msgspec.Struct, frozen=True):
    """Whether a curator declared a field."""

    basis: str = ""


class IndexedArticle(msgspec.Struct, frozen=True):
    """What is indexed of an article, under the names of ``articles.jsonl``; ``date`` is EDTF."""

    url: str
    title: str
    summary: str
    body: str
    status: str
    date: str | None
    language: str | None
    source: IndexedSource
    topics: tuple[str, ...]
    people: tuple[str, ...]
    organizations: tuple[str, ...]
    places: tuple[str, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    pictures: tuple[IndexedPicture, ...] = ()
    readings: tuple[str, ...] = ()
    evidence: dict[str, IndexedEvidence] = {}

    @property
    def image(self) -> str:
        """The address of the picture that stands for it, "" without pictures."""
        lead = next((picture for picture in self.pictures if picture.lead), None)
        return (lead or self.pictures[0]).thumbnail if self.pictures else ""

    @property
    def captions(self) -> str:
        """The captions, descriptions and credits of its pictures, as paragraphs."""
        texts = (
            text
            for picture in self.pictures
            for text in (picture.caption, picture.alt, picture.credit)
            if text
        )
        return "\n\n".join(dict.fromkeys(texts))

    @property
    def declared(self) -> tuple[str, ...]:
        """Its free tags, and the names that a curator gave it as tags."""
        named = (name for field in _NAMED if self._is_declared(field) for name in getattr(self, field))
        return (*self.tags, *named)

    def _is_declared(self, field: str) -> bool:
        evidence = self.evidence.get(field)
        return evidence is not None and evidence.basis == "declared"


# Made here, not in a thread: msgspec prepares a type on first use, which is not safe in several at once.
_decoder = msgspec.json.Decoder(IndexedArticle)


class HandWrittenPage(NamedTuple):
    """A page that people wrote: its address below the site's root, its title, its content as HTML."""

    url: str
    title: str
    content: str


class ArticlesFile:
    """An open ``articles.jsonl``. Lines are read when they are needed: together they may not fit into memory.

    A conversion that replaces the file meanwhile does not affect what is read here.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``.

        Raises:
            OSError: it cannot be opened.
        """
        self._file = path.open("rb")
        self._reading = Lock()
        self._lines: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def documents(self) -> list[Document]:
        """The published articles, each with a digest of what is indexed of it."""
        documents, start = [], 0
        for line in self._file:
            article = _decoder.decode(line)
            if article.status == "published":
                digest = xxh3_128_hexdigest(msgspec.msgpack.encode(article))
                documents.append(Document(article.url, digest, article.date or ""))
                self._lines[article.url] = start, len(line)
            start += len(line)
        return documents

    def texts(self, documents: Iterable[Document], language: str) -> Iterator[IndexedText]:
        """What is indexed of some of ``documents()``.

        Args:
            documents: which of them, in the order in which the index numbers them.
            language: BCP 47 tag of the site's language, in which languages are named.
        """
        return (article_text(self._article(document.url), language) for document in documents)

    def _article(self, url: str) -> IndexedArticle:
        start, length = self._lines[url]
        with self._reading:
            self._file.seek(start)
            line = self._file.read(length)
        return _decoder.decode(line)


def article_text(article: IndexedArticle, language: str) -> IndexedText:
    """An article as the index sees it; languages are named in the site's ``language``."""
    facets = {
        "topic": article.topics,
        "person": article.people,
        "place": article.places,
        "organization": article.organizations,
        "collection": article.collections,
        "tag": article.tags,
        "author": article.authors,
        "source": (article.source.name,),
        "language": (language_name(article.language, language) if article.language else "",),
    }
    body, captions = _MARKER.sub("", article.body), article.captions
    summary = "" if article.summary[:60] in body else article.summary
    names = dict.fromkeys((*article.authors, *article.declared))
    shown = {
        "url": article.url,
        "title": article.title,
        "date": article.date,
        "source": article.source.name,
        "image": article.image,
        "language": article.language,
        "text": _lines(summary, body, captions),
        "names": list(names),
    }
    return IndexedText(
        article.language,
        (article.title, body, captions, summary, *names, " ".join(article.readings)),
        {name: value for name, value in shown.items() if value},
        {kind: tuple(filter(None, values)) for kind, values in facets.items()},
    )


def page_document(page: HandWrittenPage) -> Document:
    """A hand-written page as a document without a date."""
    return Document(page.url, xxh3_128_hexdigest(msgspec.msgpack.encode(page)), "")


def page_text(page: HandWrittenPage, language: str) -> IndexedText:
    """A hand-written page as the index sees it, in the site's ``language``."""
    text = _text_of(page.content)
    shown = {"url": page.url, "title": page.title, "language": language, "text": _lines(text)}
    return IndexedText(language, (page.title, text), shown, {})


def _text_of(content: str) -> str:
    """The text of HTML, a line for each block."""
    if not content.strip():
        return ""
    root = fragment_fromstring(content, create_parent="div")
    for element in list(root.iterdescendants()):
        if element.tag in _NOT_TEXT or _PERMALINK in element.classes:
            element.drop_tree()
        elif element.tag in _BLOCKS:
            element.tail = f"\n{element.tail or ''}"
    return str(root.text_content())


def _lines(*texts: str) -> str:
    """Texts for excerpts: a line for each paragraph."""
    return _BREAKS.sub("\n", "\n".join(text.strip() for text in texts if text.strip()))
