"""Names drawings, backgrounds and players of an article, which are not part of its text, in the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.elements import around, class_and_id
from generator.extract.html.embeds import is_saved_copy
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
# Elements around the picture at the head of an article, which many pages put before that of the text.
_LEAD = re.compile(
    r"lead|hero|featured|cover|opener|thumbnail|(?:main|article|post|story|entry|top|header)[-_]{0,2}"
    r"(?:image|img|media|photo|picture|figure)",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"url\(\s*[\"']?([^\"')]{1,2000})")
_FOREIGN = (
    "http:",
    "https:",
    "//",
    "about:",
    "javascript:",
)  # such players are embeds, or no part of the text
_PLAYERS = ("video", "audio", "iframe", "embed", "object")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|avif|tiff?|heic)\Z", re.IGNORECASE)


def left_out_players(root: HtmlElement, kept: Sequence[Block], *, everywhere: bool = False) -> list[Removed]:
    """A ledger line for each drawing and player of the article: its words and the name of its file.

    Args:
        root: root element of the page.
        kept: the blocks of the article.
        everywhere: all of the page is the article.
    """
    found = list(_pictures(root)) if kept else []
    if not found:
        return []
    zone = root if everywhere else _zone(kept)
    pictures = (element for element in found if everywhere or _belongs(element, zone) or leads(element, zone))
    lines = dict.fromkeys(line for element in pictures if (line := _line(element)))
    return list(islice(lines, _MOST))


def _pictures(root: HtmlElement) -> Iterator[HtmlElement]:
    """Drawings, backgrounds, and players that are no embeds because what they play has no address."""
    for element in root.iter("svg", *_PLAYERS):
        if element.tag == "svg":
            if next(element.iterancestors("figure"), None) is not None:
                yield element
        elif element.tag not in _PLAYERS or any(_names(element)):
            yield element
    for element in root.xpath('//*[@role="img"]'):
        if _BACKGROUND.search(element.get("style") or ""):
            yield element


def leads(element: HtmlElement, zone: HtmlElement) -> bool:
    """Whether a picture outside the article is the one at its head, or that below its last line."""
    outside = next((one for one in element.iterancestors() if one.tag in {"article", *_OTHERS}), None)
    if outside is not None or any(_is_small(element.get(name)) for name in ("width", "height")):
        return False
    around = [element, *islice(element.iterancestors(), 3)]
    names = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in around)
    if _FURNITURE.search(names) or not (_LEAD.search(names) or element.getparent().tag == "figure"):
        return False
    figure = next(element.iterancestors("figure"), None)
    return _precedes(element, zone) or (figure is not None and figure.getprevious() is zone)


def _precedes(element: HtmlElement, other: HtmlElement) -> bool:
    """Whether an element ends before another begins."""
    branches = {one.getparent(): one for one in (other, *other.iterancestors())}
    for one in (element, *element.iterancestors()):
        parent = one.getparent()
        if parent in branches:
            return one is not branches[parent] and bool(parent.index(one) < parent.index(branches[parent]))
    return False


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
        if outer.tag == "article" or (
            outer.tag in _OTHERS and not (figure and outer.tag in {"header", "aside"})
        ):
            return False
        if _FURNITURE.search(class_and_id(outer)):
            return False
    return False


def _is_small(size: str | None) -> bool:
    digits = re.match(r"\d+(?!\d|%)", size or "")
    return digits is not None and int(digits[0]) < _SMALLEST


def _line(element: HtmlElement) -> Removed | None:
    alt = _description(element)
    name = next((name for name in _names(element) if name), "")
    words = list(dict.fromkeys(filter(None, (alt, _caption(element), name))))
    if not words and len(element.get("src") or "") > _EMBEDDED:
        words = ["a picture without a name"]
    if not words:
        return None
    rule, kind = PICTURE_RULE, "picture"
    if element.tag in _PLAYERS or (
        name
        and "." in name
        and not _PICTURE.search(name)
        and not alt
        and "/" not in (element.get("src") or "")
    ):
        rule, kind = EMBEDDED_FILE_RULE, "embed"
    return Removed(element.sourceline or 0, " – ".join(words)[: 3 * _WIDTH], rule, kind)


def _description(element: HtmlElement) -> str:
    """The words that stand for a picture where it is not shown."""
    written = [element.get(name) or "" for name in ("alt", "title", "aria-label")]
    if element.tag == "svg":
        written += [one.text_content() for one in element.iter("title", "desc")]
    return next((words for one in written if (words := " ".join(one.split()))), "")[:_WIDTH]


def _names(element: HtmlElement) -> Iterator[str]:
    """Names of the picture's file."""
    sources = [element.get(name) or "" for name in _SOURCES]
    if element.tag in _PLAYERS:
        sources += [element.get("data") or "", *(part.get("src") or "" for part in element.iter("source"))]
        sources = [one for one in sources if one and not one.startswith(_FOREIGN) and not is_saved_copy(one)]
    elif background := _BACKGROUND.search(element.get("style") or ""):
        sources.append(background[1])
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
