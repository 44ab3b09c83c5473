"""What of an article's page is indexed: its text, and the values of filters, sort keys and facts around it.

Only that is given to Pagefind, which reads it a quarter faster than whole pages and cannot take in a word
of the page's frame. What was read of a page is kept, so that the next build reads changed pages alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.site.search import spacing as search_words
from generator.site.search.shards import Page
from generator.site.search.spacing import spaced

_MARK = "data-pagefind-"
_NAME = re.compile(r"<(\w+)")
_TEXT = re.compile(r"(?<![^>])[^<]*+</\w+>")
_DAY = re.compile(r'<[^<>]*\bdata-pagefind-sort="date\b[^<>]*>')
_ISO = re.compile(r"(?!0000)\d{4}-\d\d-\d\d")
KEPT = "pages.json"
# The folder of a site that holds what is indexed.
ARTICLES = "articles"
NOT_INDEXED = ""


class Facts(NamedTuple):
    """What is known of a page: digest of what is indexed, empty where nothing is; its day, empty for none."""

    digest: str
    day: str


def indexed(page: str) -> str:
    """The part of a page that Pagefind has to read, letters of scripts without spaces apart; or nothing."""
    start = next(_tags(page, f"{_MARK}body"), None)
    if start is None:
        return NOT_INDEXED
    end = _end(page, start)
    return spaced(_values(page[:start]) + page[start:end] + _values(page[end:]))


def _tags(page: str, mark: str) -> Iterator[int]:
    """Where the tags begin that have an attribute, or are of a name, that begins with ``mark``."""
    at = page.find(mark)
    while at >= 0:
        start = page.rfind("<", 0, at + 1)
        if page.find(">", start, at) < 0:  # else it is a word of the text
            yield start
        at = page.find(mark, page.find(">", at))


def _end(page: str, start: int) -> int:
    """Where an element ends whose first tag begins at ``start``."""
    depth = 0
    name = _NAME.match(page, start)
    for tag in re.compile(rf"<(/?){name[1] if name else ''}\b[^<>]*>").finditer(page, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(page)


def _values(page: str) -> str:
    """The tag that names the language, and the tags that hold values, each with its text."""
    return "".join(_with_text(page, start) for mark in ("<html", _MARK) for start in _tags(page, mark))


def _with_text(page: str, start: int) -> str:
    end = page.find(">", start) + 1
    text = _TEXT.match(page, end)
    return page[start : text.end() if text else end]


def facts(page: str) -> Facts:
    """What has to be known of a page before it is indexed."""
    part = indexed(page)
    if not part:
        return Facts(NOT_INDEXED, "")
    tag = _DAY.search(part)
    day = _ISO.search(tag[0]) if tag else None
    return Facts(digest_of(part), day[0] if day else "")


def digest_of(part: str) -> str:
    """The digest under which a page's part is indexed."""
    return hashlib.sha256(part.encode()).hexdigest()


def read_pages(files: Mapping[str, str], cache: Path, digests: Mapping[str, str]) -> list[Page]:
    """The pages of articles that are indexed, by path.

    Args:
        files: path of a file with the page's content, by the page's path in the site.
        cache: the folder in which what is known of pages is kept, by their digests.
        digests: of pages by path, where the caller knows them; others are read.
    """
    known = _kept(cache)
    paths = sorted(path for path in files if path.startswith(f"{ARTICLES}/") and path.endswith(".html"))
    found = {path: _looked_up(files[path], digests.get(path, ""), known) for path in paths}
    _keep(cache, dict(found.values()))
    return [Page(path, *facts) for path, (_, facts) in found.items() if facts.digest != NOT_INDEXED]


def _looked_up(path: str, digest: str, known: Mapping[str, Facts]) -> tuple[str, Facts]:
    if digest in known:
        return digest, known[digest]
    page = Path(path).read_bytes()
    name = digest or hashlib.sha256(page).hexdigest()
    return name, known.get(name) or facts(page.decode())


def _kept(cache: Path) -> dict[str, Facts]:
    try:
        code, pages = msgspec.json.decode((cache / KEPT).read_bytes(), type=tuple[str, dict[str, Facts]])
        return pages if code == _code() else {}
    except (OSError, msgspec.MsgspecError):  # none yet, or one that was not written to its end
        return {}


def _keep(cache: Path, pages: Mapping[str, Facts]) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    (cache / KEPT).write_bytes(msgspec.json.encode((_code(), pages)))


def _code() -> str:
    """Digest of what decides the facts of a page."""
    return hashlib.sha256(b"".join(Path(file).read_bytes() for file in _files())).hexdigest()


def _files() -> Iterator[str]:
    yield __file__
    yield search_words.__file__
