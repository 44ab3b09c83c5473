"""Makes lists of the paragraphs that Word and Outlook save as items: "1.<span>   </span>Text"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from lxml.html import Element, HtmlElement

_ITEMS = "//p[starts-with(@class, 'MsoListParagraph') or contains(@style, 'mso-list:')]"
_LEVEL = re.compile(r"level(\d)")
# A number with its stop, or a sign alone. "§" and "o" are bullets in other fonts.
_NUMBER = re.compile(r"(\d{1,4}|[a-z]|[A-Z]|[ivx]{1,5}|[IVX]{1,5})[.)]")
_BULLET = "•"
_SIGN = re.compile(r"[·•o§\-–▪■●○➢ü]")


def make_word_lists(root: HtmlElement) -> None:
    """Turn the items that Word saved as paragraphs with a number or sign into lists.

    Paragraphs of a list's style without either stay as they are.

    Args:
        root: root element of a page; it is changed.
    """
    open_lists: list[tuple[int, HtmlElement]] = []
    previous: HtmlElement | None = None
    for item in root.xpath(_ITEMS):
        marker = _marker(item)
        if not marker:
            previous = None
            continue
        level = int(found[1]) if (found := _LEVEL.search(item.get("style") or "")) else 1
        if previous is None or item.getprevious() is not previous:
            open_lists = []
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == level:
            open_lists[-1][1].append(item)
        else:
            made = _list(marker)
            if open_lists:
                open_lists[-1][1][-1].append(made)
            else:
                item.addprevious(made)
            made.append(item)
            open_lists.append((level, made))
        outer = open_lists[0][1]
        outer.tail, item.tail, item.tag = item.tail, None, "li"
        previous = None if (outer.tail or "").strip() else outer


def _list(marker: str) -> HtmlElement:
    if marker == _BULLET:
        return Element("ul")
    made = Element("ol")
    if marker.isdigit() and marker != "1":
        made.set("start", marker)
    elif marker in "aAiI":
        made.set("type", marker)
    return made


def _marker(item: HtmlElement) -> str:
    """The number or sign with which an item begins, which is taken out; "" if it has none."""
    texts = list(_texts(item))
    words = ""
    for count, (element, part) in enumerate(texts[:6], 1):
        text = getattr(element, part) or ""
        if words.strip() and text.strip():
            return ""  # the number is a part of the sentence
        words += text
        number = _NUMBER.fullmatch(words.strip())
        spaced = count < len(texts) and not (getattr(*texts[count]) or "x").strip()
        if (number or _SIGN.fullmatch(words.strip())) and (spaced or element.tag == "span"):
            for holder, place in texts[: count + spaced]:
                setattr(holder, place, None)
            return number[1] if number else _BULLET
    return ""


def _texts(item: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Where the text of an item is, in order: its elements, and for each "text" or "tail"."""
    if item.text:
        yield item, "text"
    for child in item:
        inner: Iterator[tuple[HtmlElement, str]] = _texts(child) if isinstance(child.tag, str) else iter(())
        yield from chain(inner, [(child, "tail")] if child.tail else ())
