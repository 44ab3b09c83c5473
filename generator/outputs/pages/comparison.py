"""Compares reports of the same event: the numbers and names that occur in only one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.inputs.settings import Settings
from generator.model.kinds import NAMED
from generator.model.records import Article, ArticleText, TextReader
from generator.outputs.views import View, entry, filled

# Limits that keep the page readable, however often an event was reported.
REPORTS = 8
SHOWN = 12
# Numbers as written: 1,500 or 3.5 or 12, including years.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def compare_reports(
    article: Article, reports: Sequence[Article], read: TextReader, settings: Settings
) -> list[View]:
    """Compare an article with other reports of the same event.

    Args:
        article: the article whose page shows the comparison.
        reports: of the event, with or without the article; at most seven others are compared.
        read: reads the text of an article.
        settings: for the language of dates.

    Returns:
        An entry for each report without its summary, oldest first, with ``numbers`` and ``names``, which
        occur in this report only, and ``here``, true for ``article``.
    """
    others = [report for report in reports if report.id != article.id][: REPORTS - 1]
    rows = sorted((article, *others), key=lambda report: (report.date, report.id))
    texts = [read(report) for report in rows]
    numbers = [dict.fromkeys(_NUMBER.findall(text.body)) for text in texts]
    names = [_names(report, text) for report, text in zip(rows, texts, strict=True)]
    number_counts, name_counts = _count(numbers), _count(names)
    return [
        filled(
            **{
                key: value
                for key, value in entry(report, settings).items()
                if key not in ("summary", "place")
            },
            here=report.id == article.id or None,
            numbers=[number for number in numbers[row] if number_counts[number] == 1][:SHOWN],
            names=[name for name in names[row] if name_counts[name] == 1][:SHOWN],
        )
        for row, report in enumerate(rows)
    ]


def _names(article: Article, text: ArticleText) -> dict[str, None]:
    terms = (term.name for kind in NAMED for term in article.terms(kind))
    return dict.fromkeys((*terms, *(candidate.name for candidate in text.candidates)))


def _count(rows: Sequence[dict[str, None]]) -> Counter[str]:
    return Counter(value for row in rows for value in row)
