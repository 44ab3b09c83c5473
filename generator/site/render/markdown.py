"""Renders plain bodies exactly like Python-Markdown, but forty times as fast.

Nearly all articles consist of headings, paragraphs and lists of text, links to pages of the site and escaped
characters. One pattern recognizes such bodies; all others are left to Python-Markdown. The output is
identical to the byte: a body with which it might differ does not match the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.toc import TableOfContents, get_toc

# What MkDocs adds by itself, and what our settings add. Any other extension may give any character a meaning.
EXTENSIONS = frozenset({"toc", "tables", "fenced_code", "sane_lists"})
# Their settings that change nothing.
_TOC = {"permalink": False}

# Text in which no character means anything, escaped characters, references to characters.
_ENTITY = r"&(?:\#[0-9]+|[A-Za-z]+);"
_BARE = r"&(?!\#|\w+;)"
_INWARD = r"(?<=[^\W_])_(?=[^\W_])"
_WORDS = rf"[^\\`*_\[\]{{}}<&\x00-\x1f\x7f-\x9f]++|\\[*_\[\]{{}}\#+.!-]|{_INWARD}|{_ENTITY}|{_BARE}"
# A link to another generated page.
_PART = r"[^\x00-,./:-`{-\xa0\s]++"
_TARGET = rf"(?:\.\./)*+(?:{_PART}/)*+{_PART}\.md"
_LINK = rf"(?<!!)\[(?:{_WORDS})++\]\({_TARGET}\)"
_LINKED = re.compile(rf"\]\(({_TARGET})\)")
# A line begins with nothing that may open a block, nor with a space; nor does it end with one.
_LINE = rf"(?![\#=:~|!+>]|-(?!\w)|\s|\d++[.)](?:\s|\Z))(?:{_WORDS}|{_LINK})++(?<!\s)"
_PARAGRAPH = rf"{_LINE}(?:\n{_LINE})*+"
_LIST = rf"- {_LINE}(?:\n- {_LINE})*+"
# A figure that outputs/pictures.py wrote: HTML on one line, which stays as it is.
_RAW = r"[^<>\x00-\x1f\x7f-\x9f]++"
_FIGURE = rf'<figure class="cf-figure(?: cf-figure--tall)?">(?:<{_RAW}>|{_RAW})++(?<=</figure>)'
_HEADING = r"\#{2,6} (?!\s)[^\\`*_\[\]{}<>&\#\x00-\x1f\x7f-\x9f]++(?<!\s)"
# Lists that follow each other become one, with paragraphs in it.
_BLOCK = rf"(?:{_HEADING}|{_FIGURE}|{_PARAGRAPH}|{_LIST}(?!\n\n- ))"
_PLAIN = re.compile(rf"{_BLOCK}(?:\n\n{_BLOCK})*+")
_CHANGED = re.compile(
    rf"\[(?P<label>[^\]\\]*+(?:\\.[^\]\\]*+)*+)\]\((?P<url>[^)]*+)\)|\\(?P<escaped>.)|(?P<greater>>)|(?P<bare>{_BARE})"
)
_HTML = {"greater": "&gt;", "bare": "&amp;"}


class Plain(NamedTuple):
    """A rendered body, and the table of its headings."""

    html: str
    toc: TableOfContents


def renders_plain(config: MkDocsConfig) -> bool:
    """Whether ``plain`` may render a site: MkDocs' extensions as they are, and addresses of folders."""
    ours = (
        EXTENSIONS.issuperset(config.markdown_extensions)
        and {**_TOC, **config.mdx_configs.get("toc", {})} == _TOC
    )
    return ours and config.use_directory_urls


def plain(body: str, address: Callable[[str], str | None]) -> Plain | None:
    """A body that is empty or consists of plain headings, paragraphs and lists; None for any other.

    Args:
        body: Markdown.
        address: the address of a page for a link to its Markdown file, None for a link that is for MkDocs
            to resolve.
    """
    text = body.strip("\n")
    if text and not _PLAIN.fullmatch(text):
        return None
    addresses = {link: address(link) for link in _LINKED.findall(text)}
    if None in addresses.values():
        return None
    ids: set[str] = set()
    toc: list[Any] = []
    html = [
        _heading(block, ids, toc) if block[0] == "#" else _block(block, addresses)
        for block in text.split("\n\n")
        if block
    ]
    return Plain("\n".join(html).rstrip("\n"), get_toc(nest_toc_tokens(toc)))


def _heading(text: str, ids: set[str], toc: list[Any]) -> str:
    marks, _, words = text.partition(" ")
    name = " ".join(words.split())
    own = unique(slugify(name, "-"), ids)
    toc.append({"level": len(marks), "id": own, "name": name})
    return f'<h{len(marks)} id="{own}">{words}</h{len(marks)}>'


def _block(text: str, addresses: Mapping[str, str | None]) -> str:
    if text.startswith("<"):
        # As Python-Markdown does, an empty line after HTML.
        return f"{text}\n"
    html = _CHANGED.sub(partial(_html, addresses), text)
    if text.startswith("- "):
        items = html[2:].replace("\n- ", "</li>\n<li>")
        return f"<ul>\n<li>{items}</li>\n</ul>"
    return f"<p>{html}</p>"


def _html(addresses: Mapping[str, str | None], match: re.Match[str]) -> str:
    if match["url"]:
        label = _CHANGED.sub(partial(_html, addresses), match["label"])
        return f'<a href="{addresses[match["url"]]}">{label}</a>'
    return match["escaped"] or _HTML[str(match.lastgroup)]
