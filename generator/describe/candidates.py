"""Names that no authority file knows: gathered piece by piece, their kind and confidence decided by cues."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.authority import Mention
from generator.authority_forms import fold, split_name
from generator.describe.candidates_cues import dated, find_cues
from generator.describe.candidates_pieces import Piece, cut
from generator.describe.candidates_runs import Run, find_runs
from generator.describe.candidates_tables import Tables, tables

# Below this, a candidate is noise to the curator who reads the list.
LEAST = 0.4
# From this on, a candidate may decide what other words mean.
CERTAIN = 0.5
_MOST_WORDS = 8
_MONEY = {"$", "€", "£"}
# Not names: several of what initials stand for, and a party with its state.
_PLURAL = re.compile(r"[A-Z]{2,}s|[DRIL]-[A-Z]\w*")
_NUMBER = re.compile(r" (?:\d|(?:One|Two|Three|Four|Five)\b)")
_REPEATED = (("again", 2), ("often", 4))
# What a cue says of a single word: a person who speaks has been named in full before.
_ALONE = {"said": "speaks", "said-before": "speaks", "role-after": "", "who-after": "", "shape": ""}
_KINDS = ("person", "organization", "place", "other")


class Found(NamedTuple):
    """An unknown name: its words, kind (person, organization, place), confidence, and where it stands."""

    name: str
    kind: str
    confidence: float
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Name:
    """A name while its pieces are gathered."""

    words: tuple[str, ...]
    cues: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    firm: int = 0
    within: str = ""

    def absorb(self, other: _Name, *cues: str) -> None:
        """Take over another form of this name; of its cues, those given."""
        self.spans += other.spans
        self.firm += other.firm
        self.cues |= {*cues}


def find_candidates(
    text: str, language: str, mentions: Sequence[Mention], demonyms: frozenset[str] = frozenset()
) -> list[Found]:
    """Names in a text that no authority file knows, in order of first mention.

    Args:
        text: headline and body, composed (NFC).
        language: BCP 47 tag.
        mentions: the known names in the text.
        demonyms: words for the people of a place, which name nobody.
    """
    table = tables(language)
    runs = find_runs(text, table)
    small = frozenset(text.split())
    names: dict[tuple[str, ...], _Name] = {}
    for cut_out in _pieces(text, runs, small, mentions, table):
        piece = cut_out._replace(firm=cut_out.firm or dated(cut_out, text))
        if fold(" ".join(piece.texts)) in demonyms:
            continue
        key = tuple(fold(word).casefold() for word in piece.texts)
        name = names.setdefault(key, _Name(piece.texts))
        if piece.firm and not name.firm:
            name.words, name.spans = piece.texts, [(piece.start, piece.end)]
        elif piece.firm or not name.firm:
            name.spans.append((piece.start, piece.end))
        name.firm += piece.firm
        name.cues.update(find_cues(piece, text, table))
    _note_places(names, text, mentions, table)
    kept = _joined([name for name in names.values() if name.firm], mentions, table)
    found = [one for name in kept if (one := _decided(name, text, table))]
    return sorted(found, key=lambda one: one.spans[0])


def _pieces(
    text: str, runs: Sequence[Run], small: frozenset[str], mentions: Sequence[Mention], table: Tables
) -> Iterator[Piece]:
    position = 0
    for run in runs:
        while position < len(mentions) and mentions[position].end <= run.start:
            position += 1
        last = position
        while last < len(mentions) and mentions[last].start < run.end:
            last += 1
        for piece in cut(run, small, mentions[position:last], table):
            named = _uncounted(piece, text, table)
            if len(named.words) <= _MOST_WORDS and _sayable(named, table):
                yield named


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
    bare = first.rstrip(".")
    return (
        len(bare) > 1 and not _PLURAL.fullmatch(bare) and not any(bare in words for words in _general(table))
    )


def _general(table: Tables) -> Iterator[frozenset[str]]:
    """Sets of words of which none alone is a name."""
    for name in (
        "alone",
        "peoples",
        "never",
        "role_modifiers",
        "roles",
        "openers",
        "legal_forms",
        "numbered",
    ):
        yield table.words[name]
    yield table.abbreviations


def _note_places(
    names: Mapping[tuple[str, ...], _Name], text: str, mentions: Sequence[Mention], table: Tables
) -> None:
    """Mark names that stand before a place they lie in: ``Riverton, Norway``."""
    spans = [(mention.start, mention.end) for mention in mentions if mention.kind == "places"]
    spans += [
        span for name in names.values() if fold(" ".join(name.words)) in table.places for span in name.spans
    ]
    # "Northfield, Norway's ..." is an apposition, not an address.
    starts = {start: end for start, end in spans if text[end : end + 1] not in {"'", "’"}}
    for name in names.values():
        for _, end in name.spans:
            short = text[end + 2 : end + 9].split(" ", maxsplit=1)[0].rstrip(",;")
            if text[end : end + 2] == ", " and (end + 2 in starts or short in table.abbreviations):
                name.cues.add("before-place")
                name.within = text[end + 2 : starts.get(end + 2, end + 2 + len(short))]


def _joined(names: list[_Name], mentions: Sequence[Mention], table: Tables) -> list[_Name]:
    """Short forms joined to the full name that the text gives: surnames, first words, initials."""
    full = _full_forms(names, table)
    known = _known_forms(mentions)
    kept = []
    for name in names:
        key = " ".join(name.words)
        if key in known:
            continue
        owner = full.get(key)
        if owner is None or owner is name:
            kept.append(name)
            continue
        surname = name.words[-1] == owner.words[-1]
        person = _weigh(owner, table)[0] == "person" and _weigh(owner, table)[1] >= CERTAIN
        if len(name.spans) <= 2 * len(owner.spans) or surname or person:
            again = "surname-again" if surname else "first-again"
            again = "" if person and not surname else again
            owner.absorb(name, again, *(name.cues & {"title-before", "age-after"}))
        else:
            kept.append(name)
    return kept


def _full_forms(names: Iterable[_Name], table: Tables) -> dict[str, _Name]:
    """For each short form, the longest name in the text that it may stand for."""
    full: dict[str, _Name] = {}
    for name in sorted(names, key=lambda one: (-len(one.words), one.spans[0])):
        if len(name.words) < 2:
            continue
        kind, confidence = _weigh(name, table)
        if kind == "person" or "shape" in name.cues:
            full.setdefault(name.words[0], name)
            full.setdefault(split_name(" ".join(name.words))[1], name)
            full.setdefault(name.words[-1], name)
        if kind == "organization" or confidence < CERTAIN:
            full.setdefault("".join(word[0] for word in name.words if word[0].isupper()), name)
            for end in range(1, len(name.words)):
                full.setdefault(" ".join(name.words[:end]), name)
    return full


def _known_forms(mentions: Sequence[Mention]) -> frozenset[str]:
    """Short forms of the known names in the text: surnames, first words, initials."""
    forms = set()
    for mention in mentions:
        for name in {mention.text, mention.name}:
            words = name.split()
            forms.add(name)
            if mention.kind == "people":
                forms |= {words[0], words[-1]}
            elif mention.kind == "organizations" and len(words) > 1:
                forms.add("".join(word[0] for word in words if word[0].isupper()))
                forms |= {" ".join(words[:end]) for end in range(1, len(words))}
                forms |= {" ".join(words[start:]) for start in range(1, len(words))}
    return frozenset(forms)


def _decided(name: _Name, text: str, table: Tables) -> Found | None:
    kind, confidence = _weigh(name, table)
    if kind == "other" or confidence < LEAST or (kind == "person" and not _nameable(name)):
        return None
    start, end = name.spans[0]
    shown = " ".join(text[start:end].split())
    if "dateline" in name.cues and shown.isupper():
        shown = shown.title()
    if kind == "place" and name.within:
        shown = f"{shown}, {name.within}"
    return Found(shown, kind, round(confidence, 2), tuple(name.spans))


def _nameable(name: _Name) -> bool:
    """A person has two to five words; one word only after a title."""
    return 2 <= len(name.words) <= 5 or "title-before" in name.cues


def _weigh(name: _Name, table: Tables) -> tuple[str, float]:
    """The kind that most speaks for, and how far: witnesses of one kind add up, those of others take away."""
    cues = name.cues | {cue for cue, times in _REPEATED if name.firm >= times}
    if len(name.words) == 1:
        cues = {_ALONE.get(cue, cue) for cue in cues}
    elif "again" in cues:
        cues |= {"repeated"}
    doubt: dict[str, float] = defaultdict(lambda: 1.0)
    for cue in cues:
        if cue in table.weights:
            kind, weight = table.weights[cue]
            doubt[kind] *= 1 - weight
    ranked = sorted(
        ((1 - left, kind) for kind, left in doubt.items()), key=lambda one: (-one[0], _KINDS.index(one[1]))
    )
    if not ranked:
        return "other", 0.0
    rival = ranked[1][0] if len(ranked) > 1 else 0.0
    return ranked[0][1], ranked[0][0] * (1 - rival / 2)
