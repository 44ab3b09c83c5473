"""Parts the words of a picture: which belong to its caption, and which are its credit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.captions import credit_of, is_credit_line, split_caption
from generator.extract.credits import credit_words, is_for_outlet, is_sourced
from generator.extract.html.blocks import BLOCKS, SKIPPED
from generator.extract.html.elements import class_and_id, words_of
from generator.extract.html.picture_sources import IMAGES
from generator.text.tables import load_table

LONGEST = 1000  # characters of a caption
LINE = 320  # characters of a line of words
CASES = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
_CREDIT_TAGS = frozenset({"small", "cite"})
_EMPHASIS = frozenset({"em", "i", "b", "strong"})
_INLINE = frozenset({"span", "em", "i", "b", "strong", "a", "font"})


class PictureWords(NamedTuple):
    """Caption and credit of a picture, and the elements whose text is nothing else."""

    caption: str = ""
    credit: str = ""
    holders: tuple[HtmlElement, ...] = ()


def parts_of(element: HtmlElement) -> PictureWords:
    """Caption and credit in an element that holds nothing else."""
    credited: list[str] = []
    text: list[str] = []
    _collect(element, text, credited)
    caption = split_caption("".join(text)[: 2 * LONGEST])
    stated = [credit_of(" ".join(credit.split())) for credit in credited]
    names = dict.fromkeys(filter(None, (*stated, caption.credit)))
    if kind_of(element) == "credit" and not names:
        return PictureWords("", credit_of(caption.caption))
    return PictureWords(caption.caption[:LONGEST], " / ".join(names)[:300])


def _collect(element: HtmlElement, text: list[str], credited: list[str]) -> None:
    text.append(element.text or "")
    for child in element:
        if not isinstance(child.tag, str) or child.tag in SKIPPED or child.tag in IMAGES or _is_button(child):
            text.append(" ")
        elif _is_credit(child, element):
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
            if child.tag in _EMPHASIS and child.getnext() is None and text[-1].endswith((".", "!", "?", "…")):
                text.append("\n")  # an emphasised sentence, and who took the picture
        text.append(child.tail or "")


def _is_credit(child: HtmlElement, element: HtmlElement) -> bool:
    """Whether a part of the words is marked as the credit, or is the last one and nothing but a credit."""
    if child.tag in _CREDIT_TAGS or kind_of(child) == "credit":
        return _is_apart(child, element)
    if child.tag not in _INLINE or child.getnext() is not None or (child.tail or "").strip(" \t\n.)]"):
        return False
    text = words_of(child)
    return len(text) <= LINE and "/" in text and is_credit_line(text) and _is_apart(child, element)


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
    if not words or len(words) > LINE:
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


def ends_with_credit(text: str) -> bool:
    """Whether a line says at its end who made a picture and for whom, which no paragraph of a text does."""
    found = split_caption(text) if "/" in text or text.endswith((")", "]")) else PictureWords()
    if not (found.caption and found.credit):
        return False
    by_agency = (
        "/" in found.credit and credit_words().agency.search(found.credit) and is_sourced(found.credit)
    )
    return bool(by_agency) or is_for_outlet(found.credit, found.caption)


def joined(parts: Collection[PictureWords]) -> PictureWords:
    """The words of several elements as one caption and one credit, each part once."""
    captions = dict.fromkeys(part.caption for part in parts if part.caption)
    credited = dict.fromkeys(part.credit for part in parts if part.credit)
    return PictureWords(" ".join(captions)[:LONGEST], " / ".join(credited)[:300])


def kind_of(element: HtmlElement) -> str:
    """What an element is named: "caption", "credit", or "" for neither."""
    named = class_and_id(element)
    if named == " ":
        return (
            "credit"
            if element.get("itemprop") in {"copyrightHolder", "author", "creditText", "copyrightNotice"}
            else ""
        )
    found = _pattern().search(CASES.sub("-", named[:500]).lower())
    if found is None:
        return ""
    names = {match.lastgroup or "" for match in _pattern().finditer(CASES.sub("-", named[:500]).lower())}
    if names == {"credit", "caption"} and _has_credit_beside(element):
        return "caption"
    return "credit" if "credit" in names and not _has_caption_inside(element) else "caption"


def _has_credit_beside(element: HtmlElement) -> bool:
    """Whether another element next to one is named a credit, and only that."""
    names = (
        CASES.sub("-", class_and_id(other)[:500]).lower()
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
