"""Finds the pictures of an article in a page, with their words and places; the others are for the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from lxml.html import Element, HtmlElement

from generator.extract.captions import split_caption
from generator.extract.html.blocks import HEADINGS, Block
from generator.extract.html.elements import around
from generator.extract.html.lead_picture import LeadPicture, lead_of
from generator.extract.html.page import is_prose
from generator.extract.html.paragraphs import role_of
from generator.extract.html.picture_rules import Place, is_at_edge, rule_against
from generator.extract.html.picture_sources import (
    IMAGES,
    Source,
    full_addresses,
    is_saved_copy,
    name_of,
    source_of,
    variables_of,
)
from generator.extract.html.picture_words import PictureWords, kind_of, words_of_picture
from generator.extract.html.unshown import (
    DRAWING,
    DRAWING_RULE,
    EMBEDDED_FILE_RULE,
    PLAYERS,
    description_of,
    name_in_ledger,
)
from generator.extract.plain.shape import is_date_line
from generator.model.documents import Removed
from generator.model.pictures import FoundPicture

OUTSIDE_RULE = "picture-outside"
# Images of a page that are examined, and lines of the ledger about those that are not the article's.
_MOST, _MOST_LISTED = 6000, 60
# Pictures of an article that are looked at closely, more than are kept.
_MOST_FOUND = 250
_BELOW_HEADLINE = 400  # elements after a headline in which there may be a picture that opens the article
_WIDTH = 300
_MOST_STYLED = 200
_ZONES = frozenset({"article", "main"})
_MOST_ALIKE = 8
_LOOKED_AT = frozenset((*IMAGES, DRAWING, *PLAYERS))
_BACKGROUND = re.compile(r"url\(\s*[\"']?([^\"')]+)")


class PagePictures(NamedTuple):
    """The pictures of a page.

    Attributes:
        found: those of the article, in the order of the page.
        removed: ledger lines about the others.
        captions: numbers of the blocks that are words of these pictures.
    """

    found: tuple[FoundPicture, ...] = ()
    removed: tuple[Removed, ...] = ()
    captions: frozenset[int] = frozenset()


class _Image(NamedTuple):
    """An image of the page; ``place`` is the number of the last kept block before it, -1 for none."""

    element: HtmlElement
    source: Source
    place: int


def pictures_of(
    root: HtmlElement, blocks: Sequence[Block], reasons: Sequence[str], base: str, *, everywhere: bool = False
) -> PagePictures:
    """The pictures of the article in a page.

    Args:
        root: root element of the page.
        blocks: its blocks.
        reasons: for each block, the rule that removes it from the article, "" for none.
        base: address of the page, which resolves relative addresses.
        everywhere: all of the page is the article.
    """
    kept = [number for number, reason in enumerate(reasons) if not reason]
    _show_backgrounds(root)
    if next(root.iter(*_LOOKED_AT), None) is None and (everywhere or not kept):
        return PagePictures()
    if not kept and not everywhere:
        return PagePictures()
    return _Finder(root, blocks, kept, base, everywhere=everywhere).find()


class _Finder:
    """The state of looking for the pictures of one page."""

    def __init__(
        self, root: HtmlElement, blocks: Sequence[Block], kept: Sequence[int], base: str, *, everywhere: bool
    ) -> None:
        self.root, self.blocks, self.kept, self.base = root, blocks, kept, base
        self.everywhere = everywhere
        elements = [blocks[number].element for number in kept]
        self.place = Place(root if everywhere or not kept else _zone(elements), base, {})
        self.inner = None if everywhere else _outer(_common(elements))
        self.lead = LeadPicture() if everywhere else lead_of(root, base)
        self.prose = {
            block.element
            for block in (blocks[number] for number in kept)
            if is_prose(block) and not _is_words(block.element)
        }
        self.removed: dict[Removed, None] = {}
        self.by_name: dict[str, int] = {}
        self.captioned: dict[HtmlElement, bool] = {}
        self.opening: set[HtmlElement] | None = None
        self.images: list[_Image] = []
        self.words: list[PictureWords] = []

    def find(self) -> PagePictures:
        """Look at every image."""
        if next(self.root.iter(*_LOOKED_AT), None) is not None:
            variables = variables_of(self.root)
            for element, place in self._in_order():
                if element.tag in IMAGES:
                    self._look(_Image(element, source_of(element, variables), place))
                else:
                    self._name(_Image(element, Source(""), place))
        captions = self._captions()
        counts = self._paragraphs_before(captions) if self.images else []
        pictures = [self._picture(number, counts) for number in range(len(self.images))]
        return PagePictures(self._with_lead(pictures), tuple(self._listed()), frozenset(captions))

    def _listed(self) -> Iterator[Removed]:
        """The lines of the ledger: a page may have thousands of pictures that are not the article's."""
        yield from islice(self.removed, _MOST_LISTED)
        if len(self.removed) > _MOST_LISTED:
            yield Removed(
                0, f"{len(self.removed) - _MOST_LISTED:,} more pictures", "picture-limit", "picture"
            )

    def _in_order(self) -> Iterator[tuple[HtmlElement, int]]:
        """What is looked at, each with the number of the last kept block that begins before it."""
        starts = dict[HtmlElement, int]()
        for position, number in enumerate(self.kept):
            node = next(
                node for node in self.blocks[number].nodes if not (node.struck or node.text.isspace())
            )
            before = node.owner
            while node.tail and len(before):  # text after an element begins after the last one in it
                before = before[-1]
            starts[before] = position
        last, seen = -1, 0
        for element in self.root.iter():
            if element.tag in _LOOKED_AT:
                seen += 1
                if seen > _MOST:
                    return
                yield element, last
            if element in starts:
                last = starts[element]

    def _look(self, image: _Image) -> None:
        element, source = image.element, image.source
        known = next((self.by_name[key] for key in source.keys if key in self.by_name), -1)
        if known < 0 and _is_fallback(element):
            # A script shows the picture before it; browsers without scripts show this one.
            known = self._before(element)
        if known >= 0:
            self._same(known, image)
            return
        alt = self._alt(element)
        if not source.address and not source.data and not alt:
            return
        if len(self.images) >= _MOST_FOUND:
            self._list(element, source, "picture-limit")
            return
        captioned = self._has_caption(element)
        rule = rule_against(element, source, self.place, captioned=captioned) or self._outside(
            image, captioned
        )
        if not rule and not source.address and not source.data:
            if _has_fallback(element):
                return
            rule = "picture"
        if rule:
            self._list(element, source, rule)
            return
        if self.everywhere and _is_other_file(source, alt):
            self._list(element, source, EMBEDDED_FILE_RULE, "embed")
            return
        self.by_name |= dict.fromkeys(source.keys, len(self.images))
        self.images.append(image)
        self.words.append(words_of_picture(element, self.prose))

    def _name(self, other: _Image) -> None:
        """Name a drawing or player of the article in the ledger."""
        element, words = other.element, name_in_ledger(other.element)
        if not words:
            return
        captioned = self._has_caption(element)
        if rule_against(element, other.source, self.place, captioned=captioned):
            return
        if not self._outside(other, captioned):
            drawn = element.tag == DRAWING
            rule, kind = (DRAWING_RULE, "picture") if drawn else (EMBEDDED_FILE_RULE, "embed")
            self.removed[Removed(element.sourceline or 0, words, rule, kind)] = None

    def _alt(self, element: HtmlElement) -> str:
        """The words that stand for a picture; in Markdown, the title is its caption."""
        return " ".join((element.get("alt") or "").split()) if self.everywhere else description_of(element)

    def _before(self, element: HtmlElement) -> int:
        fallback = next(element.iterancestors("noscript"))
        near = {
            one for other in islice(fallback.itersiblings(preceding=True), 2) for one in other.iter(*IMAGES)
        }
        found = [
            number
            for number, image in enumerate(self.images[-3:], max(0, len(self.images) - 3))
            if image.element in near
        ]
        return found[-1] if found else -1

    def _same(self, known: int, image: _Image) -> None:
        """The picture is already there: this may have better words, or its bytes."""
        first = self.images[known]
        if len(first.source.others) < _MOST_ALIKE:
            others = (*first.source.others, image.source.address, *image.source.others)
            source = first.source._replace(
                others=tuple(dict.fromkeys(filter(None, others))), data=first.source.data or image.source.data
            )
            self.images[known] = first._replace(source=source)
        if not self.words[known].caption and not self.words[known].credit:
            self.words[known] = words_of_picture(image.element, self.prose)

    def _outside(self, image: _Image, captioned: bool) -> str:
        """The rule for pictures outside the article: it has an end, and may have a picture above it."""
        if self.everywhere:
            return ""
        if not self.lead.keys.isdisjoint(image.source.keys):
            return ""
        elements = list(image.element.iterancestors())
        if self.place.zone not in elements:
            before = image.place < 0
            belongs = (
                (before and self._is_below_headline(image.element))
                or (before and captioned and self._shares_section(elements))
                or is_at_edge(image.element, self.place.zone, before=before)
            )
            return "" if belongs else OUTSIDE_RULE
        last = image.place == len(self.kept) - 1
        if last and not captioned and self.inner is not None and self.inner not in elements:
            return OUTSIDE_RULE
        return ""

    def _is_below_headline(self, element: HtmlElement) -> bool:
        """Whether a picture is between the headline and the text."""
        if self.opening is None:
            headline = next(self.root.iter("h1"), None)
            following = () if headline is None else islice(_after(headline), _BELOW_HEADLINE)
            self.opening = set(following)
        return element in self.opening

    def _has_caption(self, element: HtmlElement) -> bool:
        figure = next(element.iterancestors("figure"), None)
        if figure is None:
            return False
        if figure not in self.captioned:
            self.captioned[figure] = any(text.strip() for text in figure.itertext())
        return self.captioned[figure]

    def _shares_section(self, elements: Sequence[HtmlElement]) -> bool:
        return any(element.tag in _ZONES for element in elements)

    def _list(self, element: HtmlElement, source: Source, rule: str, kind: str = "picture") -> None:
        alt = self._alt(element)
        name = name_of(source.address) or next(filter(None, map(name_of, source.others)), "")
        words = " – ".join(dict.fromkeys(filter(None, (alt, name)))) or "a picture without a name"
        self.removed[Removed(element.sourceline or 0, words[:_WIDTH], rule, kind)] = None

    def _captions(self) -> set[int]:
        """The blocks that are words of pictures; none that stays, if they are most of the text."""
        found = self._held()
        if not found:
            return set()
        # A figure with a headline or the day in it is the head of the article, or of its author.
        heads = {
            element
            for block in (self.blocks[number] for number in found)
            if block.element.tag in HEADINGS or any(map(is_date_line, block.text.split("\n")))
            for element in around(block.element, 8)
        }
        if heads:
            self.words = [
                PictureWords() if heads.intersection(words.holders) else words for words in self.words
            ]
            found = self._held()
        kept = set(self.kept)
        size = sum(len(self.blocks[number].text) for number in kept)
        if 2 * sum(len(self.blocks[number].text) for number in found & kept) > size:
            staying = {
                element for number in found & kept for element in around(self.blocks[number].element, 8)
            }
            self.words = [
                PictureWords() if staying.intersection(words.holders) else words for words in self.words
            ]
            return found - kept
        return found

    def _held(self) -> set[int]:
        """The blocks in elements that hold nothing but words of pictures."""
        holders = {holder for words in self.words for holder in words.holders}
        if not holders:
            return set()
        return {
            number
            for number, block in enumerate(self.blocks)
            if any(element in holders for element in around(block.element, 8))
        }

    def _picture(self, number: int, counts: Sequence[int]) -> FoundPicture:
        image, words = self.images[number], self.words[number]
        alt = self._alt(image.element)
        if (
            self.everywhere
            and not words.caption
            and (title := " ".join((image.element.get("title") or "").split()))
        ):
            words = _titled(title, words)
        if alt == words.caption and (self.everywhere or not image.element.get("alt")):
            alt = ""  # our own pages write the caption for a picture without one, others the title
        addresses = full_addresses(image.source, self.base) or [""]
        return FoundPicture(
            addresses[0],
            alt[:1000],
            words.caption,
            words.credit,
            after=counts[image.place] if image.place >= 0 else 0,
            rule="figure" if words.holders else str(image.element.tag),
            data=image.source.data,
            also=tuple(addresses[1:]),
            line=image.element.sourceline or 0,
        )

    def _paragraphs_before(self, captions: set[int]) -> list[int]:
        """For each kept block, the number of paragraphs that begin up to it."""
        counts, count = list[int](), 0
        before: tuple[str, HtmlElement | None] = ("", None)
        for number in self.kept:
            if number not in captions:
                name, group = role_of(self.blocks[number])
                joined = name == "blockquote" or (name in {"li", "table"} and group is not None)
                count += not (joined and (name, group) == before)
                before = (name, group)
            counts.append(count)
        return counts

    def _with_lead(self, pictures: list[FoundPicture]) -> tuple[FoundPicture, ...]:
        """The pictures with the one that opens the article marked, or added if only the metadata name it."""
        lead = self.lead
        named = min((self.by_name[key] for key in lead.keys if key in self.by_name), default=None)
        if named is None and lead.addresses:
            hidden = FoundPicture(
                "",
                lead.alt,
                lead.caption,
                lead.credit,
                lead.rights,
                lead=True,
                rule=lead.rule,
                also=self._places(lead),
            )
            # Whether it is there is only known when files are read: until then, two may open the article.
            opening = next((n for n, picture in enumerate(pictures) if picture.after == 0), None)
            if opening is not None:
                pictures[opening] = replace(pictures[opening], lead=True)
            return (hidden, *pictures)
        opening = next((n for n, picture in enumerate(pictures) if picture.after == 0), named)
        if opening is not None:
            pictures[opening] = replace(pictures[opening], lead=True)
        if named is not None:
            one = pictures[named]
            pictures[named] = replace(
                one,
                alt=one.alt or lead.alt,
                caption=one.caption or lead.caption,
                credit=one.credit or lead.credit,
                rights=one.rights or lead.rights,
            )
        return tuple(pictures)

    def _places(self, lead: LeadPicture) -> tuple[str, ...]:
        """Where the picture of the metadata may be: its addresses, and its name in the page's folder."""
        styled = islice(self.root.iterfind(".//*[@style]"), _MOST_STYLED)
        shown = (_BACKGROUND.search(element.get("style") or "") for element in styled)
        backgrounds = (match[1] for match in shown if match and is_saved_copy(match[1]))
        folder = next((address.rpartition("/")[0] for address in backgrounds), "") or next(
            (
                address.rpartition("/")[0]
                for image in self.root.iter("img", "link", "script")
                if (address := _saved(image))
            ),
            "",
        )
        names = [f"{folder}/{name}" for address in lead.addresses if folder and (name := name_of(address))]
        return tuple(dict.fromkeys((*lead.addresses, *names)))


