"""A name gathered from its pieces: short forms joined to full ones, then its kind and confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from generator.authority.authority import Mention
from generator.authority.forms import split_name
from generator.describe.candidates.pieces import Piece
from generator.describe.candidates.tables import Tables
from generator.model.records import Kind
from generator.text.folding import fold, fold_word

# Below this, a candidate is noise to the curator who reads the list.
LEAST = 0.4
# From this on, a candidate may decide what other words mean.
CERTAIN = 0.5
_REPEATED = (("again", 2), ("often", 4))
# What a cue says of a single word: a person who speaks has been named in full before.
_ALONE = {"said": "speaks", "said-before": "speaks", "role-after": "", "who-after": "", "shape": ""}
_KINDS = ("person", "organization", "place", "other")


class Found(NamedTuple):
    """An unknown name: its words, kind (person, organization, place, other), confidence, where it stands."""

    name: str
    kind: str
    confidence: float
    spans: tuple[tuple[int, int], ...]

    @property
    def proposed(self) -> bool:
        """Whether enough speaks for it to show it to a curator."""
        return self.kind != "other" and self.confidence >= LEAST


@dataclass(slots=True)
class Name:
    """A name while its pieces are gathered. ``within`` is the place that follows it after a comma."""

    words: tuple[str, ...]
    pieces: list[Piece] = field(default_factory=list)
    cues: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    firm: int = 0
    within: str = ""

    def add(self, piece: Piece) -> None:
        """Take in a piece; once one is firm, its words are the name and pieces that are not do not count."""
        if piece.firm and not self.firm:
            self.words, self.spans = piece.texts, []
        if piece.firm or not self.firm:
            self.spans.append((piece.start, piece.end))
        self.firm += piece.firm
        self.pieces.append(piece)

    def absorb(self, other: Name, *cues: str) -> None:
        """Take over another form of this name; of its cues, those given."""
        self.spans += other.spans
        self.firm += other.firm
        self.cues |= {*cues}


def joined(names: Sequence[Name], mentions: Sequence[Mention], table: Tables) -> list[Name]:
    """Short forms joined to the full name that the text gives: surnames, first words, initials."""
    full, known = _full_forms(names, table), _known_forms(mentions)
    unknown = [(name, fold_word(" ".join(name.words))) for name in names]
    return [
        name
        for name, key in unknown
        if key not in known
        and not (key in full and full[key] is not name and _absorbed(name, full[key], table))
    ]


def _absorbed(short: Name, full: Name, table: Tables) -> bool:
    """Join a short form to the full one, unless it is the more usual name of a body: ``Ford``."""
    surname = fold_word(short.words[-1]) in map(fold_word, full.words[1:])
    kind, confidence = weigh(full, table)
    person = kind == "person" and confidence >= CERTAIN
    if not surname and not person and len(short.spans) > 2 * len(full.spans):
        return False
    cues = short.cues & {"title-before", "age-after"}
    if surname or not person:
        cues.add("surname-again" if surname else "first-again")
    full.absorb(short, *cues)
    return True


def _full_forms(names: Iterable[Name], table: Tables) -> dict[str, Name]:
    """For each short form, the longest name in the text that it may stand for."""
    full: dict[str, Name] = {}
    for name in sorted(names, key=lambda one: (-len(one.words), one.spans[0])):
        if len(name.words) < 2:
            continue
        kind, confidence = weigh(name, table)
        words = [fold_word(word) for word in name.words]
        if kind == "person" or "shape" in name.cues:
            for word in (split_name(" ".join(words))[1], *words):
                full.setdefault(word, name)
        if kind == "organization" or confidence < CERTAIN:
            full.setdefault("".join(word[0] for word in words if word[0].isupper()), name)
            for end in range(1, len(words)):
                full.setdefault(" ".join(words[:end]), name)
    return full


def _known_forms(mentions: Sequence[Mention]) -> frozenset[str]:
    """Short forms of the known names in the text: surnames, first words, initials."""
    written = {(one.kind, name) for one in mentions for name in (one.text, one.name)}
    return frozenset[str]().union(*(_short_forms(kind, name) for kind, name in written))


@lru_cache(maxsize=8192)
def _short_forms(kind: Kind, name: str) -> frozenset[str]:
    words = fold(name).split()
    forms = {fold(name)}
    if kind == "people":
        forms |= {*words}
    elif kind == "organizations" and len(words) > 1:
        forms.add("".join(word[0] for word in words if word[0].isupper()))
        forms |= {" ".join(words[:end]) for end in range(1, len(words))}
        forms |= {" ".join(words[start:]) for start in range(1, len(words))}
    return frozenset(forms)


def decided(name: Name, text: str, table: Tables) -> Found:
    """What a name is in the end; of kind "other" where it is nobody's."""
    kind, confidence = weigh(name, table)
    if kind == "person" and not _nameable(name):
        kind = "other"
    start, end = name.spans[0]
    shown = " ".join(text[start:end].split())
    if "dateline" in name.cues and shown.isupper():
        shown = shown.title()
    if kind == "place" and name.within:
        shown = f"{shown}, {name.within}"
    return Found(shown, kind, round(confidence, 2), tuple(name.spans))


def _nameable(name: Name) -> bool:
    """A person has two to five words; one word only after a title."""
    return 2 <= len(name.words) <= 5 or "title-before" in name.cues


def weigh(name: Name, table: Tables) -> tuple[str, float]:
    """The kind that most speaks for, and how far: witnesses of one kind add up, those of others take away."""
    cues = name.cues.union(cue for cue, times in _REPEATED if name.firm >= times)
    return _weighed(frozenset(cues), len(name.words) == 1, table)


@lru_cache(maxsize=8192)
def _weighed(cues: AbstractSet[str], alone: bool, table: Tables) -> tuple[str, float]:
    if alone:
        cues = {_ALONE.get(cue, cue) for cue in cues}
    elif "again" in cues:
        cues = cues | {"repeated"}
    doubt: dict[str, float] = defaultdict(lambda: 1.0)
    # In one order: the last digit of a product depends on it.
    for cue in sorted(cues):
        if cue in table.weights:
            kind, weight = table.weights[cue]
            doubt[kind] *= 1 - weight
    ranked = sorted(doubt.items(), key=lambda one: (one[1], _KINDS.index(one[0])))
    if not ranked:
        return "other", 0.0
    rival = 1 - ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], (1 - ranked[0][1]) * (1 - rival / 2)
