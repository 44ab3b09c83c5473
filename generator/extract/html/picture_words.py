"""Finds the words that a page shows with a picture: its caption and credit, and which elements hold them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.captions import credit_of, has_labelled_credit, is_credit_line, split_caption
from generator.extract.credits import credit_words
from generator.extract.html.blocks import BLOCKS, HEADINGS, SKIPPED
from generator.extract.html.elements import class_and_id
from generator.extract.html.marks import MARK
from generator.extract.html.picture_sources import IMAGES
from generator.text.tables import load_table

_LONGEST = 1000  # characters of a caption
_BOX, _LINE = 700, 320  # characters of all words in a box with a picture, and of a line below one
_NEAR = 4  # boxes around a picture
_CLIMBS = 9  # elements around a picture, of which a table of mail has many, below which its words may be
# Elements that are looked at for one picture: next to it, and in a box that holds its words.
_MOST_NEAR, _MOST_IN_BOX = 40, 200
_EMPHASIS = frozenset({"em", "i", "small", "cite", "figcaption"})
_LABEL = 40  # characters of a label that only programs read aloud
_CREDIT_TAGS = frozenset({"small", "cite"})
_PICTURE_BOX = re.compile(r"(?<![a-z])(?:photo|foto|image|img|picture|pic|figure|bild|imagen)(?![a-z])")
_CASES = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
_NO_LINE = frozenset({"figure", "ul", "ol", "table", "blockquote", "pre", "nav", "header", "footer", "form"})
_EDGES = frozenset({"article", "main", "body", "section", "td", "li", "blockquote", "aside"})


class PictureWords(NamedTuple):
    """Caption and credit of a picture, and the elements whose text is nothing else."""

    caption: str = ""
    credit: str = ""
    holders: tuple[HtmlElement, ...] = ()


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
        or _below(figure if figure is not None else image)
        or PictureWords()
    )


def _figure(figure: HtmlElement, image: HtmlElement) -> PictureWords:
    """The words in a figure; of several pictures with one caption, the first has it."""
    captions = list(figure.iter("figcaption"))
    first = next(figure.iter(*IMAGES), None)
    several = first is not image and not _same_picture(first, image)
    if captions and not several:
        parts = [_parts(caption) for caption in captions]
        outside = _parts(figure) if len("".join(figure.itertext())) < _LONGEST else None
        words = _joined(parts)
        if outside is not None and not words.credit and outside.credit:
            words = words._replace(credit=outside.credit)
        return words._replace(holders=(figure,) if outside is not None else tuple(captions))
    if captions or several:
        return PictureWords()
    if (
        len("".join(figure.itertext()).strip()) > _BOX
        or next(figure.iter("p", "table", "blockquote"), None) is None
    ):
        inline = _parts(figure)
        short = len(inline.caption) <= _BOX
        return (
            inline._replace(holders=(figure,))
            if short and (inline.caption or inline.credit)
            else PictureWords()
        )
    words = _parts(figure)
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
        is_edge = outer.tag in _EDGES - {"td", "li", "section", "aside"} and not _is_media(outer)
        if is_edge or outer in prose or _has_many(outer, _MOST_IN_BOX):
            return None
        images = list(islice(outer.iter(*IMAGES), 3))
        if len(images) > 1 and not all(_same_picture(other, image) or other is image for other in images):
            return None
        text = "".join(outer.itertext())
        unseen = {"", *(label.text_content().strip() for label in _unseen_labels(outer))}
        if text.strip() in unseen:
            continue
        if len(text) > _LONGEST + _BOX or any(element in prose for element in outer.iter()):
            return None
        named = [_with_caption(element, outer) for element in _named_parts(outer)]
        if named:
            parts = [_parts(element) for element in named]
            return _joined(parts)._replace(holders=_holders([*named, *_unseen_labels(outer)]))
        if len(text) <= _LINE and _is_box_of_picture(outer):
            return _parts(outer)._replace(holders=(outer,))
    return None


def _is_box_of_picture(outer: HtmlElement) -> bool:
    """Whether all words in a box are those of its picture: it is named as one, or is a table around it."""
    if outer.tag == "table":
        return outer.get(MARK) is None and next(outer.iter("th"), None) is None
    return bool(_PICTURE_BOX.search(_CASES.sub("-", class_and_id(outer)).lower())) and not _linked(outer)


def _linked(outer: HtmlElement) -> bool:
    """Whether a box has a heading, or a link with words, as one of another article has."""
    return next(outer.iter(*HEADINGS), None) is not None or any(
        link.text_content().strip() for link in outer.iter("a")
    )


def _with_caption(element: HtmlElement, outer: HtmlElement) -> HtmlElement:
    """An element that is named as a credit, or the one around it that has the caption before it."""
    parent = element.getparent()
    if kind_of(element) != "credit" or parent is outer or next(parent.iter(*IMAGES), None) is not None:
        return element
    words = (parent.text or "").strip()
    return parent if words and len(parent.text_content()) <= _BOX else element


def _is_media(outer: HtmlElement) -> bool:
    """Whether an article element is only the frame of a picture and its words, as Drupal writes it."""
    return (
        outer.tag == "article"
        and "media" in (outer.get("class") or "").split()
        and len(" ".join(outer.text_content().split())) <= _LINE
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
            (element.tag == "figcaption" or kind)
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
                return _parts(found[0])._replace(holders=_holders(found[:1]))
        words = holder.get("data-caption") or holder.get("data-image-caption") or ""
        if words.strip():
            caption = split_caption(re.sub(r"<[^<>]{0,300}>", " ", words)[:_LONGEST])
            return PictureWords(caption.caption, caption.credit)
    return None


def _below(image: HtmlElement) -> PictureWords | None:
    """The line below a picture, if it is emphasised, named as its words, or a credit."""
    element = image
    for _ in range(_CLIMBS):
        parent = element.getparent()
        if (element.tail or "").strip():
            return _same_paragraph(element)
        lines: list[HtmlElement] = []
        for sibling in islice(_siblings(element), 3):
            if not _is_line_of_picture(sibling, first=not lines):
                break
            lines.append(sibling)
            if (sibling.tail or "").strip() and sibling.tag not in BLOCKS:
                # The rest of the paragraph is text.
                lines = []
                break
        if lines:
            return _joined([_parts(line) for line in lines])._replace(holders=_holders(lines))
        following = next(_siblings(element), None)
        if following is not None or parent is None or (parent.tag in _EDGES and parent.tag != "td"):
            return None
        if parent.tag == "td" and parent.text_content().strip():
            return None
        if _has_many(parent) or any(text.strip() for text in parent.itertext()):
            return _same_paragraph(element)
        element = parent
    return None


def _has_many(element: HtmlElement, most: int = _MOST_NEAR) -> bool:
    """Whether an element has so many parts that looking at them for each of its pictures takes too long."""
    return next(islice(element.iter(), most, None), None) is not None


def _siblings(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements after a picture that readers see, without line breaks."""
    for sibling in islice(element.itersiblings(), _MOST_NEAR):
        is_seen = isinstance(sibling.tag, str) and sibling.tag not in {"br", "noscript", "source", *SKIPPED}
        if is_seen and (sibling.text_content().strip() or next(sibling.iter(*IMAGES), None) is not None):
            yield sibling


