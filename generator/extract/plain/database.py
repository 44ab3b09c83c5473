"""Reads one article of a news database: labelled lines around the text, which are no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from generator.extract.plain.database_head import (
    LENGTH,
    TROVE,
    is_body_heading,
    labelled_claims,
    read_database_head,
    rights,
)
from generator.extract.plain.shape import full_dates, width
from generator.extract.whole.labels import Label, is_counter, is_end, label_of
from generator.model.documents import Claim, Removed
from generator.text.tables import alternatives, load_table

HEAD, FOOT = "database-head", "database-foot"

# Lines that may precede the text, and least width of a line of text.
_HEAD_LINES, _TEXT = 40, 100
_CODES = ("LP", "TD")  # of Factiva: first paragraph and text
_SIGNS = 3  # labels that show that a database made the text
_EUROPRESSE = re.compile(r"(?:PUBLI-)?news·\d{8}·[\w·-]{2,40}")
# Facts on one line, which NewsBank and PressReader separate by bars or dots.
_FACTS = re.compile(r" [|·•] ")
_WITH_FACTS = ("OpenURL Link", "Start Page:")


class DatabaseArticle(NamedTuple):
    """An article without the lines around its text, which keep their numbers as blank lines."""

    text: str
    claims: tuple[Claim, ...]
    removed: tuple[Removed, ...]


def read_database(text: str) -> DatabaseArticle | None:
    """The article of a database download, None for any other text."""
    lines = text.splitlines()
    if any(sign in text for sign in _WITH_FACTS):
        lines = _with_facts(lines)
    if not _is_download(lines):
        return None
    start, inline = _body_start(lines)
    end = _body_end(lines, start)
    if not any(width(line.strip()) >= _TEXT // 2 for line in lines[start:end]):
        return None
    foot = list(labelled_claims(_labels(lines[end:])))
    published = [claim for claim in foot if claim.text.startswith("publication date")]
    title, title_line, claims = read_database_head(lines[:start], published)
    known = {claim.field for claim in claims} | {"source_url"}
    claims += (claim for claim in foot if claim.field not in known)
    kept = [""] * len(lines)
    kept[start:end] = ["" if line.strip() in _CODES else line for line in lines[start:end]]
    if inline:
        kept[start] = lines[start][inline:]
    if title:
        kept[title_line] = title
        # A blank line sets the headline apart.
        claims.insert(0, Claim("title", title, "database-title", title, 0.95))
    removed = [
        Removed(number + 1, line.strip(), HEAD if number < start else FOOT)
        for number, line in enumerate(lines)
        if line.strip() and not kept[number]
    ]
    return DatabaseArticle("\n".join(kept), tuple(claims), tuple(removed))


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


def _with_facts(lines: Sequence[str]) -> list[str]:
    """The lines with the facts between bars or dots as labelled lines of their own.

    The headline comes first, so the number of its line stays what it is.
    """
    found: list[str] = []
    for number, line in enumerate(lines):
        facts = [fact.strip() for fact in _FACTS.split(line)] if number < _HEAD_LINES else [line]
        if len(facts) > 1 and len(line) <= 2 * _TEXT:
            found += _fact_lines(facts)
        else:
            found.append(line)
    return found


def _fact_lines(facts: Sequence[str]) -> Iterator[str]:
    day = next((number for number, fact in enumerate(facts[:2]) if full_dates(fact)), None)
    for number, fact in enumerate(facts):
        if number == day:
            yield f"Date: {fact}"
        elif day is not None and number == 1 - day:
            yield f"Source: {fact.partition(' (')[0]}"
        else:
            yield f"Page: {fact}" if fact.isdigit() else fact


def _is_download(lines: Sequence[str]) -> bool:
    names: set[str] = set()
    strong = False
    for number, line in enumerate(lines):
        text = line.strip()
        if not text or len(text) > 2 * _TEXT:
            continue
        if is_end(text) or is_counter(text) or text == "OpenURL Link":
            strong = True
            names.add(text)
        elif label := label_of(text):
            names.add(label.name)
            strong = strong or label.name in _table().strong
        elif _EUROPRESSE.fullmatch(text):
            strong = True
            names |= {"europresse", text}
        elif text.casefold().startswith(_table().marks):
            # Nobody else writes these lines: two of them are enough.
            strong = True
            names |= {"mark", text}
        elif LENGTH.fullmatch(text) or rights().match(text):
            names.add(text[:1])
        elif is_body_heading(text):
            names.add("body")
        elif number < _SIGNS and TROVE.match(text):
            return True
    return len(names) >= _SIGNS and (strong or _begins_with_labels(lines))


def _begins_with_labels(lines: Sequence[str]) -> bool:
    """Whether the first lines state the headline and two more facts, each with its label."""
    first = (label_of(line.strip()) for line in islice(filter(str.strip, lines), _SIGNS))
    kinds = {label.kind for label in first if label is not None and label.value}
    return len(kinds) == _SIGNS and "title" in kinds and bool(kinds & {"date", "source"})


def _body_start(lines: Sequence[str]) -> tuple[int, int]:
    """The line on which the text begins, and the characters of a label before it on that line."""
    last = 0
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if is_body_heading(text):
            return number + 1 + _labels_from(lines[number + 1 :]), 0
        inline = _table().body_label.match(text)
        if inline:
            return number, line.find(text) + inline.end()
        label = label_of(text)
        is_head = label is not None and label.name not in {"load-date", "load date"}
        if not is_head and width(text) >= _TEXT and not rights().search(text):
            # Nothing but short lines: outlet, day, headline, byline.
            return last or number, 0
        if (
            is_head
            or text == "OpenURL Link"
            or is_counter(text)
            or rights().search(text)
            or LENGTH.fullmatch(text)
            or text in _CODES
        ):
            last = number + 1
            # The value of a label may be on the next line.
            if label is not None and not label.value:
                last = 1 + next((n for n in range(number + 1, len(lines)) if lines[n].strip()), number)
    return last, 0


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
        foot = (
            "newsbank.com/" in text
            or is_end(text)
            or _EUROPRESSE.fullmatch(text)
            or _table().foot.match(text)
            or rights().search(text[:_TEXT])
            or label_of(text) is not None
        )
        if foot and len(text) <= 6 * _TEXT:
            end = number
        elif width(text) >= _TEXT or text.endswith((".", "!", "?", "”", '"', "。")):
            break
    return end


def _ends_text(text: str) -> bool:
    """Whether a line says that what follows is about the document, such as "Source Citation"."""
    if not text or len(text) > 3 * _TEXT:
        return False
    words = text[:_TEXT].casefold().strip(" :")
    return words in _table().ends or (words.startswith(_table().end_starts) and _is_apart(text))


def _is_apart(text: str) -> bool:
    """Whether a line is no sentence of the text."""
    return width(text) < _TEXT or rights().search(text) is not None or text.casefold().startswith("copyright")


def class_labels(classes: Iterable[str]) -> str:
    """The label that says the same as the classes of an element, "" if they say nothing."""
    return next((kind for name in classes if (kind := _class_table().get(name))), "")


@cache
def _class_table() -> dict[str, str]:
    return {name: kind for kind, names in load_table("databases")["classes"].items() for name in names}


def has_classes(page: str) -> bool:
    """Whether the source of a page has classes of a database."""
    return any(name in page for name in _class_table())
