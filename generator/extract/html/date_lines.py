"""Reads the publication date from the lines of a saved page that show it to readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from lxml.html import HtmlElement

from generator.extract.html.blocks import HEADINGS, Block
from generator.extract.html.elements import around
from generator.extract.plain.claims import claims_of, statement_of
from generator.extract.plain.shape import is_date_line, is_month_line
from generator.model.documents import Claim
from generator.text.dates import find_dates, parse_date, short_date
from generator.text.partial import partial_of
from generator.text.tables import alternatives, load_table

# How often a date line is right: with a full year, with a two-digit year, and if it may be about something
# else.
_FULL_YEAR, _SHORT_YEAR, _OTHER_SUBJECT = 0.85, 0.72, 0.65
_NEAR = 4  # enclosing elements in which a table cell is looked for
_LINE = 90  # characters from which a line contains more than its date
_MOST_OTHER_TEXT = 60  # most other characters in a line about the document's date
_WINDOW = 50  # characters before and after a date that are searched for the label of an update
_PARTS = 8  # most pieces of text in a label
_LABEL = 40  # most characters of a cell that labels the next one
_NUMERIC = re.compile(r"(?<![\d.])\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d(?![\d.])")


def date_claims(line: str, block: Block, trust: float, language: str) -> Iterator[Claim]:
    """Claims for the date in a line: that of publication, unless the line says otherwise.

    Args:
        line: one line of ``block``.
        block: the block around it; the machine-readable value of its time element wins over its words.
        trust: factor for the confidence, from 0 to 1, by the position on the page.
        language: BCP 47 tag of the page, "" if unknown.
    """
    time = _time(block)
    day = _stamp(time) or _day(line, language)
    # A month as a heading is what a report or a list is about.
    is_month = not day and block.tag not in HEADINGS and is_month_line(line)
    month = partial_of(line, language) if is_month else ""
    date = day or month or short_date(line, language)
    words = _with_label(line, block) if date else ""
    if not words or (time is None and _is_running_text(line, date)):
        return
    labelled = [claim for claim in claims_of(words) if claim.field in {"date", "updated"}]
    fields = {claim.field for claim in labelled}
    if {"date", "updated"} <= fields:
        yield from (replace(claim, confidence=round(_FULL_YEAR * trust, 2)) for claim in labelled)
        return
    field = "updated" if "updated" in fields or _is_update(line, date) else "date"
    text = line if time is None or len(line) <= _LINE else " ".join("".join(time.itertext()).split())
    other = time is None and _is_of_other(line, block)
    confidence = _OTHER_SUBJECT if other else _FULL_YEAR if day or month else _SHORT_YEAR
    yield Claim(field, date, "date-line", text or line, round(confidence * trust, 2))


def _is_update(line: str, date: str) -> bool:
    """Whether the words right before or after a date name a change: "Ann Lee, updated on"."""
    start = line.find(date)
    if start < 0:
        return False
    before, after = line[max(0, start - _WINDOW) : start], line[start + len(date) :][:_WINDOW]
    label_before, label_after = _update_labels()
    if before.strip() and label_before.search(before):
        return True
    label = label_after.match(after)
    return label is not None and not any(char.isdigit() for char in after[label.end() :])


@cache
def _update_labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for the label of an update at the end of the words before a date, and after it."""
    rows = (row["terms"].values() for row in load_table("phrases_claims") if row["field"] == "updated")
    terms = {term.rstrip(" :：") for languages in rows for words in languages for term in words}
    listed = alternatives(terms)
    first = re.compile(
        rf"(?<!\w)(?:{listed})[\s:：.,|(]{{0,3}}(?:[^\W\d_]{{1,12}}[.,]?\s){{0,2}}\Z", re.IGNORECASE
    )
    return first, re.compile(rf"[\s,|(（–-]{{0,3}}(?:{listed})(?!\w)", re.IGNORECASE)


def is_label(words: str) -> bool:
    """Whether a line is only the label of the date in the next line: "Updated:", "Published on"."""
    statement = statement_of(words) if words and len(words) <= _LABEL else None
    return statement is not None and statement.phrase.field in {"date", "updated"} and not statement.rest


def is_labelled(line: str) -> bool:
    """Whether a line begins with words that say what its date is of: "Published on 3 May 2019"."""
    return _is_of_document(line)


def _is_running_text(line: str, date: str) -> bool:
    """Whether a date is in running text: the line does not begin with it, and has a lot of other text."""
    return len(line) - len(date) > _MOST_OTHER_TEXT and not line.startswith(date)


def _with_label(line: str, block: Block) -> str:
    """``line`` with the label of its table cell, "" if the label says that the date is of something else."""
    label = _label(block)
    if not label or _is_of_document(line):
        return line
    words = f"{label}: {line}"
    return words if _is_of_document(words) else ""


def _is_of_other(line: str, block: Block) -> bool:
    """Whether a date is likely of a subject or a source: "Letters of 3 May 2019", "Source: Bote, 3 May"."""
    match = statement_of(line)
    if match is None:
        return block.tag in HEADINGS and not is_date_line(line)
    return match.phrase.field == "source_name"


def _is_of_document(words: str) -> bool:
    match = statement_of(words)
    return match is not None and match.phrase.field in {"date", "updated"}


def _day(line: str, language: str) -> str:
    """The first full date in a line, even if only the language of the text can tell day from month."""
    date = next((date.text for date in find_dates(line, language) if date.year), "")
    numeric = _NUMERIC.search(line)
    return date or (numeric[0] if numeric else "")


def instant(block: Block) -> str:
    """The machine-readable value of the first time element in a block, "" if there is none."""
    return _stamp(_time(block))


def _time(block: Block) -> HtmlElement | None:
    holders = (node.holder for node in block.nodes)
    times = (element for element in holders if element is not None and element.tag == "time")
    return next((element for element in times if _stamp(element)), None)


def _stamp(time: HtmlElement | None) -> str:
    """The machine-readable value of a time element, "" if it is no day: its words count then."""
    value = "" if time is None else time.get("datetime") or ""
    return value if value[:4].isdigit() and parse_date(value) else ""


def _label(block: Block) -> str:
    """The label of the block before, or of the table cell around: "Date of birth"; "" if there is none."""
    elements = around(block.element, _NEAR)
    cell = next((element for element in elements if element.tag in {"dd", "td"}), None)
    before = _before(block.element if cell is None else cell)
    words = "" if before is None else " ".join(" ".join(islice(before.itertext(), _PARTS)).split())
    if cell is None:
        return words.rstrip(" :：") if is_label(words) else ""
    is_of_cell = before is not None and (before.tag in {"dt", "th"} or words.endswith((":", "：")))
    return words.rstrip(" :：") if is_of_cell and len(words) <= _LABEL else ""


def _before(cell: HtmlElement) -> HtmlElement | None:
    siblings = cell.itersiblings(preceding=True)
    return next((element for element in siblings if isinstance(element.tag, str)), None)
