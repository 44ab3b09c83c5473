"""The one table of fields: what a curator may declare, how it is checked, and what it means elsewhere.

Front matter, sidecars, labels and metadata mappings all derive from ``FIELDS``.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from generator.model import Declaration, Problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
STATUSES = ("published", "draft", "withdrawn")


class Found(NamedTuple):
    """A checked value, or what is wrong with it."""

    value: object
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how a declared value is checked, its label, and its Dublin Core and schema.org terms."""

    name: str
    check: Callable[[object], Found]
    label: str
    dublin_core: str = ""
    schema_org: str = ""
    synonyms: tuple[str, ...] = ()


def _text(value: object) -> Found:
    if isinstance(value, (list, dict)):
        return Found(None, f"must be text: {_shown(value)}")
    return Found("" if value is None else " ".join(str(value).split()))


def _prose(value: object) -> Found:
    return _text(value) if isinstance(value, (list, dict)) else Found(str(value or "").strip())


def _date(value: object) -> Found:
    text = str(value or "").strip()
    day = re.match(r"\d{4}-\d{2}-\d{2}(?=$|[T ])", text)
    if not text:
        return Found("")
    if not day:
        return Found(None, f"must be YYYY-MM-DD: {text!r}")
    try:
        return Found(dt.date.fromisoformat(day[0]).isoformat())
    except ValueError:
        return Found(None, f"no such day in the calendar: {text!r}")


def _address(value: object) -> Found:
    text = str(value or "").strip()
    if text and not re.fullmatch(r"https?://[^\s<>\"']+", text):
        return Found(None, f"must be an address that starts with http:// or https://: {text!r}")
    return Found(text)


def _language(value: object) -> Found:
    text = str(value or "").strip().replace("_", "-")
    if text and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        return Found(None, f"must be a language tag such as en or pt-BR: {text!r}")
    return Found(text)


def _status(value: object) -> Found:
    text = str(value or "published").strip()
    return Found(text) if text in STATUSES else Found(None, f"must be one of {', '.join(STATUSES)}: {text!r}")


def _slug(value: object) -> Found:
    text = str(value or "").strip()
    if text and not re.fullmatch(r"[\w][\w-]{0,120}", text):
        return Found(None, f"may hold letters, digits and hyphens only: {text!r}")
    return Found(text)


def _names(value: object) -> Found:
    items = value if isinstance(value, list) else [value]
    if any(isinstance(item, (list, dict)) for item in items):
        return Found(None, f"must be a list of names: {_shown(value)}")
    return Found([" ".join(str(item).split()) for item in items if item not in (None, "")])


def _lines(value: object) -> Found:
    found = _names(value)
    if found.fault or not isinstance(found.value, list):
        return Found(None, f"must be a list of line numbers or lines: {_shown(value)}")
    return Found([int(item) if item.isdecimal() else item for item in found.value])


def _records(**checks: Callable[[object], Found]) -> Callable[[object], Found]:
    """A list of mappings with these keys."""

    def check(value: object) -> Found:
        items = [_record(checks, item) for item in (value if isinstance(value, list) else [value])]
        fault = next((item.fault for item in items if item.fault), "")
        return Found(None, fault) if fault else Found([item.value for item in items])

    return check


def _mapping(**checks: Callable[[object], Found]) -> Callable[[object], Found]:
    """One mapping with these keys; a bare text stands for the first."""

    def check(value: object) -> Found:
        return _record(checks, value if isinstance(value, dict) else {next(iter(checks)): value})

    return check


def _record(checks: Mapping[str, Callable[[object], Found]], item: object) -> Found:
    keys = ", ".join(checks)
    if not isinstance(item, dict):
        return Found(None, f"must hold {keys}: {_shown(item)}")
    unknown = next((key for key in item if key not in checks), None)
    if unknown is not None:
        return Found(None, f"may hold only {keys}: {unknown!r}")
    found = {key: checks[key](value) for key, value in item.items()}
    fault = next((f"{key} {one.fault}" for key, one in found.items() if one.fault), "")
    return Found(None, fault) if fault else Found({key: one.value for key, one in found.items()})


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


