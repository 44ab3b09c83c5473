"""Recognises a list of addresses, such as bookmarks: the articles themselves are elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extract.html.blocks import Block
from generator.extract.html.providers import find_provider
from generator.extract.plain.shape import width

_ADDRESS = re.compile(r"<?https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+\.[^\s<>\"]+")
_LETTERS = re.compile(r"[^\W\d_]")
# How lists of bookmarks begin, that of browsers and those of programs to read later.
_BOOKMARKS = ("netscape-bookmark-file", "<title>instapaper: export", "<title>pocket export")
_HEAD = 1000  # characters in which a bookmark file names itself
# Width from which the words next to an address are text rather than a title.
_TEXT = 100
# A page of links has at least so many, most of its characters are linked, and less text than this.
_LINKS, _LINKED, _PROSE = 12, 0.6, 200
# Most characters of a menu, and the width that each of its lines stays below.
_MENU, _ITEM = 600, 40
_TITLE = 12  # least characters of a link that may be a headline


def addresses_in(lines: Sequence[str]) -> int:
    """The number of addresses if a text lists them with titles and nothing else, 0 for any other text.

    Addresses of videos and posts do not count: an article shows these, and they have no text to fetch.
    """
    filled = [line for line in lines if line.strip()]
    if not any("://" in line or "www." in line for line in filled[:10]):
        return 0
    count = lone = 0
    for line in filled:
        rest = _ADDRESS.sub("", line)
        if width(rest.strip()) >= _TEXT:
            return 0
        links = sum(find_provider(address[0]) is None for address in _ADDRESS.finditer(line))
        count += links
        lone += bool(links) and not _LETTERS.search(rest)
    # Title, address and tags of each; a single address with a title above it.
    listed = count > 2 and 3 * count >= len(filled)
    single = count and count == lone and 2 * count >= len(filled) and not _ends_sentence(filled)
    return count if listed or single else 0


def _ends_sentence(lines: Sequence[str]) -> bool:
    return any(line.rstrip().endswith((".", "。")) and not _ADDRESS.search(line) for line in lines)


def bookmarks_in(text: str) -> int:
    """The number of addresses in a file of bookmarks, 0 for any other text."""
    head = text[:_HEAD].casefold()
    is_list = any(mark in head for mark in _BOOKMARKS)
    return text.count("HREF=") + text.count("href=") if is_list else 0


def links_in(blocks: Sequence[Block]) -> int:
    """The number of titles that a page links if it has hardly any text of its own, 0 for any other page."""
    titles = [block for block in blocks if block.linked > _LINKED and len(block.text) >= _TITLE]
    if len(titles) < _LINKS:
        return 0
    own = [block for block in blocks if block.linked <= _LINKED]
    prose = sum(len(block.text) for block in own if width(block.text) >= _TEXT)
    linked, size = sum(len(block.text) for block in titles), sum(len(block.text) for block in blocks)
    return len(titles) if prose < _PROSE and linked > _LINKED * size else 0


def is_menu(blocks: Sequence[Block]) -> bool:
    """Whether all that a page shows are a few short links: the text was not there yet when it was saved."""
    size = sum(len(block.text) for block in blocks)
    return 0 < size <= _MENU and all(block.linked > _LINKED and width(block.text) < _ITEM for block in blocks)
