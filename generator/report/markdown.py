"""Changes as Markdown for a comment or a job summary.

Whatever comes from an archive stands in code spans: it cannot make links, mention people, or break a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.model import SINGULAR, Article
from generator.record import record
from generator.report.changes import DERIVED, Changes, Edited

# Hosts cut or refuse longer reports; a reviewer would not read them either.
ARTICLES = 30
LINES = 40
LENGTH = 240
LEADS = "leads on, by an alias"
DIES = "**dies**: add `aliases:`, or withdraw the article"


def as_markdown(changes: Changes) -> str:
    """The whole report."""
    sections = [
        ["# What this change does to the archive", _counts(changes)],
        _problems(changes),
        _addresses(changes),
        _names(changes),
        *(_added(one, changes) for one in changes.added[:ARTICLES]),
        *(_changed(one, changes) for one in changes.edited[:ARTICLES]),
        _others(changes),
    ]
    return "\n\n".join(block for section in sections for block in section) + "\n"


def code(text: object, length: int = LENGTH) -> str:
    """Any text as one code span that is also safe in a table cell; "–" where there is none."""
    flat = "".join(char for char in " ".join(str(text).split()) if char.isprintable())
    flat = flat if len(flat) <= length else f"{flat[:length]}…"
    if not flat:
        return "–"
    fence = "`" * (max(map(len, re.findall(r"`+", flat)), default=0) + 1)
    return f"{fence} {flat.replace('|', chr(92) + '|')} {fence}"


def _counts(changes: Changes) -> str:
    counts = {
        "new articles": len(changes.added),
        "changed ones": len(changes.edited),
        "removed ones": len(changes.removed),
        "names that get a page": len(changes.names),
        "addresses that go": len(changes.gone or {}),
        "errors": sum(one.severity == "error" for one in changes.problems),
        "warnings": sum(one.severity == "warning" for one in changes.problems),
    }
    return ", ".join(f"{label}: **{number}**" for label, number in counts.items())


def _problems(changes: Changes) -> Iterator[str]:
    if changes.problems:
        rows = (
            [one.severity, code(f"{one.path}:{one.line or 1}"), code(one.rule), code(one.message)]
            for one in changes.problems
        )
        yield "## To mend"
        yield _table(["", "where", "rule", "what"], rows)


def _addresses(changes: Changes) -> Iterator[str]:
    if changes.gone:
        rows = ([code(url), LEADS if led else DIES] for url, led in changes.gone.items())
        yield "## Addresses that go"
        yield _table(["address", "what becomes of it"], rows)
    if changes.appeared:
        yield _folded(f"Addresses that appear: {len(changes.appeared)}", map(code, changes.appeared))


def _names(changes: Changes) -> Iterator[str]:
    if changes.names:
        rows = (
            [SINGULAR[one.kind], code(one.name), _known(changes, one.kind, one.id), str(len(one.articles))]
            for one in changes.names
        )
        yield "## Names that get a page"
        yield _table(["kind", "name", "known to authority files", "articles"], rows)


def _known(changes: Changes, kind: str, name: str) -> str:
    return "yes" if changes.head.entry(kind, name) else "**no**: declared by hand"


def _added(article: Article, changes: Changes) -> Iterator[str]:
    yield f"## New: {code(article.title)}"
    yield _where(article, changes)
    values = record(article, changes.head)
    found = [name for name in values if name not in DERIVED and name in article.evidence and values[name]]
    rows = ([name, code(_shown(values[name])), *_grounds(article, name)] for name in found)
    yield _table(["field", "value", "found", "words"], rows)
    yield from _text(article)


def _changed(edit: Edited, changes: Changes) -> Iterator[str]:
    yield f"## Changed: {code(edit.after.title)}"
    yield _where(edit.after, changes)
    old, new = record(edit.before, changes.base), record(edit.after, changes.head)
    rows = [
        [name, code(_shown(old[name])), code(_shown(new[name])), _grounds(edit.after, name)[0]]
        for name in edit.fields
        if name in new
    ]
    if rows:
        yield _table(["field", "before", "after", "found"], rows)
    if "body" in edit.fields:
        yield f"The text changed: {_words(edit.before)} words before, {_words(edit.after)} after."
    if edit.before.sha256 != edit.after.sha256:
        yield "**The seed itself changed.** Seeds are evidence: a correction belongs into the sidecar."


def _where(article: Article, changes: Changes) -> str:
    original = changes.head.originals.get(article.id, article.id)
    copied = f" This text is already in the archive as {code(changes.head.by_id[original].seed)}."
    return f"{code(article.seed)} → {code(article.url)}{copied if original != article.id else ''}"


def _text(article: Article) -> Iterator[str]:
    if article.candidates:
        names = (f"{code(one.name)} ({one.kind}, {one.confidence:.2f})" for one in article.candidates)
        yield "Names that nobody has reviewed: " + ", ".join(names)
    yield _folded(
        f"Text, paragraphs: {len(article.paragraphs)}", (code(one.text) for one in article.paragraphs)
    )
    if article.removed:
        lines = (f"{one.line}: {code(one.rule)} {code(one.text)}" for one in article.removed)
        yield _folded(f"Lines removed: {len(article.removed)}", lines)


def _others(changes: Changes) -> Iterator[str]:
    rest = [*changes.added[ARTICLES:], *(edit.after for edit in changes.edited[ARTICLES:])]
    if rest:
        yield _folded(f"Other new or changed articles: {len(rest)}", (code(one.seed) for one in rest))
    if changes.removed:
        yield "## Removed"
        yield "\n".join(f"- {_gone(one, changes)}" for one in changes.removed[:LINES])


def _gone(article: Article, changes: Changes) -> str:
    """An article that is published no more, and the reason where it leaves a notice."""
    reasons = {one.url: one.withdrawn.reason for one in changes.head.withdrawn if one.withdrawn}
    why = f": withdrawn, {code(reasons[article.url])}" if article.url in reasons else ""
    return f"{code(article.seed)} {code(article.title)}{why}"


def _grounds(article: Article, field: str) -> tuple[str, str]:
    evidence = article.evidence.get(field)
    if evidence is None:
        return "–", "–"
    return f"{evidence.basis}, {code(evidence.rule)}, {evidence.confidence:.2f}", code(evidence.text)


def _words(article: Article) -> int:
    return len(article.body.split())


def _shown(value: Any) -> str:  # noqa: ANN401 - any value of a record
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values() if one)
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    return "" if value is None else str(value)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _folded(summary: str, items: Iterable[str]) -> str:
    shown = list(items)
    more = [f"and {len(shown) - LINES} more"] if len(shown) > LINES else []
    listed = "\n".join(f"- {item}" for item in [*shown[:LINES], *more])
    return f"<details><summary>{summary}</summary>\n\n{listed}\n\n</details>"
