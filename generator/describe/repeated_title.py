"""Removes the headline from the beginning of the text, where it would be shown once more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.describe.declared import text_of
from generator.model.documents import Claim, Draft, Paragraph, Removed
from generator.model.pictures import FoundPicture

REPEATED = "repeated"
# Paragraphs at the beginning that may be the headline, and most characters of one.
_OPENING, _LONGEST = 4, 250
# A line that is there several times is the headline.
_SURE = 0.9


def without_repeated_title(draft: Draft) -> Draft:
    """The draft without paragraphs at its beginning that only repeat the headline; they are in the ledger.

    A line that is there twice or more is the headline of a document that states no other.
    """
    opening = [_comparable(paragraph.text) for paragraph in draft.paragraphs[:_OPENING]]
    title = _title(draft)
    stated = _comparable(title) if title else next((text for text in opening if opening.count(text) > 1), "")
    repeats = {number for number, text in enumerate(opening) if text == stated}
    if not stated or not repeats or len(repeats) == len(draft.paragraphs) or len(stated) > _LONGEST:
        return draft
    first = draft.paragraphs[min(repeats)].text
    claims = () if title else (Claim("title", first, "headline", first, _SURE),)
    gone = [draft.paragraphs[number] for number in sorted(repeats)]
    ledger = (Removed(paragraph.line, paragraph.text, REPEATED) for paragraph in gone)
    return replace(
        draft,
        paragraphs=tuple(_without(draft.paragraphs, repeats)),
        removed=(*draft.removed, *ledger),
        claims=(*draft.claims, *claims),
        pictures=tuple(_moved(draft.pictures, repeats)),
    )


def _title(draft: Draft) -> str:
    """The declared headline, or the one that is stated most surely."""
    surest = max(draft.claimed("title"), key=lambda claim: claim.confidence, default=None)
    return text_of(draft.declared, "title") or (surest.value if surest else "")


def _comparable(text: str) -> str:
    return " ".join(text.split()).casefold()


def _without(paragraphs: Sequence[Paragraph], numbers: set[int]) -> Iterable[Paragraph]:
    return (paragraph for number, paragraph in enumerate(paragraphs) if number not in numbers)


def _moved(pictures: Iterable[FoundPicture], numbers: set[int]) -> Iterable[FoundPicture]:
    """Pictures after as many paragraphs as are left before them."""
    for picture in pictures:
        yield replace(picture, after=picture.after - sum(number < picture.after for number in numbers))
