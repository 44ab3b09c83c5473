"""Dates that contradict each other, and articles without a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.check.subject import Subject
from generator.model.partial_dates import first_day, last_day
from generator.model.problem import Problem
from generator.model.records import Article


class Order(NamedTuple):
    """Two dates of an article: ``early`` must not be after ``late``. ``field`` is the field to check."""

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
    """Articles whose dates contradict each other, and articles without a date."""
    for article in subject.archive.articles:
        days = _days(subject, article)
        if not article.date:
            message = "has no certain date; declare 'date: YYYY-MM-DD' (or YYYY-MM, YYYY) in its sidecar"
            yield Problem(article.seed, 0, "no-date", message, "warning")
        for order in ORDERS:
            early, late = days[order.early], days[order.late]
            if early and late and first_day(early) > last_day(late):
                message = f"{order.early} {early} is after {order.late} {late}; correct one: {order.meaning}"
                yield subject.problem(article, order.field, late, order.rule, message)


def _days(subject: Subject, article: Article) -> Mapping[str, str]:
    return {
        "date": article.date,
        "updated": article.updated,
        "retrieved": article.source.retrieved,
        "added": subject.seeds[article.seed].added or "",
    }
