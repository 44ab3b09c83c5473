"""Finds the words that a page shows with a picture: its caption and credit, and which elements hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from lxml.html import HtmlElement

from generator.extract.captions import credit_of, is_credit_line, split_caption
from generator.extract.html.blocks import HEADINGS, SKIPPED
from generator.extract.html.caption_parts import (
    CASES,
    LINE,
    LONGEST,
    PictureWords,
    joined,
    kind_of,
    parts_of,
)
from generator.extract.html.elements import class_and_id, words_of
from generator.extract.html.marks import MARK
from generator.extract.html.picture_sources import IMAGES
from generator.extract.html.words_below import EDGES, has_many, holders_of, words_below

_BOX = 700  # characters of all words in a box with a picture
_NEAR = 4  # boxes around a picture
_MOST_IN_BOX = 200  # elements of a box that is looked at
_LABEL = 40  # characters of a label that only programs read aloud
_PICTURE_BOX = re.compile(r"(?<![a-z])(?:photo|foto|image|img|picture|pic|figure|bild|imagen)(?![a-z])")


def words_of_picture(image: HtmlElement, prose: AbstractSet[HtmlElement]) -> PictureWords:
    """The words of a picture.

    Args:
        image: an image of a page.
        prose: elements with a paragraph of the article; no box around a picture contains one.
    """
    figure = next(image.iterancestors("figure"), None)
    if figure is not None:
        found = _figure(figure, image)
        if found.holders:
            return found
    return (
        _boxed(image, prose)
        or _named(image)
        or words_below(figure if figure is not None else image)
        or PictureWords()
    )


def _figure(figure: HtmlElement, image: HtmlElement) -> PictureWords:
    """The words in a figure; of several pictures with one caption, the first has it."""
    captions = list(figure.iter("figcaption"))
    first = next(figure.iter(*IMAGES), None)
    several = first is not image and not _same_picture(first, image)
    if captions and not several:
        parts = [parts_of(caption) for caption in captions]
        outside = parts_of(figure) if len("".join(figure.itertext())) < LONGEST else None
        words = joined(parts)
        if outside is not None and not words.credit and outside.credit:
            words = words._replace(credit=outside.credit)
        return words._replace(holders=(figure,) if outside is not None else tuple(captions))
    if captions or several:
        return PictureWords()
    if (
        len("".join(figure.itertext()).strip()) > _BOX
        or next(figure.iter("p", "table", "blockquote"), None) is None
    ):
        inline = parts_of(figure)
        short = len(inline.caption) <= _BOX
        return (
            inline._replace(holders=(figure,))
            if short and (inline.caption or inline.credit)
            else PictureWords()
        )
    words = parts_of(figure)
    return words._replace(holders=(figure,)) if words.caption or words.credit else PictureWords()


def _same_picture(first: HtmlElement | None, image: HtmlElement) -> bool:
    """Whether two images of a figure are one picture for several screens, or a script's and its fallback."""
    if first is None:
        return True
    picture = next(image.iterancestors("picture", "noscript"), None)
    return picture is not None and (picture.tag == "noscript" or first in set(picture.iter(*IMAGES)))


def _boxed(image: HtmlElement, prose: AbstractSet[HtmlElement]) -> PictureWords | None:
    """The words in the nearest box that holds only the picture and elements that are named as its words."""
    for outer in islice(image.iterancestors(), _NEAR):
        is_edge = outer.tag in EDGES - {"td", "li", "section", "aside"} and not _is_media(outer)
        if is_edge or outer in prose or has_many(outer, _MOST_IN_BOX):
            return None
        images = list(islice(outer.iter(*IMAGES), 3))
        if len(images) > 1 and not all(_same_picture(other, image) or other is image for other in images):
            return None
        text = "".join(outer.itertext())
        unseen = {"", *(label.text_content().strip() for label in _unseen_labels(outer))}
        if text.strip() in unseen:
            continue
        if len(text) > LONGEST + _BOX or any(element in prose for element in outer.iter()):
            return None
        named = [_with_caption(element, outer) for element in _named_parts(outer)]
        if named:
            parts = [parts_of(element) for element in named]
            if not any(part.credit for part in parts):
                unnamed = list(_credits_beside(named))
                named += unnamed
                parts += [PictureWords("", credit_of(words_of(element))) for element in unnamed]
            return joined(parts)._replace(holders=holders_of([*named, *_unseen_labels(outer)]))
        if len(text) <= LINE and _is_box_of_picture(outer):
            return parts_of(outer)._replace(holders=(outer,))
    return None


