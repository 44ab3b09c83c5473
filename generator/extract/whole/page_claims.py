"""What the head and links of a page say about how much of its article it shows.

These claims are about the page; ``incomplete`` decides from them whether the article is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from generator.extract.html.jsonld import article_property
from generator.model.documents import Claim
from generator.text.web_address import resolved

ACCESS, WORDS, NEXT_PAGE = "access", "words", "next_page"
"""Fields: that the article is not free, how many words it has, which of its pages this is."""

_LINKS = "//link[@rel='next' or @rel='prev'] | //a[@rel='next' or @rel='prev']"
_TIER = (
    "//meta[(@property='article:content_tier' or @name='article:content_tier') and @content='locked']"
    " | //*[@itemprop='isAccessibleForFree'][@content='false' or @content='False']"
)
_PAGE_NUMBER = re.compile(
    r"(?:[?&;](?:page|p|pg|seite|pagina|page_number|pagenum|paged|strana|strona|sida|side|s)=|/(?:page|seite|pagina|p|strana|strona)[/-]?|/|[-_,.](?:page-?|p|seite-?)?)"
    r"(\d{1,2})(?=/?(?:\.[a-z]{3,5})?(?:[?#]|\Z))",
    re.IGNORECASE,
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
    if article_property(root, "isAccessibleForFree").lower() == "false":
        yield Claim(ACCESS, "locked", "jsonld-not-free", "isAccessibleForFree: false", 0.9)
    words = article_property(root, "wordCount")
    if words:
        yield Claim(WORDS, words, "jsonld-words", words, 0.7)


def _next_page(root: HtmlElement, address: str) -> Iterator[Claim]:
    relations: dict[str, str] = {}
    for element in root.xpath(_LINKS):
        link = element.get("href") or ""
        link = resolved(link.strip(), address) if address else link
        # A list next to the article may have pages too, counted from 0.
        if is_page_of(link, address) and (element.get("rel") != "next" or page_number(link) > 1):
            relations.setdefault(element.get("rel"), link)
    if not relations:
        return
    following, before = relations.get("next", ""), relations.get("prev", "")
    after = page_number(following)
    number = after - 1 if after > 1 else page_number(before) + 1 if before else 1
    text = following or before
    yield Claim(NEXT_PAGE, f"page {number} of several", "page-link", text, 0.9)


def page_number(address: str) -> int:
    """The number of the page in an address, 1 if there is none."""
    match = _PAGE_NUMBER.search(address[-200:])
    return int(match[1]) if match else 1


def is_page_of(link: str, address: str) -> bool:
    """Whether a link leads to another page of the article at ``address``, not to another article."""
    if not link:
        return False
    own, other = (_PAGE_NUMBER.sub("", page.partition("#")[0]).rstrip("/") for page in (address, link))
    own, other = (re.sub(r"\.(?:html?|php|aspx?)\Z", "", page) for page in (own, other))
    numbered = _PAGE_NUMBER.search(link) is not None
    if not address:
        return numbered and link.startswith("?")
    return own == other and (numbered or page_number(address) > 1)
