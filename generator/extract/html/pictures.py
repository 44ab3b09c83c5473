"""Names the pictures of an article, which are not part of its text, in the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.elements import around, class_and_id
from generator.model.documents import Removed
from generator.text.web_address import parts_of

PICTURE_RULE, EMBEDDED_FILE_RULE = "picture", "embedded-file"
_MOST = 200
_SMALLEST = 60  # pixels: smaller ones are icons
_WIDTH = 300
_EMBEDDED = 3000  # characters of the data of a picture inside the page that is more than an icon
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-full-url", "src", "data-srcset", "srcset")
_OTHERS = frozenset({"nav", "aside", "footer", "header", "form"})
_FURNITURE = re.compile(
    r"avatar|icon|logo|emoji|pixel|sprite|tracking|spacer|badge|gravatar|related|teaser|promo|recommend|share"
    r"|sidebar|newsletter|author",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|avif|tiff?|heic)\Z", re.IGNORECASE)


def left_out_pictures(root: HtmlElement, kept: Sequence[Block], *, everywhere: bool = False) -> list[Removed]:
    """A ledger line for each picture of the article: alternative text, caption and name of the file.

    Args:
        root: root element of the page.
        kept: the blocks of the article.
        everywhere: all of the page is the article.
    """
    if next(root.iter("img", "amp-img"), None) is None or not kept:
        return []
    zone = root if everywhere else _zone(kept)
    pictures = (element for element in zone.iter("img", "amp-img") if everywhere or _belongs(element, zone))
    lines = dict.fromkeys(line for element in pictures if (line := _line(element)))
    return list(islice(lines, _MOST))


def _zone(kept: Sequence[Block]) -> HtmlElement:
    """The element that contains the article: one for articles, else the smallest around all its text."""
    first = kept[0].element
    elements = around(first)
    others = [set(around(block.element)) for block in kept[1:]]
    common = [element for element in elements if all(element in other for other in others)]
    named = [element for element in common if element.tag in {"article", "main"}]
    return (named or common[1:2] or common or [first])[0]


def _belongs(element: HtmlElement, zone: HtmlElement) -> bool:
    """Whether a picture is one of the article, not of a teaser, menu or author."""
    if any(_is_small(element.get(name)) for name in ("width", "height")):
        return False
    figure = next(element.iterancestors("figure"), None) is not None
    if not figure and _FURNITURE.search(class_and_id(element)):
        return False
    for outer in element.iterancestors():
        if outer is zone:
            return True
        if outer.tag == "article" or (outer.tag in _OTHERS and not (figure and outer.tag == "header")):
            return False
        if _FURNITURE.search(class_and_id(outer)):
            return False
    return True


def _is_small(size: str | None) -> bool:
    digits = re.match(r"\d+(?!\d|%)", size or "")
    return digits is not None and int(digits[0]) < _SMALLEST


def _line(element: HtmlElement) -> Removed | None:
    alt = " ".join((element.get("alt") or "").split())
    name = next((name for name in _names(element) if name), "")
    words = list(dict.fromkeys(filter(None, (alt, _caption(element), name))))
    if not words and len(element.get("src") or "") > _EMBEDDED:
        words = ["a picture without a name"]
    if not words:
        return None
    rule, kind = PICTURE_RULE, "picture"
    if (
        name
        and "." in name
        and not _PICTURE.search(name)
        and not alt
        and "/" not in (element.get("src") or "")
    ):
        rule, kind = EMBEDDED_FILE_RULE, "embed"
    return Removed(element.sourceline or 0, " – ".join(words)[: 3 * _WIDTH], rule, kind)


def _names(element: HtmlElement) -> Iterator[str]:
    """Names of the picture's file."""
    sources = [element.get(name) or "" for name in _SOURCES]
    picture = next(element.iterancestors("picture"), None)
    if picture is not None:
        sources += [source.get("srcset") or "" for source in picture.iter("source")]
    for source in sources:
        address = source.strip().split(" ")[0]
        if address and not address.startswith(("data:", "blob:")):
            name = parts_of(address).path.rstrip("/").rpartition("/")[2]
            yield " ".join(unquote(name).split())[:_WIDTH]


def _caption(element: HtmlElement) -> str:
    figure = next(element.iterancestors("figure"), None)
    captions = [] if figure is None else list(figure.iter("figcaption"))
    if figure is None:
        captions = [
            caption
            for outer in islice(element.iterancestors(), 3)
            for caption in outer.xpath('./*[contains(@class, "caption")]')
        ]
    return " ".join(captions[0].text_content().split())[:_WIDTH] if captions else ""
