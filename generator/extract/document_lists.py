"""The first numbers of the lists of a Word document, which mammoth leaves out: they begin at 4, or go on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_UNNUMBERED = frozenset({"bullet", "none", ""})


class _Level(NamedTuple):
    """The first level of a list: the definition that it shares with others, its first number, its format."""

    definition: str
    start: int
    form: str


def with_list_numbers(page: str, data: bytes) -> str:
    """The page that mammoth made of a Word document, with the first number of each numbered list.

    Nothing is changed if its lists cannot be told apart for certain.
    """
    if "<ol>" not in page:
        return page
    with ZipFile(BytesIO(data)) as packed:
        if "word/numbering.xml" not in packed.namelist():
            return page
        levels = _levels(etree.fromstring(packed.read("word/numbering.xml"), _parser()))
        starts = list(_starts(etree.fromstring(packed.read("word/document.xml"), _parser()), levels))
    places = list(_outermost(page))
    if len(places) != len(starts) or all(start == 1 for start in starts):
        return page
    parts, end = [], 0
    for place, start in zip(places, starts, strict=True):
        parts += [page[end:place], f'<ol start="{start}">' if start != 1 else "<ol>"]
        end = place + len("<ol>")
    return "".join([*parts, page[end:]])


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _outermost(page: str) -> Iterator[int]:
    """The offsets of the numbered lists that are in no other list."""
    depth = 0
    for tag in re.finditer(r"<(/?)(ol|ul)>", page):
        if not tag[1] and not depth and tag[2] == "ol":
            yield tag.start()
        depth += -1 if tag[1] else 1


def _levels(root: etree._Element) -> Mapping[str, _Level]:
    """The first level of each numbering by its id."""
    definitions = {}
    for definition in root.iter(f"{_W}abstractNum"):
        name = definition.get(f"{_W}abstractNumId") or ""
        level = definition.find(f"{_W}lvl[@{_W}ilvl='0']")
        start, form = (_value(level, "start"), _value(level, "numFmt")) if level is not None else ("", "")
        definitions[name] = _Level(name, _number(start, 1), form)
    levels = {}
    for number in root.iter(f"{_W}num"):
        known = definitions.get(_value(number, "abstractNumId"))
        if known is None:
            continue
        override = number.find(f"{_W}lvlOverride[@{_W}ilvl='0']")
        again = _value(override, "startOverride") if override is not None else ""
        name = number.get(f"{_W}numId") or ""
        # A list that begins anew counts by itself.
        levels[name] = known._replace(definition=name, start=_number(again, 1)) if again else known
    return levels


def _starts(root: etree._Element, levels: Mapping[str, _Level]) -> Iterator[int]:
    """The first number of each run of list items that begins with a numbered one."""
    counts = Counter[str]()
    for is_list, run in groupby(root.iter(f"{_W}p"), key=lambda paragraph: bool(_numbering(paragraph)[0])):
        first = True
        for paragraph in run if is_list else ():
            name, depth = _numbering(paragraph)
            level = levels.get(name)
            if level is None or depth != "0" or level.form in _UNNUMBERED:
                first = False
                continue
            if first:
                yield level.start + counts[level.definition]
            counts[level.definition] += 1
            first = False


def _numbering(paragraph: etree._Element) -> tuple[str, str]:
    """Id and level of the list that a paragraph is an item of, "" for none."""
    found = paragraph.find(f"{_W}pPr/{_W}numPr")
    name = _value(found, "numId") if found is not None else ""
    return (name, _value(found, "ilvl") or "0") if found is not None and name not in {"", "0"} else ("", "")


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return (child.get(_VALUE) or "") if child is not None else ""


def _number(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,8}", text) else default
