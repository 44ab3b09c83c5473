"""Finds the blocks of a body that are set apart as quotations and end with the name of the speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.describe.quotes.capitalised import capitalised_names
from generator.describe.quotes.quote_marks import Quotation
from generator.model.documents import Paragraph

# "— Ana Paz, pilot" as the last line. An account ("@anapaz") is that of an embedded post.
_SOURCE = re.compile(r"(?:[—–―]|--?\s)\s?([^@]{3,120})")
_LONGEST = 2000
_MOST_WORDS = 4


def find_blocks(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Quotation, str]]:
    """Each such block, as a quotation of the whole paragraph, with its speaker.

    Args:
        paragraphs: the body.
    """
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.markup.startswith(">") or len(paragraph.text) > _LONGEST:
            continue
        quoted, _, last = paragraph.text.rstrip().rpartition("\n")
        source = _SOURCE.fullmatch(last.strip())
        name, words = _name(source[1]) if source else "", " ".join(quoted.split())
        if name and words:
            yield Quotation(words.strip(_MARKS), number, 0, len(paragraph.text)), name


_MARKS = ' "“”„«»‟「」'


def _name(source: str) -> str:
    """The name of the person with which a line of source begins, "" if it begins otherwise."""
    run = next(capitalised_names(source, 0, len(source), several=True), None)
    if run is None or run.lead > 0 or len(source[run.start : run.end].split()) > _MOST_WORDS:
        return ""
    following = source[run.end :].lstrip()
    return source[run.start : run.end] if not following or following[0] in ",(;/|—–" else ""
