"""Why a document is not one article, as the problem that refuses it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.extract.html.blocks import Block
from generator.extract.whole.links import addresses_in, bookmarks_in, links_in
from generator.extract.whole.several import find_several, is_reference
from generator.model.documents import Claim, Declaration
from generator.model.problem import Problem

_INSIST = "If it is one article, write 'whole: true' in its sidecar"


def refusal_of_text(text: str, declared: Declaration, *, split: bool = False) -> Problem | None:
    """Why a text cannot be published as one article, None if it can.

    Args:
        text: the document, with its front matter.
        declared: what the curator declares; ``whole`` accepts any text.
        split: the document is a file of text, which an import can split.
    """
    return None if is_declared_whole(declared) else _refusal(text.splitlines(), split=split)


def refusal_of_letter(text: str, declared: Declaration) -> Problem | None:
    """The same for the plain text of a message, whose short lines with addresses are no list of links."""
    return None if is_declared_whole(declared) else _several(text.splitlines(), split=False)


def refusal_of_page(
    blocks: Sequence[Block], claims: Sequence[Claim], declared: Declaration, lines: Sequence[str]
) -> Problem | None:
    """The same for the blocks of a page and their lines, and what its head states."""
    if is_declared_whole(declared):
        return None
    # A page that states a day or an author is an article, however short.
    is_article = any(claim.field in {"date", "authors"} for claim in claims)
    count = 0 if is_article else links_in(blocks)
    if count:
        return _list_of_links(count)
    return _refusal(lines, split=False)


def refusal_of_bookmarks(text: str) -> Problem | None:
    """The problem of a browser's bookmark file, None for any other page."""
    count = bookmarks_in(text)
    return _list_of_links(count) if count else None


def is_declared_whole(declared: Declaration) -> bool:
    """Whether the curator says that the document is one complete article."""
    return declared.values.get("whole") is True


def _refusal(lines: Sequence[str], *, split: bool) -> Problem | None:
    count = addresses_in(lines)
    if count:
        return _list_of_links(count)
    return _several(lines, split=split) or (_reference() if split and is_reference(lines) else None)


def _several(lines: Sequence[str], *, split: bool) -> Problem | None:
    several = find_several(lines)
    if several is None:
        return None
    how = (
        "split it with 'clipfile import FILE'"
        if split and several.starts
        else "save each as a file of its own"
    )
    line = several.starts[1] + 1 if several.starts else 0
    message = f"the file contains several articles ({several.number}: {several.sign}): {how}. {_INSIST}"
    return Problem("", line, "several-articles", message)


def _reference() -> Problem:
    message = "the file contains a reference, not the text of an article: run 'clipfile import FILE'"
    return Problem("", 0, "reference", f"{message}. {_INSIST}")


def _list_of_links(count: int) -> Problem:
    what = "an address" if count == 1 else f"a list of links ({count} addresses)"
    how = "fetch the pages with 'clipfile add ADDRESS', or all of them with 'clipfile import --fetch FILE'"
    message = f"the file contains {what}, not the text of an article: {how}. {_INSIST}"
    return Problem("", 0, "list-of-links", message)
