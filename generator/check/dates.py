"""Days that cannot all be right, and articles without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.check.subject import Subject
from generator.model.problem import Problem
from generator.model.records import Article


class Order(NamedTuple):
    """Two days of an article: ``early`` may not lie after ``late``; ``field`` is what to look at."""

    early: str
    late: str
    field: str
    rule: str
    meaning: str


ORDERS = (
    Order("date", "updated", "updated", "date-order", "an article is updated after it is published"),
    Order("date", "retrieved", "source", "date-order", "an article is retrieved after it is published"),
    Order("date", "added", "date", "date-future", "a seed is added after its article is published"),
)


def dates(subject: Subject) -> Iterator[Problem]:
    """Articles whose days contradict each other, and articles whose day is not known."""
    for article in subject.archive.articles:
        days = _days(subject, article)
        if not article.date:
            message = "no date could be settled; write 'date: YYYY-MM-DD' beside it"
            yield Problem(article.seed, 0, "no-date", message, "warning")
        for order in ORDERS:
            early, late = days[order.early], days[order.late]
            if early and late and early > late:
                days_of = f"{order.early} {early} lies after {order.late} {late}"
                message = f"{days_of}; correct one: {order.meaning}"
                yield subject.problem(article, order.field, late, order.rule, message)


def _days(subject: Subject, article: Article) -> Mapping[str, str]:
    return {
        "date": article.date,
        "updated": article.updated,
        "retrieved": article.source.retrieved,
        "added": subject.seeds[article.seed].added or "",
    }
