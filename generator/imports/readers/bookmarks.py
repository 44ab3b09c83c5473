"""Bookmarks as HTML: what browsers, Pocket, Instapaper, Raindrop, Shaarli and Pinboard write.

The form is Netscape's: ``<DT><A HREF=... ADD_DATE=... TAGS=...>``, with ``<DD>`` for a description. Pocket
and Instapaper write plain lists below headings. Elements are read one by one, as nobody closes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.imports.item import Item, Opened
from generator.imports.names import separated
from generator.imports.shapes import UNFILED
from generator.imports.source import Options, Source
from generator.imports.texts import read_text
from generator.imports.values import as_day, is_web_address
from generator.inputs.foreign import folded
from generator.text.controls import without_controls

_PIECE = 1 << 20
_DAYS = ("add_date", "time_added", "data-time-added", "data-added")
_HEADINGS = frozenset({"h1", "h2", "h3", "title"})
_PRIVATE = frozenset({"1", "true", "yes"})
NO_ADDRESS = "no web address"
# Titles of the whole file, not of a folder.
_TITLES = frozenset(
    map(
        folded,
        (
            "bookmarks",
            "bookmarks menu",
            "pocket export",
            "instapaper export",
            "instapaper: export",
            "lesezeichen",
            "marque-pages",
            "marcadores",
        ),
    )
)


@dataclass
class _Bookmark:
    """A link and what belongs to it."""

    attributes: Mapping[str, str]
    folders: tuple[str, ...]
    title: list[str] = field(default_factory=list)
    description: list[str] = field(default_factory=list)


def recognises(source: Source) -> bool:
    """Whether this is an HTML file of bookmarks: with Netscape's mark, or those of Pocket and Instapaper."""
    start = source.start[:4000].lower()
    if "netscape-bookmark-file" in start:
        return True
    if "<a " not in start or "<html" not in start:
        return False
    return "time_added=" in start or "<title>pocket export" in start or "<title>instapaper: export" in start


def read(source: Source, options: Options) -> Opened:
    """Open a file of bookmarks."""
    del options
    text = read_text(source.path)
    return Opened(len(text), _items(text))


def _items(text: str) -> Iterator[Item]:
    reader, done = _Reader(), 0
    for start in range(0, len(text), _PIECE):
        piece = text[start : start + _PIECE]
        reader.feed(piece)
        done += len(piece)
        for bookmark in reader.finished():
            yield _item(bookmark, done)
    reader.close()
    for bookmark in reader.finished(last=True):
        yield _item(bookmark, done)


def _item(bookmark: _Bookmark, done: int) -> Item:
    given = bookmark.attributes
    url = given.get("href", "").strip()
    title = " ".join("".join(bookmark.title).split())
    title = "" if title == url or is_web_address(title) else title
    if not is_web_address(url):
        return Item(title or url, kind="bookmark", skipped=NO_ADDRESS, done=done)
    stated = separated(given.get("tags") or given.get("data-tags") or "")
    tags = dict.fromkeys(tag for tag in (*bookmark.folders, *stated) if folded(tag) not in UNFILED)
    day = next((as_day(given[name]) for name in _DAYS if given.get(name, "0").strip("0")), "")
    fields = {"title": title, "source": {"url": url}, "retrieved": day, "tags": list(tags)}
    private = given.get("private", "").lower() in _PRIVATE
    return Item(
        title or url,
        fields={name: value for name, value in fields.items() if value},
        kind="address",
        note="".join(bookmark.description).strip(),
        withheld="private" if private else "",
        done=done,
    )


class _Reader(HTMLParser):
    """Reads bookmarks and the folders that they are in."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[_Bookmark] = []
        self._folders: list[str] = []
        self._heading: list[str] | None = None
        self._last = ""
        self._into: list[str] | None = None
        self._attributes: Mapping[str, str] = {}
        self._netscape = False

    def finished(self, *, last: bool = False) -> Iterator[_Bookmark]:
        """Bookmarks that are complete: all but the last, of which the description may follow."""
        keep = 0 if last else 1
        while len(self._found) > keep:
            yield self._found.pop(0)

    def handle_decl(self, decl: str) -> None:
        """Note Netscape's form, in which folders are nested."""
        self._netscape = "netscape" in decl.lower()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a folder, a heading or a link."""
        if tag in ("dl", "ul", "ol"):
            self._folders.append(self._last)
            self._last = ""
            self._into = None
        elif tag in _HEADINGS:
            self._heading = []
        elif tag == "a":
            attributes = {name: value or "" for name, value in attrs}
            bookmark = _Bookmark(attributes, tuple(filter(None, self._folders)))
            self._found.append(bookmark)
            self._into = bookmark.title
        elif tag == "dd":
            self._into = self._found[-1].description if self._found else None
        elif tag in ("dt", "li"):
            self._into = None
        elif tag == "br" and self._into is not None:
            self._into.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a folder, a heading or a link."""
        if tag in ("dl", "ul", "ol"):
            if self._folders:
                self._folders.pop()
            self._into = None
        elif tag in _HEADINGS and self._heading is not None:
            name = " ".join("".join(self._heading).split())
            self._last = "" if folded(name) in _TITLES else name
            self._heading = None
        elif tag == "a":
            self._into = None

    def handle_data(self, data: str) -> None:
        """Take text for the heading, title or description that is open."""
        into = self._heading if self._heading is not None else self._into
        if into is not None:
            into.append(without_controls(data))
