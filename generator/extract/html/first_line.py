"""The headline of a document without headings, by its style or place, and a name alone below a headline."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from lxml.html import HtmlElement

from generator.extract.bylines.lines import is_bare
from generator.extract.bylines.names import is_given
from generator.extract.plain.shape import is_date_line

_SEARCHED = 4  # paragraphs
_BELOW = 3  # paragraphs below a headline of which one may be a name
_SHORTEST, _LONGEST, _NEXT = 6, 160, 80
_SENTENCE = re.compile(r"[.!,;:…。！，、；：]\Z")
_ADDRESSED = re.compile(
    r"\A(?:dear|hello|hi|by|von|par|por|от|liebe[r]?|sehr geehrte[r]?|chère?s?)\b", re.IGNORECASE
)


_TITLE = "//p[@class='MsoTitle' or contains(concat(' ', @class, ' '), ' title ')]"


def mark_headline(root: HtmlElement, *, document: bool) -> None:
    """Make the headline a heading, if the page has none.

    Args:
        root: root element of a page; it is changed.
        document: the page is nothing but a document, so that its first line may be the headline.
    """
    if next(root.iter("h1"), None) is not None:
        return
    titles = root.xpath(_TITLE)
    if titles:
        titles[0].tag = "h1"
    elif document:
        _mark_first_line(root)


def _mark_first_line(root: HtmlElement) -> None:
    """Make the line above the text a heading, if it is no sentence, date or form of address."""
    paragraphs = list(islice(root.iter("p"), _SEARCHED))
    for paragraph in paragraphs[:-1]:
        words = " ".join(paragraph.text_content().split())
        if not words or is_date_line(words):
            continue
        if (
            _SHORTEST <= len(words) <= _LONGEST
            and not _SENTENCE.search(words)
            and not _ADDRESSED.match(words)
            and any(len(other.text_content()) > _NEXT for other in paragraphs if other is not paragraph)
        ):
            paragraph.tag = "h1"
        return


def mark_author(root: HtmlElement) -> None:
    """Give a name that stands alone below the headline of a document the class of an author.

    Its form is not enough: the day is below it, or it begins with a common given name.

    Args:
        root: root element of a page that was made from a document; it is changed.
    """
    headline = next(root.iter("h1"), None)
    below = [] if headline is None else list(islice(headline.itersiblings(), _BELOW + 1))
    for paragraph, following in pairwise(below):
        words = " ".join(paragraph.text_content().split())
        if paragraph.tag != "p" or len(words) > _LONGEST:
            return
        after = " ".join(following.text_content().split())
        if words and is_bare(words) and (is_given(words) or is_date_line(after)):
            paragraph.set("class", "author")
            return
