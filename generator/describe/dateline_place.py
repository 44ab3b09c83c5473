"""Puts the place that an article is from, according to its dateline, first among its places."""

from __future__ import annotations

from collections.abc import Sequence

from generator.authority.authority import Authority
from generator.extract.plain.dateline import read_dateline
from generator.model.documents import Paragraph
from generator.model.records import Term

# Paragraphs that may open with the dateline: the first may be a standfirst.
_OPENING = 2


def dateline_place_first(
    places: tuple[Term, ...], paragraphs: Sequence[Paragraph], language: str, authority: Authority
) -> tuple[Term, ...]:
    """``places`` with the place of the dateline first, or unchanged if there is none.

    Args:
        places: the article's places.
        paragraphs: its body.
        language: its BCP 47 tag, or "".
        authority: the known names.
    """
    for paragraph in paragraphs[:_OPENING]:
        dateline = read_dateline(paragraph.text)
        if dateline and dateline.place:
            ids = {mention.id for mention in authority.mentions(dateline.place, language)[:1]}
            return tuple(sorted(places, key=lambda term: term.id not in ids))
    return places
