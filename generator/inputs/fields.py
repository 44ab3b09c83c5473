"""The table of fields: what a curator may declare, how it is checked, and what else it may be called.

Front matter, sidecars, their schema and labels all derive from ``FIELDS``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.inputs import checks
from generator.inputs.checks import STATUSES, Check, Checked, quoted
from generator.inputs.foreign import folded
from generator.inputs.name_lists import authors, plain_names, tags
from generator.inputs.publicity import narrowest
from generator.inputs.reading import FieldNames, Reading
from generator.inputs.strict_yaml import Places, load_yaml
from generator.model.documents import Declaration
from generator.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how a declared value is checked, its label, and the other names that curators may write."""

    name: str
    check: Check
    label: str
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
    Field("title", checks.text, "Headline"),
    Field("summary", checks.text, "Summary", ("description", "abstract")),
    Field("date", checks.partial_date, "Date", ("published",)),
    Field("updated", checks.partial_date, "Updated", ("modified", "lastmod")),
    Field("language", checks.language, "Language", ("lang",)),
    Field("authors", authors, "Authors", ("author", "byline")),
    Field(
        "source",
        checks.Record(
            {
                "name": checks.text,
                "url": checks.address,
                "archived_url": checks.address,
                "retrieved": checks.date,
                "edition": checks.text,
                "section": checks.text,
                "page": checks.printed_pages,
                "issn": checks.issn,
                "place": checks.text,
            }
        ),
        "Source",
    ),
    Field("retrieved", checks.date, "Retrieved"),
    Field("rights", checks.text, "Rights", ("licence", "license")),
    Field("note", checks.prose, "Curator's note"),
    Field("status", checks.status, "Status"),
    Field(
        "withdrawn",
        checks.Record({"date": checks.date, "reason": checks.prose, "hide_title": checks.flag}),
        "Withdrawal",
    ),
    Field("topics", plain_names, "Topics", ("topic",)),
    Field("people", plain_names, "People", ("person",)),
    Field("organizations", plain_names, "Organizations", ("organization", "organisations")),
    Field("places", plain_names, "Places", ("place",)),
    Field("tags", tags, "Tags", ("tag", "keywords", "categories")),
    Field("collections", plain_names, "Collections", ("collection",)),
    Field("quotes", checks.RecordList({"text": checks.text, "speaker": checks.text}), "Quotations"),
    Field(
        "corrections", checks.RecordList({"date": checks.date, "text": checks.text}, "text"), "Corrections"
    ),
    Field("media", checks.RecordList({"label": checks.text, "url": checks.address}), "Related media"),
    Field(
        "pictures",
        checks.RecordList(
            {
                "file": checks.text,
                "alt": checks.text,
                "caption": checks.text,
                "credit": checks.text,
                "rights": checks.text,
                "lead": checks.flag,
                "drop": checks.flag,
            },
            "file",
        ),
        "Pictures",
    ),
    Field("show_pictures", checks.policy, "Size of pictures"),
    Field(
        "provenance",
        checks.Record({"file": checks.text, "format": checks.text, "identifier": checks.text}),
        "Imported from",
    ),
    Field("aliases", checks.names, "Former addresses"),
    Field("translation_of", checks.slug, "Translation of"),
    Field("facsimile", checks.names, "Scans"),
    Field("transcription", checks.transcription, "How the text was read"),
    Field("reviewed", checks.reviewed, "Reviewed"),
    Field("whole", checks.flag, "Is one whole article"),
    Field("incomplete", checks.text, "What is missing"),
    Field("keep", checks.lines, "Lines to keep"),
    Field("drop", checks.lines, "Lines to drop"),
    Field("id", checks.slug, "Identifier", ("slug",)),
)
# What a converted page says of its seed and of its template, not of the article.
PAGE_FIELDS = frozenset({"seed", "sha256", "template", "view"})
# What holds if the value cannot be understood: it may have meant to show less.
CLOSED: Mapping[str, object] = {"show_pictures": "none"}
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
KNOWN: Mapping[str, str] = {alias: field.name for field in FIELDS for alias in (field.name, *field.synonyms)}


def parse_declaration(text: str, path: str, first_line: int = 1) -> tuple[Declaration, tuple[Problem, ...]]:
    """What a curator declared in a sidecar, checked field by field.

    Args:
        text: YAML without its ``---`` lines.
        path: the file it is in, for messages.
        first_line: line of the file on which ``text`` starts.

    Returns:
        The declaration with every value that passed, and a problem for each that did not.
    """
    value, places, broken = load_yaml(text, path, first_line)
    return (Declaration(), (broken,)) if broken else read_declaration(value, places, path)


