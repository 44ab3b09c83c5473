"""The lines of a saved page that give its day to readers."""

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

# How often the day of a line is right: its year in full, in two digits, where the line is on something else.
_SURE, _SHORT_YEAR, _ELSEWHERE = 0.85, 0.72, 0.65
_NEAR = 4  # elements around a text in which its own is looked for
_LINE = 90  # characters from which a line is more than its date
_ASIDE = 60  # characters that a line on the document's day may hold besides it
_LABEL = 40  # characters up to which a cell can say what the next one holds
_NUMERIC = re.compile(r"(?<![\d.])\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d(?![\d.])")


def date_claims(line: str, block: Block, trust: float, language: str) -> Iterator[Claim]:
    """Claims of a line with a date, which is that of publication unless the line names another.

    Args:
        line: one line of ``block``.
        block: where it stands; what a time element of it states for machines goes before its words.
        trust: how far the place on the page can be trusted, as a factor.
        language: base language of the page, "" when unknown.
    """
    time = _time(block)
    day = _stamp(time) or _day(line, language)
    found = day or short_date(line, language)
    words = _with_label(line, block) if found else ""
    if not words or (time is None and _is_running(line, found)):
        return
    stated = [claim for claim in claims_of(words) if claim.field in {"date", "updated"}]
    fields = {claim.field for claim in stated}
    if {"date", "updated"} <= fields:
        yield from (replace(claim, confidence=round(_SURE * trust, 2)) for claim in stated)
        return
    field = "updated" if "updated" in fields else "date"
    text = line if time is None or len(line) <= _LINE else " ".join("".join(time.itertext()).split())
    sure = _ELSEWHERE if _is_of_other(line, block) and time is None else _SURE if day else _SHORT_YEAR
    yield Claim(field, found, "date-line", text or line, round(sure * trust, 2))


def _is_running(line: str, found: str) -> bool:
    """Whether a date stands in running text: much besides it, some of that before it."""
    return len(line) - len(found) > _ASIDE and not line.startswith(found)


def _with_label(line: str, block: Block) -> str:
    """``line`` with the words that say what its day is of, "" where these name something else."""
    label = _label(block)
    if not label or _is_of_document(line):
        return line
    words = f"{label}: {line}"
    return words if _is_of_document(words) else ""


def _is_of_other(line: str, block: Block) -> bool:
    """Whether a day is likely of a subject or a source: "Letters of 3 May 2019", "Source: Bote, 3 May"."""
    met = statement_of(line)
    if met is None:
        return block.tag in HEADINGS and not is_date_line(line)
    return met.phrase.field == "source_name"


def _is_of_document(words: str) -> bool:
    met = statement_of(words)
    return met is not None and met.phrase.field in {"date", "updated"}


def _day(line: str, language: str) -> str:
    """The first full date of a line, also one whose order only the language of the text will settle."""
    found = next((date.text for date in find_dates(line, language) if date.year), "")
    unsettled = _NUMERIC.search(line)
    return found or (unsettled[0] if unsettled else "")


def instant(block: Block) -> str:
    """What the first time element of a block states for machines, "" if none."""
    return _stamp(_time(block))


def _time(block: Block) -> HtmlElement | None:
    holders = (piece.holder for piece in block.pieces)
    times = (one for one in holders if one is not None and one.tag == "time")
    return next((one for one in times if _stamp(one)), None)


def _stamp(time: HtmlElement | None) -> str:
    value = "" if time is None else time.get("datetime") or ""
    return value if value[:4].isdigit() else ""


def _label(block: Block) -> str:
    """The words that name what a cell of a list or table holds: "Date of birth"; "" where none do."""
    around = (block.element, *islice(block.element.iterancestors(), _NEAR))
    cell = next((one for one in around if one.tag in {"dd", "td"}), None)
    before = None if cell is None else _before(cell)
    words = "" if before is None else " ".join(" ".join(before.itertext()).split())
    named = before is not None and (before.tag in {"dt", "th"} or words.endswith((":", "：")))
    return words.rstrip(" :：") if named and len(words) <= _LABEL else ""


def _before(cell: HtmlElement) -> HtmlElement | None:
    return next((one for one in cell.itersiblings(preceding=True) if isinstance(one.tag, str)), None)
