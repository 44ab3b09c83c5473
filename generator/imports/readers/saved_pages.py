"""Reads pages that a browser saved whole: MAFF, webarchive, HAR, and HTML that states its address."""

from __future__ import annotations

import json
import plistlib
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote
from xml.parsers.expat import ExpatError

import lxml.html
from lxml import etree

from generator.accession.add import readable
from generator.accession.fetch import TYPES, charset_of
from generator.extract.decode import decode
from generator.extract.html.saved import saved_claims
from generator.imports.item import MAX_BYTES, Document, Item, Opened
from generator.imports.page_pictures import pictures_of
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError
from generator.system.files import leads_away
from generator.text.declared_dates import declared_day

_LARGEST = 200_000_000  # bytes of a file that is read whole
_RDF, _MAF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://maf.mozdev.org/metadata/rdf#}"
_COMMENTED = re.compile(
    r"saved with SingleFile|saved from(?: url=\(\d{1,6}\)|:? )\s?https?://|savepage-url|"
    r"Mirrored from \S+ by HTTrack|data-scrapbook-source|exporter-version\W+content=.Evernote|"
    r"itemprop=.source-url",
    re.IGNORECASE,
)
# Names that Evernote gives to what it states, old and new.
_EVERNOTE = {"source-url": "url", "created": "retrieved", "author": "author", "keywords": "tags"}
_STAMP = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_HEAD = 5000  # characters in which a program says that it saved a page


def is_maff(source: Source) -> bool:
    """Whether a folder is an unpacked MAFF archive: each page in a folder with its ``index.rdf``."""
    return bool(_maff_folders(source))


def read_maff(source: Source, _: Options) -> Opened:
    """The pages of a MAFF archive."""
    folders = _maff_folders(source)
    return Opened(len(folders), (_maff_page(source, name, number) for number, name in enumerate(folders, 1)))


def _maff_folders(source: Source) -> list[str]:
    """Folders of pages, "" if there is only the folder of one."""
    return [
        name.rpartition("/")[0]
        for name in source.names
        if name == "index.rdf" or (name.count("/") == 1 and name.endswith("/index.rdf"))
    ]


def is_webarchive(source: Source) -> bool:
    """Whether a file is a webarchive of Safari, which is a property list."""
    return b"WebMainResource" in source.head or (
        source.suffix == ".webarchive" and source.head.startswith((b"bplist", b"<?xml"))
    )


def read_webarchive(source: Source, _: Options) -> Opened:
    """The page of a webarchive.

    Raises:
        ClipfileError: it cannot be read.
    """
    return Opened(1, iter((_webarchive_page(source, _whole(source)),)))


def is_har(source: Source) -> bool:
    """Whether a file is a HAR archive: the traffic of a browser as JSON."""
    start = source.start.lstrip()[:2000]
    return start.startswith("{") and '"log"' in start and ('"entries"' in start or '"creator"' in start)


def read_har(source: Source, options: Options) -> Opened:
    """The pages of a HAR archive.

    Raises:
        ClipfileError: it cannot be read.
    """
    try:
        entries = json.loads(_whole(source))["log"]["entries"]
        entries = [entry for entry in entries if isinstance(entry, dict)]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ClipfileError(f"{source.shown}: the HAR file is incomplete. Save it again.") from None
    return Opened(len(entries), _har_pages(entries, options))


def is_saved_page(source: Source) -> bool:
    """Whether a file is a page in which the program that saved it states its address."""
    start = source.start[:_HEAD]
    return (
        "<" in start[:200]
        and source.suffix in {".html", ".htm", ".xhtml", ".txt", ""}
        and bool(_COMMENTED.search(start))
    )


def read_saved_page(source: Source, _: Options) -> Opened:
    """A page with its address and the day of saving, as it is.

    Raises:
        ClipfileError: it is too large.
    """
    data = _whole(source)
    text = decode(source.path.name, data, html=True).text or ""
    # Only what the comment states: the rest is for the reader of seeds.
    fields = {
        claim.field.removeprefix("source_"): claim.value
        for claim in saved_claims(text[:_HEAD], lxml.html.Element("html"))
    }
    fields |= _evernote(text)
    item = Item(
        source.path.stem,
        Document(data, ".html"),
        fields,
        "saved page",
        fields.get("url", ""),
        _beside(source, text),
        done=1,
    )
    return Opened(1, iter((item,)))


def _evernote(text: str) -> dict[str, str]:
    """What Evernote states in a note that it exports as a web page."""
    found: dict[str, str] = {}
    if "exporter-version" not in text[:_HEAD] and "source-url" not in text[:_HEAD]:
        return found
    for element in lxml.html.document_fromstring(text).iter("meta"):
        name = _EVERNOTE.get(element.get("name") or element.get("itemprop") or "")
        value = (element.get("content") or "").strip()
        if name == "retrieved":
            stamp = _STAMP.match(value)
            value = "-".join(stamp.groups()) if stamp else ""
        # The address of the person who keeps the notes is private.
        if name and value and not (name == "author" and "@" in value):
            found.setdefault(name, value)
    return found


def _beside(source: Source, text: str) -> tuple[Any, ...]:
    """The pictures in the folder that a browser saved next to a page."""
    folder = source.path.with_name(f"{source.path.stem}_files")
    if not folder.is_dir():
        return ()
    root = source.path.parent.resolve()

    def find(address: str) -> bytes | None:
        file = root / address.removeprefix("./")
        inside = not leads_away(address) and file.resolve().is_relative_to(root) and file.is_file()
        return file.read_bytes() if inside and file.stat().st_size <= MAX_BYTES else None

    return pictures_of(text.encode(errors="replace"), ".html", "", find)


