"""Decides which pictures of a page are not the article's: icons, logos, faces, advertisements, teasers."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.html.elements import class_and_id
from generator.extract.html.marks import EMBED, number_of
from generator.extract.html.picture_sources import Source, is_picture_file, name_of
from generator.text.tables import load_table
from generator.text.web_address import page_key, parts_of

SMALLEST = 60  # pixels: smaller ones are icons
_PIXEL = 3
_HIGHEST = 25  # elements around a picture that are examined
_MOST_LINKS = 20  # of a box that are compared
_LONGEST_TEASER = 400
_TEASER = 15  # characters of a link that names another article
_OUTER = {
    "nav": "picture-related",
    "aside": "picture-related",
    "footer": "picture-outside",
    "form": "picture-outside",
    "amp-ad": "picture-ad",
    "amp-embed": "picture-related",
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What a picture with a caption may be in: the words are also used for parts of articles.
_MILD = frozenset({"picture-avatar", "picture-icon", "picture-logo"})
# Elements around the picture at the head of an article, which many pages put before that of the text.
_LEAD = re.compile(
    r"lead|hero|featured|cover|opener|thumbnail|(?:main|article|post|story|entry|top|header)[-_]{0,2}"
    r"(?:image|img|media|photo|picture|figure)",
    re.IGNORECASE,
)
_CASES = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
_HOME = re.compile(
    r"(?:https?://[^/?#]{1,255})?/?(?:[a-z]{2}/?)?(?:(?:index|home)\.\w{3,5})?\Z", re.IGNORECASE
)
_STYLE_SIZE = re.compile(r"(?<![-\w])(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_LOGO = re.compile(r"\A(?:\W*logo\W*(?:of|von|de|du|:)?.{0,40}|.{0,40}\blogo\W*)\Z", re.IGNORECASE)


class Place(NamedTuple):
    """What surrounds the pictures of an article.

    Attributes:
        zone: the element with the article.
        base: address of the page.
        known: for elements around pictures, the rule that their names call for; added to.
    """

    zone: HtmlElement
    base: str
    known: dict[HtmlElement, str]


def rule_against(image: HtmlElement, source: Source, place: Place, *, captioned: bool) -> str:
    """The rule by which a picture is not one of the article, "" if none applies.

    Args:
        image: an image of a page.
        source: where it is.
        place: the article.
        captioned: it is in a figure with a caption.
    """
    size = _least_side(image)
    if size is not None and size < SMALLEST:
        return "picture-pixel" if size <= _PIXEL else "picture-icon"
    return _by_address(image, source, captioned=captioned) or _by_place(image, place, captioned=captioned)


def _least_side(image: HtmlElement) -> int | None:
    sizes = [
        re.match(r"\A\s*+(\d{1,5})(?!\d|\s*%|\.?\d*r?em)", image.get(name) or "")
        for name in ("width", "height")
    ]
    numbers = [int(size[1]) for size in sizes if size]
    style = image.get("style") or ""
    if "px" in style:
        numbers += [int(size) for size in _STYLE_SIZE.findall(style)]
    # Programs write 0 for a size that they do not know.
    return min(
        (size for size in numbers if size or image.get("src", "").endswith((".gif", ".php"))), default=None
    )


def _by_address(image: HtmlElement, source: Source, *, captioned: bool) -> str:
    addresses = [address for address in (source.address, *source.others) if not address.startswith("data:")]
    for rule, pattern in _addresses() if _any_address().search("\n".join(addresses)[:4000].lower()) else ():
        if captioned and rule in _MILD:
            continue
        if any(pattern.search(address[:1000].lower()) for address in addresses):
            return rule
    alt = (image.get("alt") or "").strip()
    return "picture-logo" if alt and not captioned and _LOGO.match(alt) else ""


def _by_place(image: HtmlElement, place: Place, *, captioned: bool) -> str:
    for outer in islice((image, *image.iterancestors()), _HIGHEST):
        if outer is place.zone:
            break
        if number_of(outer, EMBED):
            return "picture-embed"
        known = place.known.get(outer)
        rule = (
            place.known.setdefault(outer, _by_name(outer) or _by_weak_name(outer, place))
            if known is None
            else known
        )
        if rule and not (captioned and rule in _MILD):
            return rule
        if outer.tag in _OUTER and not (outer.tag == "aside" and _in_figure(image)):
            return _OUTER[str(outer.tag)]
        if outer.tag == "article" and not _is_frame(outer):
            return "picture-related"
        if outer.tag == "header" and not captioned and next(outer.iter("nav"), None) is not None:
            return "picture-outside"
    return "" if captioned else _by_link(image, place)


def _is_frame(article: HtmlElement) -> bool:
    """Whether an article within another one is only the frame of a picture, which leads nowhere else."""
    if next(article.iter(*_HEADINGS, "p"), None) is not None:
        return False
    links = (link for link in islice(article.iter("a"), _MOST_LINKS) if link.get("href"))
    return all(
        is_picture_file(link.get("href") or "") or next(link.iterancestors("figcaption"), None) is not None
        for link in links
    )


def _in_figure(image: HtmlElement) -> bool:
    return next(image.iterancestors("figure"), None) is not None


def is_at_edge(image: HtmlElement, zone: HtmlElement, *, before: bool) -> bool:
    """Whether a picture next to the article is the one at its head, or the figure below its last line.

    Args:
        image: an image outside the article, against which no rule is.
        zone: the element with the article.
        before: the image precedes the text of the article.
    """
    if next(image.iterancestors(*_OUTER, "article", "header"), None) is not None:
        return False
    if not before:
        figure = next(image.iterancestors("figure"), None)
        return figure is not None and figure.getprevious() is zone
    names = " ".join(class_and_id(outer) for outer in (image, *islice(image.iterancestors(), 3)))
    return image.getparent().tag == "figure" or bool(_LEAD.search(names))


def _by_name(outer: HtmlElement) -> str:
    named = class_and_id(outer)
    # Of an encyclopedia: the box of what an article is about is marked like a visiting card.
    if named == " " or "infobox" in named:
        return ""
    match = _names().search(_CASES.sub("-", named[:600]).lower())
    return _rules()[int((match.lastgroup or "r0")[1:])] if match else ""


def _by_weak_name(outer: HtmlElement, place: Place) -> str:
    """A box that is named like a teaser, in which a link with words leads to another page."""
    if not _weak().search(_CASES.sub("-", class_and_id(outer)[:600]).lower()):
        return ""
    own = page_key(place.base) if place.base else ""
    for link in islice(outer.iter("a"), 5):
        target = link.get("href") or ""
        leads_away = (
            target and not target.startswith(("#", "javascript:", "mailto:")) and page_key(target) != own
        )
        if (
            leads_away
            and not is_picture_file(target)
            and len(" ".join(link.text_content().split())) >= _TEASER
        ):
            return "picture-related"
    return ""


def _by_link(image: HtmlElement, place: Place) -> str:
    """A picture that links to another article, or to the first page of the site."""
    link = next(image.iterancestors("a"), None)
    if link is None:
        return "picture-related" if _is_teaser_cell(image, place) else ""
    target = (link.get("href") or "") if link is not None else ""
    if not target or target.startswith(("#", "javascript:", "mailto:")) or is_picture_file(target):
        return ""
    if _is_home(target, place.base):
        return "picture-logo"
    if place.base and page_key(target) == page_key(place.base):
        return ""
    return "picture-related" if _leads_to_article(image, link, target, place) else ""


def _is_teaser_cell(image: HtmlElement, place: Place) -> bool:
    """Whether all words in the cell or item of a list with a picture are a link to another article."""
    cell = next(image.iterancestors("td", "li"), None)
    if cell is None or cell is place.zone or len(cell.text_content()) > _LONGEST_TEASER:
        return False
    links = [" ".join(link.text_content().split()) for link in cell.iter("a") if link.get("href")]
    words = " ".join(cell.text_content().split())
    return len(words) >= _TEASER and words in links


def _leads_to_article(image: HtmlElement, link: HtmlElement, target: str, place: Place) -> bool:
    """Whether the headline of another article is in the link around a picture, or next to it."""
    if name_of(target) and image.get("src") and name_of(target) == name_of(image.get("src") or ""):
        return False
    words = " ".join(link.text_content().split())
    if len(words) >= _TEASER or next(link.iter(*_HEADINGS), None) is not None:
        return True
    # A card: a picture and, below it, a heading that links to the same page.
    for outer in islice(link.iterancestors(), 3):
        if outer is place.zone:
            break
        twins = [
            other
            for other in islice(outer.iter("a"), _MOST_LINKS)
            if other is not link and other.get("href") == target and len(other.text_content()) >= _TEASER
        ]
        if twins:
            return True
    return False


def _is_home(target: str, base: str) -> bool:
    """Whether a link leads to the first page of the site that a page is from."""
    if not _HOME.match(target):
        return False
    return target.startswith("/") or (bool(base) and parts_of(target).netloc == parts_of(base).netloc)


@cache
def _rules() -> tuple[str, ...]:
    return tuple(row["rule"] for row in load_table("pictures")["rules"])


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, load_table('pictures')['weak']))})(?![a-z])")


@cache
def _names() -> re.Pattern[str]:
    rows = load_table("pictures")["rules"]
    groups = (f"(?P<r{number}>{'|'.join(map(re.escape, row['words']))})" for number, row in enumerate(rows))
    return re.compile(rf"(?<![a-z])(?:{'|'.join(groups)})(?![a-z])")


@cache
def _any_address() -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in load_table("pictures")["addresses"]), re.MULTILINE)


@cache
def _addresses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["rule"], re.compile(row["pattern"])) for row in load_table("pictures")["addresses"])
