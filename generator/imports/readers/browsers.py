"""Bookmarks as browsers keep them: Chrome's and Firefox's JSON, Safari's property list."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError

from generator.imports.item import Item, Opened
from generator.imports.json_files import whole_json
from generator.imports.shapes import UNFILED
from generator.imports.source import Options, Source
from generator.imports.values import as_day, day_of_number, is_web_address, separated
from generator.inputs.foreign import folded
from generator.model.errors import ClipfileError

_DEEPEST = 100
NO_ADDRESS = "no web address"
_FOLDERS = frozenset(
    map(
        folded,
        (
            "bookmark bar",
            "bookmarks bar",
            "bookmarks menu",
            "other",
            "synced",
            "mobile",
            "toolbar",
            "menu",
            "unfiled",
            "BookmarksBar",
            "BookmarksMenu",
            "com.apple.ReadingList",
            "favorites",
            "Mobile Bookmarks",
            "Bookmarks Toolbar",
            "Lesezeichenleiste",
            "Weitere Lesezeichen",
            "Lesezeichen-Symbolleiste",
            "Lesezeichen-Menü",
            "Barre de favoris",
            "Autres favoris",
        ),
    )
)


def recognises(source: Source) -> bool:
    """Whether this is a file of bookmarks that a browser keeps, or its backup."""
    start = source.start[:3000]
    if source.head.startswith(b"bplist") or "<plist" in start:
        return b"WebBookmark" in source.head or "WebBookmarkType" in source.start
    chrome = '"roots"' in start and '"bookmark_bar"' in start
    return start.lstrip().startswith("{") and (chrome or '"root________"' in start or '"placesRoot"' in start)


def read(source: Source, options: Options) -> Opened:
    """Open bookmarks.

    Raises:
        ClipfileError: the file is damaged.
    """
    del options
    if source.head.startswith(b"bplist") or "<plist" in source.start[:3000]:
        try:
            data = plistlib.loads(source.path.read_bytes())
        except (
            plistlib.InvalidFileException,
            ExpatError,
            ValueError,
            OverflowError,
            RecursionError,
            IndexError,
        ):
            raise ClipfileError(
                f"{source.path}: the property list is damaged. Copy Bookmarks.plist again."
            ) from None
        return Opened(0, _bookmarks(data))
    remedy = "Export the bookmarks as HTML, and import that."
    tree = whole_json(source, remedy, remedy)
    roots = tree.get("roots") if isinstance(tree, Mapping) else None
    # Chrome's parts are a mapping, Firefox's a list.
    return Opened(0, _bookmarks({"children": list(roots.values())} if isinstance(roots, Mapping) else tree))


def _bookmarks(node: object, folders: tuple[str, ...] = ()) -> Iterator[Item]:
    if not isinstance(node, Mapping) or len(folders) > _DEEPEST:
        return
    url = next((str(node[key]) for key in ("url", "uri", "URLString") if isinstance(node.get(key), str)), "")
    title = _title(node)
    if url:
        yield _item(node, url, title, folders)
    children = node.get("children", node.get("Children"))
    for child in children if isinstance(children, list) else ():
        yield from _bookmarks(child, (*folders, title))


def _title(node: Mapping[str, object]) -> str:
    inner = node.get("URIDictionary")
    title = inner.get("title") if isinstance(inner, Mapping) else None
    found = title or node.get("name") or node.get("title") or node.get("Title") or ""
    return " ".join(str(found).split())


def _item(node: Mapping[str, object], url: str, title: str, folders: tuple[str, ...]) -> Item:
    if not is_web_address(url):
        return Item(title or url, kind="bookmark", skipped=NO_ADDRESS)
    listed = node.get("ReadingList")
    reading = listed if isinstance(listed, Mapping) else {}
    tags = [*folders, *separated(str(node.get("tags") or ""))]
    kept = dict.fromkeys(tag for tag in tags if tag and folded(tag) not in UNFILED | _FOLDERS)
    fields = {
        "title": "" if title == url else title,
        "source": {"url": url},
        "retrieved": _day(node) or as_day(reading.get("DateAdded") or ""),
        "tags": list(kept),
        "summary": reading.get("PreviewText") or "",
    }
    return Item(
        title or url,
        fields={name: value for name, value in fields.items() if value},
        kind="address",
        identifier=str(node.get("guid") or node.get("WebBookmarkUUID") or ""),
    )


def _day(node: Mapping[str, object]) -> str:
    return next((day for key in ("date_added", "dateAdded") if (day := day_of_number(node.get(key, "")))), "")
