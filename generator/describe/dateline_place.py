"""The place that an article is from, as its dateline, headline or first paragraph say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.authority.authority import Authority
from generator.authority.forms import whole
from generator.authority.longer import in_longer_name
from generator.extract.plain.dateline import read_dateline
from generator.model.documents import Paragraph
from generator.model.records import Term

# Paragraphs that may open with the dateline: the first may be a standfirst.
_OPENING = 2
# A shorter first paragraph is a line above the text, so that the next one counts as well.
_LINE = 80


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


def shown_place(
    places: Sequence[Term],
    words: Mapping[Term, str],
    title: str,
    paragraphs: Sequence[Paragraph],
    language: str,
) -> str:
    """The name of the first place that dateline, headline or first paragraph contain, or "".

    A place that only occurs further down is what a text mentions, not where it is from.

    Args:
        places: the article's places, that of the dateline first.
        words: the words that name each of them in the text, if they are known.
        title: its headline.
        paragraphs: its body.
        language: its BCP 47 tag, or "".
    """
    if not places:
        return ""
    count = _OPENING if paragraphs and len(paragraphs[0].text) < _LINE else 1
    opening = "\n\n".join((title, *(paragraph.text for paragraph in paragraphs[:count])))
    for term in places:
        if any(_names_it(opening, name, language) for name in {words.get(term, term.name), term.name}):
            return term.name
    return ""


def _names_it(text: str, name: str, language: str) -> bool:
    """Whether a text contains a name as whole words that are no part of a longer name."""
    base = language.partition("-")[0]
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if whole(text, at, end) and not in_longer_name(text, (at, end), base, (), ()):
            return True
        at = text.find(name, at + 1)
    return False