def read_declaration(
    value: object, places: Places, path: str, *, foreign: bool = False
) -> tuple[Declaration, tuple[Problem, ...]]:
    """What the parsed text of a sidecar or of front matter declares, checked field by field.

    Args:
        value: what the text holds.
        places: where its keys and values are.
        path: the file it is in, for messages.
        foreign: another program may have written it, so unknown names are expected: they are reported only
            if they look like a slip in one of ours, and are ``unused`` otherwise.
    """
    if value is None:
        return Declaration(), ()
    if not isinstance(value, dict):
        line = places.key("")[0]
        return Declaration(), (
            Problem(path, line, "fields", f"must be 'field: value' lines: {quoted(value)}"),
        )
    hiding = _hiding(value, foreign=foreign)
    reading = Reading(path, places, FieldNames(KNOWN, PAGE_FIELDS | hiding.keys()), foreign)
    reading.sort(value)
    for name, candidates in reading.candidates.items():
        field, _, part = name.partition(".")
        if part:
            reading.decide_part(field, part, candidates)
        else:
            reading.decide(BY_NAME[field], candidates)
    for name in CLOSED.keys() & reading.candidates.keys() - reading.values.keys():
        if any(problem.rule == f"field-{name}" for problem in reading.problems):
            reading.values[name] = CLOSED[name]
    for key, hides in hiding.items():
        _hide_title(reading, key, hides)
    own = [] if foreign else [str(key) for key in value if reading.is_scalar(str(key), value[key])]
    problems = (*reading.problems, *_overruled(own, path, places))
    return Declaration(
        reading.values,
        reading.lines,
        dict.fromkeys(reading.lines, path),
        tuple(reading.unused),
        tuple(reading.pictures),
    ), problems


def _hiding(value: Mapping[object, object], *, foreign: bool) -> Mapping[str, object]:
    """Values of ``hide_title`` that are not within ``withdrawn``, where other programs know it as well."""
    if foreign and "withdrawn" not in (value.get("status"), *value):
        return {}
    return {str(key): hides for key, hides in value.items() if folded(str(key)) == "hidetitle"}


def _hide_title(reading: Reading, key: str, hides: object) -> None:
    """Hide a headline as if ``hide_title`` were in its place; it is an error if nothing is withdrawn."""
    record = reading.values.get("withdrawn")
    is_withdrawn = bool(record) or reading.values.get("status") == "withdrawn"
    # Also if it is no yes that we understand: it may have meant one.
    hidden = checks.flag(hides).value not in (False, "")
    if is_withdrawn and hidden:
        reading.values["withdrawn"] = {**(record if isinstance(record, dict) else {}), "hide_title": True}
    line, column = reading.places.key(key)
    message = (
        f"{key!r} belongs under 'withdrawn:', as in withdrawn: {{date, reason, hide_title}}; move it there"
    )
    severity: Severity = "warning" if is_withdrawn or not hidden else "error"
    reading.problems.append(Problem(reading.path, line, "field-withdrawn", message, severity, column))


def _overruled(keys: Sequence[str], path: str, places: Places) -> Iterator[Problem]:
    """Each key that a later one overrides because both name the same field; tags are joined."""
    last = {KNOWN[key]: key for key in keys if key in KNOWN and KNOWN[key] != "tags"}
    for key in keys:
        used = last.get(KNOWN.get(key, ""), key)
        if used != key:
            line, column = places.key(key)
            message = f"{key!r} and {used!r} name the same field; the second is used: remove one"
            yield Problem(path, line, "field-twice", message, "warning", column)


def overlay(under: Declaration, over: Declaration) -> Declaration:
    """Both declarations as one; where both declare a field, ``over`` wins (``source`` key by key).

    An exception is what says that the article is not public, which always wins.
    """
    values = {**under.values, **over.values}
    low, high = under.values.get("source"), over.values.get("source")
    if isinstance(low, dict) and isinstance(high, dict):
        values["source"] = {**low, **high}
    values |= narrowest(under.values, over.values)
    lines, paths = {**under.lines, **over.lines}, {**under.paths, **over.paths}
    return Declaration(values, lines, paths, under.unused + over.unused, under.pictures + over.pictures)
