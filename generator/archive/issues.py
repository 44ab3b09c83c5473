"""The order of articles in an issue of a newspaper: by page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from generator.model.records import Article

_PAGE = re.compile(r"([^\W\d_]*)\W*(\d{1,6})?")


def in_print_order(articles: Sequence[Article]) -> Sequence[Article]:
    """Articles in their order, but those of one day with known pages by newspaper and page."""
    if not any(article.source.page for article in articles):
        return articles
    return list(_ordered(articles))


def _ordered(articles: Sequence[Article]) -> Iterator[Article]:
    for _, group in itertools.groupby(articles, lambda article: article.date):
        day = list(group)
        if sum(bool(article.source.page) for article in day) > 1:
            # The articles of an issue are together, where the first of them is.
            first: dict[str, int] = {}
            for position, article in enumerate(day):
                first.setdefault(article.source.name, position)
            day.sort(key=lambda article: (first[article.source.name], page_key(article.source.page)))
        yield from day


def page_key(page: str) -> tuple[bool, str, int]:
    """A key that sorts pages: "2", "10", "A4", "B1"; an unknown one is last."""
    found = _PAGE.match(page)
    section, number = (found[1].upper(), int(found[2] or 0)) if found else ("", 0)
    return not page, section, number
