"""A text that a person gives: what it says by itself, and what only the person can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.accession.save import Clipping, sidecar
from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.inputs.fields import BY_NAME, Found
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.kinds import KINDS
from generator.model.records import ArticleText, FullArticle
from generator.text.tables import load_table

# What is asked for when the text does not say it, and the part of a sidecar that the answer goes to.
ASKED = ("title", "date", "language", "authors", "source.name")
# What goes with an address, which is asked for first.
WITH_ADDRESS = ("source.url", "source.retrieved")


class Row(NamedTuple):
    """One field as it was found: its label, its value, and what it rests on."""

    label: str
    value: str
    grounds: str


def look(clipping: Clipping, authority: Authority) -> FullArticle:
    """The article that a text gives, before it is saved.

    Raises:
        ClipfileError: it is no article; the message says why.
    """
    beside = sidecar(clipping, Path()).encode() if clipping.declared else None
    made = make_article(Seed(f"new{clipping.suffix}", clipping.data, "", beside), authority)
    if made.article is None:
        raise ClipfileError("\n".join(problem.message for problem in made.problems))
    return FullArticle(made.article, made.text)


def rows(full: FullArticle) -> Iterator[Row]:
    """Every field that was found."""
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
            yield Row(BY_NAME[field].label, value, _grounds(text, field))
    unreviewed = ", ".join(candidate.name for candidate in text.candidates)
    if unreviewed:
        yield Row("Unreviewed names", unreviewed, "no authority file knows them")
    yield Row("Text", f"paragraphs: {len(text.paragraphs)}", f"lines removed: {len(text.removed)}")


def missing(full: FullArticle) -> Iterator[tuple[str, str]]:
    """(field, what to write) of what the text does not say, or only lets one guess."""
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
    """What is declared, with an answer added to it.

    Raises:
        ClipfileError: the answer cannot be the value of that field.
    """
    name, _, part = field.partition(".")
    items = [one.strip() for one in answer.strip("[]").split(",") if one.strip()]
    raw: object = {part: answer} if part else items if name == "authors" else answer
    found: Found = BY_NAME[name].check(raw)
    if found.fault:
        raise ClipfileError(f"{name} {found.fault}")
    under = declared.get(name)
    both = (
        {**under, **found.value} if isinstance(under, dict) and isinstance(found.value, dict) else found.value
    )
    return {**declared, name: both}


def _grounds(text: ArticleText, field: str) -> str:
    evidence = text.evidence.get(field)
    if evidence is None:
        return ""
    return f"{evidence.basis}, {evidence.rule}, {evidence.confidence:.2f}: {evidence.text[:80]}"
