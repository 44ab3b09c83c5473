"""Names that no authority file knows: gathered piece by piece, their kind and confidence decided by cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from generator.authority.authority import Mention
from generator.describe.candidates.cues import dated, find_cues
from generator.describe.candidates.names import CERTAIN, Found, Name, decided, joined
from generator.describe.candidates.pieces import Piece, cut
from generator.describe.candidates.runs import Run, find_runs
from generator.describe.candidates.tables import Tables, tables
from generator.text.folding import fold

__all__ = ["CERTAIN", "Found", "find_candidates"]

_MOST_WORDS = 8
# A longer run of capitals is a table or an exercise in patience, not a name among others.
_MOST_IN_RUN = 40
_MONEY = {"$", "€", "£"}
# Not names: several of what initials stand for, and a party with its state.
_PLURAL = re.compile(r"\A[A-Z]{2,}s|[DRIL]-[A-Z]\w*")
_NUMBER = re.compile(r" (?:\d|(?:One|Two|Three|Four|Five)\b)")


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
        spelled, key = _spelled(piece.texts)
        if spelled not in demonyms:
            names.setdefault(key, Name(piece.texts)).add(piece)
    firm = [name for name in names.values() if name.firm]
    for name in firm:
        name.cues.update(*(find_cues(piece, text, table) for piece in name.pieces))
    _note_places(firm, _places(names.values(), text, mentions, table), text, table)
    kept = joined(firm, mentions, table)
    return sorted((decided(name, text, table) for name in kept), key=lambda one: one.spans[0])


@lru_cache(maxsize=65536)
def _spelled(texts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A name without accents, and its words so and in small letters, by which its spellings are one."""
    spelled = fold(" ".join(texts))
    return spelled, tuple(spelled.casefold().split(" "))


def _pieces(
    text: str, runs: Sequence[Run], small: frozenset[str], mentions: Sequence[Mention], table: Tables
) -> Iterator[Piece]:
    position, count = 0, len(mentions)
    for run in runs:
        start, end = run.start, run.end
        while position < count and mentions[position].end <= start:
            position += 1
        last = position
        while last < count and mentions[last].start < end:
            last += 1
        known = mentions[position:last]
        if len(run.words) > _MOST_IN_RUN or _means_nothing(run, known, table):
            continue
        for piece in cut(run, small, known, table):
            named = _uncounted(piece, text, table)
            if len(named.words) <= _MOST_WORDS and _sayable(named.texts, table):
                yield named if named.firm or not dated(named, text) else named._replace(firm=True)


def _means_nothing(run: Run, known: Sequence[Mention], table: Tables) -> bool:
    """Whether a run is a part of a known name, or one word that could be no name."""
    if known and known[0].start <= run.start and run.end <= known[0].end:
        return True
    return len(run.words) == 1 and not _sayable((run.words[0].text,), table)


def _uncounted(piece: Piece, text: str, table: Tables) -> Piece:
    """Without what a number after it counts (``Flight 17``), and without a currency (``US$``)."""
    counted = piece.texts[-1] in table.words["numbered"] and _NUMBER.match(text, piece.end)
    if counted or text[piece.end : piece.end + 1] in _MONEY:
        return piece._replace(words=piece.words[:-1], texts=piece.texts[:-1])
    return piece


@lru_cache(maxsize=65536)
def _sayable(texts: tuple[str, ...], table: Tables) -> bool:
    """Whether words could be a name at all: not one general word, not one letter."""
    if len(texts) > 1:
        inner = any(text in table.words["openers"] for text in texts[1:])
        return not inner and not all(text in table.words["alone"] for text in texts)
    bare = texts[0].rstrip(".").partition("-")[0] if texts else ""
    general = bare in table.words["general"] or bare in table.abbreviations
    return len(bare) > 1 and not general and not _PLURAL.fullmatch(bare)


def _places(names: Iterable[Name], text: str, mentions: Sequence[Mention], table: Tables) -> dict[int, int]:
    """Where places begin and end: known ones, and names of the gazetteer."""
    spans = [(mention.start, mention.end) for mention in mentions if mention.kind == "places"]
    spans += [span for name in names if _spelled(name.words)[0] in table.places for span in name.spans]
    # "Northfield, Norway's ..." is an apposition, not an address.
    return {start: end for start, end in spans if text[end : end + 1] not in {"'", "’"}}


def _note_places(names: Iterable[Name], places: Mapping[int, int], text: str, table: Tables) -> None:
    """Mark names that stand before a place they lie in: ``Riverton, Norway``."""
    for name in names:
        for start in [end + 2 for _, end in name.spans if text[end : end + 2] == ", "]:
            short = text[start : start + 7].split(" ", maxsplit=1)[0].rstrip(",;")
            if start in places or short in table.abbreviations:
                name.cues.add("before-place")
                name.within = text[start : places.get(start, start + len(short))]
