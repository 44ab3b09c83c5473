"""Finds the pictures of an article in a page, with their words and places; the others are for the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.captions import split_caption
from generator.extract.html.blocks import Block
from generator.extract.html.caption_parts import PictureWords, kind_of
from generator.extract.html.elements import around
from generator.extract.html.lead_picture import LeadPicture, lead_of, with_lead
from generator.extract.html.page import is_prose
from generator.extract.html.page_images import (
    alternative,
    has_fallback,
    has_images,
    in_order,
    is_fallback,
    is_other_file,
    show_backgrounds,
)
from generator.extract.html.picture_blocks import paragraphs_before, without_article_text
from generator.extract.html.picture_rules import Place, rule_against
from generator.extract.html.picture_sources import (
    IMAGES,
    Source,
    full_addresses,
    name_of,
    source_of,
    variables_of,
)
from generator.extract.html.picture_words import words_of_picture
from generator.extract.html.picture_zone import ArticleZone
from generator.extract.html.unshown import (
    DRAWING,
    DRAWING_RULE,
    EMBEDDED_FILE_RULE,
    name_in_ledger,
)
from generator.model.documents import Removed
from generator.model.pictures import FoundPicture

# Lines of the ledger about images that are not the article's.
_MOST_LISTED = 60
# Longest name of a tracking pixel that says what it is ("pixel.gif") and not for whom.
_PIXEL_NAME = 14
# Pictures of an article that are looked at closely, more than are kept.
_MOST_FOUND = 250
_WIDTH = 300
_MOST_ALIKE = 8


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
    show_backgrounds(root)
    if not has_images(root) and (everywhere or not kept):
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
        self.zone = ArticleZone(root, [blocks[number].element for number in kept], everywhere=everywhere)
        self.place = Place(self.zone.element, base, {})
        self.lead = LeadPicture() if everywhere else lead_of(root, base)
        self.prose = {
            block.element
            for block in (blocks[number] for number in kept)
            if is_prose(block) and not _is_words(block.element)
        }
        self.removed: dict[Removed, None] = {}
        self.by_name: dict[str, int] = {}
        self.captioned: dict[HtmlElement, bool] = {}
        self.images: list[_Image] = []
        self.words: list[PictureWords] = []
        self.alts: dict[int, str] = {}

    def find(self) -> PagePictures:
        """Look at every image."""
        if has_images(self.root):
            variables = variables_of(self.root)
            for element, place in in_order(self.root, self.blocks, self.kept):
                if element.tag in IMAGES:
                    self._look(_Image(element, source_of(element, variables), place))
                else:
                    self._name(_Image(element, Source(""), place))
        self.words, captions = without_article_text(self.words, self.blocks, self.kept)
        counts = paragraphs_before(self.blocks, self.kept, captions) if self.images else []
        pictures = [self._picture(number, counts) for number in range(len(self.images))]
        found = with_lead(pictures, self.lead, self.by_name, self.root)
        return PagePictures(found, tuple(self._listed()), frozenset(captions))

    def _listed(self) -> Iterator[Removed]:
        """The lines of the ledger: a page may have thousands of pictures that are not the article's."""
        yield from islice(self.removed, _MOST_LISTED)
        if len(self.removed) > _MOST_LISTED:
            yield Removed(
                0, f"{len(self.removed) - _MOST_LISTED:,} more pictures", "picture-limit", "picture"
            )

    def _look(self, image: _Image) -> None:
        element, source = image.element, image.source
        known = next((self.by_name[key] for key in source.keys if key in self.by_name), -1)
        if known < 0 and is_fallback(element):
            # A script shows the picture before it; browsers without scripts show this one.
            known = self._before(element)
        if known >= 0:
            self._same(known, image)
            return
        alt = alternative(element, everywhere=self.everywhere)
        if not source.address and not source.data and not alt:
            return
        if len(self.images) >= _MOST_FOUND:
            self._list(element, source, "picture-limit")
            return
        captioned = self._has_caption(element)
        rule = rule_against(element, source, self.place, captioned=captioned) or self._outside(
            image, captioned=captioned
        )
        if not rule and not source.address and not source.data:
            if has_fallback(element):
                return
            rule = "picture"
        if rule:
            self._list(element, source, rule)
            return
        if self.everywhere and is_other_file(source, alt):
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
        if not self._outside(other, captioned=captioned):
            drawn = element.tag == DRAWING
            rule, kind = (DRAWING_RULE, "picture") if drawn else (EMBEDDED_FILE_RULE, "embed")
            self.removed[Removed(element.sourceline or 0, words, rule, kind)] = None

    def _before(self, element: HtmlElement) -> int:
        fallback = next(element.iterancestors("noscript"))
        before = islice(fallback.itersiblings(preceding=True), 2)
        near = {element for sibling in before for element in sibling.iter(*IMAGES)}
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
        if not alternative(first.element, everywhere=self.everywhere):
            self.alts.setdefault(known, alternative(image.element, everywhere=self.everywhere))
        if not self.words[known].caption and not self.words[known].credit:
            self.words[known] = words_of_picture(image.element, self.prose)

    def _outside(self, image: _Image, *, captioned: bool) -> str:
        """The rule for pictures outside the article; metadata may name one of them as the article's."""
        if not self.lead.keys.isdisjoint(image.source.keys):
            return ""
        before, last = image.place < 0, image.place == len(self.kept) - 1
        return self.zone.rule_outside(image.element, before=before, last=last, captioned=captioned)

    def _has_caption(self, element: HtmlElement) -> bool:
        figure = next(element.iterancestors("figure"), None)
        if figure is None:
            return False
        if figure not in self.captioned:
            self.captioned[figure] = any(text.strip() for text in figure.itertext())
        return self.captioned[figure]

    def _list(self, element: HtmlElement, source: Source, rule: str, kind: str = "picture") -> None:
        alt = alternative(element, everywhere=self.everywhere)
        name = name_of(source.address) or next(filter(None, map(name_of, source.others)), "")
        if rule == "picture-pixel" and len(name) > _PIXEL_NAME:
            name = ""  # it may identify the person who received the letter
        words = " – ".join(dict.fromkeys(filter(None, (alt, name)))) or "a picture without a name"
        self.removed[Removed(element.sourceline or 0, words[:_WIDTH], rule, kind)] = None

    def _picture(self, number: int, counts: Sequence[int]) -> FoundPicture:
        image, words = self.images[number], self.words[number]
        alt = alternative(image.element, everywhere=self.everywhere) or self.alts.get(number, "")
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


def _is_words(element: HtmlElement) -> bool:
    """Whether an element is named as the words of a picture, or is in one that is."""
    return any(kind_of(outer) or outer.tag == "figcaption" for outer in around(element, 2))


def _titled(title: str, words: PictureWords) -> PictureWords:
    """The words of a picture with its title, which in Markdown is the caption."""
    caption = split_caption(title)
    return words._replace(caption=caption.caption, credit=words.credit or caption.credit)
