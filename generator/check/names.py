"""Declared names that are in no authority file, with the most similar names that are, and shared names."""

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
# Minimum similarity (0 to 1) of a suggested name.
ALIKE = 0.75

Known = Mapping[str, Sequence[tuple[str, str]]]


def names(subject: Subject) -> Iterator[Problem]:
    """Each declared topic, person, organization or place that is in no authority file."""
    authority = subject.archive.authority
    known = {kind: _by_prefix(authority, kind) for kind in AUTHORITY_KINDS}
    for article in subject.articles.values():
        values = subject.declaration(article).values
        for kind in AUTHORITY_KINDS:
            items = values.get(kind)
            for value in map(str, items if isinstance(items, list) else ()):
                if not authority.find(kind, value):
                    message = f"{_unknown(kind, value)}; {_remedy(kind, value, authority, known[kind])}"
                    yield subject.problem(article, kind, value, "unknown-name", message)


def shared_names(subject: Subject) -> Iterator[Problem]:
    """Each entry of the archive's own files with the name of another, if neither has a context."""
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
                    f"{entry.id!r} and {other.id!r} are both named {entry.name!r}; merge the entries, or add "
                    "'context: [...]' to one, with words that occur near its name"
                )
                yield Problem(path, line, "shared-name", message, "warning", column)


def _unknown(kind: Kind, value: str) -> str:
    return f"no {LISTS[kind].singular} is named {value!r} in authority/{kind}.yml"


def _remedy(kind: Kind, value: str, authority: Authority, known: Known) -> str:
    spelled = authority.spelled(value) if kind == "people" else None
    near = [spelled.name] if spelled else closest(value, known)
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    return "check its spelling, or add an entry there"


def closest(value: str, known: Known) -> list[str]:
    """Names of the entries whose name or alias is most similar to ``value``, best first."""
    candidates = {pair for prefix in _prefixes(value) for pair in known.get(prefix, ())}
    names = dict(sorted(candidates))
    near = difflib.get_close_matches(fold_name(value), names, SHOWN, ALIKE)
    return list(dict.fromkeys(names[name] for name in near))


def _by_prefix(authority: Authority, kind: Kind) -> Known:
    """Prefix of a word → (folded name or alias, name) of each entry that has such a word."""
    # Comparing a name with ten thousand others is slow, so only those that share a prefix are compared.
    names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in authority.of(kind):
        for name in entry.names:
            for prefix in _prefixes(name):
                names[prefix].append((fold_name(name), entry.name))
    return names


def _prefixes(name: str) -> set[str]:
    return {word[:2] for word in fold_name(name).split()}