def _whole(source: Source) -> bytes:
    if source.path.stat().st_size > _LARGEST:
        raise ClipfileError(
            f"{source.shown}: is larger than {_LARGEST:,} bytes. Save fewer pages in one file."
        )
    return source.path.read_bytes()


def _maff_page(source: Source, folder: str, number: int) -> Item:
    stated = _rdf(source.path / folder / "index.rdf")
    name = PurePosixPath(stated.get("indexfilename") or "index.html").name
    path = source.path / folder / name
    title, url = stated.get("title", ""), stated.get("originalurl", "")
    label = title or url or folder or source.label
    if not path.is_file():
        return Item(
            label, kind="saved page", fault="its page is missing in the archive. Save it again", done=number
        )
    if path.stat().st_size > MAX_BYTES:
        return Item(
            label, kind="saved page", fault=f"the page is larger than {MAX_BYTES:,} bytes", done=number
        )
    data = readable(path.read_bytes(), stated.get("charset", "").lower())
    names, base = frozenset(source.names), url.rpartition("/")[0] + "/"

    def find(address: str) -> bytes | None:
        inner = unquote(address.removeprefix(base).removeprefix("./"))
        if (f"{folder}/{inner}" if folder else inner) not in names:
            return None
        return (source.path / folder / inner).read_bytes()

    pictures = pictures_of(data, ".html", url, find)
    day = declared_day(stated.get("archivetime", ""))
    fields = {key: value for key, value in (("url", url), ("retrieved", day)) if value}
    suffix = TYPES.get({"txt": "text/plain", "pdf": "application/pdf"}.get(path.suffix[1:], ""), ".html")
    return Item(label, Document(data, suffix), fields, "saved page", url, pictures, done=number)


def _rdf(path: Any) -> dict[str, str]:  # noqa: ANN401
    """What the description of a page of a MAFF archive states."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError:
        return {}
    found: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        if isinstance(element.tag, str) and element.tag.startswith(_MAF):
            value = element.get(f"{_RDF}resource") or element.get("resource") or element.text or ""
            found.setdefault(element.tag.removeprefix(_MAF), value.strip())
    return found


def _webarchive_page(source: Source, data: bytes) -> Item:
    label = source.path.stem
    try:
        archive = plistlib.loads(data)
        main = archive["WebMainResource"]
        page, url = bytes(main["WebResourceData"]), str(main.get("WebResourceURL") or "")
        charset = str(main.get("WebResourceTextEncodingName") or "").lower()
        kind = str(main.get("WebResourceMIMEType") or "text/html").lower()
        resources = {
            str(part.get("WebResourceURL") or "").partition("#")[0]: bytes(part.get("WebResourceData") or b"")
            for part in archive.get("WebSubresources") or ()
        }
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
        ExpatError,
        plistlib.InvalidFileException,
    ):
        return Item(
            label,
            kind="saved page",
            fault="the webarchive is incomplete or damaged. Save the page again",
            done=1,
        )
    if kind not in TYPES:
        return Item(label, kind="saved page", skipped=f"no page: {kind}", done=1)
    if len(page) > MAX_BYTES:
        return Item(label, kind="saved page", fault=f"the page is larger than {MAX_BYTES:,} bytes", done=1)
    page, suffix = readable(page, charset), TYPES[kind]
    fields = {"url": url} if url.startswith("http") else {}
    pictures = pictures_of(page, suffix, url, resources.get) if resources else ()
    return Item(label, Document(page, suffix), fields, "saved page", fields.get("url", ""), pictures, done=1)


def _har_pages(entries: list[Mapping[str, Any]], options: Options) -> Iterator[Item]:
    pictures = {
        url.partition("#")[0]: entry
        for entry in entries
        if (url := _har_url(entry)) and _har_kind(entry)[0].startswith("image/")
    }

    def find(address: str) -> bytes | None:
        return _har_data(pictures[address]) if address in pictures else None

    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        url, (kind, _) = _har_url(entry), _har_kind(entry)
        page = str(entry.get("pageref") or url)
        status = entry.get("response", {}).get("status")
        if kind not in TYPES or status != 200 or not url.startswith("http") or page in seen:
            yield Item(url, kind="part of a page", skipped="part of a page", done=number)
            continue
        data = _har_data(entry)
        if not data.strip():
            yield Item(
                url,
                kind="page",
                fault="its text is not in the file. Save the HAR file with its contents",
                done=number,
            )
            continue
        seen.add(page)
        suffix = TYPES[kind]
        day = str(entry.get("startedDateTime") or "")[:10] or options.day.isoformat()
        found = pictures_of(data, suffix, url, find) if pictures else ()
        yield Item(
            url, Document(data, suffix), {"url": url, "retrieved": day}, "page", url, found, done=number
        )


def _har_url(entry: Mapping[str, Any]) -> str:
    request = entry.get("request")
    return str(request.get("url") or "") if isinstance(request, dict) else ""


def _har_content(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    response = entry.get("response")
    content = response.get("content") if isinstance(response, dict) else None
    return content if isinstance(content, dict) else {}


def _har_kind(entry: Mapping[str, Any]) -> tuple[str, str]:
    kind, _, rest = str(_har_content(entry).get("mimeType") or "").partition(";")
    return kind.strip().lower(), charset_of(rest)


def _har_data(entry: Mapping[str, Any]) -> bytes:
    content = _har_content(entry)
    text = str(content.get("text") or "")
    if content.get("encoding") != "base64":
        # The text is decoded, whatever the page says of its own encoding.
        mark = "" if text.isascii() else "\ufeff"
        return (mark + text).encode("utf-8", errors="replace")
    try:
        return readable(b64decode(text), _har_kind(entry)[1])
    except ValueError:
        return b""
