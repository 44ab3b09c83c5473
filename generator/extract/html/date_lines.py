"""Reads the publication date from the lines of a saved page that show it to readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from generator.extract.html.blocks import HEADINGS, Block
from generator.extract.plain.claims import claims_of, statement_of
from generator.extract.plain.shape import is_date_line
from generator.model.documents import Claim
from generator.text.dates import find_dates, short_date

# How often a date line is right: with a full year, with a two-digit year, and if it may be about something
# else.
_FULL_YEAR, _SHORT_YEAR, _OTHER_SUBJECT = 0.85, 0.72, 0.65
_NEAR = 4  # enclosing elements in which a table cell is looked for
_LINE = 90  # characters from which a line contains more than its date
_MOST_OTHER_TEXT = 60  # most other characters in a line about the document's date
_LABEL = 40  # most characters of a cell that labels the next one
_NUMERIC = re.compile(r"(?<![\d.])\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d(?![\d.])")


def date_claims(line: str, block: Block, trust: float, language: str) -> Iterator[Claim]:
    """Claims for the date in a line: that of publication, unless the line says otherwise.

    Args:
        line: one line of ``block``.
        block: the block around it; the machine-readable value of its time element wins over its words.
        trust: factor for the confidence, from 0 to 1, by the position on the page.
        language: base language of the page, "" if unknown.
    """
    time = _time(block)
    day = _stamp(time) or _day(line, language)
    date = day or short_date(line, language)
    words = _with_label(line, block) if date else ""
    if not words or (time is None and _is_running_text(line, date)):
        return
    labelled = [claim for claim in claims_of(words) if claim.field in {"date", "updated"}]
    fields = {claim.field for claim in labelled}
    if {"date", "updated"} <= fields:
        yield from (replace(claim, confidence=round(_FULL_YEAR * trust, 2)) for claim in labelled)
        return
    field = "updated" if "updated" in fields else "date"
    text = line if time is None or len(line) <= _LINE else " ".join("".join(time.itertext()).split())
    other = time is None and _is_of_other(line, block)
    confidence = _OTHER_SUBJECT if other else _FULL_YEAR if day else _SHORT_YEAR
    yield Claim(field, date, "date-line", text or line, round(confidence * trust, 2))


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
    value = "" if time is None else time.get("datetime") or ""
    return value if value[:4].isdigit() else ""


def _label(block: Block) -> str:
    """The label of the list item or table cell around a block: "Date of birth"; "" if there is none."""
    around = (block.element, *islice(block.element.iterancestors(), _NEAR))
    cell = next((element for element in around if element.tag in {"dd", "td"}), None)
    before = None if cell is None else _before(cell)
    words = "" if before is None else " ".join(" ".join(before.itertext()).split())
    is_label = before is not None and (before.tag in {"dt", "th"} or words.endswith((":", "：")))
    return words.rstrip(" :：") if is_label and len(words) <= _LABEL else ""


def _before(cell: HtmlElement) -> HtmlElement | None:
    siblings = cell.itersiblings(preceding=True)
    return next((element for element in siblings if isinstance(element.tag, str)), None)
