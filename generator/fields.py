"""The one table of fields: what a curator may declare, how it is checked, and what it means elsewhere.

Front matter, sidecars, labels and metadata mappings all derive from ``FIELDS``.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from generator import fields_checks as checks
from generator.fields_checks import STATUSES, Check, Found, shown
from generator.model import Declaration, Problem, Severity

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20


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
    "Field",
    "Found",
    "load_yaml",
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
        checks.Parts(
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
        checks.Parts({"date": checks.date, "reason": checks.prose, "hide_title": checks.flag}),
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
    Field("quotes", checks.Records({"text": checks.text, "speaker": checks.text}), "Quotations"),
    Field(
        "corrections",
        checks.Records({"date": checks.date, "text": checks.text}),
        "Corrections",
        "",
        "correction",
    ),
    Field(
        "media",
        checks.Records({"label": checks.text, "url": checks.address}),
        "Related media",
        "dc:relation",
        "associatedMedia",
    ),
    Field("aliases", checks.names, "Former addresses", "dcterms:replaces"),
    Field("translation_of", checks.slug, "Translation of", "dcterms:isVersionOf", "translationOfWork"),
    Field("keep", checks.lines, "Lines to keep"),
    Field("drop", checks.lines, "Lines to drop"),
    Field("id", checks.slug, "Identifier", "dc:identifier", "identifier", ("slug",)),
)
# An article is worth more than a mistyped address beside it: these are left out with a warning.
SPARED = ("source", "media")
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
KNOWN: Mapping[str, str] = {alias: field.name for field in FIELDS for alias in (field.name, *field.synonyms)}


# Of a value without a tag, of one in quotes, and of a text that says so.
_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Every scalar is text but null: a title may be ``2020``, a tag ``No``, a date an impossible one."""


_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(text: str, path: str, first_line: int = 1) -> tuple[Any, dict[str, int], Problem | None]:
    """YAML as (value with text scalars, line of each top-level key, what is wrong with it or None).

    Safe: no tags, no aliases, no key twice, at most ``MAX_BYTES`` and ``MAX_DEPTH`` levels.
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
        twice = _repeated(node)
        if twice:
            return None, {}, Problem(path, first_line + twice[0], "yaml-twice", twice[1])
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
        tag = getattr(event, "tag", None)
        if tag not in _TAGS:
            problem = f"tags such as {shown(tag)} are not accepted"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return _line(event), f"is nested more than {MAX_DEPTH} levels deep"
    return None


def _repeated(node: yaml.Node | None) -> tuple[int, str] | None:
    """Line, from 0, and message where a mapping has a key twice: YAML would take the last without a word."""
    if isinstance(node, yaml.SequenceNode):
        return next(filter(None, map(_repeated, node.value)), None)
    seen: set[str] = set()
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                return key.start_mark.line, f"{shown(key.value)} stands twice: keep one of the two"
            seen.add(key.value)
        within = _repeated(value)
        if within:
            return within
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
            Problem(path, first_line, "fields", f"must be 'field: value' lines: {shown(value)}"),
        )
    values: dict[str, object] = {}
    problems = []
    for key, raw in value.items():
        name = KNOWN.get(str(key))
        found = BY_NAME[name].check(raw) if name else Found(None, "")
        if not name:
            problems.append(_unknown(str(key), path, lines.get(str(key), first_line)))
        elif found.fault:
            severity: Severity = "warning" if name in SPARED else "error"
            problems.append(Problem(path, lines[str(key)], f"field-{name}", f"{key} {found.fault}", severity))
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