FIELDS: tuple[Field, ...] = (
    Field("title", _text, "Headline", "dc:title", "headline"),
    Field("summary", _text, "Summary", "dc:description", "description", ("description", "abstract")),
    Field("date", _date, "Date", "dc:date", "datePublished", ("published",)),
    Field("updated", _date, "Updated", "dcterms:modified", "dateModified", ("modified", "lastmod")),
    Field("language", _language, "Language", "dc:language", "inLanguage", ("lang",)),
    Field("authors", _names, "Authors", "dc:creator", "author", ("author", "byline")),
    Field(
        "source",
        _mapping(name=_text, url=_address, archived_url=_address, retrieved=_date),
        "Source",
        "dc:source",
        "publisher",
    ),
    Field("retrieved", _date, "Retrieved", "dcterms:dateSubmitted", ""),
    Field("rights", _text, "Rights", "dc:rights", "license", ("licence", "license")),
    Field("note", _prose, "Curator's note"),
    Field("status", _status, "Status", "", "creativeWorkStatus"),
    Field("topics", _names, "Topics", "dc:subject", "about", ("topic",)),
    Field("people", _names, "People", "dc:subject", "mentions", ("person",)),
    Field(
        "organizations", _names, "Organizations", "dc:subject", "mentions", ("organization", "organisations")
    ),
    Field("places", _names, "Places", "dcterms:spatial", "contentLocation", ("place",)),
    Field("tags", _names, "Tags", "dc:subject", "keywords", ("tag", "keywords", "categories")),
    Field("collections", _names, "Collections", "dcterms:isPartOf", "isPartOf", ("collection",)),
    Field("quotes", _records(text=_text, speaker=_text), "Quotations"),
    Field("corrections", _records(date=_date, text=_text), "Corrections", "", "correction"),
    Field("media", _records(label=_text, url=_address), "Related media", "dc:relation", "associatedMedia"),
    Field("aliases", _names, "Former addresses", "dcterms:replaces"),
    Field("translation_of", _slug, "Translation of", "dcterms:isVersionOf", "translationOfWork"),
    Field("keep", _lines, "Lines to keep"),
    Field("drop", _lines, "Lines to drop"),
    Field("id", _slug, "Identifier", "dc:identifier", "identifier", ("slug",)),
)
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
KNOWN: Mapping[str, str] = {alias: field.name for field in FIELDS for alias in (field.name, *field.synonyms)}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Every scalar is text but null: a title may be ``2020``, a tag ``No``, a date an impossible one."""


_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(text: str, path: str, first_line: int = 1) -> tuple[Any, dict[str, int], Problem | None]:
    """YAML as (value with text scalars, line of each top-level key, what is wrong with it or None).

    Safe: no tags that make objects, no aliases, at most ``MAX_BYTES`` and ``MAX_DEPTH`` levels.
    """
    if len(text) > MAX_BYTES:
        return (
            None,
            {},
            Problem(
                path, 0, "yaml-size", f"is larger than {MAX_BYTES // 1024} KiB; move the text into the seed"
            ),
        )
    try:
        hostile = _hostile(text)
        if hostile:
            return None, {}, Problem(path, first_line + hostile[0], "yaml-limits", hostile[1])
        loader = _Loader(text)
        node = loader.get_single_node()
        value = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (0, 0)
        return (
            None,
            {},
            Problem(
                path,
                line,
                "yaml",
                f"{error.problem}; quote a value that holds ': ' or starts with a special character",
                column=column,
            ),
        )
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return (
            None,
            {},
            Problem(path, first_line, "yaml", f"cannot be read as YAML: {str(error).splitlines()[0]}"),
        )
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return value, {str(key.value): key.start_mark.line + first_line for key, _ in pairs}, None


def _hostile(text: str) -> tuple[int, str] | None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            return _line(event), f"aliases are not accepted: write the value of *{event.anchor} out"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return _line(event), f"is nested more than {MAX_DEPTH} levels deep"
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def parse_declaration(text: str, path: str, first_line: int = 1) -> tuple[Declaration, tuple[Problem, ...]]:
    """What a curator declared in front matter or a sidecar, checked field by field.

    Args:
        text: YAML without its ``---`` lines.
        path: file it stands in, for messages.
        first_line: line of the file on which ``text`` starts.

    Returns:
        The declaration with every value that passed, and a problem for each that did not.
    """
    value, lines, broken = load_yaml(text, path, first_line)
    if broken:
        return Declaration(), (broken,)
    if value is None:
        return Declaration(), ()
    if not isinstance(value, dict):
        return Declaration(), (
            Problem(path, first_line, "fields", f"must be 'field: value' lines: {_shown(value)}"),
        )
    values: dict[str, object] = {}
    problems = []
    for key, raw in value.items():
        name = KNOWN.get(str(key))
        found = BY_NAME[name].check(raw) if name else Found(None, "")
        if not name:
            problems.append(_unknown(str(key), path, lines.get(str(key), first_line)))
        elif found.fault:
            problems.append(Problem(path, lines[str(key)], f"field-{name}", f"{key} {found.fault}"))
        elif found.value not in ("", [], {}):
            values[name] = found.value
    where = {KNOWN[key]: line for key, line in lines.items() if key in KNOWN}
    return Declaration(values, where, dict.fromkeys(where, path)), tuple(problems)


def _unknown(key: str, path: str, line: int) -> Problem:
    near = difflib.get_close_matches(key, KNOWN, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known fields: {', '.join(BY_NAME)}"
    return Problem(path, line, "unknown-field", f"no field is called {key!r}; {hint}", "warning")


def overlay(under: Declaration, over: Declaration) -> Declaration:
    """Both declarations; where both speak, ``over`` wins (``source`` key by key)."""
    values = {**under.values, **over.values}
    low, high = under.values.get("source"), over.values.get("source")
    if isinstance(low, dict) and isinstance(high, dict):
        values["source"] = {**low, **high}
    return Declaration(values, {**under.lines, **over.lines}, {**under.paths, **over.paths})
