"""Reads exports of Ghost: the tables of its database as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.imports.item import NO_TEXT, Document, Item, Opened
from generator.imports.json_files import whole_json
from generator.imports.pages import page
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError


def recognises(source: Source) -> bool:
    """Whether a file is an export of Ghost."""
    start = source.start.lstrip()[:3000]
    is_database = start.startswith("{") and ('"db"' in start or '"data"' in start)
    return is_database and (
        '"exported_on"' in start or '"posts"' in source.start or '"mobiledoc"' in source.start
    )


def read(source: Source, _: Options) -> Opened:
    """The posts of an export.

    Raises:
        ClipfileError: it cannot be read.
    """
    content: Any = whole_json(source, "Export again.", "Export a part of the site.")
    try:
        database = content["db"][0] if "db" in content else content
        tables = database["data"]
        posts = _table(tables, "posts")
    except (KeyError, TypeError, IndexError):
        raise ClipfileError(f"{source.shown}: the export of Ghost has no posts. Export again.") from None
    return Opened(len(posts), _ghost_items(tables, posts))


def _ghost_items(tables: Mapping[str, Any], posts: list[Mapping[str, Any]]) -> Iterator[Item]:
    tags = _linked(
        tables,
        "posts_tags",
        "tag_id",
        {str(tag.get("id")): str(tag.get("name") or "") for tag in _table(tables, "tags")},
    )
    users = {str(user.get("id")): str(user.get("name") or "") for user in _table(tables, "users")}
    authors = _linked(tables, "posts_authors", "author_id", users)
    for number, post in enumerate(posts, 1):
        key = str(post.get("id"))
        names = authors.get(key) or [users.get(str(post.get("author_id")), "")]
        yield _ghost_post(post, tags.get(key, []), names, number)


def _table(tables: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _place(row: Mapping[str, Any]) -> int:
    place = row.get("sort_order")
    return place if isinstance(place, int) else 0


def _linked(
    tables: Mapping[str, Any], name: str, other: str, names: Mapping[str, str]
) -> dict[str, list[str]]:
    """Names of the rows that a table links to each post, in their order."""
    found: dict[str, list[str]] = {}
    rows = _table(tables, name)
    for row in sorted(rows, key=_place):
        value = names.get(str(row.get(other)), "")
        # A name that begins with "#" is internal.
        if value and not value.startswith("#"):
            found.setdefault(str(row.get("post_id")), []).append(value)
    return found


def _ghost_post(post: Mapping[str, Any], tags: list[str], authors: list[str], done: int) -> Item:
    title = str(post.get("title") or "").strip()
    status, visibility = str(post.get("status") or ""), str(post.get("visibility") or "public")
    canonical = str(post.get("canonical_url") or "")
    fields: dict[str, object] = {
        "title": title,
        "authors": [name for name in authors if name],
        "published": str(post.get("published_at") or "")[:10],
        "tags": tags,
        "summary": str(post.get("custom_excerpt") or ""),
        "canonical": canonical if canonical.startswith("http") else "",
        "language": str(post.get("locale") or ""),
    }
    fields = {name: value for name, value in fields.items() if value}
    kind = "page" if post.get("type") == "page" or post.get("page") in (1, True) else "post"
    item = Item(
        title or str(post.get("slug")),
        None,
        fields,
        kind,
        str(post.get("uuid") or post.get("id") or ""),
        done=done,
    )
    withheld = (status or "draft") if status not in {"published", "sent"} else ""
    item = replace(item, withheld=withheld or ("" if visibility == "public" else visibility))
    if kind == "page" and not item.withheld:
        return replace(item, skipped="page")
    return _with_text(item, post, title)


def _with_text(item: Item, post: Mapping[str, Any], title: str) -> Item:
    html = str(post.get("html") or "")
    text = str(post.get("markdown") or post.get("plaintext") or "").strip()
    if html.strip():
        return replace(item, document=page(title, html.replace("__GHOST_URL__", "")))
    if text:
        return replace(item, document=Document(f"# {title}\n\n{text}\n".encode(errors="replace"), ".md"))
    if item.withheld:
        return item
    if post.get("lexical") or post.get("mobiledoc"):
        fault = "its text is only in the form of Ghost's editor. Export with a newer version of Ghost"
        return replace(item, fault=fault)
    return replace(item, skipped=NO_TEXT)
