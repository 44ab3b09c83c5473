"""Where the article is in a page, and whether a picture outside its text belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from generator.extract.html.blocks import HEADINGS
from generator.extract.html.elements import around
from generator.extract.html.picture_rules import is_at_edge

OUTSIDE_RULE = "picture-outside"
_BELOW_HEADLINE = 400  # elements after a headline in which there may be a picture that opens the article
_ZONES = frozenset({"article", "main"})


class ArticleZone:
    """The element with the article.

    Attributes:
        element: the one with the article, and perhaps more.
        inner: the smallest one with all its text; None where all of the page is the article.
    """

    def __init__(self, root: HtmlElement, texts: Sequence[HtmlElement], *, everywhere: bool) -> None:
        """Find it.

        Args:
            root: root element of the page.
            texts: elements with the text of the article.
            everywhere: all of the page is the article.
        """
        self.root, self.everywhere = root, everywhere
        self.element = root if everywhere or not texts else _zone(texts)
        self.inner = None if everywhere else _outer(_common(texts))
        self._opening: set[HtmlElement] | None = None

    def rule_outside(self, element: HtmlElement, *, before: bool, last: bool, captioned: bool) -> str:
        """The rule for pictures outside the article, which has an end and may have a picture above it, or "".

        Args:
            element: an image of the page.
            before: it precedes the text of the article.
            last: it follows the last paragraph.
            captioned: it is in a figure with a caption.
        """
        if self.everywhere:
            return ""
        outer = list(element.iterancestors())
        if self.element not in outer:
            belongs = (
                (before and self._is_below_headline(element))
                or (before and captioned and any(ancestor.tag in _ZONES for ancestor in outer))
                or is_at_edge(element, self.element, before=before)
            )
            return "" if belongs else OUTSIDE_RULE
        if last and not captioned and self.inner is not None and self.inner not in outer:
            return OUTSIDE_RULE
        return ""

    def _is_below_headline(self, element: HtmlElement) -> bool:
        """Whether a picture is between the headline and the text."""
        if self._opening is None:
            headline = next(self.root.iter("h1"), None)
            following = () if headline is None else islice(_after(headline), _BELOW_HEADLINE)
            self._opening = set(following)
        return element in self._opening


def _after(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements after the end of an element, in the order of the page."""
    outer: HtmlElement | None = element
    while outer is not None:
        for sibling in outer.itersiblings():
            yield from sibling.iter()
        outer = outer.getparent()


def _common(elements: Sequence[HtmlElement]) -> HtmlElement | None:
    """The smallest element around all of some elements."""
    if not elements:
        return None
    common = around(elements[0])
    for element in elements[1:]:
        outer = set(around(element))
        common = [ancestor for ancestor in common if ancestor in outer]
    return common[0] if common else None


def _outer(element: HtmlElement | None) -> HtmlElement | None:
    """The element around a single paragraph; others as they are."""
    single = element is not None and (element.tag in HEADINGS or element.tag in {"p", "li"})
    return (
        element.getparent() if element is not None and single and element.getparent() is not None else element
    )


def _zone(elements: Sequence[HtmlElement]) -> HtmlElement:
    """The element that contains the article: one for articles, else the one around that with all its text."""
    smallest = _outer(_common(elements))
    if smallest is None:
        return elements[0]
    outer = around(smallest)
    named = [element for element in outer if element.tag in _ZONES]
    return (named or outer[1:2] or outer)[0]
