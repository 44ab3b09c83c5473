"""Many clippings at once: the entries of a feed, the pages of a web archive, the files of a folder."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import lxml.html
from lxml.html import builder
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from generator.accession.add import title_of
from generator.accession.fetch import TYPES
from generator.accession.save import Clipping
from generator.errors import ClipfileError
from generator.extract import FORMATS
from generator.fields import BY_NAME
from generator.seeds import SIDECAR

# The same as for a page that is fetched.
MAX_BYTES = 10_000_000
# Bytes that end a record and are not counted as its own.
BETWEEN = 4


class Item(NamedTuple):
    """One thing found: its name, how far one is with it, and a clipping or why there is none."""

    name: str
    done: int
    clipping: Clipping | None = None
    fault: str = ""


class Source(NamedTuple):
    """What is imported: how much there is (in the unit of ``Item.done``), and its items, one by one."""

    size: int
    items: Iterator[Item]


def open_source(path: Path, day: dt.date) -> Source:
    """A feed, a web archive (WARC or ARC, also compressed) or a folder.

    Args:
        path: the file or folder.
        day: the day of retrieval, where the source does not say it.

    Raises:
        ClipfileError: it is none of these.
    """
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix != SIDECAR)
        return Source(len(found), _files(path, found))
    if not path.is_file():
        raise ClipfileError(f"{path}: no such file or folder.")
    name = path.name.lower().removesuffix(".gz")
    reader = next((read for end, read in READERS.items() if name.endswith(end)), None)
    if reader is None:
        raise ClipfileError(f"{path}: is no folder, and its name ends in none of {', '.join(READERS)}.")
    return reader(path, day)


def _files(folder: Path, paths: list[Path]) -> Iterator[Item]:
    root = folder.resolve()
    for number, path in enumerate(paths, 1):
        name = path.relative_to(folder).as_posix()
        fault = _fault(root, path)
        if fault:
            yield Item(name, number, fault=fault)
            continue
        beside = path.with_suffix(SIDECAR)
        text = beside.read_text(encoding="utf-8-sig", errors="replace") if beside.is_file() else ""
        below = path.relative_to(folder).parent.as_posix()
        clipping = Clipping(path.read_bytes(), path.suffix.lower(), path.stem, {}, below, text)
        yield Item(name, number, clipping)


def _fault(root: Path, path: Path) -> str:
    if path.suffix.lower() not in FORMATS:
        return f"no reader for this kind of file: names end in one of {', '.join(FORMATS)}"
    if not path.resolve().is_relative_to(root):
        return "is a link that leaves the folder"
    return f"is larger than {MAX_BYTES:,} bytes" if path.stat().st_size > MAX_BYTES else ""


def _feed(path: Path, day: dt.date) -> Source:
    # As bytes: a name that looks like an address would be fetched.
    feed = feedparser.parse(path.read_bytes())
    if not feed.entries:
        raise ClipfileError(f"{path}: is no feed, or an empty one.")
    outlet = str(feed.feed.get("title", ""))
    return Source(len(feed.entries), _entries(feed.entries, outlet, day))


def _entries(entries: list[Any], outlet: str, day: dt.date) -> Iterator[Item]:
    for number, entry in enumerate(entries, 1):
        title, url = str(entry.get("title", "")), str(entry.get("link", ""))
        written = entry.content[0].value if entry.get("content") else str(entry.get("summary", ""))
        name = url or title or f"entry {number}"
        if not written.strip():
            yield Item(name, number, fault="holds no text; fetch it with 'clipfile add'")
            continue
        source = {"name": outlet, "url": url if not BY_NAME["source"].check({"url": url}).fault else ""}
        declared = {
            "title": title,
            "date": _day(entry.get("published_parsed")),
            "authors": [str(one.get("name", "")) for one in entry.get("authors", ()) if one.get("name")],
            "source": {**source, "retrieved": day.isoformat()},
        }
        yield Item(name, number, Clipping(_page(title, written), ".html", title or name, declared))


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
    whole = 0
    with path.open("rb") as file:
        records = ArchiveIterator(file, arc2warc=True)
        try:
            for record in records:
                yield from _record(record, whole, day)
                records.read_to_end(record)
                whole = records.get_record_offset() + records.get_record_length()
        except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
            yield Item(path.name, whole, fault=f"cannot be read any further: {error}")
            return
    left = path.stat().st_size - whole
    if left > BETWEEN:
        yield Item(path.name, whole, fault=f"is cut short: its last {left:,} bytes hold no whole record")


def _record(record: Any, done: int, day: dt.date) -> Iterator[Item]:  # noqa: ANN401 - warcio has no types
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "")
    if record.rec_type != "response" or record.http_headers is None:
        return
    kind = str(record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if record.http_headers.get_statuscode() != "200" or kind not in TYPES:
        return
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield Item(url, done, fault=f"is larger than {MAX_BYTES:,} bytes")
        return
    if record.raw_stream.limit > 0:
        yield Item(url, done, fault="is cut short")
        return
    if not data.strip() or BY_NAME["source"].check({"url": url}).fault:
        yield Item(url, done, fault="holds no page")
        return
    captured = str(record.rec_headers.get_header("WARC-Date") or "")[:10]
    retrieved = day.isoformat() if BY_NAME["retrieved"].check(captured).fault else captured
    declared = {"source": {"url": url, "retrieved": retrieved}}
    yield Item(url, done, Clipping(data, TYPES[kind], title_of(data, TYPES[kind], url), declared))


READERS: Mapping[str, Callable[[Path, dt.date], Source]] = {
    ".warc": _archive,
    ".arc": _archive,
    ".xml": _feed,
    ".rss": _feed,
    ".atom": _feed,
}
"""What is read, by the end of its name."""
