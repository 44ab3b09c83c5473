"""Gives MkDocs the data of a page from the view store: metadata, and the Markdown that the theme shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.structure.pages import Page

from generator.convert.write.views import FILE, Views
from generator.model.errors import ClipfileError

_END = "\n---\n"


def read_page(docs: Path, views: Views, name: str) -> tuple[str, dict[str, Any]]:
    """Markdown that our theme shows of a generated page, and what templates read as ``page.meta``.

    Args:
        docs: the docs folder.
        views: its view store.
        name: path of the page's Markdown file below it.

    Raises:
        ClipfileError: the view store does not have the page, or is damaged.
    """
    stored = views.find(name)
    if stored is None:
        raise ClipfileError(
            f"{docs / name}: its view is missing. Delete {docs / FILE} and run the command again."
        )
    return _body(docs / name) if stored.shown is None else stored.shown, stored.meta


def _body(path: Path) -> str:
    """A generated Markdown file without its front matter, in which no line consists of three hyphens."""
    return path.read_text(encoding="utf-8").partition(_END)[2].lstrip("\n")


def add_view(page: Page, markdown: str, docs: Path) -> str:
    """Add what the view store has of a page that MkDocs renders itself; return the Markdown to show.

    Args:
        page: a generated or hand-written page. Hand-written pages are not changed.
        markdown: its body.
        docs: the docs folder.

    Raises:
        ClipfileError: the view store is damaged.
    """
    stored = Views(docs).find(page.file.src_uri)
    if stored is None:
        return markdown
    page.meta.update(stored.meta)
    return markdown if stored.shown is None else stored.shown
