"""The record of a withdrawn article: what its notice needs, and none of its text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.describe.declared import names_of, text_of, withdrawal
from generator.model.documents import Declaration, Seed
from generator.model.problem import Problem
from generator.model.records import Article, Withdrawal


def stub(seed: Seed) -> Article | None:
    """The record of a withdrawn article whose sidecar declares its id, without reading the document.

    Returns:
        None if the article is not withdrawn, or if its address still depends on the document.
    """
    declared = seed.declared
    withdrawn = withdrawal(declared)
    if withdrawn is None or "id" not in declared.values:
        return None
    article = Article(
        id=text_of(declared, "id"),
        url="",
        seed=seed.path,
        sha256="",
        title=text_of(declared, "title"),
        date=text_of(declared, "date"),
        language=text_of(declared, "language"),
        aliases=names_of(declared, "aliases"),
        described=True,
    )
    return without_text(article, withdrawn)


def without_text(article: Article, withdrawn: Withdrawal) -> Article:
    """What remains of an article after its withdrawal: address, headline, date and language."""
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
        described=article.described,
        withdrawn=withdrawn,
    )


def withdrawal_problems(declared: Declaration, seed: str) -> Iterator[Problem]:
    """Warnings about a withdrawal without date or reason, or one that ``status`` contradicts."""
    withdrawn = withdrawal(declared)
    if withdrawn is None and "withdrawn" in declared.values:
        message = "'withdrawn' is declared, but 'status' is not withdrawn: remove one of the two"
        yield _problem(declared, seed, "withdrawn", message)
    if withdrawn and not (withdrawn.date and withdrawn.reason):
        message = (
            "a withdrawal needs a date and a reason: write 'withdrawn: {date: YYYY-MM-DD, reason: ...}', "
            "or run clipfile withdraw"
        )
        yield _problem(declared, seed, "withdrawn" if "withdrawn" in declared.values else "status", message)


def _problem(declared: Declaration, seed: str, field: str, message: str) -> Problem:
    path, line = declared.paths.get(field, seed), declared.lines.get(field, 0)
    return Problem(path, line, "withdrawn", message, "warning")
