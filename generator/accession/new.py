"""Adding a text by hand: what the text says, and what only the person can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.accession.save import Clipping, sidecar
from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.inputs.fields import BY_NAME, Checked
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.kinds import KINDS
from generator.model.records import ArticleText, FullArticle
from generator.text.tables import load_table

# The fields that a person is asked for, if the text does not give them.
ASKED = ("title", "date", "language", "authors", "source.name")
# The fields that the address gives, which is asked for first.
WITH_ADDRESS = ("source.url", "source.retrieved")


class FieldRow(NamedTuple):
    """A field: its label, its value, and the evidence."""

    label: str
    value: str
    evidence: str


def look(clipping: Clipping, authority: Authority) -> FullArticle:
    """The article made from a text, before it is saved.

    Raises:
        ClipfileError: the text is not an article; the message says why.
    """
    declared = sidecar_of("new.yml", sidecar(clipping, Path()).encode()) if clipping.declared else None
    made = make_article(Seed(f"new{clipping.suffix}", clipping.data, "", declared), authority)
    if made.article is None:
        raise ClipfileError("\n".join(problem.message for problem in made.problems))
    return FullArticle(made.article, made.text)


def rows(full: FullArticle) -> Iterator[FieldRow]:
    """The fields that were found."""
    article, text = full
    values = {
        "title": article.title,
        "date": article.date,
        "language": article.language,
        "authors": ", ".join(article.authors),
        "source": ", ".join(filter(None, (article.source.name, article.source.url))),
        "rights": article.rights,
        "summary": article.summary,
    }
    values |= {kind: ", ".join(term.name for term in article.terms(kind)) for kind in KINDS}
    for field, value in values.items():
        if value:
            yield FieldRow(BY_NAME[field].label, value, _evidence(text, field))
    unreviewed = ", ".join(candidate.name for candidate in text.candidates)
    if unreviewed:
        yield FieldRow("Unreviewed names", unreviewed, "in no authority file")
    yield FieldRow("Text", f"paragraphs: {len(text.paragraphs)}", f"lines removed: {len(text.removed)}")


def missing(full: FullArticle) -> Iterator[tuple[str, str]]:
    """Field and hint for each detail that the text does not give, or that could only be inferred."""
    article, evidence = full.article, full.text.evidence.get("title")
    known = {
        "title": evidence is not None and evidence.basis != "inferred",
        "date": bool(article.date),
        "language": bool(article.language),
        "authors": bool(article.authors),
        "source.name": bool(article.source.name),
        "source.url": bool(article.source.url),
        "source.retrieved": bool(article.source.retrieved),
    }
    hints = load_table("hints")
    return ((field, hints[field]["write"]) for field in (*ASKED, *WITH_ADDRESS) if not known[field])


def answered(declared: Mapping[str, object], field: str, answer: str) -> dict[str, object]:
    """The declared values, with an answer added.

    Raises:
        ClipfileError: the answer is not valid for that field.
    """
    name, _, part = field.partition(".")
    items = [item.strip() for item in answer.strip("[]").split(",") if item.strip()]
    raw: object = {part: answer} if part else items if name == "authors" else answer
    checked: Checked = BY_NAME[name].check(raw)
    if checked.fault:
        raise ClipfileError(f"{name} {checked.fault}")
    before, value = declared.get(name), checked.value
    merged = {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value
    return {**declared, name: merged}


def _evidence(text: ArticleText, field: str) -> str:
    evidence = text.evidence.get(field)
    if evidence is None:
        return ""
    return f"{evidence.basis}, {evidence.rule}, {evidence.confidence:.2f}: {evidence.text[:80]}"
