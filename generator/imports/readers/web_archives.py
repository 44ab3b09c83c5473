"""Reads web archives: WARC and ARC files, also compressed, and WACZ archives with their list of pages.

An archive is read twice. The first time notes where each page and picture is; the second time reads the
pages, each with its pictures. In a WACZ archive only the listed pages are articles.
"""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from generator.accession.add import readable
from generator.accession.fetch import TYPES, charset_of
from generator.imports.item import MAX_BYTES, TOO_LARGE, Document, Item, Opened
from generator.imports.json_files import parsed
from generator.imports.page_pictures import pictures_of
from generator.imports.source import Options, Source
from generator.imports.web_compression import missing_for
from generator.inputs.checks import quoted
from generator.inputs.fields import BY_NAME
from generator.model.errors import ClipfileError

GET_WHOLE = "Get a complete copy and run the command again; what was imported is skipped"
# Bytes that end a record but do not count as part of it.
RECORD_END = 4
_PICTURE_BYTES = 50_000_000
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({"301", "302", "303", "307", "308"})
_ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz")
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_LONGEST_LINE = 1_000_000  # bytes of a line of the list of pages, which may contain the text of the page
# warcio reads the address of a record even if its head is incomplete.
_BROKEN = (ArchiveLoadFailed, AttributeError, OSError, EOFError, ValueError, zlib.error)
_COMPRESSED = frozenset({"br", "zstd"})
_HEADED = re.compile(rb"<(?:h1|title)[\s>]", re.IGNORECASE)


class _Place(NamedTuple):
    """Where a record begins, and how far its file is read below it."""

    file: Path
    offset: int
    end: int


@dataclass
class _Index:
    """What is in the files of an archive, by address."""

    pages: dict[str, list[_Place]] = field(default_factory=dict)
    pictures: dict[str, _Place] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    def picture(self, url: str) -> bytes | None:
        """The bytes of a picture."""
        place = self.pictures.get(self.final(url))
        if place is None:
            return None
        with contextlib.suppress(*_BROKEN), _opened(place) as record:
            data: bytes = record.content_stream().read(_PICTURE_BYTES + 1)
            return data if len(data) <= _PICTURE_BYTES and not _is_cut(record) else None
        return None

    def final(self, url: str) -> str:
        """The address to which one is redirected."""
        for _ in range(_MOST_REDIRECTS):
            url = self.moved.get(url, url)
        return url


class _Page(NamedTuple):
    """An entry of the list of pages."""

    url: str
    title: str
    day: str


def is_web_archive(source: Source) -> bool:
    """Whether a file is WARC or ARC, also compressed."""
    head = source.head
    if head.startswith(b"\x1f\x8b"):
        with contextlib.suppress(zlib.error):
            head = zlib.decompressobj(31).decompress(head, 100)
    named = source.path.is_file() and source.path.name.lower().endswith(_ENDINGS)
    return named or head.startswith((b"WARC/", b"filedesc://"))


def read_web_archive(source: Source, options: Options) -> Opened:
    """The pages of a web archive."""
    return Opened(source.path.stat().st_size, _Reading([source.path], options).items())


def is_wacz(source: Source) -> bool:
    """Whether a folder is an unpacked WACZ archive."""
    names = source.names
    return any(_is_records(name) for name in names) and (
        "datapackage.json" in names or any(name in names for name in _LISTS)
    )


def read_wacz(source: Source, options: Options) -> Opened:
    """The listed pages of a WACZ archive, all pages if it has no list.

    Raises:
        ClipfileError: it contains no records.
    """
    files = [source.path / name for name in source.names if _is_records(name)]
    if not files:
        raise ClipfileError(f"{source.shown}: contains no WARC file. Export the archive again.")
    lists = [source.path / name for name in _LISTS if name in source.names]
    listed = list(dict.fromkeys(page for path in lists for page in _listed(path)))
    return Opened(sum(file.stat().st_size for file in files), _Reading(files, options).items(listed))


