"""How a page is stored: a Markdown file in the docs folder, and the data of its template in the view store.

The view store is ``.cache/views`` of the docs folder: for ``people/ana.md`` a file ``people/ana.json`` with
everything that the page's template reads. A self-contained page has that data in its front matter instead,
for programs that cannot read the store.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from generator.model.errors import ClipfileError
from generator.model.output import Page
from generator.text.markup import encodable
from generator.text.markup import page as markdown_page

FOLDER = ".cache/views"


class Encoded(NamedTuple):
    """The bytes of a file; ``view`` is its file in the view store, empty where it has none."""

    data: bytes
    view: bytes = b""


class StoredView(msgspec.Struct, frozen=True):
    """What our theme shows of a page.

    ``meta`` is what templates read as ``page.meta``: the front matter, ``template`` and ``view``. ``shown``
    is the Markdown to show in place of the page's body, or None for the body itself.
    """

    meta: dict[str, Any]
    shown: str | None = None


_decoder = msgspec.json.Decoder(StoredView)


def encode(made: str | Page, *, self_contained: bool = False) -> Encoded:
    """A page or text as bytes."""
    if isinstance(made, str):
        return Encoded(made.encode("utf-8", errors="replace"))
    stored = StoredView({**made.fields, "template": made.template, "view": made.view}, made.shown)
    if self_contained:
        text = markdown_page(stored.meta, made.body if made.shown is None else made.shown)
        return Encoded(text.encode("utf-8", errors="replace"))
    text = markdown_page(made.fields, made.body)
    return Encoded(text.encode("utf-8", errors="replace"), _json(stored))


def _json(stored: StoredView) -> bytes:
    try:
        return msgspec.json.encode(stored)
    except UnicodeEncodeError:
        return msgspec.json.encode(encodable(msgspec.to_builtins(stored)))


def view_path(name: str) -> str:
    """Path of a page's file in the view store; both paths are relative to the docs folder."""
    return f"{FOLDER}/{name.removesuffix('.md')}.json"


def read_view(docs: Path, name: str) -> StoredView:
    """What the view store has of a page.

    Args:
        docs: the docs folder.
        name: path of the page's Markdown file below it.

    Raises:
        FileNotFoundError: the store has no such page.
        ClipfileError: the file is damaged.
    """
    path = docs / view_path(name)
    try:
        return _decoder.decode(path.read_bytes())
    except msgspec.MsgspecError as error:
        raise ClipfileError(f"{path}: is damaged. Delete this file and run the command again.") from error
