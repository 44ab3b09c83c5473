"""JSON Schemas of the files that curators write, generated from the tables that check these files.

With them, editors that support yaml-language-server complete fields and mark mistakes. A schema accepts
everything that the check accepts; where they differ, the check is stricter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.authority.read import CHECKS, ISSN, YEARS
from generator.authority.sources import KIND as SOURCES
from generator.inputs import checks, name_lists
from generator.inputs.collections import COLLECTION_FIELDS, ORDERS
from generator.inputs.fields import FIELDS
from generator.inputs.foreign import foreign_names
from generator.model.kinds import AUTHORITY_KINDS, LISTS
from generator.model.pictures import POLICIES
from generator.text.tables import load_table
from generator.text.web_address import FORM

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

# YAML reads the headline 2020 as a number and the headline No as false; the check accepts both as text.
SCALAR = ["string", "number", "boolean", "null"]
TEXT: Schema = {"type": SCALAR}
NAMES: Schema = {"anyOf": [{"type": "array", "items": TEXT}, TEXT]}
# A name may be that of a mapping: {name: Ana Paz, role: reporter}.
PERSON: Schema = {"type": "object", "minProperties": 1}
PEOPLE: Schema = {
    "anyOf": [{"type": "array", "items": {"anyOf": [TEXT, PERSON, {"type": "array"}]}}, TEXT, PERSON]
}
# In words too: "3 January 2020". The check is stricter.
DAY: Schema = {"type": ["string", "null"], "pattern": r"^\s*($|.*\d\D+.*\d|\d{8}\b)"}

PARTIAL_DAY: Schema = {"type": ["string", "integer", "null"], "pattern": r"^\s*($|.*\d)"}


def _matching(pattern: str) -> Schema:
    return {"type": SCALAR, "pattern": rf"^\s*({pattern})?\s*$"}


SHAPES: Mapping[checks.Check, Schema] = {
    checks.text: TEXT,
    checks.prose: TEXT,
    checks.date: DAY,
    checks.reviewed: {**DAY, "type": ["string", "boolean", "null"]},
    checks.address: _matching(FORM),
    checks.partial_date: PARTIAL_DAY,
    checks.language: _matching(checks.LANGUAGE.replace("(-", "([-_]")),
    checks.status: {"type": SCALAR},
    checks.policy: _matching("|".join(POLICIES)),
    checks.transcription: _matching("|".join(checks.TRANSCRIPTIONS)),
    checks.issn: TEXT,
    checks.printed_pages: NAMES,
    checks.flag: _matching(checks.FLAG),
    checks.slug: _matching(r"[^\s/]{1,121}"),
    checks.names: NAMES,
    checks.lines: NAMES,
    name_lists.authors: PEOPLE,
    name_lists.tags: PEOPLE,
    name_lists.plain_names: PEOPLE,
}
"""The schema of the values that each check accepts."""

# Keys of authority entries whose values are not text.
ENTRY_SHAPES: Mapping[str, Schema] = {
    "id": {"type": ["string", "number"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "aliases": NAMES,
    "context": NAMES,
    "demonyms": NAMES,
    "former": NAMES,
    "years": _matching(YEARS),
    "issn": _matching(ISSN),
    "url": _matching(FORM),
    "wikidata": _matching(r"Q[1-9]\d*"),
    "country": {"type": ["string", "boolean", "null"], "pattern": "^([A-Z]{2})?$"},
    "partial": {"enum": [True, False, "yes", "no", "true", "false"]},
    "latitude": {"type": ["number", "null"], "minimum": -90, "maximum": 90},
    "longitude": {"type": ["number", "null"], "minimum": -180, "maximum": 180},
    "iptc": {"type": ["string", "integer", "null"], "pattern": r"^((medtop:)?\d{8})?$"},
    "terms": {"type": "object", "additionalProperties": NAMES},
}


def sidecar() -> Schema:
    """The schema of a sidecar, and of front matter."""
    hints = load_table("hints")
    properties: dict[str, Schema] = {}
    for field in FIELDS:
        written = hints.get(field.name, {}).get("write", "")
        shape = {**_shape(field.check), "title": field.label, "description": written}
        properties |= {field.name: shape}
        # A synonym is accepted, but not suggested.
        properties |= {synonym: {**shape, "deprecated": True} for synonym in field.synonyms}
    schema = _object("What a curator declares about an article", properties)
    # Names of other programs are accepted as well, with any value.
    foreign = "|".join(sorted({*foreign_names()} - {*properties}))
    return {**schema, "patternProperties": {f"^({foreign})$": {"deprecated": True}}}


def authority(kind: str) -> Schema:
    """The schema of the authority file of a kind: people, organizations, places, topics or sources."""
    keys = next(keys for name, keys in CHECKS.items() if name == kind)
    shapes: dict[str, Schema] = {key: ENTRY_SHAPES.get(key, TEXT) for key in keys}
    entry = _object(f"One {LISTS[kind].singular}", shapes)
    del entry["$schema"]
    entry["required"] = ["id"]
    return {"$schema": DIALECT, "title": f"Known {kind}", "type": ["array", "null"], "items": entry}


def collection() -> Schema:
    """The schema of a collection file."""
    shapes: dict[str, Schema] = {
        "order": {"enum": [*ORDERS, None]},
        "articles": {"type": ["array", "null"], "items": TEXT},
    }
    schema = _object("A collection", {key: shapes.get(key, TEXT) for key in COLLECTION_FIELDS})
    schema["required"] = ["title"]
    return schema


def schemas() -> Mapping[str, str]:
    """File name → text of each schema."""
    by_name: dict[str, Schema] = {"sidecar": sidecar(), "collection": collection()}
    by_name |= {kind: authority(kind) for kind in (*AUTHORITY_KINDS, SOURCES)}
    return {f"{name}.json": json.dumps(schema, indent=2) + "\n" for name, schema in by_name.items()}


def _shape(check: checks.Check) -> Schema:
    if isinstance(check, checks.Record | checks.RecordList):
        parts = _object("", {part: _shape(part_check) for part, part_check in check.parts.items()})
        del parts["$schema"], parts["title"]
        if isinstance(check, checks.RecordList) and check.needed:
            parts["required"] = [check.needed]
        first = _shape(next(iter(check.parts.values())))
        return {"anyOf": [parts, first] if isinstance(check, checks.Record) else [_listed(parts), parts]}
    return dict(SHAPES[check])


def _listed(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _object(title: str, properties: Mapping[str, Schema]) -> Schema:
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "properties": dict(properties),
        "additionalProperties": False,
    }
