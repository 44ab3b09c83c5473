"""Reads one article of a news database: labelled lines around the text, which are no part of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.extract.plain.apparatus import (
    facts_of,
    is_code,
    is_field,
    is_length,
    is_sentence,
    names_database,
    states_rights,
)
from generator.extract.plain.database_head import (
    is_body_heading,
    labelled_claims,
    read_database_head,
)
from generator.extract.plain.database_signs import is_download, is_of_europresse, marks, sign_of
from generator.extract.plain.shape import width
from generator.extract.whole.labels import Label, is_counter, is_end, label_of, with_spaced_codes
from generator.model.documents import Claim, Removed
from generator.text.tables import alternatives, load_table

HEAD, FOOT = "database-head", "database-foot"

# Lines that may precede the text, and least width of a line of text.
_HEAD_LINES, _TEXT = 40, 100
_CODES = ("LP", "TD")  # of Factiva: first paragraph and text
_BARE = 8  # lines without labels between those with labels and the text
_FIRST = 30  # characters in which a label ends


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
    known = {claim.field for claim in claims}
    # An address below the text is that of the database, except in RIS.
    claims += (
        claim
        for claim in foot
        if claim.field not in known and (claim.field != "source_url" or claim.text.startswith("UR:"))
    )
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
        is_fact = text in said or is_body_heading(text) or bool(sign_of(text)[0])
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


@cache
def _table() -> _Words:
    table = load_table("databases")
    ends: Sequence[str] = table["ends"]
    return _Words(
        re.compile(rf"(?:{alternatives(table['foot'])})\b", re.IGNORECASE),
        # The latter are the tags of a text in RIS.
        re.compile(
            rf"(?:(?:{alternatives(table['body_label'])})\s*:|(?:AB|N2) {{2}}-)\s*(?=\S)", re.IGNORECASE
        ),
        frozenset(end for end in ends if not end.endswith("*")),
        tuple(end[:-1] for end in ends if end.endswith("*")),
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
        ) or text.casefold().startswith(marks())
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
        or text.casefold().startswith(marks())
        or is_of_europresse(text)
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
