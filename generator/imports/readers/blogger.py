"""Reads exports of Blogger: an Atom feed of posts, pages, comments and settings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from generator.imports.item import MAX_BYTES, NO_TEXT, TOO_LARGE, Item, Opened
from generator.imports.pages import page
from generator.imports.source import Options, Source
from generator.imports.xml_items import xml_items
from generator.text.controls import without_controls

_ATOM, _APP = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/2007/app}"
_OLD_APP, _BLOGGER = "{http://purl.org/atom/app#}", "{http://schemas.google.com/blogger/2018}"
_HIDDEN = {"SOFT_TRASHED": "trash", "TRASHED": "trash", "SCHEDULED": "scheduled"}
_KIND = re.compile(r"/blogger/20\d\d/?#?kind#(\w+)\Z")


def recognises(source: Source) -> bool:
    """Whether a file is an export of Blogger, which is an Atom feed with more in it."""
    start = source.start
    return "<feed" in start[:3000] and (
        "schemas.google.com/blogger/2018" in start
        or "schemas.google.com/blogger/2008/kind#" in start
        or "blogger/2008#kind" in start
    )


def read(source: Source, _: Options) -> Opened:
    """The posts of an export, read one after the other."""
    items = xml_items(source.path, f"{_ATOM}entry", _blogger_entry, "Export the blog again")
    return Opened(source.path.stat().st_size, items)


def _blogger_entry(entry: Any, number: int, done: int) -> Item:  # noqa: ANN401
    terms = [
        (element.get("scheme") or "", element.get("term") or "")
        for element in entry.findall(f"{_ATOM}category")
    ]
    kinds = [found[1] for _, term in terms if (found := _KIND.search(term))]
    kind = (kinds[0] if kinds else entry.findtext(f"{_BLOGGER}type") or "post").lower()
    title = without_controls(entry.findtext(f"{_ATOM}title") or "").strip()
    links = {element.get("rel"): element.get("href") or "" for element in entry.findall(f"{_ATOM}link")}
    fields: dict[str, object] = {
        "title": title,
        "authors": [
            name
            for element in entry.findall(f"{_ATOM}author")
            if (name := (element.findtext(f"{_ATOM}name") or "").strip())
            and name not in {"Unknown", "Anonymous"}
        ],
        "published": (entry.findtext(f"{_ATOM}published") or entry.findtext(f"{_BLOGGER}created") or "")[:10],
        "url": links.get("alternate", ""),
        "tags": [term for _, term in terms if term and not _KIND.search(term)],
    }
    fields = {name: value for name, value in fields.items() if value}
    key = (entry.findtext(f"{_ATOM}id") or "").rpartition("post-")[2]
    item = Item(title or key or f"entry {number}", None, fields, kind, key, done=done)
    if kind != "post":
        return replace(item, skipped=kind)
    status = (entry.findtext(f"{_BLOGGER}status") or "LIVE").upper()
    is_draft = any(
        (element.text or "").strip() == "yes"
        for app in (_APP, _OLD_APP)
        for element in entry.iter(f"{app}draft")
    )
    withheld = _HIDDEN.get(status, "draft") if is_draft or status != "LIVE" else ""
    content = entry.findtext(f"{_ATOM}content") or ""
    if len(content) > MAX_BYTES:
        return replace(item, fault=TOO_LARGE)
    if not content.strip():
        return replace(item, withheld=withheld, skipped="" if withheld else NO_TEXT)
    return replace(item, document=page(title, content), withheld=withheld)