def _is_line_of_picture(element: HtmlElement, *, first: bool) -> bool:
    if element.tag in HEADINGS or (element.tag in _NO_LINE and not _is_layout(element)):
        return False
    if next(element.iter(*IMAGES), None) is not None:
        return False
    text = " ".join(element.text_content().split())
    if not text or len(text) > _LINE:
        return False
    if kind_of(element):
        return True
    if is_credit_line(text):
        return True
    return first and (_is_emphasised(element) or has_labelled_credit(text))


def _is_layout(element: HtmlElement) -> bool:
    """Whether a table only places its words, as in mail."""
    return element.tag == "table" and element.get(MARK) is None and next(element.iter("th"), None) is None


def _is_emphasised(element: HtmlElement) -> bool:
    """Whether every word of an element is emphasised."""
    if element.tag in _EMPHASIS or "italic" in (element.get("style") or ""):
        return True
    parts = [child for child in element if isinstance(child.tag, str) and child.tag != "br"]
    plain = [element.text, *(child.tail for child in element)]
    if any(text and text.strip(" \t\n\r.·|") for text in plain) or not parts:
        return False
    return all(
        child.tag in _EMPHASIS or not child.text_content().strip() or _is_emphasised(child) for child in parts
    )


def _same_paragraph(element: HtmlElement) -> PictureWords | None:
    """Bare text after the picture, in a paragraph with nothing else, that says who made it."""
    parent = element.getparent()
    if parent.tag in _EDGES or _has_many(parent):
        return None
    text = " ".join("".join(parent.itertext()).split())
    if not (is_credit_line(text) or has_labelled_credit(text)):
        return None
    return PictureWords(*split_caption(text), (parent,))


def _holders(elements: Collection[HtmlElement]) -> tuple[HtmlElement, ...]:
    """The elements of a page's blocks that hold nothing but these elements, or else these within a block."""
    holders: dict[HtmlElement, None] = {}
    words = sum(len("".join(element.text_content().split())) for element in elements)
    for element in elements:
        holder = element
        while holder.tag not in BLOCKS and holder.getparent() is not None:
            holder = holder.getparent()
        whole = holder is element or len("".join(holder.text_content().split())) <= words
        holders[holder if whole else element] = None
    return tuple(holders)


