"""What is indexed: the articles of ``articles.jsonl``, and the pages that people wrote for the site.

Each becomes one request to Pagefind. No finished page is read, so articles can be indexed before they are
rendered, whatever the theme.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Self

import msgspec
from xxhash import xxh3_128_hexdigest

from generator.model.partial_dates import first_day
from generator.outputs.views import language_name
from generator.site.search.shards import Document
from generator.site.search.spacing import spaced

# The sort key of a document without a date: Pagefind leaves documents without a key out of sorted results.
UNDATED = "0000-00-00"
# Between two paragraphs, or before an item of a list.
_BLOCK_START = re.compile(r"\n\n(?:[*-] )?|\n[*-] ")
# Characters that end a block without ending its sentence, letters and digits aside.
_CLOSING = frozenset("_'\")$*")

# A message to Pagefind's service that adds a document to an index.
Request = Mapping[str, Any]


class IndexedSource(msgspec.Struct, frozen=True):
    """Who published an article."""

    name: str = ""


class IndexedPicture(msgspec.Struct, frozen=True):
    """What is indexed of a picture of an article."""

    thumbnail: str = ""
    caption: str = ""
    credit: str = ""
    lead: bool = False


class IndexedArticle(msgspec.Struct, frozen=True):
    """What is indexed of an article, under the names of ``articles.jsonl``; ``date`` is YYYY-MM-DD."""

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
    pictures: tuple[IndexedPicture, ...] = ()

    @property
    def image(self) -> str:
        """The address of the picture that stands for it, "" without pictures."""
        lead = next((picture for picture in self.pictures if picture.lead), None)
        return (lead or self.pictures[0]).thumbnail if self.pictures else ""

    @property
    def captions(self) -> str:
        """The captions and credits of its pictures, as paragraphs."""
        texts = (text for picture in self.pictures for text in (picture.caption, picture.credit))
        return "\n\n".join(filter(None, texts))


# Made here, not in a thread: see ``service``.
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

    def requests(self, documents: Iterable[Document], language: str) -> list[Request]:
        """What adds some of ``documents()`` to an index.

        Args:
            documents: which of them, in the order in which the index numbers them.
            language: BCP 47 tag of the site's language, in which the values of filters are written.
        """
        return [article_request(self._article(document.url), language) for document in documents]

    def _article(self, url: str) -> IndexedArticle:
        start, length = self._lines[url]
        with self._reading:
            self._file.seek(start)
            line = self._file.read(length)
        return _decoder.decode(line)


def article_request(article: IndexedArticle, language: str) -> Request:
    """What adds an article to an index: its body, with the words of its pictures, as text; its filters.

    Title, summary, date and the address of a picture are metadata.

    The title is not part of the text, where it would begin most excerpts. ``search-ranking.js`` gives words
    of the title and the summary their weight.
    """
    filters = {
        "topic": article.topics,
        "person": article.people,
        "organization": article.organizations,
        "place": article.places,
        "tag": article.tags,
        "source": (article.source.name,),
        "language": (language_name(article.language, language) if article.language else "",),
        "month": ((article.date or "")[:7],),
    }
    meta = {
        "title": spaced(article.title),
        "summary": article.summary,
        "date": article.date,
        "image": article.image,
    }
    return {
        "type": "AddRecord",
        "url": f"/{article.url}",
        "content": spaced(_flowing(f"{article.body or article.title}\n\n{article.captions}".rstrip("\n"))),
        "language": language,
        "meta": {name: value for name, value in meta.items() if value},
        "filters": {name: values for name, values in filters.items() if any(values)},
        "sort": {"date": first_day(article.date or "") or UNDATED},
    }


def _flowing(body: str) -> str:
    """A text whose paragraphs and list items all end with punctuation: excerpts may span several."""
    blocks = _BLOCK_START.split(body)
    return " ".join(f"{text}." if text[-1:].isalnum() or text[-1:] in _CLOSING else text for text in blocks)


def page_document(page: HandWrittenPage) -> Document:
    """A hand-written page as a document without a date."""
    return Document(page.url, xxh3_128_hexdigest(msgspec.msgpack.encode(page)), "")


def page_request(page: HandWrittenPage) -> Request:
    """What adds a hand-written page to an index. Pagefind finds the text in the HTML of its content."""
    title = html.escape(page.title)
    heading = "" if "<h1" in page.content else f"<h1>{title}</h1>"
    return {
        "type": "AddFile",
        "url": f"/{page.url}",
        "file_contents": f"<html data-pagefind-sort=date:{UNDATED}>"
        f"<head><title data-pagefind-meta=title>{spaced(title)}</title></head>"
        f"<body>{spaced(heading + page.content)}</body></html>",
    }
