"""How a page is stored: a Markdown file in the docs folder, and the data of its template in the view store.

The view store (``views.py``) has everything that the page's template reads. A self-contained page has that
data in its front matter instead, for programs that cannot read the store.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from generator.convert.write.views import StoredView
from generator.model.output import Page
from generator.text.markup import encodable
from generator.text.markup import page as markdown_page


class Encoded(NamedTuple):
    """The bytes of a file; ``view`` is what the view store has of it, empty for nothing."""

    data: bytes
    view: bytes = b""


def encode(made: str | Page | bytes, *, self_contained: bool = False) -> Encoded:
    """A page or text as bytes, and bytes as they are."""
    if isinstance(made, bytes):
        return Encoded(made)
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
