"""The place that an article is from: the one its dateline names goes first among its places."""

from __future__ import annotations

from collections.abc import Sequence

from generator.authority.authority import Authority
from generator.extract.plain.dateline import read_dateline
from generator.model.documents import Paragraph
from generator.model.records import Term

# Paragraphs that may open with the dateline: a standfirst may stand before it.
_OPENING = 2


def lead_first(
    places: tuple[Term, ...], paragraphs: Sequence[Paragraph], language: str, authority: Authority
) -> tuple[Term, ...]:
    """``places`` with that of the dateline at their head; as they are where none is named."""
    for paragraph in paragraphs[:_OPENING]:
        found = read_dateline(paragraph.text)
        if found and found.place:
            named = {mention.id for mention in authority.mentions(found.place, language)[:1]}
            return tuple(sorted(places, key=lambda term: term.id not in named))
    return places
