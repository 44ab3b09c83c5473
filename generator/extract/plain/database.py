"""Reads one article of a news database: labelled lines around the text, which are no part of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from generator.extract.plain.apparatus import (
    facts_of,
    is_code,
    is_field,
    is_length,
    is_numbered,
    is_sentence,
    names_database,
    printed_in,
    states_rights,
)
from generator.extract.plain.database_head import (
    TROVE,
    is_body_heading,
    labelled_claims,
    read_database_head,
)
from generator.extract.plain.shape import width
from generator.extract.whole.labels import Label, is_counter, is_end, label_of, with_spaced_codes
from generator.extract.whole.terms import automaton
from generator.model.documents import Claim, Removed
from generator.text.tables import alternatives, load_table

HEAD, FOOT = "database-head", "database-foot"

# Lines that may precede the text, and least width of a line of text.
_HEAD_LINES, _TEXT = 40, 100
_CODES = ("LP", "TD")  # of Factiva: first paragraph and text
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
_BARE = 8  # lines without labels between those with labels and the text
_FIRST = 30  # characters in which a label ends
_SIGNS = 3  # labels that show that a database made the text
_EUROPRESSE = re.compile(r"(?:PUBLI-)?news·\d{8}·[\w·-]{2,40}")


class DatabaseArticle(NamedTuple):
    """An article without the lines around its text, which keep their numbers as blank lines."""

    text: str
    claims: tuple[Claim, ...]
    removed: tuple[Removed, ...]


def read_database(text: str) -> DatabaseArticle | None:
    """The article of a database download, None for any other text."""
    given = text.splitlines()
    lines = with_spaced_codes(given) if _may_have_codes(text) else given
    if not is_download(lines):
        return None
    start, inline, apart = _body_start(lines)
    end = _body_end(lines, start)
    if not any(width(line.strip()) >= _TEXT // 2 for line in lines[start:end]):
        return None
    foot = list(labelled_claims(_labels(lines[end:])))
    published = [claim for claim in foot if claim.text.startswith("publication date")]
    title, title_line, claims = read_database_head(lines[:start], published)
    known = {claim.field for claim in claims} | {"source_url"}
    claims += (claim for claim in foot if claim.field not in known)
    names = {title, *(claim.value for claim in claims if claim.field == "source_name")} - {""}
    end = _without_repeated(lines, start, end, names)
    kept = [""] * len(lines)
    kept[start:end] = ["" if line.strip() in _CODES else line for line in lines[start:end]]
    if inline:
        kept[start] = lines[start][inline:]
    if title:
        kept[title_line] = title
        # A blank line sets the headline apart.
        claims.insert(0, Claim("title", title, "database-title", title, 0.95))
    said = {claim.text for claim in claims}
    for number in range(apart, start):
        # A line below the last label that is neither the headline nor a byline is text.
        text = lines[number].strip()
        is_fact = text in said or is_body_heading(text) or bool(_sign_of(text)[0])
        if number != title_line and not is_fact and width(text) > _FIRST:
            kept[number] = lines[number]
    removed = [
        Removed(number + 1, line.strip(), HEAD if number < start else FOOT)
        for number, line in enumerate(given)
        if line.strip() and not kept[number]
    ]
    return DatabaseArticle("\n".join(kept), tuple(claims), tuple(removed))


def _may_have_codes(text: str) -> bool:
    return "\nPD " in text and "\nSN " in text and ("\nAN " in text or "\nWC " in text)


class _Words(NamedTuple):
    foot: re.Pattern[str]
    body_label: re.Pattern[str]
    ends: frozenset[str]
    end_starts: tuple[str, ...]
    strong: frozenset[str]
    marks: tuple[str, ...]


@cache
def _table() -> _Words:
    table = load_table("databases")
    ends: Sequence[str] = table["ends"]
    return _Words(
        re.compile(rf"(?:{alternatives(table['foot'])})\b", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['body_label'])})\s*:\s*(?=\S)", re.IGNORECASE),
        frozenset(end for end in ends if not end.endswith("*")),
        tuple(end[:-1] for end in ends if end.endswith("*")),
        frozenset(table["strong"]) | {"AN", "HD"},
        tuple(table["marks"]),
    )


def _labels(lines: Sequence[str]) -> Iterator[Label]:
    """The labels of lines; a label without a value has that of the next line that is none."""
    empty: Label | None = None
    for line in lines:
        text = line.strip()
        if not text:
            continue
        label = label_of(text)
        if empty and label is None:
            yield empty._replace(value=text)
        empty = label if label and not label.value else None
        if label and label.value:
            yield label


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
        sign, strong = _sign_of(text)
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


def _sign_of(text: str) -> tuple[str, bool]:
    """What a line says as a database does, "" if nothing; and whether nobody else writes it."""
    if is_end(text) or is_counter(text) or text == "OpenURL Link":
        return text, True
    if text.casefold().startswith(_table().marks):
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
        is_strong = label.name in _table().strong or (label.kind == "id" and label.name not in _WEAK)
        return name, is_strong or (is_code(label.value) and not label.value.isdigit())
    if _EUROPRESSE.fullmatch(text):
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


def _body_start(lines: Sequence[str]) -> tuple[int, int, int]:
    """The line on which the text begins, characters of a label before it, and the first line below labels."""
    marked = _marked_start(lines)
    if marked is not None:
        return *marked, marked[0]
    last = 0
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        label = label_of(text)
        is_head = label is not None and label.name not in {"load-date", "load date"}
        is_head = (
            is_head or bool(facts_of(text)) or names_database(text) or is_code(text) or _is_address(text)
        ) or text.casefold().startswith(_table().marks)
        if not is_head and width(text) >= _TEXT and not states_rights(text):
            return _first_text(lines, last, number), 0, last
        if (
            is_head
            or text == "OpenURL Link"
            or is_counter(text)
            or states_rights(text)
            or is_length(text)
            or text in _CODES
        ):
            last = number + 1
            # The value of a label may be on the next line.
            if label is not None and not label.value:
                last = 1 + next((n for n in range(number + 1, len(lines)) if lines[n].strip()), number)
    return last, 0, last


def _first_text(lines: Sequence[str], first: int, prose: int) -> int:
    """The first line of text below the labels: a few short ones may be headline, byline, outlet and day."""
    short = [number for number in range(first, prose) if lines[number].strip()]
    sentence = next((number for number in short if is_sentence(lines[number].strip())), prose)
    above = [number for number in short if number < sentence]
    return sentence if first == 0 or len(above) <= _BARE else first


def _marked_start(lines: Sequence[str]) -> tuple[int, int] | None:
    """The start of a text that has a heading or label of its own, None if it has none."""
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if is_body_heading(text):
            return number + 1 + _labels_from(lines[number + 1 :]), 0
        inline = _table().body_label.match(text)
        if inline:
            return number, line.find(text) + inline.end()
    return None


def _labels_from(lines: Sequence[str]) -> int:
    """How many lines below the heading of the text are labels, such as its byline."""
    last = 0
    for number, line in enumerate(lines[:_HEAD_LINES]):
        text = line.strip()
        label = label_of(text) if text else None
        if text and (label is None or label.kind != "author"):
            break
        last = number + 1 if label else last
    return last


def _body_end(lines: Sequence[str], start: int) -> int:
    """The line below the text: that of the first label after which there is no text any more."""
    end = next((n for n in range(start + 1, len(lines)) if _ends_text(lines[n].strip())), len(lines))
    for number in range(end - 1, start, -1):
        text = lines[number].strip()
        if not text:
            continue
        if len(text) <= 6 * _TEXT and _is_foot(text):
            end = number
        elif is_sentence(text):
            break
    return end


def _without_repeated(lines: Sequence[str], start: int, end: int, names: Collection[str]) -> int:
    """The line below the text without last lines that only repeat the headline or the outlet."""
    for number in range(end - 1, start, -1):
        text = lines[number].strip()
        if text and (is_sentence(text) or not any(name in text for name in names)):
            return end
        end = number if text else end
    return end


def _is_foot(text: str) -> bool:
    """Whether a line below the last sentence is about the document."""
    return (
        is_end(text)
        or not text.strip("~_-=*# ")
        or text.casefold().startswith(_table().marks)
        or _EUROPRESSE.fullmatch(text) is not None
        or _table().foot.match(text) is not None
        or states_rights(text[: 2 * _TEXT])
        or label_of(text) is not None
        or is_field(text)
        or is_code(text)
        or names_database(text)
        or _is_address(text)
    )


def _is_address(text: str) -> bool:
    return text.startswith(("http", "<http")) and " " not in text


def _ends_text(text: str) -> bool:
    """Whether a line says that what follows is about the document, such as "Source Citation"."""
    if not text or len(text) > 3 * _TEXT:
        return False
    words = text[:_TEXT].casefold().strip(" :•·*-–")
    return words in _table().ends or (words.startswith(_table().end_starts) and _is_apart(text))


def _is_apart(text: str) -> bool:
    """Whether a line is no sentence of the text."""
    return width(text) < _TEXT or states_rights(text) or text.casefold().startswith("copyright")


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
