"""Mending what is safe to mend: slips in sidecars whose meaning is certain. Seeds are never changed.

Each mend replaces a few characters; all other bytes, comments and order stay as the curator wrote them.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from generator.check.characters import UNSEEN
from generator.check.meanings import day, language, status
from generator.inputs.fields import KNOWN, parse_declaration
from generator.inputs.seeds import SIDECAR
from generator.model.problem import Problem
from generator.system.files import rewrite


class Mended(NamedTuple):
    """One mend: the file (relative to the seeds), the line, and what was done."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


class Pair(NamedTuple):
    """A ``key: value`` of a sidecar, in a mapping within it too: its nodes, and the fields of the file."""

    key: yaml.ScalarNode
    value: yaml.Node
    stated: frozenset[str]

    def holds(self, line: int, column: int) -> bool:
        """Whether a place, from 1, lies in it."""
        place, end = (line - 1, column - 1), self.value.end_mark
        return (self.key.start_mark.line, self.key.start_mark.column) <= place <= (end.line, end.column)


class Edit(NamedTuple):
    """Characters ``start:end`` of a file, and what to put in their place."""

    start: int
    end: int
    text: str


def mend(problems: Iterable[Problem], seeds: Path) -> list[Mended]:
    """Mend what is safe; every other problem stays. Paths of ``problems`` are relative to ``seeds``."""
    done: list[Mended] = []
    by_file: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_file[problem.path].append(problem)
    for path, found in sorted(by_file.items()):
        if any(problem.rule in MISNAMED for problem in found):
            done += _renamed(seeds, path)
        elif path.endswith(SIDECAR):
            done += _rewritten(seeds / path, path, found)
    return done


# A sidecar that nothing reads, because of what it is called.
MISNAMED = frozenset({"sidecar-orphan", "format"})


def _renamed(seeds: Path, path: str) -> Iterator[Mended]:
    """A sidecar called ``NAME.txt.yml`` or ``NAME.yaml`` becomes ``NAME.yml``, where that is free."""
    old = seeds / path
    if old.suffix.lower() not in (".yml", ".yaml"):
        return
    stem = old.with_suffix("")
    documents = {one for one in old.parent.iterdir() if one.suffix != SIDECAR and one != old}
    target = (stem if stem in documents else old).with_suffix(SIDECAR)
    described = any(one.with_suffix("") == target.with_suffix("") for one in documents)
    if described and not target.exists():
        old.rename(target)
        yield Mended(path, 1, f"renamed to {target.relative_to(seeds).as_posix()}")


def _rewritten(file: Path, path: str, problems: Iterable[Problem]) -> list[Mended]:
    text = file.read_bytes().decode("utf-8", errors="surrogateescape")
    pairs = _pairs(text)
    edits: dict[Edit, Mended] = {}
    for problem in problems:
        # The innermost: a mapping stands before what it holds.
        held = [pair for pair in pairs if pair.holds(problem.line, max(problem.column, 1))]
        edit = _edit(text, held[-1], problem.rule) if held else None
        # What is written as an escape stays: it stands nowhere in the text.
        if edit and edit.text != text[edit.start : edit.end]:
            what = f"{problem.rule}: {text[edit.start : edit.end]!r} is now {edit.text!r}"
            edits[edit] = Mended(path, problem.line, what)
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    if edits:
        rewrite(file, text.encode("utf-8", errors="surrogateescape"))
    return list(edits.values())


def _pairs(text: str) -> list[Pair]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    if not isinstance(root, yaml.MappingNode):
        return []
    stated = frozenset(KNOWN.get(str(key.value), "") for key, _ in root.value)
    return [Pair(key, value, stated) for key, value in _within(root)]


def _within(node: yaml.Node) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """Each key and value of a node's mappings, the outer ones first."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _within(item)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield key, value
        yield from _within(value)


def _edit(text: str, pair: Pair, rule: str) -> Edit | None:
    """What mends a problem of a pair, None where that is not certain."""
    meaning = MEANINGS.get(KNOWN.get(pair.key.value, "")) if rule.startswith("field-") else None
    if meaning:
        return _scalar(meaning, pair)
    return MENDERS[rule](text, pair) if rule in MENDERS else None


def _key(text: str, pair: Pair) -> Edit | None:
    """A misspelt field, where it can only mean one that the file does not state yet."""
    near = difflib.get_close_matches(pair.key.value, KNOWN, 1, 0.8)
    if not near or KNOWN[near[0]] in pair.stated:
        return None
    line = f"{near[0]}: {text[pair.value.start_mark.index : pair.value.end_mark.index]}"
    fault = parse_declaration(line, "")[1]
    return None if fault else Edit(pair.key.start_mark.index, pair.key.end_mark.index, near[0])


def _scalar(meaning: Callable[[str], str], pair: Pair) -> Edit | None:
    """The value, where ``meaning`` knows what it says in the form that the field wants ("" where not)."""
    now = meaning(pair.value.value) if isinstance(pair.value, yaml.ScalarNode) else ""
    return Edit(pair.value.start_mark.index, pair.value.end_mark.index, now) if now else None


def _seen(text: str, pair: Pair) -> Edit | None:
    """The value without characters that nobody sees."""
    start, end = pair.value.start_mark.index, pair.value.end_mark.index
    return Edit(start, end, UNSEEN.sub("", text[start:end]))


MENDERS: Mapping[str, Callable[[str, Pair], Edit | None]] = {
    "unknown-field": _key,
    "unseen-character": _seen,
}
# By field, wherever it stands: a source and a correction have days too.
MEANINGS: Mapping[str, Callable[[str], str]] = {
    "date": day,
    "updated": day,
    "retrieved": day,
    "language": language,
    "status": status,
}
