"""Reads exports of Substack: a list of posts, and a fragment of a web page for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from generator.extract.decode import decode
from generator.imports.item import MAX_BYTES, NO_TEXT, TOO_LARGE, Item, Opened
from generator.imports.pages import page
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError


def recognises(source: Source) -> bool:
    """Whether a folder is an unpacked export of Substack."""
    return "posts.csv" in source.names and any(name.startswith("posts/") for name in source.names)


def read(source: Source, _: Options) -> Opened:
    """The posts of an export. What it says of subscribers is left out.

    Raises:
        ClipfileError: its list of posts cannot be read.
    """
    text = decode("posts.csv", (source.path / "posts.csv").read_bytes()).text or ""
    header = next(iter(text.lstrip("\ufeff").splitlines()), "").split(",")
    if not {"post_id", "title", "is_published"} <= set(header):
        raise ClipfileError(
            f"{source.shown}: its posts.csv lacks the columns post_id, title or is_published. Export again."
        )
    return Opened(len(source.every_name), _substack_items(source, _rows(text)))


def _rows(text: str) -> list[dict[str, str]]:
    return [
        {key: value or "" for key, value in row.items() if isinstance(key, str)}
        for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    ]


def _substack_items(source: Source, rows: list[dict[str, str]]) -> Iterator[Item]:
    posts = set()
    for number, row in enumerate(rows, 1):
        posts.add(f"posts/{row['post_id']}.html")
        yield _substack_post(source, row, number)
    for number, name in enumerate(source.every_name, len(rows) + 1):
        if name in posts or name == "posts.csv":
            continue
        is_post = name.startswith("posts/") and name.endswith(".html")
        yield Item(
            name,
            kind="post" if is_post else "file",
            withheld="draft" if is_post else "",
            skipped="" if is_post else "data of the account and its subscribers",
            done=min(number, len(source.every_name)),
        )


def _substack_post(source: Source, row: Mapping[str, str], done: int) -> Item:
    key, title = row["post_id"], row.get("title", "").strip()
    fields: dict[str, object] = {
        "title": title,
        "published": row.get("post_date", "")[:10],
        "summary": row.get("subtitle", "").strip(),
    }
    fields = {name: value for name, value in fields.items() if value}
    item = Item(title or key, None, fields, row.get("type") or "post", key.partition(".")[0], done=done)
    is_published = row.get("is_published", "").strip().lower() in {"true", "1", "yes"}
    is_public = row.get("audience", "everyone") in {"everyone", ""}
    item = replace(item, withheld="draft" if not is_published else "" if is_public else "subscribers")
    if not item.withheld and item.kind in {"thread", "page"}:
        return replace(item, skipped=item.kind)
    path = source.path / "posts" / f"{PurePosixPath(key).name}.html"
    if not path.is_file() or path.is_symlink():
        fault = f"its text is missing: there is no file posts/{key}.html. Export again"
        return item if item.withheld else replace(item, fault=fault)
    if path.stat().st_size > MAX_BYTES:
        return replace(item, fault=TOO_LARGE)
    text = decode(path.name, path.read_bytes(), html=True).text or ""
    if text.strip():
        return replace(item, document=page(title, text))
    return item if item.withheld else replace(item, skipped=NO_TEXT)
