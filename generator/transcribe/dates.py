"""The date that is printed on a clipping, above its headline or within its header."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.text.dates import DateMention, find_dates
from generator.text.language_guess import guess_language
from generator.transcribe.text import Transcript

# Letters of a line that states little else than a date.
_LINE = 44
# Where engines lose the space in a date: "October 5,2005", "October5, 2005", "5.Oktober".
_RUN_ON = re.compile(r"(?<=\d,)(?=\d{4}\b)|(?<=[^\W\d_]{3})(?=\d{1,2}\b)|(?<=\d\.)(?=[^\W\d_]{3})")


def printed_date(said: Transcript, language: str) -> tuple[str, str]:
    """The date of a clipping, and the line that states it; both empty without one, or with several."""
    spoken = (language or guess_language(" ".join(said.body))).partition("-")[0]
    dated = list(_dates((*said.dates, *said.headers), spoken))
    days = {day for day, _ in dated}
    return dated[0] if len(days) == 1 else ("", "")


def _dates(lines: tuple[str, ...], language: str) -> Iterator[tuple[str, str]]:
    for line in (_RUN_ON.sub(" ", line) for line in lines):
        for mention in find_dates(line, language):
            if mention.iso and _is_plausible(mention):
                yield mention.iso, line if len(line) <= _LINE else mention.text


def _is_plausible(mention: DateMention) -> bool:
    """Whether the day exists, on the printed day of the week: misread digits show there."""
    try:
        day = dt.date.fromisoformat(mention.iso)
    except ValueError:
        return False
    return mention.weekday is None or mention.weekday == day.weekday()
