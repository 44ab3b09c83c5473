"""Gathers the occurrences of a name, merges short forms into full ones, decides kind and confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from generator.authority.authority import Mention
from generator.authority.forms import split_name
from generator.describe.candidates.occurrences import Occurrence
from generator.describe.candidates.tables import CueTables
from generator.model.kinds import Kind
from generator.text.folding import fold

# Candidates below this confidence would only be noise to the curator.
LEAST = 0.5
# Readers only see those of at least this confidence, among the notes on how the archive knows.
SHOWN = 0.6
# Candidates of at least this confidence may decide how other words are read.
CERTAIN = LEAST
_REPEATED = (("again", 2), ("often", 4))
# Cues that mean something else for a single word: a person who speaks would have been named in full.
_ALONE = {"said": "speaks", "said-before": "speaks", "role-after": "", "who-after": "", "shape": ""}
_KINDS = ("person", "organization", "place", "other")


class UnknownName(NamedTuple):
    """A name that no authority file lists.

    Attributes:
        name: its display form.
        kind: person, organization, place, or other (not a name).
        confidence: from 0 to 1.
        spans: start and end offsets of its occurrences, end exclusive.
    """

    name: str
    kind: str
    confidence: float
    spans: tuple[tuple[int, int], ...]

    @property
    def proposed(self) -> bool:
        """Whether the evidence is strong enough to show it to a curator."""
        return self.kind != "other" and self.confidence >= LEAST


@dataclass(slots=True)
class CandidateName:
    """One name while its occurrences are gathered.

    Attributes:
        words: the words of the name.
        occurrences: every occurrence of it.
        cues: rule ids found so far.
        spans: offsets of the occurrences that count.
        firm: the number of firm occurrences.
        place: the place that follows the name after a comma, if any.
    """

    words: tuple[str, ...]
    occurrences: list[Occurrence] = field(default_factory=list)
    cues: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    firm: int = 0
    place: str = ""

    def add(self, occurrence: Occurrence) -> None:
        """Add an occurrence; the first firm one sets the words, and from then on only firm ones count."""
        if occurrence.firm and not self.firm:
            self.words, self.spans = occurrence.texts, []
        if occurrence.firm or not self.firm:
            self.spans.append((occurrence.start, occurrence.end))
        self.firm += occurrence.firm
        self.occurrences.append(occurrence)

    def absorb(self, other: CandidateName, *cues: str) -> None:
        """Merge another form of this name into it, with the given cues only."""
        self.spans += other.spans
        self.firm += other.firm
        self.cues |= {*cues}


def merge_short_forms(
    names: Sequence[CandidateName], mentions: Sequence[Mention], tables: CueTables
) -> list[CandidateName]:
    """The names, with short forms (surname, first words, initials) merged into the full names in the text.

    Args:
        names: firm names; full names among them gain spans and cues.
        mentions: known names in the text, whose short forms are dropped.
        tables: the tables for the text's language.
    """
    full, known = _full_forms(names, tables), _known_forms(mentions)
    unknown = [(name, " ".join(map(tables.key, name.words))) for name in names]
    return [
        name
        for name, key in unknown
        if key not in known
        and not (key in full and full[key] is not name and _merge(name, full[key], tables))
    ]


def _merge(short: CandidateName, full: CandidateName, tables: CueTables) -> bool:
    """Merge a short form into the full name, unless an organization mostly goes by it: ``Ford``."""
    surname = tables.key(short.words[-1]) in map(tables.key, full.words[1:])
    kind, confidence = weigh_cues(full, tables)
    person = kind == "person" and confidence >= CERTAIN
    if not surname and not person and len(short.spans) > 2 * len(full.spans):
        return False
    cues = short.cues & {"title-before", "age-after"}
    if surname and "shape" in full.cues:
        cues |= short.cues & {"said", "said-before", "who-after"}
    if surname or not person:
        cues.add("surname-again" if surname else "first-again")
    full.absorb(short, *cues)
    return True


def _full_forms(names: Iterable[CandidateName], tables: CueTables) -> dict[str, CandidateName]:
    """For each short form, the longest name in the text that it may abbreviate."""
    full: dict[str, CandidateName] = {}
    for name in sorted(names, key=lambda candidate: (-len(candidate.words), candidate.spans[0])):
        if len(name.words) < 2:
            continue
        kind, confidence = weigh_cues(name, tables)
        words = [tables.key(word) for word in name.words]
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
    written = {(mention.kind, name) for mention in mentions for name in (mention.text, mention.name)}
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


def decide(name: CandidateName, text: str, tables: CueTables) -> UnknownName:
    """The display form, kind and confidence of a name; kind "other" where it names nobody.

    Args:
        name: a name with all its occurrences and cues.
        text: the text that its spans refer to.
        tables: the tables for the text's language.
    """
    kind, confidence = weigh_cues(name, tables)
    if kind == "person" and not _nameable(name, tables):
        kind = "other"
    start, end = _nominative_span(name, text, tables) if tables.declined else name.spans[0]
    display = " ".join(text[start:end].split())
    is_office = name.words[0] in tables.words["offices"] and display.split(" ")[1:2] == ["of"]
    if kind == "organization" and is_office:
        kind = "other"  # "Chairman of the Harbour Committee" is nobody's name
    if "dateline" in name.cues and display.isupper():
        display = display.title()
    if len(name.words) == 1 and kind != "person":
        display = tables.nominative.get(display, display)
    if kind == "place" and name.place:
        display = f"{display}, {name.place}"
    return UnknownName(display, kind, round(confidence, 2), tuple(name.spans))


def _nominative_span(name: CandidateName, text: str, tables: CueTables) -> tuple[int, int]:
    """The first span whose first word is in the nominative, else the shortest form of the full name."""
    full = [span for span in name.spans if len(text[slice(*span)].split()) == len(name.words)] or name.spans
    first = [(span, text[slice(*span)].split(maxsplit=1)[0]) for span in full]
    known = (span for span, word in first if tables.nominative.get(word) == word)
    return next(known, min(full, key=lambda span: (span[1] - span[0], span)))


def _nameable(name: CandidateName, tables: CueTables) -> bool:
    """Whether it can be a person's name: two to five words, or one after a title."""
    if tables.declined or tables.fronts:
        short = [word for word in name.words if word.isupper() and len(word) < 6 and word.isalpha()]
        if len(short) == len(name.words) or name.words[-1].endswith("."):
            return False
        if tables.declined and short:
            return False
        if tables.declined and len(name.words) == 2 and "patronymic" in name.cues:
            return False
    return 2 <= len(name.words) <= 5 or "title-before" in name.cues


def weigh_cues(name: CandidateName, tables: CueTables) -> tuple[str, float]:
    """The most likely kind and its confidence, from 0 to 1.

    Cues for one kind add up like independent witnesses; the strongest rival kind lowers the result.
    """
    cues = name.cues.union(cue for cue, times in _REPEATED if name.firm >= times)
    return _weigh(frozenset(cues), len(name.words) == 1, tables)


@lru_cache(maxsize=8192)
def _weigh(cues: AbstractSet[str], alone: bool, tables: CueTables) -> tuple[str, float]:
    if alone:
        cues = {_ALONE.get(cue, cue) for cue in cues}
    elif "again" in cues:
        cues = cues | {"repeated"}
    doubt: dict[str, float] = defaultdict(lambda: 1.0)
    # Sorted, because the order of factors affects the last digit of a product.
    for cue in sorted(cues):
        if cue in tables.weights:
            kind, weight = tables.weights[cue]
            doubt[kind] *= 1 - weight
    ranked = sorted(doubt.items(), key=lambda item: (item[1], _KINDS.index(item[0])))
    if not ranked:
        return "other", 0.0
    rival = 1 - ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], (1 - ranked[0][1]) * (1 - rival / 2)
