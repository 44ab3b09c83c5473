"""Many clippings at once: the entries of a feed, the pages of a web archive, the files of a folder."""

from __future__ import annotations

import datetime as dt
import re
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
from lxml.html import builder
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from generator.accession.add import looked_at, readable
from generator.accession.fetch import TYPES, charset_of
from generator.accession.folder import files
from generator.accession.items import MAX_BYTES, Item, Source
from generator.accession.save import Clipping
from generator.extract.formats import FORMATS
from generator.inputs.checks import shown
from generator.inputs.fields import BY_NAME
from generator.model.errors import ClipfileError
from generator.text.printable import printable

# Bytes that end a record and are not counted as its own.
BETWEEN = 4
AGAIN = "Get the file again and run again: what was imported is passed over."
_FEED_END = re.compile(rb"</(rss|feed|(\w+:)?RDF)\s*>(\s|<!--.*?-->)*\Z", re.IGNORECASE | re.DOTALL)


def open_source(path: Path, day: dt.date) -> Source:
    """A feed, a web archive (WARC or ARC, also compressed) or a folder.

    Args:
        path: the file or folder.
        day: the day of retrieval, where the source does not say it.

    Raises:
        ClipfileError: it is none of these.
    """
    if path.is_dir():
        return files(path)
    if not path.is_file():
        raise ClipfileError(f"{path}: no such file or folder.")
    name = path.name.lower().removesuffix(".gz")
    reader = next((read for end, read in READERS.items() if name.endswith(end)), None)
    if reader is None:
        one = f" To take in one document: clipfile new {path}" if path.suffix.lower() in FORMATS else ""
        raise ClipfileError(f"{path}: is no folder, and its name ends in none of {', '.join(READERS)}.{one}")
    return reader(path, day)


def _feed(path: Path, day: dt.date) -> Source:
    # As bytes: a name that looks like an address would be fetched.
    data = path.read_bytes()
    feed = feedparser.parse(data)
    if not feed.entries:
        raise ClipfileError(
            f"{path}: is no feed, or an empty one. Give the file that the feed's address answers."
        )
    outlet = _plain(feed.feed.get("title", ""))
    return Source(len(feed.entries), _whole_feed(path, data, _entries(feed.entries, outlet, day)))


def _whole_feed(path: Path, data: bytes, items: Iterator[Item]) -> Iterator[Item]:
    done = 0
    for item in items:
        yield item
        done = item.done
    # Much is wrong with many feeds, and yet they are read; one without its end was not all there.
    if not _FEED_END.search(data[-1000:]):
        fault = "is cut short, and entries at its end are missing; fetch it again, then import it again"
        yield Item(path.name, done, fault=fault)


def _entries(entries: list[Any], outlet: str, day: dt.date) -> Iterator[Item]:
    for number, entry in enumerate(entries, 1):
        title, url = _plain(entry.get("title", "")), str(entry.get("link", ""))
        written = _plain(entry.content[0].value if entry.get("content") else entry.get("summary", ""))
        name = url or title or f"entry {number}"
        if not written.strip():
            yield Item(name, number, fault="holds no text; fetch it with 'clipfile add'")
            continue
        source = {"name": outlet, "url": url if not BY_NAME["source"].check({"url": url}).fault else ""}
        declared = {
            "title": title,
            "date": _day(entry.get("published_parsed")),
            "authors": [_plain(one.get("name", "")) for one in entry.get("authors", ()) if one.get("name")],
            "source": {**source, "retrieved": day.isoformat()},
        }
        yield Item(name, number, Clipping(_page(title, written), ".html", title or name, declared))


def _plain(text: object) -> str:
    """Words without the characters that no page can hold."""
    return printable(str(text))


def _day(moment: time.struct_time | None) -> str:
    return dt.date(*moment[:3]).isoformat() if moment else ""


def _page(title: str, written: str) -> bytes:
    """An entry as a page of its own."""
    article = builder.ARTICLE(builder.H1(title), *_content(written))
    head = builder.HEAD(builder.META(charset="utf-8"), builder.TITLE(title))
    made: bytes = lxml.html.tostring(
        builder.HTML(head, builder.BODY(article)), encoding="utf-8", doctype="<!doctype html>"
    )
    return made + b"\n"


def _content(written: str) -> Iterator[Any]:
    for piece in lxml.html.fragments_fromstring(written):
        yield builder.P(piece) if isinstance(piece, str) else piece


def _archive(path: Path, day: dt.date) -> Source:
    return Source(path.stat().st_size, _records(path, day))


def _records(path: Path, day: dt.date) -> Iterator[Item]:
    whole, cut = 0, False
    with path.open("rb") as file:
        records = ArchiveIterator(file, arc2warc=True)
        try:
            for record in records:
                yield from _record(record, whole, day)
                records.read_to_end(record)
                cut = _is_cut(record)
                whole = records.get_record_offset() + records.get_record_length()
        # A record that is cut within its head has no address, which warcio looks at all the same.
        except (ArchiveLoadFailed, AttributeError, OSError, EOFError, ValueError, zlib.error) as error:
            yield Item(path.name, whole, fault=f"cannot be read any further: {shown(str(error))}. {AGAIN}")
            return
    left = path.stat().st_size - whole
    if cut or left > BETWEEN:
        yield Item(path.name, whole, fault=f"is cut short: what follows byte {whole:,} is missing. {AGAIN}")


def _record(record: Any, done: int, day: dt.date) -> Iterator[Item]:  # noqa: ANN401 - warcio has no types
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "")
    if record.rec_type != "response" or record.http_headers is None:
        return
    kind, _, rest = str(record.http_headers.get_header("Content-Type") or "").lower().partition(";")
    if record.http_headers.get_statuscode() != "200" or kind.strip() not in TYPES:
        yield Item(url, done)
        return
    data = record.content_stream().read(MAX_BYTES + 1)
    fault = _fault(record, url, data)
    if fault:
        yield Item(url, done, fault=fault)
        return
    captured = str(record.rec_headers.get_header("WARC-Date") or "")[:10]
    retrieved = day.isoformat() if BY_NAME["retrieved"].check(captured).fault else captured
    declared = {"source": {"url": url, "retrieved": retrieved}}
    suffix, data = TYPES[kind.strip()], readable(data, charset_of(rest))
    title, fault = looked_at(data, suffix, url)
    yield Item(url, done, None if fault else Clipping(data, suffix, title, declared), fault)


def _is_cut(record: Any) -> bool:  # noqa: ANN401 - warcio has no types
    """Whether a record that was read lacks bytes, or, cut within its head, never said how many it has."""
    return bool(getattr(record.raw_stream, "limit", 1) > 0)


def _fault(record: Any, url: str, data: bytes) -> str:  # noqa: ANN401 - warcio has no types
    if len(data) > MAX_BYTES:
        return f"is larger than {MAX_BYTES:,} bytes"
    if _is_cut(record):
        return "is cut short"
    return "holds no page" if not data.strip() or BY_NAME["source"].check({"url": url}).fault else ""


READERS: Mapping[str, Callable[[Path, dt.date], Source]] = {
    ".warc": _archive,
    ".arc": _archive,
    ".xml": _feed,
    ".rss": _feed,
    ".atom": _feed,
}
"""What is read, by the end of its name."""
