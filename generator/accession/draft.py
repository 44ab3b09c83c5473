"""Drafting a sidecar: what is known of an article, and TODO for what is not; existing ones are completed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import yaml

from generator.accession.yamltext import (
    SCHEMA_LINE,
    Statement,
    append,
    comment,
    declared_nodes,
    fill,
    insert,
    is_empty,
    nested_yaml,
    to_yaml,
)
from generator.model.errors import ClipfileError
from generator.model.kinds import KINDS
from generator.model.records import Article, FullArticle
from generator.model.slugs import slug
from generator.text.tables import load_table

_MOST_OFFERED = 5  # pictures without words
PARTS = ("name", "url", "archived_url", "retrieved")


def draft(full: FullArticle, existing: str = "", schema: str = "") -> str:
    """The text of a sidecar.

    The contents of ``existing`` are kept, with comments and order. Its empty fields are filled in, and
    missing fields are added at the end. A second draft adds nothing.

    Args:
        full: the article, with the existing sidecar applied.
        existing: the sidecar's text so far.
        schema: address of the JSON Schema of sidecars, for editors; "" for none.

    Raises:
        ClipfileError: ``existing`` is not YAML or has a form that cannot be added to, or the article is
            withdrawn.
    """
    if full.article.withdrawn:
        raise ClipfileError(f"{full.article.seed}: this article is withdrawn, so there is nothing to draft.")
    name = f"The sidecar of {full.article.seed}"
    try:
        declared_nodes(existing)
    except yaml.YAMLError as error:
        raise ClipfileError(f"{name} is not valid YAML; fix it first: {error}") from None
    # Line endings are kept.
    carriage = existing.count("\r\n") == existing.count("\n") > 0
    text = existing.replace("\r\n", "\n") if carriage else existing
    text = _with_source(_with_values(text, full), full)
    text = _new(text, full, schema) if not existing.strip() else _with_missing_fields(text, full)
    if not _readable(text):
        raise ClipfileError(
            f"{name} has its fields in braces or in several documents. Put each field on its own line first."
        )
    return text.replace("\n", "\r\n") if carriage else text


def _with_values(text: str, full: FullArticle) -> str:
    for field, value in _values(full).items():
        node = declared_nodes(text).get(field)
        if node and is_empty(node):
            text = fill(text, node, value, _evidence(full, field))
    return text


def _readable(text: str) -> bool:
    """Whether the text is still valid YAML after the additions."""
    try:
        declared_nodes(text)
    except yaml.YAMLError:
        return False
    return True


def _new(text: str, full: FullArticle, schema: str) -> str:
    head = f"{SCHEMA_LINE}{schema}\n" if schema else ""
    seed = comment(full.article.seed)
    head += f"# Drafted from {seed}. Clipfile never overrides these values: correct what is wrong,\n"
    head += "# and delete what is right, so that it follows future improvements of Clipfile.\n"
    return text + head + "".join(_blocks(full, article_fields(), offered=True))


def _with_missing_fields(text: str, full: FullArticle) -> str:
    missing = [field for field in article_fields() if field not in declared_nodes(text)]
    return append(text, "".join(_blocks(full, missing, offered=False)))


def article_fields() -> list[str]:
    """The fields of a draft, in order."""
    return [field for field in load_table("hints") if "." not in field]


def _blocks(full: FullArticle, fields: list[str], *, offered: bool) -> Iterator[str]:
    hints, values = load_table("hints"), _values(full)
    for field in fields:
        hint = hints[field]
        if field == "source":
            yield nested_yaml("source", _parts(full.article), _evidence(full, "source"))
            yield from _offered_parts(full.article) if offered else ()
        elif field in values:
            yield to_yaml(Statement(field, values[field], _evidence(full, field)))
        elif hint["asked"]:
            yield to_yaml(Statement(field, None, hint["write"]))
        elif offered:
            yield f"# {_example(full.article, field)}  # {hint['write']}\n"


def _example(article: Article, field: str) -> str:
    """A field as it may be written, with what is known of its value."""
    if field == "id":
        return f"id: {slug(article.title)}"
    if field == "pictures":
        unnamed = [
            picture.file
            for picture in article.pictures
            if picture.file and not (picture.alt or picture.caption)
        ]
        files = ", ".join(
            f"{{file: {json.dumps(comment(file), ensure_ascii=False)}, alt: }}"
            for file in unnamed[:_MOST_OFFERED]
        )
        return f"pictures: [{files}]" if files else "pictures:"
    return f"{field}:"


def _parts(article: Article) -> Iterator[Statement]:
    hints, values = load_table("hints"), asdict(article.source)
    for part in PARTS:
        hint = hints[f"source.{part}"]
        if values[part] or hint["asked"]:
            yield Statement(part, values[part] or None, "" if values[part] else hint["write"])


def _offered_parts(article: Article) -> Iterator[str]:
    hints, values = load_table("hints"), asdict(article.source)
    for part in PARTS:
        hint = hints[f"source.{part}"]
        if not values[part] and not hint["asked"]:
            yield f"  # {part}:  # {hint['write']}\n"


def _with_source(text: str, full: FullArticle) -> str:
    """``text`` with the missing and empty parts of its source filled in."""
    node = declared_nodes(text).get("source")
    # A source that a curator wrote on one line is not changed.
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        return text
    present = {str(key.value): value for key, value in node.value}
    new = [part for part in _parts(full.article) if part.field not in present]
    text = insert(text, node, "".join(map(to_yaml, new))) if new else text
    values = asdict(full.article.source)
    # Backwards, so that an insertion does not move the positions that follow.
    for part, value in reversed(present.items()):
        if is_empty(value) and values.get(part):
            text = fill(text, value, values[part], _evidence(full, "source"))
    return text


def _values(full: FullArticle) -> dict[str, object]:
    """The known values by field, in the form that a sidecar uses."""
    plain = ("title", "summary", "date", "updated", "language", "rights")
    listed = ("authors", "collections", "aliases")
    article = full.article
    values: dict[str, object] = {field: getattr(article, field) for field in plain} | {"note": full.text.note}
    values |= {field: list(getattr(article, field)) for field in listed}
    values |= {kind: [term.name for term in article.terms(kind)] for kind in KINDS}
    return {field: value for field, value in values.items() if value}


def _evidence(full: FullArticle, field: str) -> str:
    evidence = full.text.evidence.get(field)
    if evidence is None:
        return ""
    return f"{evidence.basis}, {evidence.rule}, {evidence.confidence:.2f}: {evidence.text}"
