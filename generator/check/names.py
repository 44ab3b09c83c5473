"""Declared names that no authority file holds, each with the closest ones that it does."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.authority.authority import Authority, Entry
from generator.check.subject import Subject, place_of
from generator.model.kinds import AUTHORITY_KINDS, LISTS, Kind
from generator.model.problem import Problem
from generator.text.folding import fold_name

SHOWN = 3
# How alike two names are, of 1, that one may be a slip for the other.
ALIKE = 0.75

Known = Mapping[str, Sequence[tuple[str, str]]]


def names(subject: Subject) -> Iterator[Problem]:
    """Each declared topic, person, organization or place that no authority file knows."""
    authority = subject.archive.authority
    known = {kind: _by_beginnings(authority, kind) for kind in AUTHORITY_KINDS}
    for article in subject.articles.values():
        values = subject.declaration(article).values
        for kind in AUTHORITY_KINDS:
            listed = values.get(kind)
            for value in map(str, listed if isinstance(listed, list) else ()):
                if not authority.find(kind, value):
                    message = f"{_unknown(kind, value)}; {_mend(kind, value, authority, known[kind])}"
                    yield subject.problem(article, kind, value, "unknown-name", message)


def shared_names(subject: Subject) -> Iterator[Problem]:
    """Each entry of the archive's own files that is called like another, where nothing tells them apart."""
    for kind in AUTHORITY_KINDS:
        path = f"authority/{kind}.yml"
        text = subject.file(path)
        first: dict[str, Entry] = {}
        for entry in subject.archive.authority.of(kind) if text else ():
            other = first.setdefault(fold_name(entry.name), entry)
            if other is entry or entry.context or other.context:
                continue
            line, column = place_of(text, entry.id, 1)
            if column:
                message = (
                    f"{entry.id!r} and {other.id!r} are both called {entry.name!r}; make them one entry, or "
                    "give one 'context: [...]', words that stand near its name"
                )
                yield Problem(path, line, "shared-name", message, "warning", column)


def _unknown(kind: Kind, value: str) -> str:
    return f"no {LISTS[kind].singular} is called {value!r} in authority/{kind}.yml"


def _mend(kind: Kind, value: str, authority: Authority, known: Known) -> str:
    spelled = authority.spelled(value) if kind == "people" else None
    near = [spelled.name] if spelled else closest(value, known)
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    return "check its spelling, or add an entry there"


def closest(value: str, known: Known) -> list[str]:
    """Display names of the entries whose name or alias is most like ``value``, best first."""
    candidates = {pair for start in _beginnings(value) for pair in known.get(start, ())}
    shown = dict(sorted(candidates))
    near = difflib.get_close_matches(fold_name(value), shown, SHOWN, ALIKE)
    return list(dict.fromkeys(shown[name] for name in near))


def _by_beginnings(authority: Authority, kind: Kind) -> Known:
    """Beginning of a word → (folded name or alias, display name) of each entry that has such a word."""
    # Comparing a name with ten thousand others takes long: only those that begin a word alike are compared.
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in authority.of(kind):
        for name in entry.names:
            for start in _beginnings(name):
                found[start].append((fold_name(name), entry.name))
    return found


def _beginnings(name: str) -> set[str]:
    return {word[:2] for word in fold_name(name).split()}
