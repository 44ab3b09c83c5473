"""A withdrawn article: what its notice needs, and nothing of its text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.describe.declared import names_of, text_of, withdrawal
from generator.model.documents import Declaration, Seed
from generator.model.problem import Problem
from generator.model.records import Article, Withdrawal


def stub(seed: Seed, declared: Declaration) -> Article | None:
    """The record of a withdrawn article whose sidecar says where it stood, without a look at the document.

    None for an article that stands, and for one whose address depends on the document still.
    """
    withdrawn = withdrawal(declared)
    if withdrawn is None or "id" not in declared.values:
        return None
    return Article(
        id=text_of(declared, "id"),
        url="",
        seed=seed.path,
        sha256="",
        title=text_of(declared, "title"),
        date=text_of(declared, "date"),
        language=text_of(declared, "language"),
        status="withdrawn",
        aliases=names_of(declared, "aliases"),
        described=True,
        withdrawn=withdrawn,
    )


def emptied(article: Article, withdrawn: Withdrawal) -> Article:
    """An article as it stands after its withdrawal: its address and its headline."""
    return Article(
        id=article.id,
        url=article.url,
        seed=article.seed,
        sha256="",
        title=article.title,
        date=article.date,
        language=article.language,
        status="withdrawn",
        aliases=article.aliases,
        withdrawn=withdrawn,
    )


def incomplete(declared: Declaration, seed: str) -> Iterator[Problem]:
    """What a declared withdrawal lacks, or contradicts."""
    withdrawn = withdrawal(declared)
    if withdrawn is None and "withdrawn" in declared.values:
        yield _problem(declared, seed, "withdrawn", "is declared, yet 'status' is not withdrawn; remove one")
    if withdrawn and not (withdrawn.date and withdrawn.reason):
        message = "readers are owed 'withdrawn: {date: YYYY-MM-DD, reason: ...}'; clipfile withdraw writes it"
        yield _problem(declared, seed, "withdrawn" if "withdrawn" in declared.values else "status", message)


def _problem(declared: Declaration, seed: str, field: str, message: str) -> Problem:
    path, line = declared.paths.get(field, seed), declared.lines.get(field, 0)
    return Problem(path, line, "withdrawn", message, "warning")