def _credits_beside(named: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Elements next to the caption of a picture that are a credit, though nothing names them so."""
    for element in (named[0].getprevious(), named[-1].getnext()):
        if element is not None and isinstance(element.tag, str) and element.tag not in SKIPPED | {"a"}:
            has_picture = next(element.iter(*IMAGES), None) is not None
            if not has_picture and is_credit_line(words_of(element)):
                yield element


def _is_box_of_picture(outer: HtmlElement) -> bool:
    """Whether all words in a box are those of its picture: it is named as one, or is a table around it."""
    if outer.tag == "table":
        return outer.get(MARK) is None and next(outer.iter("th"), None) is None
    return bool(_PICTURE_BOX.search(CASES.sub("-", class_and_id(outer)).lower())) and not _linked(outer)


def _linked(outer: HtmlElement) -> bool:
    """Whether a box has a heading, or a link with words, as one of another article has."""
    return next(outer.iter(*HEADINGS), None) is not None or any(
        link.text_content().strip() for link in outer.iter("a")
    )


def _with_caption(element: HtmlElement, outer: HtmlElement) -> HtmlElement:
    """An element that is named as a credit, or the one around it that has the caption too, unnamed."""
    parent = element.getparent()
    is_credit = element.tag == "cite" or kind_of(element) == "credit"
    if not is_credit or parent is outer or next(parent.iter(*IMAGES), None) is not None:
        return element
    if len(parent.text_content()) > _BOX:
        return element
    return parent if (parent.text or "").strip() or _is_caption(element.getprevious()) else element


def _is_caption(before: HtmlElement | None) -> bool:
    """Whether the element before a credit may be a caption, and not the day or the section of an article."""
    if (
        before is None
        or before.tag not in {"span", "p", "div", "em"}
        or next(before.iter("a"), None) is not None
    ):
        return False
    text = words_of(before)
    return len(text.split()) > 1 and not any(map(str.isdigit, text)) and not is_credit_line(text)


def _is_media(outer: HtmlElement) -> bool:
    """Whether an article element is only the frame of a picture and its words, as Drupal writes it."""
    return (
        outer.tag == "article"
        and "media" in (outer.get("class") or "").split()
        and len(" ".join(outer.text_content().split())) <= LINE
    )


def _unseen_labels(outer: HtmlElement) -> Iterator[HtmlElement]:
    """Elements with words such as "Image" for programs that read a page aloud."""
    for element in outer.iter("div", "span"):
        if "visually-hidden" in (element.get("class") or "") and len(element.text_content()) <= _LABEL:
            yield element


def _named_parts(outer: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost elements in a box that are named as a caption or credit."""
    inside: set[HtmlElement] = set()
    for element in outer.iterdescendants():
        if not isinstance(element.tag, str) or element.getparent() in inside:
            inside.add(element)
            continue
        if element.tag in IMAGES or element.tag in {"a", "picture", "source", "noscript"}:
            continue
        kind = kind_of(element)
        if (
            (element.tag in {"figcaption", "cite"} or kind)
            and element.text_content().strip()
            and next(element.iter(*IMAGES), None) is None
        ):
            inside.add(element)
            yield element


def _named(image: HtmlElement) -> PictureWords | None:
    """Words to which an attribute refers, or that it has."""
    for holder in islice((image, *image.iterancestors()), 3):
        name = holder.get("aria-describedby")
        if name and " " not in name and '"' not in name:
            found = image.getroottree().xpath(f'//*[@id="{name}"]')
            if found and 0 < len(found[0].text_content()) <= _BOX:
                return parts_of(found[0])._replace(holders=holders_of(found[:1]))
        words = holder.get("data-caption") or holder.get("data-image-caption") or ""
        if words.strip():
            caption = split_caption(re.sub(r"<[^<>]{0,300}>", " ", words)[:LONGEST])
            return PictureWords(caption.caption, caption.credit)
    return None
