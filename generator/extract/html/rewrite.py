"""Writes as text what a page expresses by inline elements: exponents, fractions, quotations, ruby.

Without them, 10<sup>6</sup> would become 106, and the words of a <q> would be the newspaper's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from lxml.html import Element, HtmlElement

from generator.extract.bounds import LEDGER_WIDTH
from generator.extract.html.blocks import BLOCKS
from generator.extract.html.elements import around, words_of
from generator.extract.html.formulas import rewrite_formula
from generator.model.documents import Removed
from generator.text.date_names import base_of
from generator.text.tables import load_table

STRUCK_RULE, HIDDEN_RULE = "struck-out", "hidden"
_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_STRUCK = (
    "//*[contains(@style, 'line-through')] | //span[@class and ("
    + " or ".join(
        _CLASS.format(name)
        for name in ("strike", "strikethrough", "strike-through", "line-through", "linethrough", "struck")
    )
    + ")]"
)
_HIDDEN = (
    "//span[contains(@style, 'display:none') or contains(@style, 'display: none') or @hidden or ("
    + " or ".join(
        _CLASS.format(name)
        for name in ("sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "screen-reader")
    )
    + ")]"
)
_MOST = 500  # struck passages in the ledger, of one page
_LONGEST_SCRIPT = 24  # characters of an exponent or index
_OPENING_QUOTES = tuple("“”„«»‘‚‹›「『\"'")
_RAISED_STYLE = re.compile(r"vertical-align:\s?(su(?:b|p))", re.IGNORECASE)
_ALNUM = re.compile(r"\w")
_BELOW = re.compile(r"\A\s*(?:[⁄/∕]\s*(?=[₀-₉])|[⁄∕]\s*(?=\d))([₀-₉\d]+)")
_BRACKETED = re.compile(r"\A[\[(（].*[\])）]")


def rewrite(root: HtmlElement, language: str) -> list[Removed]:
    """Rewrite the inline elements of a page in its tree.

    Args:
        root: root element; it is changed.
        language: the page's language, "" if unknown.

    Returns:
        Ledger lines for words that are struck out or hidden, which are no part of any sentence.
    """
    around = None
    for element in list(root.iter("math")):
        around = rewrite_formula(element, around)
    for element in reversed(list(root.iter("ruby"))):
        _rewrite_ruby(element)
    for element in root.xpath('//span[contains(@style, "vertical-align")]'):
        raised = _RAISED_STYLE.search(element.get("style") or "")
        element.tag = raised[1].lower() if raised else "span"
    for element in reversed(list(root.iter("sup", "sub"))):
        _rewrite_script(element)
    for element in list(root.iter("q")):
        _rewrite_quotation(element, language)
    for element in root.iter("kbd"):
        after = element.getnext()
        if after is not None and after.tag == "kbd" and not element.tail:
            element.tail = "+"
    for element in list(root.iter("input")):
        _rewrite_box(element)
    for element in list(root.iter("td", "th")):
        _rewrite_cell(element)
    return [*islice(_struck(root), _MOST), *islice(_hidden(root), _MOST)]


def _struck(root: HtmlElement) -> Iterator[Removed]:
    """The struck passages; afterwards all are ``del`` elements."""
    styled = root.xpath(_STRUCK)
    for element in styled:
        if element.tag in BLOCKS:
            _wrap(element, "del")
        elif element.tag != "a":
            element.tag = "del"
    for element in list(root.iter("del", "s", "strike")):
        words = words_of(element)
        if not _ALNUM.search(words):
            element.tag = "span"  # old sites mark the signs before names in this way: <s>@</s>
            continue
        element.tag = "del"
        if next(element.iterancestors("del"), None) is None:
            yield Removed(element.sourceline or 0, words[:LEDGER_WIDTH], STRUCK_RULE)


def _hidden(root: HtmlElement) -> Iterator[Removed]:
    """The words inside paragraphs that no reader sees, which are taken out of the tree."""
    for element in root.xpath(_HIDDEN):
        words = " ".join(element.text_content().split())
        if element.getparent() is None or next(element.iterancestors("math", "p", "li", "td"), None) is None:
            continue
        if next(element.iterancestors("figure"), None) is not None:
            continue  # "Image source," for programs that read aloud: it tells the credit from the caption
        if words:
            yield Removed(element.sourceline or 0, words[:LEDGER_WIDTH], HIDDEN_RULE)
        element.drop_tree()


def _wrap(element: HtmlElement, tag: str) -> None:
    """Put the content of an element into a new child."""
    child = Element(tag)
    child.text, element.text = element.text, None
    for part in list(element):
        child.append(part)
    element.append(child)


@cache
def _table() -> Any:  # noqa: ANN401 - a table has a shape of its own
    table = load_table("inline")
    up, down = table["superscripts"], table["subscripts"]
    return {
        **table,
        "sup": dict(zip(up["plain"], up["raised"], strict=True)),
        "sub": dict(zip(down["plain"], down["lowered"], strict=True)),
    }


def _replace(element: HtmlElement, text: str) -> None:
    """Put text in the place of an element and its content."""
    for part in list(element):
        element.remove(part)
    element.text = text
    element.drop_tag()


def _rewrite_script(element: HtmlElement) -> None:
    tag = str(element.tag)
    words = "".join(element.text_content().split())
    if next(element.iter("a", "img"), None) is not None and not words.isdecimal():
        element.drop_tag()
        return
    if tag == "sup" and words.isdecimal() and _rewrite_fraction(element, words):
        return
    table = _table()[tag]
    if (
        not _ALNUM.search(words)
        or _BRACKETED.fullmatch(words)
        or (tag == "sup" and words.isalpha() and not (len(words) == 1 and words in table))
    ):
        # A sign, a note in brackets, or letters that words are spelled with: 1st, Mme, XXe.
        sign = _table()["signs"].get(words.casefold()) if tag == "sup" else None
        if sign:
            _replace(element, sign)
        else:
            element.drop_tag()
    elif all(char in table for char in words):
        for part in element.iter():
            part.text = part.text and _raised(part.text, table)
            if part is not element:
                part.tail = part.tail and _raised(part.tail, table)
        element.drop_tag()
    elif len(words) > _LONGEST_SCRIPT or not _follows_text(element):
        element.drop_tag()  # small print, such as the caption of a picture
    else:
        _replace(element, f"{'^' if tag == 'sup' else '_'}({' '.join(element.text_content().split())})")


def _follows_text(element: HtmlElement) -> bool:
    """Whether words precede an element in its line: those that an exponent or index belongs to."""
    for before in element.itersiblings(preceding=True):
        if (before.tail or "").strip():
            return True
        if before.tag == "br":
            return False
        if isinstance(before.tag, str) and before.text_content().strip():
            return True
    parent = element.getparent()
    if (parent.text or "").strip():
        return True
    return parent.tag not in BLOCKS and parent.getparent() is not None and _follows_text(parent)


def _raised(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in "".join(text.split()))


def _rewrite_fraction(element: HtmlElement, above: str) -> bool:
    """Write a superscript, a slash and what was a subscript as one fraction; whether there was one."""
    after = element.getnext()
    has_part = after is not None and after.tag == "span" and not (element.tail or "").strip()
    if has_part and "".join(after.text_content().split()) in {"⁄", "/", "∕"}:
        after.drop_tag()  # <sup>1</sup><span>/</span><sub>2</sub>
    below = _BELOW.match(element.tail or "")
    if below is None:
        return False
    element.tail = (element.tail or "")[below.end() :]
    _replace(element, fraction(above, unicodedata.normalize("NFKC", below[1])))
    return True


def fraction(above: str, below: str) -> str:
    """A fraction as Unicode writes it: ½, or ³⁄₁₆."""
    for code in (*range(0xBC, 0xBF), *range(0x2150, 0x215F)):
        if unicodedata.normalize("NFKC", chr(code)) == f"{above}⁄{below}":
            return chr(code)
    table = _table()
    raised = "".join(table["sup"].get(char, char) for char in unicodedata.normalize("NFKC", above))
    return f"{raised}⁄{''.join(table['sub'].get(char, char) for char in below)}"


def _rewrite_quotation(element: HtmlElement, language: str) -> None:
    """Write the quotation marks that browsers show around a ``q``, unless the text has some."""
    if not element.text_content().strip():
        return
    inner = sum(1 for _ in element.iterancestors("q")) % 2
    tongue = next((tag for outer in around(element) if (tag := outer.get("lang"))), language)
    table = _table()["quotes"]
    marks = table.get(base_of(tongue), table["en"])[2 * inner : 2 * inner + 2]
    before = element.getprevious()
    text = (before.tail if before is not None else element.getparent().text) or ""
    if text.endswith(_OPENING_QUOTES) or element.text_content().lstrip().startswith(_OPENING_QUOTES):
        return
    element.text = marks[0] + (element.text or "").lstrip()
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + marks[1]
    else:
        element.text = element.text.rstrip() + marks[1]


def _rewrite_ruby(element: HtmlElement) -> None:
    """Write the reading of ruby in brackets after the words."""
    for bracket in list(element.iter("rp")):
        bracket.drop_tree()
    reading = "".join("".join(part.text_content().split()) for part in element.iter("rt"))
    for part in [part for part in element.iter("rt", "rtc") if part.getparent() is not None]:
        part.drop_tree()
    words = "".join(element.text_content().split())
    wide = not words.isascii()
    _replace(
        element, f"{words}（{reading}）" if reading and wide else f"{words} ({reading})" if reading else words
    )


def _rewrite_box(element: HtmlElement) -> None:
    """Write the box of a task as a sign."""
    item = next(element.iterancestors("li"), None)
    if (element.get("type") or "").lower() != "checkbox" or item is None:
        return
    if next(element.iterancestors("form"), None) is not None or _follows_text(element):
        return
    element.tail = f"{'☑' if element.get('checked') is not None else '☐'} {(element.tail or '').lstrip()}"
    element.drop_tree()


def _rewrite_cell(element: HtmlElement) -> None:
    """Write the words of a picture that is all that a table cell contains; drop keys for sorting."""
    for part in element.xpath('.//*[contains(@style, "display:none") or contains(@style, "display: none")]'):
        part.drop_tree()
    # A table with one column only places a picture, which has its words elsewhere.
    is_alone = element.getprevious() is None and element.getnext() is None
    if is_alone or element.text_content().strip():
        return
    words = [alt for part in element.iter("img") if (alt := " ".join((part.get("alt") or "").split()))]
    if words:
        element.text = " ".join(words)[:LEDGER_WIDTH]
