"""Names that no authority file knows: gathered piece by piece, their kind and confidence decided by cues."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from generator.authority import Mention
from generator.authority_forms import fold
from generator.describe.candidates_cues import dated, find_cues
from generator.describe.candidates_names import CERTAIN, Found, Name, decided, joined
from generator.describe.candidates_pieces import Piece, cut
from generator.describe.candidates_runs import Run, find_runs
from generator.describe.candidates_tables import Tables, tables

__all__ = ["CERTAIN", "Found", "find_candidates"]

_MOST_WORDS = 8
# A longer run of capitals is a table or an exercise in patience, not a name among others.
_MOST_IN_RUN = 40
_MONEY = {"$", "€", "£"}
# Not names: several of what initials stand for, and a party with its state.
_PLURAL = re.compile(r"[A-Z]{2,}s|[DRIL]-[A-Z]\w*")
_NUMBER = re.compile(r" (?:\d|(?:One|Two|Three|Four|Five)\b)")
# Sets of words of which none alone is a name.
_GENERAL = (
    "alone",
    "peoples",
    "never",
    "role_modifiers",
    "roles",
    "openers",
    "legal_forms",
    "numbered",
    "organization_suffixes",
    "organization_heads",
    "place_suffixes",
    "things",
)


def find_candidates(
    text: str, language: str, mentions: Sequence[Mention], demonyms: frozenset[str] = frozenset()
) -> list[Found]:
    """Names in a text that no authority file knows, in order of first mention, doubtful ones too.

    Args:
        text: headline and body, composed (NFC).
        language: BCP 47 tag.
        mentions: the known names in the text.
        demonyms: words for the people of a place, which name nobody.
    """
    table = tables(language)
    runs = find_runs(text, table)
    small = frozenset(text.split())
    names: dict[tuple[str, ...], Name] = {}
    for piece in _pieces(text, runs, small, mentions, table):
        if fold(" ".join(piece.texts)) not in demonyms:
            key = tuple(fold(word).casefold() for word in piece.texts)
            names.setdefault(key, Name(piece.texts)).add(piece, find_cues(piece, text, table))
    _note_places(names.values(), text, mentions, table)
    kept = joined([name for name in names.values() if name.firm], mentions, table)
    return sorted((decided(name, text, table) for name in kept), key=lambda one: one.spans[0])


def _pieces(
    text: str, runs: Sequence[Run], small: frozenset[str], mentions: Sequence[Mention], table: Tables
) -> Iterator[Piece]:
    position = 0
    for run in (one for one in runs if len(one.words) <= _MOST_IN_RUN):
        while position < len(mentions) and mentions[position].end <= run.start:
            position += 1
        last = position
        while last < len(mentions) and mentions[last].start < run.end:
            last += 1
        for piece in cut(run, small, mentions[position:last], table):
            named = _uncounted(piece, text, table)
            if len(named.words) <= _MOST_WORDS and _sayable(named, table):
                yield named._replace(firm=named.firm or dated(named, text))


def _uncounted(piece: Piece, text: str, table: Tables) -> Piece:
    """Without what a number after it counts (``Flight 17``), and without a currency (``US$``)."""
    counted = piece.texts[-1] in table.words["numbered"] and _NUMBER.match(text, piece.end)
    if counted or text[piece.end : piece.end + 1] in _MONEY:
        return piece._replace(words=piece.words[:-1])
    return piece


def _sayable(piece: Piece, table: Tables) -> bool:
    """Whether the piece could be a name at all: not one general word, not one letter."""
    if not piece.words:
        return False
    first = piece.texts[0]
    if len(piece.words) > 1:
        inner = any(text in table.words["openers"] for text in piece.texts[1:])
        return not inner and not all(text in table.words["alone"] for text in piece.texts)
    bare = first.rstrip(".").partition("-")[0]
    general = any(bare in table.words[name] for name in _GENERAL) or bare in table.abbreviations
    return len(bare) > 1 and not general and not _PLURAL.fullmatch(bare)


def _note_places(names: Collection[Name], text: str, mentions: Sequence[Mention], table: Tables) -> None:
    """Mark names that stand before a place they lie in: ``Riverton, Norway``."""
    spans = [(mention.start, mention.end) for mention in mentions if mention.kind == "places"]
    spans += [span for name in names if fold(" ".join(name.words)) in table.places for span in name.spans]
    # "Northfield, Norway's ..." is an apposition, not an address.
    starts = {start: end for start, end in spans if text[end : end + 1] not in {"'", "’"}}
    for name in names:
        for _, end in name.spans:
            short = text[end + 2 : end + 9].split(" ", maxsplit=1)[0].rstrip(",;")
            if text[end : end + 2] == ", " and (end + 2 in starts or short in table.abbreviations):
                name.cues.add("before-place")
                name.within = text[end + 2 : starts.get(end + 2, end + 2 + len(short))]
