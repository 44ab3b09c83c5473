"""Reports of one event in a table: the numbers and names that only one report has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.inputs.settings import Settings
from generator.model.kinds import NAMED
from generator.model.records import Article, ArticleText, TextReader
from generator.outputs.views import View, entry, filled

# Most reports in the table, and most numbers or names of each.
REPORTS = 8
SHOWN = 12
# Figures as written: 1,500 or 3.5 or 12; a year is a figure too.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def compared(
    article: Article, reports: Sequence[Article], read: TextReader, settings: Settings
) -> list[View]:
    """One row a report, oldest first: an entry without its summary, with ``here``, ``numbers`` and ``names``.

    ``numbers`` and ``names`` are those of no other report; ``here`` marks the article itself.
    """
    others = [report for report in reports if report.id != article.id][: REPORTS - 1]
    shown = sorted((article, *others), key=lambda report: (report.date, report.id))
    texts = [read(report) for report in shown]
    numbers = [dict.fromkeys(_NUMBER.findall(text.body)) for text in texts]
    names = [_names(report, text) for report, text in zip(shown, texts, strict=True)]
    common = [_often(numbers), _often(names)]
    return [
        filled(
            **{
                key: value
                for key, value in entry(report, settings).items()
                if key not in ("summary", "place")
            },
            here=report.id == article.id or None,
            numbers=[number for number in numbers[row] if common[0][number] == 1][:SHOWN],
            names=[name for name in names[row] if common[1][name] == 1][:SHOWN],
        )
        for row, report in enumerate(shown)
    ]


def _names(article: Article, text: ArticleText) -> dict[str, None]:
    terms = (term.name for kind in NAMED for term in article.terms(kind))
    return dict.fromkeys((*terms, *(candidate.name for candidate in text.candidates)))


def _often(rows: Sequence[dict[str, None]]) -> Counter[str]:
    return Counter(value for row in rows for value in row)
