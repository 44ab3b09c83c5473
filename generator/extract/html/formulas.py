"""Writes formulas as text: their TeX source, or MathML as one line."""

from __future__ import annotations

from lxml.html import HtmlElement

from generator.extract.html.marks import MARK, MATH


def rewrite_formula(element: HtmlElement, before: HtmlElement | None) -> HtmlElement | None:
    """Write a formula as its TeX source, if the page has it, else as a line of text.

    Args:
        element: the formula.
        before: the result for the formula before.

    Returns:
        The element of a program for formulas that the formula is in.
    """
    root = next(
        (outer for outer in element.iterancestors("span") if "katex" in (outer.get("class") or "")), None
    )
    if root is not None and root is not before:
        for shown in root.xpath('.//span[@aria-hidden="true"]'):
            shown.drop_tree()  # the same formula again, letter by letter
    notes = [part for part in element.iter("annotation") if "tex" in (part.get("encoding") or "").lower()]
    source = notes[0].text_content() if notes else element.get("alttext") or ""
    source = " ".join(source.split())
    if source.startswith("{\\displaystyle") and source.endswith("}"):
        source = source[len("{\\displaystyle") : -1].strip()
    dollars = "$$" if element.get("display") == "block" else "$"
    text = f"{dollars}{source}{dollars}" if source else _linear(element)
    tail = element.tail
    element.clear()
    element.tail, element.tag, element.text = tail, "span", text
    if source:
        element.set(MARK, MATH)
    return root


def _linear(element: HtmlElement) -> str:
    """A formula in MathML as one line."""
    tag = str(element.tag).rpartition("}")[2]
    parts = [_linear(part) for part in element if isinstance(part.tag, str)]
    own = " ".join((element.text or "").split())
    forms = {"mfrac": "({})/({})", "msup": "{}^({})", "msub": "{}_({})", "mroot": "root({}; {})"}
    if tag in forms and len(parts) == 2:
        return forms[tag].format(*parts)
    if tag == "msqrt":
        return f"√({''.join(parts)})"
    return own + "".join(parts)
