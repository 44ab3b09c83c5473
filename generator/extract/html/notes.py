"""Footnotes: links from a page to itself become links inside the article, or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from lxml.html import HtmlElement

from generator.extract.html.blocks import BLOCKS, HEADINGS
from generator.extract.html.elements import around, words_of
from generator.extract.html.marks import MARK, NOTE, REFERENCE, REFERENCE_AGAIN, number_of, set_number
from generator.text.web_address import page_key, resolved

_MOST = 2000  # notes of a page
# What a reference is called: 1, [12], (3), a, iv, *, ††, "Note 4".
_LABEL = re.compile(
    r"\A[\[(]?\s*(?:(?:note|fn|nota|anm|ref)\.?\s*)?(\d{1,4}|[a-z]|[ivx]{2,5}|[*†‡§¶#]{1,4})\s*[\])]?[.:]?",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comment|respond|disqus|kommentar|repl(?:y|ies)", re.IGNORECASE)
_ARROWS = r"[↩↑⤴⏎↵^←⬆▲\ufe0e\ufe0f\s]*+"
_BACK = re.compile(
    rf"\A{_ARROWS}(?:(?:back|return|jump up|zurück|nach oben|retour|volver|tillbaka|назад).{{0,30}})?"
    rf"{_ARROWS}",
    re.IGNORECASE,
)


def link_notes(root: HtmlElement, addresses: Sequence[str]) -> None:
    """Turn the links of a page to itself into references to notes, or into plain text.

    A link to an element further down whose label is a number or a sign is a reference, and a link from there
    back is not text. Other links to a place of the page itself lead nowhere once the page is converted.

    Args:
        root: root element of the page; it is changed.
        addresses: the page's own addresses.
    """
    own = {page_key(address) for address in addresses if address}
    base = next((address for address in addresses if address), "")
    links = [(link, name) for link in root.iter("a") if (name := _fragment(link, own, base)) is not None]
    if not links:
        return
    places = {element: number for number, element in enumerate(root.iter())}
    targets = _targets(root)
    numbers: dict[HtmlElement, int] = {}
    back: list[HtmlElement] = []
    for link, name in links:
        target = targets.get(name)
        label = _LABEL.fullmatch(words_of(link))
        if target is not None and places[target] < places[link] and _leads_back(link, target, numbers):
            back.append(link)
        elif (
            label
            and target is not None
            and places[target] > places[link]
            and _is_note(name, holder := _holder(target), label[1])
            and len(numbers) < _MOST
        ):
            _refer(link, holder, label[1], numbers)
        else:
            link.drop_tag()
    for link in back:
        _unlink(link)


def _fragment(link: HtmlElement, own: set[str], base: str) -> str | None:
    """The place of the page itself that a link leads to, None if it leads elsewhere."""
    href = (link.get("href") or "").strip()
    if "#" not in href:
        return None
    if href.startswith("#"):
        return unquote(href[1:])
    url, _, fragment = resolved(href, base).partition("#")
    return unquote(fragment) if page_key(url) in own else None


def _targets(root: HtmlElement) -> dict[str, HtmlElement]:
    targets: dict[str, HtmlElement] = {}
    for element in root.xpath("descendant-or-self::*[@id] | descendant::a[@name]"):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                targets.setdefault(name, element)
    return targets


def _holder(element: HtmlElement) -> HtmlElement:
    """The block that contains the words of a note."""
    while element.tag not in BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def _is_note(name: str, holder: HtmlElement, label: str) -> bool:
    """Whether a place is a note, rather than the comments, whose number a link may show, or a section."""
    numbered = not label.isdecimal() or any(char.isdigit() for char in name)
    return numbered and holder.tag not in HEADINGS and not _COMMENTS.search(name)


def _leads_back(link: HtmlElement, target: HtmlElement, numbers: dict[HtmlElement, int]) -> bool:
    """Whether a link leads from a note back to its reference."""
    elements = around(link)
    if any(element in numbers for element in elements):
        return True
    marked = (target, *target.iter(), *target.iterancestors())
    return any(number_of(element, REFERENCE) or number_of(element, REFERENCE_AGAIN) for element in marked)


def _refer(link: HtmlElement, holder: HtmlElement, label: str, numbers: dict[HtmlElement, int]) -> None:
    """Write a reference, with the label of the page in brackets, so that it is no part of a number."""
    again = holder in numbers
    number = numbers.setdefault(holder, len(numbers) + 1)
    set_number(holder, NOTE, number)
    element = link
    for outer in link.iterancestors("sup"):
        if words_of(outer) == words_of(link):
            element = outer
    for part in list(element):
        element.remove(part)
    element.tag, element.text = "span", f"[{label}]"
    set_number(element, REFERENCE_AGAIN if again else REFERENCE, number)


def _unlink(link: HtmlElement) -> None:
    """Remove a link back from a note; a label that numbers the note stays, as does one with other words."""
    words = words_of(link)
    label = _LABEL.fullmatch(words)
    holder = next((element for element in link.iterancestors() if number_of(element, NOTE)), None)
    if _BACK.fullmatch(words) or (label and holder is not None and holder.tag == "li"):
        outer = link
        while (
            (parent := outer.getparent()) is not None
            and parent.tag in {"sup", "b", "span"}
            and words_of(parent) == words
        ):
            outer = parent
        outer.drop_tree()
    elif label:
        outer = next(iter(link.iterancestors("sup")), None)
        link.text = f"[{label[1]}]"
        for part in list(link):
            link.remove(part)
        link.drop_tag()
        if outer is not None:
            outer.drop_tag()
    else:
        link.drop_tag()


def note_blocks(elements: Sequence[HtmlElement]) -> Iterator[int]:
    """For each element the number of the note that it is in, 0 if it is in none."""
    for element in elements:
        elements = around(element)
        yield next(
            (number for outer in elements if outer.get(MARK) and (number := number_of(outer, NOTE))), 0
        )
