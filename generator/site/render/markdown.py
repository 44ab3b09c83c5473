"""Bodies of plain paragraphs as Python-Markdown renders them, in a fortieth of its time.

Nearly all articles are headings, paragraphs and lists of text, links to pages of the site and escaped
characters. One pattern tells such a body from all others, which stay with Python-Markdown. What comes
of it is the same to the byte: where the two might differ, a body is not plain.
"""

from __future__ import annotations

import logging
import re
from typing import Any, NamedTuple

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.toc import TableOfContents, get_toc

# What MkDocs adds by itself. Any other extension may give any character a meaning.
EXTENSIONS = frozenset({"toc", "tables", "fenced_code"})
# Their settings that change nothing.
_TOC = {"permalink": False}

# Text in which no character means anything, escaped characters, references to characters.
_ENTITY = r"&(?:\#[0-9]+|[A-Za-z]+);"
_BARE = r"&(?!\#|\w+;)"
_INWARD = r"(?<=[^\W_])_(?=[^\W_])"
_WORDS = rf"[^\\`*_\[\]{{}}<&\x00-\x1f\x7f-\x9f]++|\\[*_\[\]{{}}\#+.!-]|{_INWARD}|{_ENTITY}|{_BARE}"
# The address of a page of the site, which MkDocs leaves as it stands: a file that people wrote ends in ".md".
_LINK = rf"(?<!!)\[(?:{_WORDS})++\]\((?:\.\./)*+(?:[a-z0-9-]++/)++\)"
# A line begins with nothing that may open a block, nor with a space; nor does it end with one.
_LINE = rf"(?![\#=:~|!+>]|-(?!\w)|\s|\d++[.)](?:\s|\Z))(?:{_WORDS}|{_LINK})++(?<!\s)"
_PARAGRAPH = rf"{_LINE}(?:\n{_LINE})*+"
_LIST = rf"- {_LINE}(?:\n- {_LINE})*+"
_HEADING = r"\#{2,6} (?!\s)[^\\`*_\[\]{}<>&\#\x00-\x1f\x7f-\x9f]++(?<!\s)"
# Lists that follow each other become one, with paragraphs in it.
_BLOCK = rf"(?:{_HEADING}|{_PARAGRAPH}|{_LIST}(?!\n\n- ))"
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
    """Whether ``plain`` holds for a site: MkDocs' extensions as they are, and no word of links to pages."""
    ours = (
        EXTENSIONS.issuperset(config.markdown_extensions)
        and {**_TOC, **config.mdx_configs.get("toc", {})} == _TOC
    )
    return ours and config.validation.links.unrecognized_links <= logging.DEBUG


def plain(body: str) -> Plain | None:
    """A body that is empty or made of plain headings, paragraphs and lists; None for anything else."""
    text = body.strip("\n")
    if text and not _PLAIN.fullmatch(text):
        return None
    ids: set[str] = set()
    toc: list[Any] = []
    html = [_heading(one, ids, toc) if one[0] == "#" else _block(one) for one in text.split("\n\n") if one]
    return Plain("\n".join(html), get_toc(nest_toc_tokens(toc)))


def _heading(text: str, ids: set[str], toc: list[Any]) -> str:
    marks, _, words = text.partition(" ")
    name = " ".join(words.split())
    own = unique(slugify(name, "-"), ids)
    toc.append({"level": len(marks), "id": own, "name": name})
    return f'<h{len(marks)} id="{own}">{words}</h{len(marks)}>'


def _block(text: str) -> str:
    html = _CHANGED.sub(_html, text)
    if text.startswith("- "):
        items = html[2:].replace("\n- ", "</li>\n<li>")
        return f"<ul>\n<li>{items}</li>\n</ul>"
    return f"<p>{html}</p>"


def _html(match: re.Match[str]) -> str:
    if match["url"]:
        return f'<a href="{match["url"]}">{_CHANGED.sub(_html, match["label"])}</a>'
    return match["escaped"] or _HTML[str(match.lastgroup)]
