"""Numbers of the pages of one article: in addresses (``?page=2``) and in lines ("Page 2 of 3")."""

from __future__ import annotations

import re
from functools import cache

from generator.text.tables import load_table

# Most pages of an article: comments and forums have more.
MOST_PAGES = 30
_NUMBER = re.compile(
    r"(?:[?&;](?:page|p|pg|seite|pagina|page_number|pagenum|paged|strana|strona|sida|side|s)="
    r"|/(?:page|seite|pagina|p|strana|strona)[/-]?|/|[-_,.](?:page-?|p|seite-?)?)"
    r"(\d{1,2})(?=/?(?:\.[a-z]{3,5})?(?:[?#]|\Z))",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:html?|php|aspx?)\Z")
_CJK = re.compile(
    r"\A第?\s*+(\d{1,3})\s*+(?:[页頁]|ページ)?[\s(（]*+[/／,，、]?\s*+(?:共|全)?\s*+(\d{1,3})\s*+(?:[页頁]|ページ)\W*"
)
_DIGIT = re.compile(r"\d")


def page_number(address: str) -> int:
    """The number of the page in an address, 1 if there is none."""
    match = next(iter(_NUMBER.finditer(address[-200:])), None)
    return int(match[1]) if match else 1


def base_of(address: str) -> str:
    """An address without the number of a page, its fragment and the ending of a file."""
    bare = _ENDING.sub("", address.partition("#")[0].rstrip("/"))
    return _ENDING.sub("", _NUMBER.sub("", bare).rstrip("/"))


def is_page_of(link: str, address: str) -> bool:
    """Whether a link leads to another page of the article at ``address``, not to another article."""
    if not link:
        return False
    numbered = _NUMBER.search(link) is not None
    if not address:
        return numbered and link.startswith("?")
    return base_of(address) == base_of(link) and (numbered or page_number(address) > 1)


def page_of(text: str) -> tuple[int, int] | None:
    """Number and total of a line such as "Page 1 of 3", perhaps followed by links."""
    if not _DIGIT.search(text):
        return None
    match = _line().match(text) or _CJK.match(text.strip())
    if match is None:
        return None
    number, total = int(match[1]), int(match[2])
    return (number, total) if 1 <= number <= total and 1 < total <= MOST_PAGES else None


@cache
def page_words() -> str:
    """A pattern for "Page 2 of 3" in every language of the table, with both numbers."""
    table = load_table("incomplete")
    words, of = (
        "|".join(map(re.escape, sorted(table[key], key=len, reverse=True))) for key in ("page", "of")
    )
    return rf"(?:{words})\W{{0,2}}(\d{{1,3}})\s?(?:{of})\s?(\d{{1,3}})(?!\w)"


@cache
def _line() -> re.Pattern[str]:
    table = load_table("incomplete")
    turns = "|".join(
        re.escape(word) for word in (*table["next_page"], *table["previous_page"], *table["page_row"])
    )
    return re.compile(rf"\A\W*(?:(?:{turns})\W+){{0,3}}{page_words()}", re.IGNORECASE)
