"""Finds the speaker by the place of the name after a quotation, whatever the verb between them is."""

from __future__ import annotations

import re

from generator.describe.quotes.speakers import SpeakerIndex
from generator.describe.quotes.speech import may_be_verb

_NEAR = 60  # characters between a quotation and the name
_NEXT = 80  # characters of the sentence after a quotation
# A word that is not known as a verb, where only a verb can be: “...,” grumbled Ana Paz.
_SAID = re.compile(r"[,\s]{0,3}(?:[—–-]\s)?([^\W\d_]{3,20})\s")
_SAID_AFTER = re.compile(r"\s([^\W\d_]{3,20})(?=[\s.,;:]|\Z)")


def by_position(after: tuple[int, int], speakers: SpeakerIndex) -> str:
    """The person in the place of the speaker, with a word in that of the verb: “...,” grumbled Ana Paz."""
    start, end = after
    body = speakers.body
    if body[start - 2 : start - 1] not in ",?!" and body[start : start + 1] != ",":
        return ""
    if (said := _SAID.match(body, start, end)) and may_be_verb(said[1]):
        name = next(iter(speakers.within(said.end(), min(end, said.end() + _NEAR))), None)
        if name and name.personal and not body[said.end() : name.start].strip():
            return name.name
        return ""
    name = next(iter(speakers.within(start, min(end, start + _NEAR))), None)
    if not name or not name.personal or body[start : name.start].strip(" ,—–"):
        return ""
    said = _SAID_AFTER.match(body, name.end, end)
    return name.name if said and may_be_verb(said[1]) else ""


def with_next_sentence(body: str, start: int) -> str:
    """The text after a Japanese quotation with the next sentence, which may name the speaker."""
    end = body.find("。", start + 1, start + _NEXT)
    text = body[start:end] if end > 0 else ""
    return "。" if "\n" in text or "「" in text else text or "。"
