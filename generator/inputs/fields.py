"""The table of fields: what a curator may declare, how it is checked, and what it is called elsewhere.

Front matter, sidecars, labels and metadata mappings all derive from ``FIELDS``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.inputs import checks
from generator.inputs.checks import STATUSES, Check, Checked, quoted
from generator.inputs.strict_yaml import Places, load_yaml
from generator.model.documents import Declaration
from generator.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how a declared value is checked, its label, and its Dublin Core and schema.org terms."""

    name: str
    check: Check
    label: str
    dublin_core: str = ""
    schema_org: str = ""
    synonyms: tuple[str, ...] = ()


__all__ = [
    "BY_NAME",
    "FIELDS",
    "KNOWN",
    "STATUSES",
    "Checked",
    "Field",
    "overlay",
    "parse_declaration",
]

FIELDS: tuple[Field, ...] = (
    Field("title", checks.text, "Headline", "dc:title", "headline"),
    Field("summary", checks.text, "Summary", "dc:description", "description", ("description", "abstract")),
    Field("date", checks.date, "Date", "dc:date", "datePublished", ("published",)),
    Field("updated", checks.date, "Updated", "dcterms:modified", "dateModified", ("modified", "lastmod")),
    Field("language", checks.language, "Language", "dc:language", "inLanguage", ("lang",)),
    Field("authors", checks.names, "Authors", "dc:creator", "author", ("author", "byline")),
    Field(
        "source",
        checks.Record(
            {
                "name": checks.text,
                "url": checks.address,
                "archived_url": checks.address,
                "retrieved": checks.date,
            }
        ),
        "Source",
        "dc:source",
        "publisher",
    ),
    Field("retrieved", checks.date, "Retrieved", "dcterms:dateSubmitted", ""),
    Field("rights", checks.text, "Rights", "dc:rights", "license", ("licence", "license")),
    Field("note", checks.prose, "Curator's note"),
    Field("status", checks.status, "Status", "", "creativeWorkStatus"),
    Field(
        "withdrawn",
        checks.Record({"date": checks.date, "reason": checks.prose, "hide_title": checks.flag}),
        "Withdrawal",
        "dcterms:valid",
    ),
    Field("topics", checks.names, "Topics", "dc:subject", "about", ("topic",)),
    Field("people", checks.names, "People", "dc:subject", "mentions", ("person",)),
    Field(
        "organizations",
        checks.names,
        "Organizations",
        "dc:subject",
        "mentions",
        ("organization", "organisations"),
    ),
    Field("places", checks.names, "Places", "dcterms:spatial", "contentLocation", ("place",)),
    Field("tags", checks.names, "Tags", "dc:subject", "keywords", ("tag", "keywords", "categories")),
    Field("collections", checks.names, "Collections", "dcterms:isPartOf", "isPartOf", ("collection",)),
    Field("quotes", checks.RecordList({"text": checks.text, "speaker": checks.text}), "Quotations"),
    Field(
        "corrections",
        checks.RecordList({"date": checks.date, "text": checks.text}, "text"),
        "Corrections",
        "",
        "correction",
    ),
    Field(
        "media",
        checks.RecordList({"label": checks.text, "url": checks.address}),
        "Related media",
        "dc:relation",
        "associatedMedia",
    ),
    Field("aliases", checks.names, "Former addresses", "dcterms:replaces"),
    Field("translation_of", checks.slug, "Translation of", "dcterms:isVersionOf", "translationOfWork"),
    Field("whole", checks.flag, "Is one whole article"),
    Field("incomplete", checks.text, "What is missing"),
    Field("keep", checks.lines, "Lines to keep"),
    Field("drop", checks.lines, "Lines to drop"),
    Field("id", checks.slug, "Identifier", "dc:identifier", "identifier", ("slug",)),
)
# An article is worth more than a mistyped address: a fault in these costs the field, with a warning.
SPARED = ("source", "media")
# What a converted page says of its seed and of its template, not of the article.
PAGE_FIELDS = frozenset({"seed", "sha256", "template", "view"})
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
KNOWN: Mapping[str, str] = {alias: field.name for field in FIELDS for alias in (field.name, *field.synonyms)}


def parse_declaration(text: str, path: str, first_line: int = 1) -> tuple[Declaration, tuple[Problem, ...]]:
    """What a curator declared in front matter or a sidecar, checked field by field.

    Args:
        text: YAML without its ``---`` lines.
        path: the file it is in, for messages.
        first_line: line of the file on which ``text`` starts.

    Returns:
        The declaration with every value that passed, and a problem for each that did not.
    """
    value, places, broken = load_yaml(text, path, first_line)
    if broken:
        return Declaration(), (broken,)
    if value is None:
        return Declaration(), ()
    if not isinstance(value, dict):
        return Declaration(), (
            Problem(path, first_line, "fields", f"must be 'field: value' lines: {quoted(value)}"),
        )
    values: dict[str, object] = {}
    problems = []
    for key, raw in value.items():
        if key in PAGE_FIELDS:
            continue
        name = KNOWN.get(str(key))
        checked = BY_NAME[name].check(raw) if name else Checked(None, "")
        if not name:
            problems.append(_unknown(str(key), path, places))
        elif checked.fault:
            severity: Severity = "warning" if name in SPARED else "error"
            line, column = places.value(str(key), *checked.at)
            problems.append(Problem(path, line, f"field-{name}", f"{key} {checked.fault}", severity, column))
        elif checked.value not in ("", [], {}):
            values[name] = checked.value
    problems += _overruled([str(key) for key in value], path, places)
    where = {KNOWN[key]: line for key, line in places.lines().items() if key in KNOWN}
    return Declaration(values, where, dict.fromkeys(where, path)), tuple(problems)


def _unknown(key: str, path: str, places: Places) -> Problem:
    near = difflib.get_close_matches(key, KNOWN, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known fields: {', '.join(BY_NAME)}"
    line, column = places.key(key)
    message = f"no field is called {key!r}; {hint}"
    return Problem(path, line, "unknown-field", message, "warning", column)


def _overruled(keys: Sequence[str], path: str, places: Places) -> Iterator[Problem]:
    """Each key that a later one overrides because both name the same field."""
    last = {KNOWN[key]: key for key in keys if key in KNOWN}
    for key in keys:
        used = last.get(KNOWN.get(key, ""), key)
        if used != key:
            line, column = places.key(key)
            message = f"{key!r} and {used!r} name the same field; the second is used: remove one"
            yield Problem(path, line, "field-twice", message, "warning", column)


def overlay(under: Declaration, over: Declaration) -> Declaration:
    """Both declarations as one; where both declare a field, ``over`` wins (``source`` key by key)."""
    values = {**under.values, **over.values}
    low, high = under.values.get("source"), over.values.get("source")
    if isinstance(low, dict) and isinstance(high, dict):
        values["source"] = {**low, **high}
    return Declaration(values, {**under.lines, **over.lines}, {**under.paths, **over.paths})
