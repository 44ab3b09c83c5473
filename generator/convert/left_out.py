"""Counts what a conversion leaves out: parts of articles, fields, and files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.model.problem import Problem
from generator.model.records import Article

# Kinds in the order in which they are printed: parts of articles, then fields, then files.
_PARTS = {"text": "lines", "picture": "pictures", "embed": "embeds", "table": "tables"}
_FIELD_RULES = ("field-", "unknown-field")


def left_out(
    articles: Iterable[Article], problems: Sequence[Problem], files: Mapping[str, int]
) -> Mapping[str, int]:
    """Number of what is left out, by kind; kinds of which there is nothing are absent.

    Args:
        articles: the archive's, with counts of their ledgers.
        problems: of the conversion. A warning about a field means that the field is dropped, and the files
            with errors are not published.
        files: number of files that are no documents, by kind.
    """
    counts: Counter[str] = Counter(dict.fromkeys(_PARTS.values(), 0))
    for article in articles:
        for kind, number in article.left_out:
            counts[_PARTS.get(kind, f"{kind}s")] += number
    counts["fields"] += sum(
        problem.severity == "warning" and problem.rule.startswith(_FIELD_RULES) for problem in problems
    )
    refused = {problem.path for problem in problems if problem.severity == "error" and problem.path}
    counts["files with errors"] = len(refused)
    counts.update(files)
    return {kind: number for kind, number in counts.items() if number}
