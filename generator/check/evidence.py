"""Seeds are evidence: they must not change. Errors in them belong into the sidecar as corrections."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.baseline import Published
from generator.check.subject import Subject
from generator.inputs.history import Added, added_seeds, is_blob
from generator.model.problem import Problem
from generator.model.records import Article

RULE = "seed-changed"
REMEDY = (
    "restore the original, or declare in its sidecar what was wrong with it: "
    "'corrections: [{date: YYYY-MM-DD, text: ...}]'"
)


def evidence(subject: Subject) -> Iterator[Problem]:
    """Each published seed that changed since its first commit, without a correction of a later date."""
    history = added_seeds(subject.folder)
    for path, article in subject.articles.items():
        added = history.get(path)
        if added and not _corrected(article, added.day) and not is_blob(subject.seeds[path].data, added.blob):
            yield Problem(path, 0, RULE, f"{_since(added)}; {REMEDY}", "warning")


def altered(subject: Subject, published: Published) -> Iterator[Problem]:
    """Each seed without git history that differs from the published manifest and has no correction."""
    known = added_seeds(subject.folder)
    for path, digest in published.digests.items():
        article = subject.articles.get(path)
        if article and path not in known and not article.corrections and article.sha256 != digest:
            message = f"differs from the seed of which {published.where} was built; {REMEDY}"
            yield Problem(path, 0, RULE, message, "warning")


def _corrected(article: Article, day: str) -> bool:
    return any(correction.date >= day for correction in article.corrections)


def _since(added: Added) -> str:
    return f"has changed since it was added on {added.day} (commit {added.commit[:10]})"
