"""Lists of a page as Markdown: nesting, numbers, and terms with their definitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.elements import around
from generator.model.documents import Paragraph
from generator.text.markup import escape

_LISTS = ("ul", "ol", "dl", "menu", "dir")
_ITEMS = frozenset({"li", "dd", "dt"})
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_LETTERS = {
    "a": "a",
    "A": "A",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
}
_ROMAN = {"i": "i", "I": "I", "lower-roman": "i", "upper-roman": "I"}
_VALUES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BULLETS = tuple("▪•·►▸◦‣")
_PARAGRAPH = "\n\n"  # between the paragraphs of one item
_INDENT = " " * 4  # what Python-Markdown needs for each level


class _Item(NamedTuple):
    """A list item as it is written.

    Attributes:
        depth: lists around it.
        number: as the page shows it ("4.", "b.", "iv."), "" in a list without numbers.
        plain: Markdown numbers the list in the same way.
        text: its words.
        markup: the same as Markdown.
    """

    depth: int
    number: str
    plain: bool
    text: str
    markup: str


def listing(group: HtmlElement, members: Sequence[Block], write: Callable[[Block], str]) -> Paragraph:
    """One list with all its levels.

    Args:
        group: the outermost list.
        members: its blocks.
        write: the Markdown of a block.
    """
    items = _without_written_numbers(list(_joined(list(_items(group, members, write, _numbers(group))))))
    lines, levels = [], list[int]()
    for item in items:
        while levels and levels[-1] >= item.depth:
            levels.pop()
        mark = f"{item.number} " if item.number and item.plain else "- "
        label = f"{escape(item.number)} " if item.number and not item.plain else ""
        first, *others = item.markup.split(_PARAGRAPH)
        lines.append(f"{_INDENT * len(levels)}{mark}{label}{first}")
        levels.append(item.depth)
        for other in others:
            lines += ["", f"{_INDENT * len(levels)}{other}", ""]
    text = "\n".join(f"{item.number} {item.text}" if item.number else item.text for item in items)
    markup = "\n".join(lines).replace("\n\n\n", "\n\n").strip("\n")
    return Paragraph(text, markup, members[0].line)


def _without_written_numbers(items: list[_Item]) -> list[_Item]:
    """The items, without the numbers of those whose words begin with the number or a bullet as well."""
    written = [
        item.text.startswith((f"{item.number} ", f"{item.number[:-1]}) ", *_BULLETS)) for item in items
    ]
    if not any(written):
        return items
    pairs = zip(items, written, strict=True)
    return [item._replace(number="" if own else item.number, plain=own) for item, own in pairs]


def _items(
    group: HtmlElement,
    members: Sequence[Block],
    write: Callable[[Block], str],
    numbers: dict[HtmlElement, tuple[str, bool]],
) -> Iterator[tuple[HtmlElement, _Item]]:
    seen: set[HtmlElement] = set()
    for element, part in groupby(members, key=_item_of):
        if element is None:
            continue
        blocks = list(part)
        depth = 1
        for outer in element.iterancestors(*_LISTS):
            if outer is group:
                break
            depth += 1
        # Text after a nested list belongs to the item as much as that list.
        number, plain = numbers.get(element, ("", True)) if element not in seen else ("", True)
        depth += element in seen
        seen.add(element)
        joint = _PARAGRAPH if len({block.element for block in blocks} - {element}) > 1 else " "
        text = joint[:1].join(block.text.replace("\n", " ") for block in blocks)
        markup = joint.join(write(block).replace("  \n", " ") for block in blocks)
        yield element, _Item(depth, number, plain, text, markup)


def _item_of(block: Block) -> HtmlElement | None:
    elements = around(block.element)
    return next((element for element in elements if element.tag in _ITEMS), None)


def _joined(items: Sequence[tuple[HtmlElement, _Item]]) -> Iterator[_Item]:
    """The items, with each term joined with its definition, or above its definitions if it has several."""
    index = 0
    while index < len(items):
        element, item = items[index]
        index += 1
        if element.tag != "dt":
            yield item._replace(depth=item.depth + (element.tag == "dd"))
            continue
        end = index
        while end < len(items) and items[end][0].tag == "dd" and items[end][1].depth == item.depth:
            end += 1
        colon = "" if item.text.endswith((":", "：", "?")) else ":"
        term = item.markup if "*" in item.markup or "[" in item.markup else f"**{item.markup}**"
        if end == index + 1:
            body = items[index][1]
            yield item._replace(text=f"{item.text}{colon} {body.text}", markup=f"{term}{colon} {body.markup}")
            index = end
        elif end > index:
            yield item._replace(text=f"{item.text}{colon}", markup=f"{term}{colon}")
        else:
            yield item._replace(markup=term)


def _numbers(group: HtmlElement) -> dict[HtmlElement, tuple[str, bool]]:
    """For each item of a numbered list its number, and whether Markdown can number the list so."""
    numbers: dict[HtmlElement, tuple[str, bool]] = {}
    for ordered in group.iter("ol"):
        items = [item for item in ordered if item.tag == "li"]
        values = _values(ordered, items)
        kind = _kind(ordered)
        plain = kind == "1" and values == list(range(values[0], values[0] + len(values))) if values else True
        plain = plain and (not values or values[0] >= 0)
        for item, value in zip(items, values, strict=True):
            own = item.get("type") or kind
            numbers[item] = (f"{_numeral(value, own)}.", plain and own == "1")
        if kind == "none":
            numbers.update(dict.fromkeys(items, ("", True)))
    return numbers


def _values(ordered: HtmlElement, items: Sequence[HtmlElement]) -> list[int]:
    backwards = ordered.get("reversed") is not None
    value = _integer(ordered.get("start"), len(items) if backwards else 1)
    values = []
    for item in items:
        value = _integer(item.get("value"), value)
        values.append(value)
        value += -1 if backwards else 1
    return values


def _integer(text: str | None, default: int) -> int:
    """The value of an attribute that is a number."""
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,8}", text.strip()) else default


def _kind(ordered: HtmlElement) -> str:
    styled = _STYLE.search(ordered.get("style") or "")
    name = styled[1] if styled else ordered.get("type") or "1"
    return "none" if name == "none" else _LETTERS.get(name) or _ROMAN.get(name) or "1"


def _numeral(value: int, kind: str) -> str:
    if kind in {"a", "A"} and value > 0:
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(ord(kind) + rest) + letters
        return letters
    if kind in {"i", "I"} and 0 < value < 40:
        roman = ""
        for worth, sign in _VALUES:
            roman += sign * (value // worth)
            value %= worth
        return roman.upper() if kind == "I" else roman
    return str(value)
