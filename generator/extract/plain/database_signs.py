"""Recognises texts that a news database made, by the lines and words that only databases write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from generator.extract.plain.apparatus import (
    facts_of,
    is_code,
    is_field,
    is_length,
    is_numbered,
    names_database,
    printed_in,
    states_rights,
)
from generator.extract.plain.database_head import TROVE, is_body_heading
from generator.extract.plain.shape import width
from generator.extract.whole.labels import is_counter, is_end, label_of
from generator.extract.whole.terms import automaton
from generator.text.tables import alternatives, load_table

# Lines that may precede the text, and least width of a line of text.
_HEAD_LINES, _TEXT = 40, 100
_WEAK = {
    "record",
    "record id",
    "record number",
    "document number",
    "identifiant",
    "doc",
    "docid",
    "doc-id",
}  # identifiers that others write too
_COMMON = {"document", "record", "wiso"}  # words that are in many texts
_CODED = ("\nHD", "\nDocument ", "\nDokument ", "\nDocumento ", "news·", "OpenURL Link", "Start Page")
# Labels that nobody else writes around one text, and characters of such a line.
_MANY, _LABELLED = 6, 200
_FIRST = 30  # characters in which a label ends
_SIGNS = 3  # labels that show that a database made the text
_EUROPRESSE = re.compile(r"(?:PUBLI-)?news·\d{8}·[\w·-]{2,40}")


@cache
def marks() -> tuple[str, ...]:
    """Beginnings of lines that only one database writes, in lower case."""
    return tuple(load_table("databases")["marks"])


@cache
def _strong_labels() -> frozenset[str]:
    return frozenset(load_table("databases")["strong"]) | {"AN", "HD", "TY"}


def is_of_europresse(text: str) -> bool:
    """Whether a line is the number that Europresse gives to an article."""
    return _EUROPRESSE.fullmatch(text) is not None


def is_download(lines: Sequence[str]) -> bool:
    """Whether a news database made a text, as its lines show."""
    seen = _Signs(set(), set(), set())
    in_head = True
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if len(text) > 2 * _TEXT:
            in_head = in_head and number < _SIGNS
            continue
        if number < _SIGNS and TROVE.match(text):
            return True
        sign, strong = sign_of(text)
        if in_head and not sign and number < _HEAD_LINES and facts_of(text):
            sign = "facts"
        if sign:
            seen.names.add(sign)
            seen.strong.update({sign} if strong else ())
            seen.above.update({sign} if in_head and sign != "body" else ())
        elif width(text) >= _TEXT:
            in_head = False
    if len(seen.names) < _SIGNS:
        return False
    # Who else writes above a text how long it is, or whose the rights are, next to other facts?
    others = {"length": {"rights", "code", "facts"}, "rights": {"code"}}
    is_headed = len(seen.above) >= _SIGNS and any(
        sign in seen.above and beside & seen.names for sign, beside in others.items()
    )
    labels = [label for line in lines if (label := label_of(line.strip()[:_LABELLED])) is not None]
    is_catalogued = len({label.name for label in labels}) >= _MANY and {"date", "author"} <= {
        label.kind for label in labels
    }
    return bool(seen.strong) or is_headed or is_catalogued or _begins_with_labels(lines)


# What others write too, except for the strong ones.
_STRONG = frozenset({"print", "numbered"})
_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("print", lambda text: printed_in(text) != ""),
    ("numbered", is_numbered),
    ("length", is_length),
    ("rights", lambda text: states_rights(text[:_TEXT])),
    ("body", is_body_heading),
    ("code", is_code),
)


class _Signs(NamedTuple):
    """What shows that a database made a text: names of all signs, of strong ones, of those above the text."""

    names: set[str]
    strong: set[str]
    above: set[str]


def sign_of(text: str) -> tuple[str, bool]:
    """What a line says as a database does, "" if nothing; and whether nobody else writes it."""
    if is_end(text) or is_counter(text) or text == "OpenURL Link":
        return text, True
    if text.casefold().startswith(marks()):
        # Two such lines are enough.
        return text, True
    if names_database(text):
        # A menu has its name alone.
        return "database", states_rights(text) or "://" in text or "www." in text or any(
            map(str.isdigit, text)
        )
    label = label_of(text)
    if label is not None:
        name = "length" if is_length(label.value) else label.name
        is_strong = label.name in _strong_labels() or (label.kind == "id" and label.name not in _WEAK)
        return name, is_strong or (is_code(label.value) and not label.value.isdigit())
    if is_of_europresse(text):
        return text, True
    name = next((name for name, test in _TESTS if test(text)), "")
    return name, name in _STRONG


def _begins_with_labels(lines: Sequence[str]) -> bool:
    """Whether the first lines state the headline and two more facts, each with its label."""
    first = [line.strip() for line in islice(filter(str.strip, lines), _SIGNS + 1)]
    kinds = {label.kind for line in first[:_SIGNS] if (label := label_of(line)) is not None and label.value}
    if len(kinds) == _SIGNS:
        return "title" in kinds and bool(kinds & {"date", "source"})
    # Other labels between them may be in a language that we do not know.
    return len(first) > _SIGNS and all(map(is_field, first)) and {"title", "source"} <= kinds


def class_labels(classes: Iterable[str]) -> str:
    """The label that says the same as the classes of an element, "" if they say nothing."""
    return next((kind for name in classes if (kind := _class_table().get(name))), "")


@cache
def _class_table() -> dict[str, str]:
    return {name: kind for kind, names in load_table("databases")["classes"].items() for name in names}


def may_be_download(text: str) -> bool:
    """Whether a text has any of the words that only databases write, or says how long it is."""
    if next(iter(_only_databases().iter(text.casefold())), None) is not None:
        return True
    if sum(":" in line[:_FIRST] for line in text.splitlines()) >= _MANY:
        return True
    return any(mark in text for mark in _CODED) or _states_length().search(text) is not None


@cache
def _only_databases() -> Any:  # noqa: ANN401 - the library has no types
    table, several = load_table("databases"), load_table("several")
    words = {*table["vendors"], *table["marks"], *table["strong"], *several["ends"], *several["labels"]["id"]}
    return automaton(word for word in words if len(word) > _SIGNS and word not in _COMMON)


@cache
def _states_length() -> re.Pattern[str]:
    words = alternatives(load_table("databases")["length"])
    return re.compile(rf"^[^\n]{{0,30}}?(?<!\d)\d[\d.,]{{0,6}} ?(?:{words})[ \t]*$", re.MULTILINE)


def has_classes(page: str) -> bool:
    """Whether the source of a page has classes of a database."""
    return any(name in page for name in _class_table())
