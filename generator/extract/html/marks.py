"""The attribute with which stages that prepare a page tell later stages what an element is."""

from __future__ import annotations

from lxml.html import HtmlElement

MARK = "data-clipfile"
"""Name of the attribute. Its values are ``TABLE``, ``BROKEN``, ``MATH``, or a kind and number ("note:3")."""
TABLE, BROKEN, MATH = "table", "broken-table", "math"
NOTE, REFERENCE, REFERENCE_AGAIN, EMBED = "note", "reference", "reference-again", "embed"


def clear_marks(root: HtmlElement) -> None:
    """Remove the attribute wherever the page itself has it."""
    for element in root.xpath(f"//*[@{MARK}]"):
        del element.attrib[MARK]


def set_number(element: HtmlElement, kind: str, number: int) -> None:
    """Mark an element as the note, reference or embed with a number."""
    element.set(MARK, f"{kind}:{number}")


def number_of(element: HtmlElement, kind: str) -> int:
    """The number of a note, reference or embed; 0 if the element is none."""
    value = element.get(MARK)
    if value is None:
        return 0
    name, _, digits = value.partition(":")
    return int(digits) if name == kind and digits.isdecimal() else 0
