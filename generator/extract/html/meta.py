"""Reads the claims in the head of a saved page: meta elements, title, canonical address, language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.bylines.lines import is_lead
from generator.extract.bylines.names import author_names, is_handle
from generator.extract.plain.shape import full_dates
from generator.model.documents import Claim
from generator.text.controls import without_controls
from generator.text.tables import load_table

_ATTRIBUTES = ("property", "name", "itemprop", "http-equiv")
_LONGEST = 2000
# Values that programs write for a missing date.
_NO_DAY = ("0000-", "0001-01-01", "1970-01-01T00:00:00", "9999-")
_SEPARATOR = re.compile(r"\s[|•·—–-]\s")
_HANDLE = 0.6  # factor for the confidence of an account name instead of a person's


class MetaRule(NamedTuple):
    """One row of ``html_meta.yml``; ``rank`` is its position there."""

    rank: int
    field: str
    rule: str
    confidence: float


@cache
def _rules() -> dict[str, MetaRule]:
    return {
        name: MetaRule(rank, row["field"], row["rule"], row["confidence"])
        for rank, row in enumerate(load_table("html_meta"))
        for name in row["names"]
    }


def meta_claims(root: HtmlElement) -> Iterator[Claim]:
    """Claims in meta elements, the best first for each field."""
    values, labels = [], dict[str, str]()
    own = _own_scopes(root)
    for element in root.iter("meta"):
        if own is not None and element.get("itemprop") and _scope(element) not in own:
            continue
        value = tidy(element.get("content") or "")
        stated = (element.get(attribute, "").strip().lower() for attribute in _ATTRIBUTES)
        names = [_labelled(name, value, labels) for name in stated]
        rule = next((_rules()[name] for name in names if name in _rules()), None)
        if rule and value:
            values.append((rule, value))
    for rule, value in sorted(values, key=lambda pair: pair[0].rank):
        yield from field_claims(rule.field, value, rule.rule, rule.confidence)


def _labelled(name: str, value: str, labels: dict[str, str]) -> str:
    """The name of a value: "author" for ``twitter:data1`` if ``twitter:label1`` before it says "Written by".

    Args:
        name: the attribute's value.
        value: the content.
        labels: content of the labels so far, by the name of their value; added to.
    """
    if name.startswith("twitter:label"):
        labels[name.replace("label", "data")] = value
    return "twitter:written-by" if name in labels and is_lead(labels[name]) else name


def _own_scopes(root: HtmlElement) -> frozenset[HtmlElement | None] | None:
    """The microdata items that the page's headline is part of; None if all items may count.

    Teasers of other articles are items of their own, with their own dates.
    """
    headline = next(root.iter("h1"), None)
    items = () if headline is None else tuple(headline.iterancestors())
    around = frozenset(element for element in items if element.get("itemscope") is not None)
    return around | {None} if around else None


def _scope(element: HtmlElement) -> HtmlElement | None:
    """The nearest item around an element, None in the head or outside of items."""
    return next((outer for outer in element.iterancestors() if outer.get("itemscope") is not None), None)


def field_claims(field: str, value: str, rule: str, confidence: float) -> Iterator[Claim]:
    """The claims in one value: one per author or tag, else one for the whole value.

    Args:
        field: the field that the value states.
        value: the words of the page.
        rule: id of the rule.
        confidence: of the rule, from 0 to 1.
    """
    values = (
        author_names(value)
        if field == "authors"
        else re.split(r"(?:(?<!\s)\s++)?[,;，、]\s*", value)
        if field == "tags"
        else [value]
    )
    if field in {"date", "updated"} and value.startswith(_NO_DAY):
        return
    for item in values:
        trust = _HANDLE if field == "authors" and is_handle(item) else 1.0
        if item:
            yield Claim(field, item, rule, value[:300], round(confidence * trust, 2))


def head_claims(root: HtmlElement) -> Iterator[Claim]:
    """Claims in the title element (and a date in it), canonical and licence links, and ``lang`` attribute."""
    title = tidy(root.findtext(".//title") or "")
    if title:
        yield Claim("title", title, "title-element", title, 0.4)
        for part in _SEPARATOR.split(title):
            if any(date.text == part for date in full_dates(part)):
                yield Claim("date", part, "title-date", title, 0.7)
    for element in root.iter("link"):
        relation, address = (element.get("rel") or "").lower().split(), (element.get("href") or "").strip()
        if "canonical" in relation and address.startswith("http"):
            yield Claim("source_url", address, "canonical", address, 0.85)
        if "license" in relation and address.startswith("http"):
            yield Claim("rights", address, "license-link", address, 0.8)
    language = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
        or ""
    ).strip()
    if language:
        yield Claim("language", language, "html-lang", language, 0.8)


def tidy(text: str) -> str:
    """A value with single spaces and without doubly escaped entities, at most ``_LONGEST`` characters."""
    plain = html.unescape(text) if "&" in text else text
    return " ".join(without_controls(plain).split())[:_LONGEST]