def _show_backgrounds(root: HtmlElement) -> None:
    """Put an image into each element that shows its picture as a background."""
    for element in root.xpath('//*[@role="img"][contains(@style, "url(") or contains(@style, "--sf-img-")]'):
        style = element.get("style") or ""
        if next(element.iter(*IMAGES), None) is None:
            address = _BACKGROUND.search(style)
            image = Element(
                "img", src=address[1] if address else "", alt=description_of(element), style=style
            )
            image.sourceline = element.sourceline
            element.append(image)


def _saved(element: HtmlElement) -> str:
    address = element.get("src") or element.get("href") or ""
    return address if is_saved_copy(address) else ""


def _after(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements after the end of an element, in the order of the page."""
    outer: HtmlElement | None = element
    while outer is not None:
        for sibling in outer.itersiblings():
            yield from sibling.iter()
        outer = outer.getparent()


def _is_words(element: HtmlElement) -> bool:
    """Whether an element is named as the words of a picture, or is in one that is."""
    return any(kind_of(outer) or outer.tag == "figcaption" for outer in around(element, 2))


def _is_fallback(element: HtmlElement) -> bool:
    return next(element.iterancestors("noscript"), None) is not None


def _has_fallback(element: HtmlElement) -> bool:
    """Whether the picture of a script is followed by the one for browsers without scripts."""
    following = element.getnext()
    return (
        following is not None
        and following.tag == "noscript"
        and next(following.iter(*IMAGES), None) is not None
    )


def _is_other_file(source: Source, alt: str) -> bool:
    """Whether a note embeds another note or a document like a picture."""
    name = name_of(source.address)
    ending = name.rpartition(".")[2]
    return (
        "." in name
        and not alt
        and "/" not in source.address
        and ending.isalnum()
        and f".{ending.lower()}" not in _ENDINGS
    )


_ENDINGS = frozenset(
    (
        ".png",
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".gif",
        ".webp",
        ".svg",
        ".bmp",
        ".avif",
        ".tif",
        ".tiff",
        ".heic",
        ".heif",
    )
)


def _titled(title: str, words: PictureWords) -> PictureWords:
    """The words of a picture with its title, which in Markdown is the caption."""
    caption = split_caption(title)
    return words._replace(caption=caption.caption, credit=words.credit or caption.credit)


def _common(elements: Sequence[HtmlElement]) -> HtmlElement | None:
    """The smallest element around all of some elements."""
    if not elements:
        return None
    common = around(elements[0])
    for element in elements[1:]:
        outer = set(around(element))
        common = [one for one in common if one in outer]
    return common[0] if common else None


def _outer(element: HtmlElement | None) -> HtmlElement | None:
    """The element around a single paragraph; others as they are."""
    single = element is not None and (element.tag in HEADINGS or element.tag in {"p", "li"})
    return (
        element.getparent() if element is not None and single and element.getparent() is not None else element
    )


def _zone(elements: Sequence[HtmlElement]) -> HtmlElement:
    """The element that contains the article: one for articles, else the one around that with all its text."""
    smallest = _outer(_common(elements))
    if smallest is None:
        return elements[0]
    outer = around(smallest)
    named = [element for element in outer if element.tag in _ZONES]
    return (named or outer[1:2] or outer)[0]
