"""Seeds are evidence: their bytes stay what they were, and what was wrong with them is said beside them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.baseline import Published
from generator.check.subject import Subject
from generator.inputs.history import Added, added_seeds, is_blob
from generator.model.problem import Problem
from generator.model.records import Article

RULE = "seed-changed"
MEND = (
    "put the original back, or say beside it what was wrong with it: "
    "'corrections: [{date: YYYY-MM-DD, text: ...}]'"
)


def evidence(subject: Subject) -> Iterator[Problem]:
    """Each published seed whose bytes are not those that git first had, without a correction dated since."""
    history = added_seeds(subject.folder)
    for path, article in subject.articles.items():
        added = history.get(path)
        if added and not _corrected(article, added.day) and not is_blob(subject.seeds[path].data, added.blob):
            yield Problem(path, 0, RULE, f"{_since(added)}; {MEND}", "warning")


def altered(subject: Subject, published: Published) -> Iterator[Problem]:
    """The same against a published manifest, for seeds of which git knows nothing; any correction will do."""
    known = added_seeds(subject.folder)
    for path, digest in published.digests.items():
        article = subject.articles.get(path)
        if article and path not in known and not article.corrections and article.sha256 != digest:
            message = f"its bytes are not those that {published.where} rests on; {MEND}"
            yield Problem(path, 0, RULE, message, "warning")


def _corrected(article: Article, day: str) -> bool:
    return any(one.date >= day for one in article.corrections)


def _since(added: Added) -> str:
    return f"its bytes are not those that were added on {added.day} (commit {added.commit[:10]})"