def _is_records(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith(_ENDINGS)


def _listed(path: Path) -> Iterator[_Page]:
    """The pages of a list. The first line describes the list; a line that is no page is passed over."""
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            page = parsed(line)
            url = page.get("url") if isinstance(page, dict) else None
            if isinstance(page, dict) and isinstance(url, str) and url.startswith("http"):
                day = page.get("ts") or page.get("timestamp") or ""
                yield _Page(url, str(page.get("title") or "").strip(), str(day)[:10])


class _Reading:
    """Reads the files of one archive."""

    def __init__(self, files: list[Path], options: Options) -> None:
        self.files, self.options = files, options
        self.index = _Index()
        self.before = 0

    def items(self, listed: list[_Page] | None = None) -> Iterator[Item]:
        """What is no page, then the pages, then what is wrong with the files."""
        faults: list[Item] = []
        for file in self.files:
            for item in self._scan(file, is_listed=bool(listed)):
                (faults.append(item) if item.fault else (yield item))
        if listed:
            for page in listed:
                yield from self._listed_page(page)
        else:
            for url, places in self.index.pages.items():
                for place in places:
                    yield self._page(url, place)
        yield from faults

    def _scan(self, path: Path, *, is_listed: bool) -> Iterator[Item]:
        whole, cut, fault = 0, False, ""
        with path.open("rb") as file:
            records = ArchiveIterator(file, arc2warc=True)
            try:
                for record in records:
                    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
                    start = records.get_record_offset()
                    skipped = self._note(record, url, _Place(path, start, start))
                    records.read_to_end(record)
                    cut = _is_cut(record)
                    whole = start + records.get_record_length()
                    if skipped and not is_listed:
                        yield Item(url, kind="part of a page", skipped=skipped, done=whole)
            except _BROKEN as error:
                fault = f"cannot be read any further: {quoted(str(error))}. {GET_WHOLE}"
        if not fault and (cut or path.stat().st_size - whole > RECORD_END):
            fault = f"the file is incomplete; everything after byte {whole:,} is missing. {GET_WHOLE}"
        if fault:
            yield Item(path.name, kind="file", fault=fault, done=whole)

    def _note(self, record: Any, url: str, place: _Place) -> str:  # noqa: ANN401 - warcio has no types
        """Note a record; why it is no page, "" if it is one, or nothing that a reader has seen."""
        if record.rec_type == "revisit":
            first = str(record.rec_headers.get_header("WARC-Refers-To-Target-URI") or "").strip("<>")
            self._move(url, first)
        has_answer = record.rec_type == "resource" or (record.rec_type == "response" and record.http_headers)
        if not has_answer or not url.startswith("http"):
            return ""
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
        if status in _REDIRECTS:
            self._move(url, urljoin(url, str(record.http_headers.get_header("Location") or "")))
            return "redirect"
        return "error page" if status != "200" else self._note_answer(_kind(record)[0], url, place)

    def _move(self, url: str, target: str) -> None:
        if target and target != url:
            self.index.moved.setdefault(url, target)

    def _note_answer(self, kind: str, url: str, place: _Place) -> str:
        if kind in TYPES and not url.partition("?")[0].endswith("/robots.txt"):
            self.index.pages.setdefault(url, []).append(place)
            return ""
        if kind.startswith("image/"):
            self.index.pictures.setdefault(url, place)
            return "picture"
        return "part of a page"

    def _listed_page(self, page: _Page) -> Iterator[Item]:
        url = page.url.partition("#")[0]
        places = self.index.pages.get(url) or self.index.pages.get(self.index.final(url))
        if not places:
            yield Item(
                page.title or page.url,
                fault="the list of pages names it, but the archive does not contain it. "
                f"To fetch it, run: clipfile add {page.url}",
            )
            return
        # The list may contain a page twice, with the day of each copy.
        place = places.pop(0) if len(places) > 1 else places[0]
        yield self._page(url, place, page)

    def _page(self, url: str, place: _Place, page: _Page | None = None) -> Item:
        name, done = (page.title if page else "") or url, place.end
        try:
            with _opened(place) as record:
                kind, charset = _kind(record)
                lacking = missing_for(_encoding(record))
                data = record.content_stream().read(MAX_BYTES + 1)
                fault = lacking or _fault(record, url, data)
                captured = str(record.rec_headers.get_header("WARC-Date") or "")[:10]
        except _BROKEN as error:
            return Item(name, fault=f"cannot be read: {quoted(str(error))}", done=done)
        if fault:
            return Item(name, fault=fault, done=done)
        days = (captured, page.day if page else "", self.options.day.isoformat())
        retrieved = next(day for day in days if day and not BY_NAME["retrieved"].check(day).fault)
        fields = {"url": url, "retrieved": retrieved}
        if page and page.title and TYPES[kind] == ".html" and not _HEADED.search(data):
            fields["title"] = page.title
        suffix, data = TYPES[kind], readable(data, charset)
        pictures = pictures_of(data, suffix, url, self.index.picture) if self.index.pictures else ()
        return Item(name, Document(data, suffix), fields, "page", url, pictures, done=done)


@contextlib.contextmanager
def _opened(place: _Place) -> Iterator[Any]:
    """The record at a place."""
    with place.file.open("rb") as file:
        file.seek(place.offset)
        yield next(ArchiveIterator(file, arc2warc=True))


def _kind(record: Any) -> tuple[str, str]:  # noqa: ANN401 - warcio has no types
    """Type of the content of a record, and its charset."""
    headers = record.http_headers or record.rec_headers
    kind, _, rest = str(headers.get_header("Content-Type") or "").lower().partition(";")
    return kind.strip(), charset_of(rest)


def _encoding(record: Any) -> str:  # noqa: ANN401 - warcio has no types
    """How the bytes of a record are compressed, "" if they are not."""
    headers = record.http_headers
    return str(headers.get_header("Content-Encoding") or "").strip().lower() if headers else ""


def _is_cut(record: Any) -> bool:  # noqa: ANN401 - warcio has no types
    """Whether a record lacks bytes, or ends before its head says how many it has."""
    return bool(getattr(record.raw_stream, "limit", 1) > 0)


def _fault(record: Any, url: str, data: bytes) -> str:  # noqa: ANN401 - warcio has no types
    if len(data) > MAX_BYTES:
        return f"the page {TOO_LARGE}"
    if _is_cut(record):
        return "the page is incomplete"
    encoding = _encoding(record)
    if encoding in _COMPRESSED and b"<" not in data[:1000]:
        return f"its compression {encoding!r} cannot be read. To fetch the page, run: clipfile add {url}"
    if not data.strip() or BY_NAME["source"].check({"url": url}).fault:
        return "the record contains no page"
    return ""
