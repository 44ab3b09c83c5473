"""Finds the speaker by the place of the name after a quotation, whatever the verb between them is."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.describe.quotes.speakers import SpeakerIndex
from generator.describe.quotes.speech import may_be_verb, word_list

_NEAR = 60  # characters between a quotation and the name
_DESCRIBING = 3  # most words between a verb and the name: "the old pilot"
_NEXT = 80  # characters of the sentence after a quotation
# A word that is not known as a verb, where only a verb can be: “...,” grumbled Ana Paz.
_SAID = re.compile(
    r"[,\s]{0,3}(?:[—–-]\s?)?(?:(?:se|si|sich|me|ha|a|hat|har|heeft)\s|[sm][’'])?([^\W\d_]{3,20})\s(?:się\s|sich\s)?"
)
_SAID_AFTER = re.compile(r"\s([^\W\d_]{3,20})(?=[\s.,;:]|\Z)")


def is_joined(body: str, end: int) -> bool:
    """Whether a comma, a dash or a mark inside joins what follows a quotation that ends at ``end`` to it."""
    inside, following = body[end - 2 : end], body[end : end + 2]
    return bool(set(inside) & set(",?!")) or following[:1] == "," or following in {" —", " –"}


def by_position(
    after: tuple[int, int], speakers: SpeakerIndex, inverted: Callable[[tuple[int, int], SpeakerIndex], str]
) -> str:
    """The person in the place of the speaker, with a word in that of the verb: “...,” grumbled Ana Paz.

    Args:
        after: the text after the quotation, as offsets.
        speakers: the names in the body.
        inverted: finds the name after a verb, in apposition too.
    """
    start, end = after
    body = speakers.body
    if not is_joined(body, start):
        return ""
    if (said := _SAID.match(body, start, end)) and may_be_verb(said[1]):
        name = next(iter(speakers.within(said.end(), min(end, said.end() + _NEAR))), None)
        described = body[said.end() : name.start].split() if name else []
        is_plain = len(described) <= _DESCRIBING and all(
            word.isalpha() and word.casefold() not in word_list("prepositions") for word in described
        )
        if name and name.personal and is_plain:
            return name.name
        apposed = inverted((said.end(), end), speakers)
        return apposed if " " in apposed else ""
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
