"""Many clippings at once: the entries of a feed, the pages of a web archive, the files of a folder."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
from lxml.html import builder
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from generator.accession.add import preview, readable
from generator.accession.fetch import TYPES, charset_of
from generator.accession.folder import files
from generator.accession.items import MAX_BYTES, ImportItem, ImportSource
from generator.accession.save import Clipping
from generator.accession.split import split
from generator.extract.formats import FORMATS
from generator.inputs.checks import quoted
from generator.inputs.fields import BY_NAME
from generator.model.errors import ClipfileError
from generator.text.controls import without_controls
from generator.text.dates import parse_date

# Bytes that end a record but do not count as part of it.
RECORD_END = 4
# Statuses of WordPress items that everybody can read; that of a picture is the one of its article.
_PUBLIC = frozenset({"publish", "inherit"})
AGAIN = "Get a complete copy and run the command again; what was imported is skipped."
_FEED_END = re.compile(rb"</(rss|feed|(\w+:)?RDF)\s*>(\s|<!--.*?-->)*\Z", re.IGNORECASE | re.DOTALL)


def open_source(path: Path, day: dt.date) -> ImportSource:
    """A feed, a web archive (WARC or ARC, also compressed) or a folder.

    Args:
        path: the file or folder.
        day: the day of retrieval, unless the source gives it.

    Raises:
        ClipfileError: the path does not exist, or is none of these.
    """
    if path.is_dir():
        return files(path)
    if not path.is_file():
        raise ClipfileError(f"{path}: no such file or folder.")
    name = path.name.lower().removesuffix(".gz")
    reader = next((read for end, read in READERS.items() if name.endswith(end)), None)
    if reader is None:
        remedy = (
            f" To add a single document, run: clipfile new {path}"
            if path.suffix.lower() in FORMATS
            else " If it is a list of addresses, fetch the pages: clipfile add ADDRESS"
        )
        raise ClipfileError(f"{path}: not a folder, and not a {', '.join(READERS)} file.{remedy}")
    return reader(path, day)


def _feed(path: Path, day: dt.date) -> ImportSource:
    data = path.read_bytes()
    # As a stream: bytes or text that look like a path or an address would be opened.
    feed = feedparser.parse(BytesIO(data))
    if not feed.entries:
        raise ClipfileError(
            f"{path}: not a feed, or a feed without entries. Save what its address returns, and import that."
        )
    if "wp_wxr_version" in feed.feed or any("wp_status" in entry for entry in feed.entries):
        return ImportSource(len(feed.entries), _wordpress(path, feed.entries))
    outlet, language = _plain(feed.feed.get("title", "")), str(feed.feed.get("language") or "")
    return ImportSource(
        len(feed.entries), _whole_feed(path, data, _entries(feed.entries, outlet, language, day))
    )


def _wordpress(path: Path, entries: list[Any]) -> Iterator[ImportItem]:
    """The items of a WordPress export: none is imported, and those that are not public are named."""
    fault = (
        "WordPress exports cannot be imported yet. Import the site's feed (https://SITE/feed/?paged=1 and "
        "so on), or add its pages with 'clipfile add ADDRESS'"
    )
    yield ImportItem(path.name, 0, fault=fault)
    for number, entry in enumerate(entries, 1):
        status = str(entry.get("wp_status") or "publish")
        name = _plain(entry.get("title") or entry.get("link") or f"item {number}")
        if status not in _PUBLIC:
            yield ImportItem(name, number, fault=f"its status is {status!r}, so it is not published")
        elif entry.get("wp_post_password"):
            yield ImportItem(name, number, fault="it has a password, so it is not published")
        else:
            yield ImportItem(name, number)


def _whole_feed(path: Path, data: bytes, items: Iterator[ImportItem]) -> Iterator[ImportItem]:
    done = 0
    for item in items:
        yield item
        done = item.done
    # Many feeds are invalid and can still be read. A feed without its end tag is incomplete.
    if not _FEED_END.search(data[-1000:]):
        fault = "the file is incomplete and lacks its last entries. Fetch it again, then import it again"
        yield ImportItem(path.name, done, fault=fault)


def _entries(entries: list[Any], outlet: str, language: str, day: dt.date) -> Iterator[ImportItem]:
    for number, entry in enumerate(entries, 1):
        title, url = _plain(entry.get("title", "")), str(entry.get("link", ""))
        content = _plain(entry.content[0].value if entry.get("content") else entry.get("summary", ""))
        name = url or title or f"entry {number}"
        if not content.strip():
            yield ImportItem(name, number, fault="the entry has no text. Fetch it with 'clipfile add'")
            continue
        published = _published(entry)
        source = {"name": outlet, "url": url if not BY_NAME["source"].check({"url": url}).fault else ""}
        declared = {
            "title": title,
            "date": parse_date(published, language) or parse_date(published, "en"),
            "authors": [_plain(author["name"]) for author in entry.get("authors", ()) if author.get("name")],
            "source": {**source, "retrieved": day.isoformat()},
        }
        yield ImportItem(
            name, number, Clipping(_page(title, content, published), ".html", title or name, declared)
        )


def _plain(text: object) -> str:
    """The text without characters that HTML cannot contain."""
    return without_controls(str(text))


def _published(entry: Any) -> str:  # noqa: ANN401 - feedparser has no types
    """The words of a feed for the time of publication, in the author's own time zone if it states one.

    They are read by our own reader: feedparser converts to UTC, which may be another day, and guesses.
    """
    words = (entry.get(key) for key in ("wp_post_date", "published", "created"))
    return next((_plain(text).strip() for text in words if text), "")


def _page(title: str, content: str, published: str) -> bytes:
    """An entry as an HTML page.

    Args:
        title: its headline.
        content: its text, HTML.
        published: the words for its time of publication, "" if unknown.
    """
    article = builder.ARTICLE(builder.H1(title), *_elements(content))
    head = builder.HEAD(builder.META(charset="utf-8"), builder.TITLE(title))
    if published:
        head.append(builder.META(name="clipfile:published", content=published))
    page: bytes = lxml.html.tostring(
        builder.HTML(head, builder.BODY(article)), encoding="utf-8", doctype="<!doctype html>"
    )
    return page + b"\n"


def _elements(content: str) -> Iterator[Any]:
    for fragment in lxml.html.fragments_fromstring(content):
        yield builder.P(fragment) if isinstance(fragment, str) else fragment


def _archive(path: Path, day: dt.date) -> ImportSource:
    return ImportSource(path.stat().st_size, _records(path, day))


def _records(path: Path, day: dt.date) -> Iterator[ImportItem]:
    whole, cut = 0, False
    with path.open("rb") as file:
        records = ArchiveIterator(file, arc2warc=True)
        try:
            for record in records:
                yield from _record(record, whole, day)
                records.read_to_end(record)
                cut = _is_cut(record)
                whole = records.get_record_offset() + records.get_record_length()
        # warcio reads the address of a record even if its head is incomplete.
        except (ArchiveLoadFailed, AttributeError, OSError, EOFError, ValueError, zlib.error) as error:
            yield ImportItem(
                path.name, whole, fault=f"cannot be read any further: {quoted(str(error))}. {AGAIN}"
            )
            return
    left = path.stat().st_size - whole
    if cut or left > RECORD_END:
        yield ImportItem(
            path.name,
            whole,
            fault=f"the file is incomplete; everything after byte {whole:,} is missing. {AGAIN}",
        )


def _record(record: Any, done: int, day: dt.date) -> Iterator[ImportItem]:  # noqa: ANN401 - warcio has no types
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "")
    if record.rec_type != "response" or record.http_headers is None:
        return
    kind, _, rest = str(record.http_headers.get_header("Content-Type") or "").lower().partition(";")
    if record.http_headers.get_statuscode() != "200" or kind.strip() not in TYPES:
        yield ImportItem(url, done)
        return
    data = record.content_stream().read(MAX_BYTES + 1)
    fault = _fault(record, url, data)
    if fault:
        yield ImportItem(url, done, fault=fault)
        return
    captured = str(record.rec_headers.get_header("WARC-Date") or "")[:10]
    retrieved = day.isoformat() if BY_NAME["retrieved"].check(captured).fault else captured
    declared = {"source": {"url": url, "retrieved": retrieved}}
    suffix, data = TYPES[kind.strip()], readable(data, charset_of(rest))
    title, fault = preview(data, suffix, url)
    yield ImportItem(url, done, None if fault else Clipping(data, suffix, title, declared), fault)


def _is_cut(record: Any) -> bool:  # noqa: ANN401 - warcio has no types
    """Whether a record lacks bytes, or ends before its head says how many it has."""
    return bool(getattr(record.raw_stream, "limit", 1) > 0)


def _fault(record: Any, url: str, data: bytes) -> str:  # noqa: ANN401 - warcio has no types
    if len(data) > MAX_BYTES:
        return f"the page is larger than {MAX_BYTES:,} bytes"
    if _is_cut(record):
        return "the page is incomplete"
    return (
        "the record contains no page"
        if not data.strip() or BY_NAME["source"].check({"url": url}).fault
        else ""
    )


def _split(path: Path, _: dt.date) -> ImportSource:
    return split(path)


READERS: Mapping[str, Callable[[Path, dt.date], ImportSource]] = {
    ".warc": _archive,
    ".arc": _archive,
    ".xml": _feed,
    ".rss": _feed,
    ".atom": _feed,
    ".txt": _split,
    ".mbox": _split,
}
"""File suffix → reader."""
