"""Changes as Markdown for a comment or a job summary.

All text from an archive is in code spans, so that it cannot create links, mention people, or break a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile
from typing import Any

from generator.check.report.changes import DERIVED, Changes, EditedArticle, Fate
from generator.check.report.pictures import ReportedPictures, Thumbnail, length, name_of
from generator.check.report.text import code
from generator.model.documents import Removed
from generator.model.kinds import LISTS
from generator.model.records import Article, ArticleText
from generator.outputs.pages.differences import differences
from generator.outputs.record import record
from generator.outputs.views import View

# Hosts truncate or refuse longer comments (GitHub: 65,536 characters), and reviewers would not read them.
ROOM = 60_000
LINES = 40
# Number of words before and after a change that are shown with it.
CONTEXT = 5
FATES: Mapping[Fate, str] = {
    "dies": "**dies**: add `aliases:`, or withdraw the article",
    "list": "a list without articles",
    "leads": "redirects, by an alias",
}


def as_markdown(changes: Changes, thumbnail: Thumbnail | None = None) -> str:
    """The whole report, with as many articles in full as there is space for.

    Args:
        changes: what to report.
        thumbnail: makes a small WebP of a picture, empty if there is none; None for a report without. Hosts
            remove such pictures from comments, so they do not count as space.
    """
    pictures = ReportedPictures(thumbnail)
    opening = [
        "# What this change does to the archive",
        _counts(changes),
        *_problems(changes),
        *_addresses(changes),
        *_names(changes),
    ]
    closing = list(_removed(changes))
    articles = [(article.seed, "\n\n".join(_added(article, changes, pictures))) for article in changes.added]
    articles += [(edit.after.seed, "\n\n".join(_changed(edit, changes, pictures))) for edit in changes.edited]
    room = ROOM - sum(map(len, (*opening, *closing)))
    # Each text is followed by a blank line.
    fitting = list(takewhile(lambda size: size <= room, accumulate(length(text) + 2 for _, text in articles)))
    shown, rest = articles[: len(fitting)], articles[len(fitting) :]
    others = [_details(f"Other new or changed articles: {len(rest)}", (code(seed) for seed, _ in rest))]
    blocks = [*opening, *(text for _, text in shown), *(others if rest else ()), *closing]
    return "\n\n".join(blocks) + "\n"


def _counts(changes: Changes) -> str:
    counts = {
        "new articles": len(changes.added),
        "changed articles": len(changes.edited),
        "removed articles": len(changes.removed),
        "names that get a page": len(changes.names),
        "addresses that disappear": len(changes.gone or {}),
        "errors": sum(problem.severity == "error" for problem in changes.problems),
        "warnings": sum(problem.severity == "warning" for problem in changes.problems),
    }
    return ", ".join(f"{label}: **{number}**" for label, number in counts.items())


def _problems(changes: Changes) -> Iterator[str]:
    if changes.problems:
        rows = [
            [p.severity, code(f"{p.path}:{p.line or 1}"), code(p.rule), code(p.message)]
            for p in changes.problems
        ]
        yield "## To fix"
        yield _table(["", "where", "rule", "what"], rows)


def _addresses(changes: Changes) -> Iterator[str]:
    if changes.gone:
        rows = [[code(url), FATES[fate]] for url, fate in changes.gone.items()]
        yield "## Addresses that disappear"
        yield _table(["address", "effect"], rows)
    if changes.appeared:
        yield _details(f"Addresses that appear: {len(changes.appeared)}", map(code, changes.appeared))


def _names(changes: Changes) -> Iterator[str]:
    if changes.names:
        rows = [
            [
                LISTS[name.kind].singular,
                code(name.name),
                _known(changes, name.kind, name.id),
                str(len(name.articles)),
            ]
            for name in changes.names
        ]
        yield "## Names that get a page"
        yield _table(["kind", "name", "known to authority files", "articles"], rows)


def _known(changes: Changes, kind: str, name: str) -> str:
    return "yes" if changes.head.entry(kind, name) else "**no**: declared by hand"


def _added(article: Article, changes: Changes, pictures: ReportedPictures) -> Iterator[str]:
    yield f"## New: {code(article.title)}"
    yield _where(article, changes)
    values, text = record(article, changes.head), changes.head.text(article)
    fields = [name for name in values if name not in DERIVED and name in text.evidence and values[name]]
    rows = [[name, code(_plain(values[name])), *_grounds(text, name)] for name in fields]
    yield _table(["field", "value", "found", "words"], rows)
    if text.candidates:
        names = (f"{code(c.name)} ({c.kind}, {c.confidence:.2f})" for c in text.candidates[:LINES])
        yield "Names without review: " + ", ".join(names)
    paragraphs = (code(paragraph.text) for paragraph in text.paragraphs)
    yield _details(f"Text, paragraphs: {len(text.paragraphs)}", paragraphs)
    yield from _pictures("Pictures", pictures.rows(article))
    yield from _ledger("Lines removed", text.removed)


def _changed(edit: EditedArticle, changes: Changes, pictures: ReportedPictures) -> Iterator[str]:
    yield f"## Changed: {code(edit.after.title)}"
    yield _where(edit.after, changes)
    old, new = record(edit.before, changes.base), record(edit.after, changes.head)
    before, after = changes.base.text(edit.before), changes.head.text(edit.after)
    rows = [
        [name, code(_plain(old[name])), code(_plain(new[name])), *_grounds(after, name)]
        for name in edit.fields
        if name in new and name not in {"removed", "pictures"}
    ]
    if rows:
        yield _table(["field", "before", "after", "found", "words"], rows)
    if "body" in edit.fields:
        yield f"The text changed: {_words(before)} words before, {_words(after)} after."
        paragraphs = differences(before.body, after.body)
        yield _details(f"Paragraphs that changed: {len(paragraphs)}", map(_pieces, paragraphs))
    if "pictures" in edit.fields:
        yield from _pictures("Pictures that changed", pictures.rows(edit.after, edit.before))
        kept = {picture.sha256 for picture in edit.after.pictures}
        gone = [picture for picture in edit.before.pictures if picture.sha256 not in kept]
        if gone:
            yield _details(
                f"Pictures that are gone: {len(gone)}", (code(name_of(picture)) for picture in gone)
            )
    known = {(line.text, line.rule) for line in before.removed}
    fresh = [line for line in after.removed if (line.text, line.rule) not in known]
    yield from _ledger("Lines that are now removed", fresh)
    if edit.before.sha256 != edit.after.sha256:
        yield "**The seed itself changed.** Seeds are evidence: put corrections into the sidecar."


def _pictures(title: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield f"### {title}: {len(rows)}"
        yield _table(["", "file", "size", "alternative text", "caption", "credit", "rights"], rows)


def _pieces(paragraph: Iterable[View]) -> str:
    """A changed paragraph: removed words struck through, added words bold, and a few words around them."""
    marks = {"removed": "~~", "added": "**", "same": ""}
    pieces = ((mark, piece[key]) for piece in paragraph for key, mark in marks.items() if key in piece)
    return " ".join(f"{mark}{code(text if mark else _context(text))}{mark}" for mark, text in pieces)


def _context(text: str) -> str:
    words = text.split()
    return text if len(words) <= 2 * CONTEXT else " ".join([*words[:CONTEXT], "…", *words[-CONTEXT:]])


def _where(article: Article, changes: Changes) -> str:
    archive = changes.head
    first = archive.originals.get(article.id, article.id)
    group = (archive.by_id[first], *archive.copies.get(first, ()))
    others = ", ".join(code(other.seed) for other in group if other.id != article.id)
    copied = f" This text is already in the archive as {others}." if others else ""
    return f"{code(article.seed)} → {code(article.url)}{copied}"


def _ledger(title: str, removed: Sequence[Removed]) -> Iterator[str]:
    if removed:
        lines = (f"{line.line}: {code(line.rule)} {code(line.text)}" for line in removed)
        yield _details(f"{title}: {len(removed)}", lines)


def _removed(changes: Changes) -> Iterator[str]:
    if changes.removed:
        yield "## Removed"
        yield _list([_gone(article, changes) for article in changes.removed])


def _gone(article: Article, changes: Changes) -> str:
    """An article that is no longer published, and the reason if it was withdrawn."""
    # It has the same seed, or the same address if the document was deleted.
    notices = (n for n in changes.head.withdrawn if article.seed == n.seed or article.url == n.url)
    reasons = (notice.withdrawn.reason for notice in notices if notice.withdrawn)
    why = next((f": withdrawn, {code(reason)}" for reason in reasons), "")
    return f"{code(article.seed)} {code(article.title)}{why}"


def _grounds(text: ArticleText, field: str) -> tuple[str, str]:
    evidence = text.evidence.get(field)
    if evidence is None:
        return "–", "–"
    return f"{evidence.basis}, {code(evidence.rule)}, {evidence.confidence:.2f}", code(evidence.text)


def _words(text: ArticleText) -> int:
    return len(text.body.split())


def _plain(value: Any) -> str:  # noqa: ANN401 - any value of a record
    if isinstance(value, dict):
        return ", ".join(str(item) for item in value.values() if item)
    if isinstance(value, list):
        return "; ".join(map(_plain, value))
    return "" if value is None else str(value)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows[:LINES]]
    more = f"\n\nand {len(rows) - LINES} more" if len(rows) > LINES else ""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + more


def _list(items: Sequence[str]) -> str:
    more = [f"and {len(items) - LINES} more"] if len(items) > LINES else []
    return "\n".join(f"- {item}" for item in [*items[:LINES], *more])


def _details(summary: str, items: Iterable[str]) -> str:
    return f"<details><summary>{summary}</summary>\n\n{_list(list(items))}\n\n</details>"
