"""Web archives: WARC and ARC, compressed or not, and the WACZ that packs them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from generator.accession.add import readable
from generator.accession.fetch import TYPES, charset_of
from generator.imports.declare import checked
from generator.imports.item import MAX_BYTES, Document, Item, Opened
from generator.imports.source import Options, Source
from generator.inputs.checks import quoted
from generator.model.errors import ClipfileError

# Bytes that end a record but do not count as part of it.
RECORD_END = 4
AGAIN = "Get a complete copy and run the command again; what was imported is skipped"
_ENDINGS = (".warc", ".arc", ".warc.gz", ".arc.gz")
_SKIPPED = "not an article (picture, redirect and the like)"


def recognises(source: Source) -> bool:
    """Whether a file is a web archive."""
    return source.head.startswith((b"WARC/", b"filedesc://")) or source.path.name.lower().endswith(_ENDINGS)


def read(source: Source, options: Options) -> Opened:
    """The pages of a web archive."""
    return Opened(source.path.stat().st_size, records(source.path, source.shown, options))


def recognises_wacz(source: Source) -> bool:
    """Whether a folder is an unpacked WACZ file."""
    names = source.names
    return any(name.startswith("archive/") and name.lower().endswith(_ENDINGS) for name in names) and any(
        name.endswith((".jsonl", "datapackage.json")) for name in names
    )


def read_wacz(source: Source, options: Options) -> Opened:
    """The pages that a WACZ file lists, or all of its pages if it lists none."""
    paths = [source.path / name for name in source.names if name.lower().endswith(_ENDINGS)]
    if not paths:
        raise ClipfileError(f"{source.shown}: contains no WARC file. Get a complete copy.")
    pages = _pages(source)
    return Opened(sum(path.stat().st_size for path in paths), _wacz_items(source, paths, pages, options))


def _pages(source: Source) -> dict[str, Mapping[str, Any]]:
    """The pages of the page lists, by address."""
    found: dict[str, Mapping[str, Any]] = {}
    for name in source.names:
        if name.startswith("pages/") and name.endswith(".jsonl"):
            for line in (source.path / name).read_bytes().decode("utf-8", errors="replace").splitlines():
                try:
                    entry = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(entry, Mapping) and entry.get("url"):
                    found.setdefault(str(entry["url"]), entry)
    return found


def _wacz_items(
    source: Source, paths: list[Path], pages: Mapping[str, Mapping[str, Any]], options: Options
) -> Iterator[Item]:
    done = 0
    for path in paths:
        for item in records(path, f"{source.shown}/{path.name}", options, pages):
            yield Item(**{**_as_dict(item), "done": done + item.done})
        done += path.stat().st_size


def _as_dict(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.__slots__}


def records(
    path: Path, name: str, options: Options, pages: Mapping[str, Mapping[str, Any]] | None = None
) -> Iterator[Item]:
    """The pages of a WARC file.

    Args:
        path: of the file.
        name: what messages call it.
        options: the day of retrieval, unless a record gives it.
        pages: the pages that are meant, by address; empty or None if all are.
    """
    whole, cut = 0, False
    with path.open("rb") as file:
        reading = ArchiveIterator(file, arc2warc=True)
        try:
            for record in reading:
                yield from _record(record, whole, options, pages or {})
                reading.read_to_end(record)
                cut = _is_cut(record)
                whole = reading.get_record_offset() + reading.get_record_length()
        # warcio reads the address of a record even if its head is incomplete.
        except (ArchiveLoadFailed, AttributeError, OSError, EOFError, ValueError, zlib.error) as error:
            yield Item(name, fault=f"cannot be read any further: {quoted(str(error))}. {AGAIN}", done=whole)
            return
    left = path.stat().st_size - whole
    if cut or left > RECORD_END:
        fault = f"the file is incomplete; everything after byte {whole:,} is missing. {AGAIN}"
        yield Item(name, fault=fault, done=whole)


def _record(
    record: Any,  # noqa: ANN401 - warcio has no types
    done: int,
    options: Options,
    pages: Mapping[str, Mapping[str, Any]],
) -> Iterator[Item]:
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "")
    if record.rec_type not in {"response", "resource"}:
        return
    headers = record.http_headers
    if headers is None and record.rec_type == "response":
        return
    given = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    kind, _, rest = str(given or "").lower().partition(";")
    is_page = kind.strip() in TYPES and (headers is None or headers.get_statuscode() == "200")
    if not is_page or (pages and url not in pages):
        yield Item(url, kind="record", skipped=_SKIPPED, done=done)
        return
    data = record.content_stream().read(MAX_BYTES + 1)
    fault = _fault(record, url, data)
    if fault:
        yield Item(url, fault=fault, done=done)
        return
    captured = str(record.rec_headers.get_header("WARC-Date") or "")[:10]
    retrieved = options.day.isoformat() if checked("retrieved", captured).fault else captured
    fields = {"source": {"url": url, "retrieved": retrieved}}
    document = Document(readable(data, charset_of(rest)), TYPES[kind.strip()])
    yield Item(url, document, fields, kind="page", done=done)


def _is_cut(record: Any) -> bool:  # noqa: ANN401 - warcio has no types
    """Whether a record lacks bytes, or ends before its head says how many it has."""
    return bool(getattr(record.raw_stream, "limit", 1) > 0)


def _fault(record: Any, url: str, data: bytes) -> str:  # noqa: ANN401 - warcio has no types
    if len(data) > MAX_BYTES:
        return f"the page is larger than {MAX_BYTES:,} bytes"
    if _is_cut(record):
        return "the page is incomplete"
    is_address = not checked("source", {"url": url}).fault
    return "" if data.strip() and is_address else "the record contains no page"
