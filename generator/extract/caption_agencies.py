"""Captions with a credit that begins with an agency or a newspaper."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.extract.credits import SENTENCE_END, credit_words, is_sourced


class Caption(NamedTuple):
    """What is below a picture: the caption without the credit, and the credit without a label."""

    caption: str
    credit: str


def before_brackets(text: str, bracket: re.Match[str]) -> Caption | None:
    """An agency before brackets that name the photographer, as Chinese papers write it."""
    before = text[: bracket.start()].rstrip()
    agencies = (match for match in credit_words().agency.finditer(before) if match.end() == len(before))
    agency = next(agencies, None)
    if agency is None or before[: agency.start()].rstrip(" ")[-1:] not in SENTENCE_END | {"\n", ""}:
        return None
    return Caption(before[: agency.start()], text[agency.start() :])


def on_first_line(text: str) -> Caption | None:
    """A credit on a line of its own before the caption."""
    first, _, rest = text.partition("\n")
    outlet = first.rpartition("/")[2].strip().casefold() in credit_words().outlets
    agency = outlet or credit_words().agency.search(first)
    return Caption(rest, first) if rest and agency and is_sourced(first) else None
