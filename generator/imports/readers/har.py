"""HAR archives: the traffic of a browser as JSON, with the pages that it loaded and their pictures."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.accession.add import readable
from generator.accession.fetch import TYPES, charset_of
from generator.imports.item import Document, Item, Opened
from generator.imports.json_files import whole_json
from generator.imports.page_pictures import pictures_of
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError

_LARGEST = 200_000_000  # bytes of a file that is read whole
_SMALLER = "Save fewer pages in one file."


def recognises(source: Source) -> bool:
    """Whether a file is a HAR archive: the traffic of a browser as JSON."""
    start = source.start.lstrip()[:2000]
    return start.startswith("{") and '"log"' in start and ('"entries"' in start or '"creator"' in start)


def read(source: Source, options: Options) -> Opened:
    """The pages of a HAR archive.

    Raises:
        ClipfileError: it cannot be read.
    """
    content: Any = whole_json(source, "Save it again.", _SMALLER, _LARGEST)
    try:
        entries = [entry for entry in content["log"]["entries"] if isinstance(entry, dict)]
    except (KeyError, TypeError):
        raise ClipfileError(f"{source.shown}: the HAR file has no entries. Save it again.") from None
    return Opened(len(entries), _pages(entries, options))


def _pages(entries: Sequence[Mapping[str, Any]], options: Options) -> Iterator[Item]:
    pictures = {
        url.partition("#")[0]: entry
        for entry in entries
        if (url := _url(entry)) and _kind(entry)[0].startswith("image/")
    }

    def find(address: str) -> bytes | None:
        return _data(pictures[address]) if address in pictures else None

    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        url, (kind, _) = _url(entry), _kind(entry)
        page = str(entry.get("pageref") or url)
        status = entry.get("response", {}).get("status")
        if kind not in TYPES or status != 200 or not url.startswith("http") or page in seen:
            yield Item(url, kind="part of a page", skipped="part of a page", done=number)
            continue
        data = _data(entry)
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


def _url(entry: Mapping[str, Any]) -> str:
    request = entry.get("request")
    return str(request.get("url") or "") if isinstance(request, dict) else ""


def _content(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    response = entry.get("response")
    content = response.get("content") if isinstance(response, dict) else None
    return content if isinstance(content, dict) else {}


def _kind(entry: Mapping[str, Any]) -> tuple[str, str]:
    kind, _, rest = str(_content(entry).get("mimeType") or "").partition(";")
    return kind.strip().lower(), charset_of(rest)


def _data(entry: Mapping[str, Any]) -> bytes:
    content = _content(entry)
    text = str(content.get("text") or "")
    if content.get("encoding") != "base64":
        # The text is decoded, whatever the page says of its own encoding.
        mark = "" if text.isascii() else "\ufeff"
        return (mark + text).encode("utf-8", errors="replace")
    try:
        return readable(b64decode(text), _kind(entry)[1])
    except ValueError:
        return b""
