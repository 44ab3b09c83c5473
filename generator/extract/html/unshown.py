"""Names what a page shows besides pictures and has no file that an archive can keep: drawings and players."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from generator.extract.html.elements import words_of
from generator.extract.html.picture_sources import is_saved_copy, name_of

DRAWING, PLAYERS = "svg", ("video", "audio", "iframe", "embed", "object")
EMBEDDED_FILE_RULE, DRAWING_RULE = "embedded-file", "picture"
_SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-full-url",
    "src",
    "data-srcset",
    "srcset",
    "data",
)
# Players of other sites are embeds, or no part of the text.
_FOREIGN = ("http:", "https:", "//", "about:", "javascript:", "data:", "blob:")
_FILE_NAME = re.compile(
    r"\S{0,200}[\d_]\S{0,200}"
)  # "IMG_2034", which programs write as the title of a picture
_WIDTH = 300


def description_of(element: HtmlElement) -> str:
    """The words that stand for something where it is not shown."""
    title = element.get("title") or ""
    written = [element.get("alt") or "", element.get("aria-label") or ""]
    written.append("" if _FILE_NAME.fullmatch(title) else title)
    if element.tag == DRAWING:
        written += [part.text_content() for part in element.iter("title", "desc")]
    return next((words for text in written if (words := " ".join(text.split()))), "")


def name_in_ledger(element: HtmlElement) -> str:
    """What the ledger calls a drawing in a figure, or a player whose file is not of another site; else ""."""
    words: tuple[str, ...]
    if element.tag != DRAWING:
        name = next(filter(None, _names(element)), "")
        words = (description_of(element), _caption(element), name) if name else ()
    else:
        in_figure = next(element.iterancestors("figure"), None) is not None
        words = (description_of(element), _caption(element)) if in_figure else ()
    return " – ".join(word[:_WIDTH] for word in dict.fromkeys(filter(None, words)))


def _names(player: HtmlElement) -> Iterator[str]:
    """Names of the files that a player plays."""
    sources = [player.get(name) or "" for name in _SOURCES]
    sources += [part.get("src") or "" for part in player.iter("source")]
    for source in sources:
        if source and not source.startswith(_FOREIGN) and not is_saved_copy(source):
            yield name_of(source.strip().split(" ")[0])


def _caption(element: HtmlElement) -> str:
    figure = next(element.iterancestors("figure"), None)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    return words_of(caption) if caption is not None else ""