def _parts(element: HtmlElement) -> PictureWords:
    """Caption and credit in an element that holds nothing else."""
    credited: list[str] = []
    text: list[str] = []
    _collect(element, text, credited)
    caption = split_caption("".join(text)[: 2 * _LONGEST])
    stated = [credit_of(" ".join(credit.split())) for credit in credited]
    names = dict.fromkeys(filter(None, (*stated, caption.credit)))
    if kind_of(element) == "credit" and not names:
        return PictureWords("", credit_of(caption.caption))
    return PictureWords(caption.caption[:_LONGEST], " / ".join(names)[:300])


def _collect(element: HtmlElement, text: list[str], credited: list[str]) -> None:
    text.append(element.text or "")
    for child in element:
        if not isinstance(child.tag, str) or child.tag in SKIPPED or child.tag in IMAGES or _is_button(child):
            text.append(" ")
        elif (child.tag in _CREDIT_TAGS or kind_of(child) == "credit") and _is_apart(child, element):
            credited.append("".join(child.itertext()))
            text.append("\n")
        elif child.tag in BLOCKS or child.tag == "br":
            text.append("\n")
            _collect(child, text, credited)
            text.append("\n")
        else:
            if _follows_at_once(child, text):
                text.append("\n")
            _collect(child, text, credited)
        text.append(child.tail or "")


def _is_button(child: HtmlElement) -> bool:
    """Whether an element is something to click that pages show with a picture: "Buy this photo"."""
    if child.tag not in {"a", "button"}:
        return False
    return " ".join(child.text_content().split()).casefold() in credit_words().furniture


def _follows_at_once(child: HtmlElement, text: Sequence[str]) -> bool:
    """Whether nothing but the style of a page parts an element from a sentence before it."""
    before = child.getprevious()
    if before is None or before.tag != child.tag or before.tail or (child.text or " ")[:1].isspace():
        return False
    written = "".join(text[-2:])
    if written.endswith((".", "!", "?", "…", "。", "”", "»")):
        return True
    # Two elements of several words each; of one word, the second may be the rest of it.
    words = "".join(child.itertext()).strip()
    is_word = words[:1].islower() or not written.strip() or written[-1:].isspace()
    return not is_word and len(before.text_content().split()) > 1 and len(words.split()) > 1


def _is_apart(child: HtmlElement, element: HtmlElement) -> bool:
    """Whether an element with a credit is not all of the words, unless it is named a credit."""
    words = child.text_content().strip()
    if not words or len(words) > _LINE:
        return False
    if kind_of(child) == "credit":
        return (
            next(
                (c for c in child.iterdescendants() if isinstance(c.tag, str) and kind_of(c) == "caption"),
                None,
            )
            is None
        )
    return len(words) < len(element.text_content().strip())


def _joined(parts: Collection[PictureWords]) -> PictureWords:
    captions = dict.fromkeys(part.caption for part in parts if part.caption)
    credited = dict.fromkeys(part.credit for part in parts if part.credit)
    return PictureWords(" ".join(captions)[:_LONGEST], " / ".join(credited)[:300])


def kind_of(element: HtmlElement) -> str:
    """What an element is named: "caption", "credit", or "" for neither."""
    named = class_and_id(element)
    if named == " ":
        return (
            "credit"
            if element.get("itemprop") in {"copyrightHolder", "author", "creditText", "copyrightNotice"}
            else ""
        )
    found = _pattern().search(_CASES.sub("-", named[:500]).lower())
    if found is None:
        return ""
    names = {match.lastgroup or "" for match in _pattern().finditer(_CASES.sub("-", named[:500]).lower())}
    if names == {"credit", "caption"} and _has_credit_beside(element):
        return "caption"
    return "credit" if "credit" in names and not _has_caption_inside(element) else "caption"


def _has_credit_beside(element: HtmlElement) -> bool:
    """Whether another element next to one is named a credit, and only that."""
    names = (
        _CASES.sub("-", class_and_id(other)[:500]).lower()
        for other in (*islice(element.itersiblings(), 3), *islice(element.itersiblings(preceding=True), 3))
        if isinstance(other.tag, str) and other.text_content().strip()
    )
    found = ({match.lastgroup for match in _pattern().finditer(name)} for name in names)
    return any("credit" in kinds for kinds in found)


def _has_caption_inside(element: HtmlElement) -> bool:
    return any(
        isinstance(child.tag, str) and "caption" in class_and_id(child).lower()
        for child in islice(element.iterdescendants(), 20)
    )


@cache
def _pattern() -> re.Pattern[str]:
    table = load_table("pictures")
    captions, credited = ("|".join(map(re.escape, table[f"{kind}_boxes"])) for kind in ("caption", "credit"))
    return re.compile(
        rf"(?<![a-z])(?:(?P<credit>{credited})|(?P<caption>(?:wp|image|img|photo|media|fig|tr)?(?:{captions})))(?![a-z])"
    )
