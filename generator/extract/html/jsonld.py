"""Reads the claims and the article body in a page's JSON-LD (schema.org NewsArticle and related types)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from generator.extract.bylines.names import author_names
from generator.extract.html.meta import field_claims, tidy
from generator.model.documents import Claim
from generator.text.controls import without_controls
from generator.text.tables import load_table

Node = Mapping[str, Any]
_DECODER = json.JSONDecoder(strict=False)
# One of these makes a node the description of the article, not only a mention of it.
_DESCRIBING = frozenset({"headline", "name", "datePublished", "author", "articleBody"})
_DEEPEST = 12  # levels of nesting that are searched
_WRAPPING = re.compile(
    r"\A(?:(?://|/\*)?[ \t]{0,9}<!\[CDATA\[(?:[ \t]{0,9}\*/)?|<!--)"
    r"|(?:(?://|/\*)?[ \t]{0,9}\]\]>(?:[ \t]{0,9}\*/)?|-->)\s*+;?\s*+\Z"
)
# What is read in a script that is damaged beyond that: its dates, which contain nothing that could be.
_TYPE = re.compile(r'"@type"\s*+:\s*+\[?+\s*+"([A-Za-z]{3,40})"')
_DATE = re.compile(r'"(datePublished|dateModified|dateCreated)"\s*+:\s*+"([^"\\\n]{8,40})"')
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_TAG = re.compile(r"<[^<>]{1,200}>")


def jsonld_claims(root: HtmlElement) -> Iterator[Claim]:
    """Claims about the page's article, the best first for each field; none if there is no article."""
    nodes = list(jsonld_nodes(root))
    article, certainty = _article(nodes)
    if article is None:
        return
    known = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    for row in load_table("html_jsonld")["rows"]:
        for name in row["properties"]:
            values = list(_texts(article.get(name), row["field"], known))
            for value in values:
                yield from field_claims(
                    row["field"], value, row["rule"], round(row["confidence"] * certainty, 2)
                )
            if values:
                break


def article_body(root: HtmlElement) -> str:
    """The text of the article in JSON-LD, "" if there is none."""
    article, _ = _article(list(jsonld_nodes(root)))
    body = article.get("articleBody") if article else ""
    return without_controls(html.unescape(_TAG.sub("\n", body))) if isinstance(body, str) else ""


def article_property(root: HtmlElement, name: str) -> str:
    """A property of the article in JSON-LD as text, "" if there is none."""
    article, certainty = _article(list(jsonld_nodes(root)))
    value = article.get(name) if article and certainty == 1 else None
    return str(value) if isinstance(value, (str, int)) else ""


def article_picture(root: HtmlElement) -> Mapping[str, object]:
    """The image of the article in JSON-LD: its properties, or only its address; empty if there is none."""
    nodes = list(jsonld_nodes(root))
    article, _ = _article(nodes)
    value = (article.get("image") or article.get("primaryImageOfPage")) if article else None
    if isinstance(value, list):
        # Of several sizes, the first is the preferred one.
        value = next(iter(value), None)
    if isinstance(value, str):
        return {"url": value}
    if not isinstance(value, dict):
        return {}
    named = value.get("@id")
    if named and len(value) == 1:
        return next((node for node in nodes if node.get("@id") == named and len(node) > 1), {})
    return value


def jsonld_nodes(root: HtmlElement) -> Iterator[Node]:
    """Every object in the page's JSON-LD scripts, outer objects first; damaged scripts as far as possible."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            yield from _objects(_load(script.text), 0)


def _load(text: str) -> object:
    bare = _WRAPPING.sub("", text.strip()).strip()
    for attempt in (bare, _TRAILING_COMMA.sub("", bare)):
        try:
            # Whatever follows the first value, such as a brace too many, is left out.
            return _DECODER.raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return _damaged(bare)


def _damaged(text: str) -> object:
    """The type and dates in a script that is not JSON; None if there are several of a kind, or none."""
    kind = _TYPE.search(text)
    dates: dict[str, set[str]] = {}
    for name, value in _DATE.findall(text):
        dates.setdefault(name, set()).add(value)
    single = {name: values.pop() for name, values in dates.items() if len(values) == 1}
    return {"@type": kind[1], **single} if kind and single else None


def _objects(value: object, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in items:
        if isinstance(item, (dict, list)):
            yield from _objects(item, depth + 1)


def _types(node: Node) -> set[str]:
    kinds = node.get("@type")
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _article(nodes: list[Node]) -> tuple[Node | None, float]:
    """The node of the article and its certainty: 1, or 0.7 for a node of the page itself."""
    table = load_table("html_jsonld")
    ranks = {kind: rank for rank, kind in enumerate(table["types"])}
    ranked = [
        (min((ranks.get(kind, 99) for kind in _types(node)), default=99), number)
        for number, node in enumerate(nodes)
    ]
    articles = [
        (rank, number) for rank, number in ranked if rank < 99 and not _DESCRIBING.isdisjoint(nodes[number])
    ]
    if articles:
        return nodes[min(articles)[1]], 1.0
    page = next((node for node in nodes if _types(node) & set(table["pages"])), None)
    return page, 0.7


def _texts(value: object, field: str, known: Mapping[str, Node]) -> Iterator[str]:
    """The texts of a property: a string, a node with a name, a reference to a node, or a list of these."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item, field, known)
    elif isinstance(value, dict):
        node = known.get(str(value.get("@id")), value) if "name" not in value else value
        text = (
            node.get("url") or node.get("@id")
            if field == "source_url"
            else node.get("name") or _full_name(node)
        )
        yield from _texts(text if isinstance(text, (str, list)) else None, field, known)
    elif isinstance(value, str) and (field != "authors" or value in known or author_names(value)):
        text = known[value].get("name", "") if value in known else value
        plain = tidy(_TAG.sub("", str(text)))
        if plain:
            yield plain


def _full_name(node: Node) -> str:
    return " ".join(
        str(node[part]) for part in ("givenName", "additionalName", "familyName") if node.get(part)
    )
