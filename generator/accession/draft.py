"""A sidecar with all that is known of an article, and TODO for what is not; or what an existing one lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import yaml

from generator.accession.yamltext import (
    SCHEMA_LINE,
    Statement,
    added,
    appended,
    comment,
    empty,
    filled,
    nested,
    stated,
    written,
)
from generator.model.addresses import slug
from generator.model.errors import ClipfileError
from generator.model.kinds import KINDS
from generator.model.records import Article, FullArticle
from generator.text.tables import load_table

PARTS = ("name", "url", "archived_url", "retrieved")


def draft(full: FullArticle, existing: str = "", schema: str = "") -> str:
    """The text of a sidecar.

    What stands in ``existing`` stays as it is, comments and order too. Fields that it leaves empty are
    filled in, fields that it lacks are added below. A second draft adds nothing.

    Args:
        full: what the seed says, the existing sidecar laid over it.
        existing: the sidecar's text so far.
        schema: address of the JSON Schema of sidecars, for editors; "" for none.

    Raises:
        ClipfileError: ``existing`` is not YAML, or of a form that cannot be added to.
    """
    if full.article.withdrawn:
        raise ClipfileError(f"{full.article.seed}: is withdrawn; there is nothing to draft.")
    name = f"The sidecar of {full.article.seed}"
    try:
        stated(existing)
    except yaml.YAMLError as error:
        raise ClipfileError(f"{name} cannot be read as YAML; mend it first: {error}") from None
    # Lines end as the curator's editor ended them.
    carriage = existing.count("\r\n") == existing.count("\n") > 0
    text = existing.replace("\r\n", "\n") if carriage else existing
    text = _sourced(_filled(text, full), full)
    text = _begun(text, full, schema) if not existing.strip() else _completed(text, full)
    if not _readable(text):
        raise ClipfileError(f"{name} holds its fields in braces or in parts; write one a line first.")
    return text.replace("\n", "\r\n") if carriage else text


def _filled(text: str, full: FullArticle) -> str:
    for field, value in _values(full).items():
        node = stated(text).get(field)
        if node and empty(node):
            text = filled(text, node, value, _grounds(full, field))
    return text


def _readable(text: str) -> bool:
    """Whether what was added to a sidecar of an unusual form left it in order."""
    try:
        stated(text)
    except yaml.YAMLError:
        return False
    return True


def _begun(text: str, full: FullArticle, schema: str) -> str:
    head = f"{SCHEMA_LINE}{schema}\n" if schema else ""
    seed = comment(full.article.seed)
    head += f"# Drafted from {seed}. What stands here is never overruled: correct it, or\n"
    head += "# delete what needs no correction, so that it is worked out anew.\n"
    return text + head + "".join(_blocks(full, article_fields(), offered=True))


def _completed(text: str, full: FullArticle) -> str:
    missing = [field for field in article_fields() if field not in stated(text)]
    return appended(text, "".join(_blocks(full, missing, offered=False)))


def article_fields() -> list[str]:
    """The fields that a draft goes through, in its order."""
    return [field for field in load_table("hints") if "." not in field]


def _blocks(full: FullArticle, fields: list[str], *, offered: bool) -> Iterator[str]:
    hints, values = load_table("hints"), _values(full)
    for field in fields:
        hint = hints[field]
        if field == "source":
            yield nested("source", _parts(full.article), _grounds(full, "source"))
            yield from _offered_parts(full.article) if offered else ()
        elif field in values:
            yield written(Statement(field, values[field], _grounds(full, field)))
        elif hint["asked"]:
            yield written(Statement(field, None, hint["write"]))
        elif offered:
            example = f"{field}: {slug(full.article.title)}" if field == "id" else f"{field}:"
            yield f"# {example}  # {hint['write']}\n"


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


def _sourced(text: str, full: FullArticle) -> str:
    """``text`` with the parts of the source that it leaves empty or lacks."""
    node = stated(text).get("source")
    # A source that a curator wrote on one line is left as it is.
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        return text
    there = {str(key.value): value for key, value in node.value}
    new = [part for part in _parts(full.article) if part.field not in there]
    text = added(text, node, "".join(map(written, new))) if new else text
    values = asdict(full.article.source)
    # From the end, so that what is filled in does not move what is still to come.
    for part, value in reversed(there.items()):
        if empty(value) and values.get(part):
            text = filled(text, value, values[part], _grounds(full, "source"))
    return text


def _values(full: FullArticle) -> dict[str, object]:
    """What is known, by field, in the form in which a sidecar states it."""
    plain = ("title", "summary", "date", "updated", "language", "rights")
    listed = ("authors", "collections", "aliases")
    article = full.article
    found: dict[str, object] = {field: getattr(article, field) for field in plain} | {"note": full.text.note}
    found |= {field: list(getattr(article, field)) for field in listed}
    found |= {kind: [term.name for term in article.terms(kind)] for kind in KINDS}
    return {field: value for field, value in found.items() if value}


def _grounds(full: FullArticle, field: str) -> str:
    evidence = full.text.evidence.get(field)
    if evidence is None:
        return ""
    return f"{evidence.basis}, {evidence.rule}, {evidence.confidence:.2f}: {evidence.text}"
