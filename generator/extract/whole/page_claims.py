"""What the head and links of a page say about how much of its article it shows.

These claims are about the page; ``incomplete`` decides from them whether the article is complete.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from generator.extract.html.jsonld import article_property, jsonld_nodes
from generator.model.documents import Claim
from generator.text.article_pages import MOST_PAGES, is_page_of, page_number
from generator.text.web_address import resolved

ACCESS, WORDS, NEXT_PAGE = "access", "words", "next_page"
"""Fields: that the article is not free, how many words it has, which of its pages this is."""

# Most characters of a row of numbers.
_ROW = 120
_LINKS = "//link[@rel='next' or @rel='prev'] | //a[@rel='next' or @rel='prev']"
_TIER = (
    "//meta[(@property='article:content_tier' or @name='article:content_tier') and @content='locked']"
    " | //*[@itemprop='isAccessibleForFree'][@content='false' or @content='False']"
)


def part_claims(root: HtmlElement, address: str) -> Iterator[Claim]:
    """Claims that the page shows a part of its article: it is not free, or one of several pages.

    Args:
        root: the page.
        address: of the page, "" if unknown.
    """
    yield from _next_page(root, address)
    for element in root.xpath(_TIER):
        yield Claim(ACCESS, "locked", "content-tier", str(element.get("content")), 0.8)
    if article_property(root, "isAccessibleForFree").lower() == "false" or _is_locked(root):
        yield Claim(ACCESS, "locked", "jsonld-not-free", "isAccessibleForFree: false", 0.9)
    words = article_property(root, "wordCount")
    if words:
        yield Claim(WORDS, words, "jsonld-words", words, 0.7)


def _is_locked(root: HtmlElement) -> bool:
    """Whether a node of JSON-LD that tells nothing else of the article says that it is not free."""
    return any(
        str(node.get("isAccessibleForFree")).lower() == "false"
        and "hasPart" in node
        and "headline" not in node
        for node in jsonld_nodes(root)
    )


def _next_page(root: HtmlElement, address: str) -> Iterator[Claim]:
    relations: dict[str, str] = {}
    for element in root.xpath(_LINKS):
        link = element.get("href") or ""
        link = resolved(link.strip(), address) if address else link
        # A list next to the article may have pages too, counted from 0.
        if is_page_of(link, address) and (element.get("rel") != "next" or page_number(link) > 1):
            relations.setdefault(element.get("rel"), link)
    if not relations:
        yield from _numbered_pages(root, address)
        return
    following, before = relations.get("next", ""), relations.get("prev", "")
    after = page_number(following)
    number = after - 1 if after > 1 else page_number(before) + 1 if before else 1
    text = following or before
    yield Claim(NEXT_PAGE, f"page {number} of several", "page-link", text, 0.9)


def _numbered_pages(root: HtmlElement, address: str) -> Iterator[Claim]:
    """The claim of a row of numbers that link the other pages of the article: 1 [2] [3]."""
    for link in root.iter("a"):
        row = link.getparent() if (link.text_content() or "").strip().isdecimal() else None
        if row is None:
            continue
        row = row.getparent() if row.tag in {"li", "span"} and row.getparent() is not None else row
        numbers = {
            number: href
            for other in row.iter("a")
            if (number := _linked_number(other))
            and _leads_on(href := (other.get("href") or "").strip(), number, address)
        }
        words = " ".join(row.text_content().split())
        total = max(numbers, default=0)
        missing = set(range(1, total + 1)) - set(numbers)
        # The page that is shown has no link.
        if 1 < total <= MOST_PAGES and len(missing) <= 1 and len(words) <= _ROW:
            yield Claim(NEXT_PAGE, f"page {min(missing, default=1)} of {total}", "page-link", words, 0.9)
            return


def _linked_number(link: HtmlElement) -> int:
    text = link.text_content().strip()
    return int(text) if text.isdecimal() and len(text) <= 2 else 0


def _leads_on(href: str, number: int, address: str) -> bool:
    """Whether a link leads to the page with a number, not to one of comments or of a list."""
    full = resolved(href, address) if address else href
    if "comment" in href.lower() or "cpage" in href.lower():
        return False
    if number > 1 and page_number(full) != number:
        return False
    return is_page_of(full, address) if address and number > 1 else bool(href)
