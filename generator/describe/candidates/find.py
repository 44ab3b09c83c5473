"""Finds names that no authority file lists, and decides the kind and confidence of each from cues."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from generator.authority.authority import Mention
from generator.describe.candidates.cues import find_cues, in_dateline
from generator.describe.candidates.names import CERTAIN, CandidateName, UnknownName, decide, merge_short_forms
from generator.describe.candidates.occurrences import Occurrence, occurrences_in
from generator.describe.candidates.runs import CapitalRun, find_runs
from generator.describe.candidates.tables import CueTables, cue_tables
from generator.describe.candidates.uncased import UNCASED, find_uncased
from generator.text.folding import fold
from generator.text.scripts import TOUCHING

__all__ = ["CERTAIN", "UnknownName", "find_candidates"]

_MOST_WORDS = 8
# A longer run of capitalised words is a table or an attack, not a name.
_MOST_IN_RUN = 40
# Cues that make a single word a name, whatever else the text has.
_NAMING = frozenset(
    [
        "title-before",
        "acronym-after",
        "camel",
        "domain",
        "gazetteer",
        "dateline",
        "listed-body",
        "surname-again",
    ]
)
_MONEY = {"$", "€", "£"}
# Not names: the plural of an acronym, and a party with its state.
_PLURAL = re.compile(r"\A[A-Z]{2,}s|[DRIL]-[A-Z]\w*")
_TOUCHING = re.compile(f"[{TOUCHING}]")
_NUMBER = re.compile(r" (?:\d|(?:One|Two|Three|Four|Five)\b)")


def find_candidates(
    text: str, language: str, mentions: Sequence[Mention], demonyms: frozenset[str] = frozenset()
) -> list[UnknownName]:
    """Names in a text that no authority file lists, in order of first mention, including doubtful ones.

    Args:
        text: headline and body, composed (NFC).
        language: BCP 47 tag.
        mentions: the known names in the text, by position.
        demonyms: words for the people of a place, folded; they are not names.
    """
    tables = cue_tables(language)
    base = language.partition("-")[0]
    uncased = find_uncased(text, base, mentions, tables) if base in UNCASED else []
    runs = find_runs(text, tables)
    small = frozenset(text.split())
    names: dict[tuple[str, ...], CandidateName] = {}
    for occurrence in _occurrences(text, runs, small, mentions, tables):
        spelled, key = _spelled(occurrence.texts, tables)
        if spelled not in demonyms:
            names.setdefault(key, CandidateName(occurrence.texts)).add(occurrence)
    firm = [name for name in names.values() if name.firm]
    for name in firm:
        name.cues.update(*(find_cues(occurrence, text, tables) for occurrence in name.occurrences))
    _note_places(firm, _places(names.values(), text, mentions, tables), text, tables)
    merged = merge_short_forms(firm, mentions, tables)
    decided: Iterator[UnknownName] = (
        decide(name, text, tables) for name in merged if not _is_common_word(name, small, tables)
    )
    if uncased:
        decided = _apart(decided, uncased)
    if base in UNCASED and not tables.declined:
        decided = (name for name in decided if name.name.isascii() or not _TOUCHING.search(name.name))
    return sorted((*uncased, *decided), key=lambda name: name.spans[0])


def _is_common_word(name: CandidateName, small: frozenset[str], tables: CueTables) -> bool:
    """Whether a single word also occurs without its capitals, as "Access" and "COOL" do next to "access"."""
    if len(name.words) > 1 or tables.declined or name.cues & _NAMING:
        return False
    return name.words[0].lower() in small


def _apart(names: Iterable[UnknownName], others: Iterable[UnknownName]) -> Iterator[UnknownName]:
    """The names without their occurrences inside other names, and only those that have any left."""
    taken = sorted(span for other in others for span in other.spans)
    starts = [start for start, _ in taken]
    for name in names:
        spans = tuple(
            (start, end)
            for start, end in name.spans
            if not (at := bisect_right(starts, start)) or taken[at - 1][1] <= start
        )
        if spans:
            yield name._replace(spans=spans)


@lru_cache(maxsize=65536)
def _spelled(texts: tuple[str, ...], tables: CueTables) -> tuple[str, tuple[str, ...]]:
    """A name without accents, and the key of its spellings: its words in lower case, without case endings."""
    spelled = fold(" ".join(texts))
    if tables.declined:
        return spelled, tuple(tables.key(text).casefold() for text in texts)
    return spelled, tuple(spelled.casefold().split(" "))


def _occurrences(
    text: str,
    runs: Sequence[CapitalRun],
    small: frozenset[str],
    mentions: Sequence[Mention],
    tables: CueTables,
) -> Iterator[Occurrence]:
    position, count = 0, len(mentions)
    for run in runs:
        start, end = run.start, run.end
        while position < count and mentions[position].end <= start:
            position += 1
        last = position
        while last < count and mentions[last].start < end:
            last += 1
        known = mentions[position:last]
        if len(run.words) > _MOST_IN_RUN or _has_no_name(run, known, tables):
            continue
        for occurrence in occurrences_in(run, small, known, tables):
            trimmed = _without_number_noun(occurrence, text, tables)
            if len(trimmed.words) > _MOST_WORDS or not _may_be_name(trimmed.texts, tables):
                continue
            if not trimmed.firm and in_dateline(trimmed, text):
                trimmed = trimmed._replace(firm=True)
            yield trimmed


def _has_no_name(run: CapitalRun, known: Sequence[Mention], tables: CueTables) -> bool:
    """Whether a run is part of a known name, or a single word that cannot be a name."""
    if known and known[0].start <= run.start and run.end <= known[0].end:
        return True
    return len(run.words) == 1 and not _may_be_name((run.words[0].text,), tables)


def _without_number_noun(occurrence: Occurrence, text: str, tables: CueTables) -> Occurrence:
    """Drop a last word that belongs to a number after it (``Flight 17``) or is a currency (``US$``)."""
    counted = occurrence.texts[-1] in tables.words["numbered"] and _NUMBER.match(text, occurrence.end)
    if counted or text[occurrence.end : occurrence.end + 1] in _MONEY:
        return occurrence._replace(words=occurrence.words[:-1], texts=occurrence.texts[:-1])
    return occurrence


@lru_cache(maxsize=65536)
def _may_be_name(texts: tuple[str, ...], tables: CueTables) -> bool:
    """Whether the words can be a name at all: not a single general word or letter."""
    if len(texts) > 1:
        inner = any(text in tables.words["openers"] for text in texts[1:])
        return not inner and not all(text in tables.words["alone"] for text in texts)
    bare = texts[0].rstrip(".").partition("-")[0] if texts else ""
    general = bare in tables.words["general"] or bare in tables.abbreviations
    return len(bare) > 1 and not general and not _PLURAL.fullmatch(bare)


def _places(
    names: Iterable[CandidateName], text: str, mentions: Sequence[Mention], tables: CueTables
) -> dict[int, int]:
    """Start and end offsets of places: known ones, and names in the gazetteer."""
    spans = [(mention.start, mention.end) for mention in mentions if mention.kind == "places"]
    spans += [
        span for name in names if _spelled(name.words, tables)[0] in tables.places for span in name.spans
    ]
    # "Northfield, Norway's ..." is an apposition, not an address.
    return {start: end for start, end in spans if text[end : end + 1] not in {"'", "’"}}


def _note_places(
    names: Iterable[CandidateName], places: Mapping[int, int], text: str, tables: CueTables
) -> None:
    """Mark names that are followed by the place they are in: ``Riverton, Norway``."""
    for name in names:
        for start in [end + 2 for _, end in name.spans if text[end : end + 2] == ", "]:
            short = text[start : start + 7].split(" ", maxsplit=1)[0].rstrip(",;")
            if start in places or short in tables.abbreviations:
                name.cues.add("before-place")
                name.place = text[start : places.get(start, start + len(short))]
