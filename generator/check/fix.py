"""Fixes unambiguous mistakes in sidecars. Seeds are never changed.

Each fix replaces a few characters; all other bytes, including comments, stay as the curator wrote them.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from generator.check.characters import INVISIBLE
from generator.check.meanings import day, language, status
from generator.inputs.fields import KNOWN, parse_declaration
from generator.inputs.limits import unfit
from generator.inputs.seeds import SIDECAR
from generator.model.problem import Problem
from generator.system.files import rewrite


class Fix(NamedTuple):
    """A fix: the file (relative to the seeds), its line (from 1), and what was changed."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


class Pair(NamedTuple):
    """A ``key: value`` of a sidecar, possibly nested: its nodes, and all fields that the file declares."""

    key: yaml.ScalarNode
    value: yaml.Node
    fields: frozenset[str]

    def contains(self, line: int, column: int) -> bool:
        """Whether a position (line and column from 1) is within the pair."""
        place, end = (line - 1, column - 1), self.value.end_mark
        return (self.key.start_mark.line, self.key.start_mark.column) <= place <= (end.line, end.column)


class Edit(NamedTuple):
    """Replaces characters ``start:end`` of a file with ``text``."""

    start: int
    end: int
    text: str


def apply_fixes(problems: Iterable[Problem], seeds: Path) -> list[Fix]:
    """Fix the problems that have a single possible meaning; leave all others.

    Args:
        problems: with paths relative to ``seeds``.
        seeds: the folder of seeds, in which sidecars are changed and renamed.

    Returns:
        The fixes that were made.
    """
    fixes: list[Fix] = []
    by_file: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_file[problem.path].append(problem)
    for path, file_problems in sorted(by_file.items()):
        if unfit(seeds, seeds / path):
            continue
        if any(problem.rule in MISNAMED for problem in file_problems):
            fixes += _rename(seeds, path)
        elif path.endswith(SIDECAR):
            fixes += _rewrite(seeds / path, path, file_problems)
    return fixes


# Rules of sidecars that are not read because of their names.
MISNAMED = frozenset({"sidecar-orphan", "format"})


def _rename(seeds: Path, path: str) -> Iterator[Fix]:
    """Rename a sidecar ``NAME.txt.yml`` or ``NAME.yaml`` to ``NAME.yml``, if there is no such file."""
    old = seeds / path
    if old.suffix.lower() not in (".yml", ".yaml"):
        return
    stem = old.with_suffix("")
    documents = {file for file in old.parent.iterdir() if file.suffix != SIDECAR and file != old}
    target = (stem if stem in documents else old).with_suffix(SIDECAR)
    has_document = any(file.with_suffix("") == target.with_suffix("") for file in documents)
    if has_document and not target.exists():
        old.rename(target)
        yield Fix(path, 1, f"renamed to {target.relative_to(seeds).as_posix()}")


def _rewrite(file: Path, path: str, problems: Iterable[Problem]) -> list[Fix]:
    before = file.read_bytes()
    text = before.decode("utf-8", errors="surrogateescape")
    pairs = _pairs(text)
    edits: dict[Edit, Fix] = {}
    for problem in problems:
        # The last one is the innermost: pairs follow the pair that contains them.
        around = [pair for pair in pairs if pair.contains(problem.line, max(problem.column, 1))]
        edit = _edit(text, around[-1], problem.rule) if around else None
        # Characters written as escapes are not in the text, so they stay.
        if edit and edit.text != text[edit.start : edit.end]:
            what = f"{problem.rule}: {text[edit.start : edit.end]!r} is now {edit.text!r}"
            edits[edit] = Fix(path, problem.line, what)
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    if edits:
        rewrite(file, text.encode("utf-8", errors="surrogateescape"), before)
    return list(edits.values())


def _pairs(text: str) -> list[Pair]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    if not isinstance(root, yaml.MappingNode):
        return []
    fields = frozenset(KNOWN.get(str(key.value), "") for key, _ in root.value)
    return [Pair(key, value, fields) for key, value in _within(root)]


def _within(node: yaml.Node) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """The keys and values of all mappings in a node, the outer ones first."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _within(item)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield key, value
        yield from _within(value)


def _edit(text: str, pair: Pair, rule: str) -> Edit | None:
    """The edit that fixes a problem of a pair; None if its meaning is not certain."""
    meaning = MEANINGS.get(KNOWN.get(pair.key.value, "")) if rule.startswith("field-") else None
    if meaning:
        return _scalar(meaning, pair)
    return EDITS[rule](text, pair) if rule in EDITS else None


def _key(text: str, pair: Pair) -> Edit | None:
    """Correct a misspelt field if it can only mean one that the file does not declare yet."""
    near = difflib.get_close_matches(pair.key.value, KNOWN, 1, 0.8)
    if not near or KNOWN[near[0]] in pair.fields:
        return None
    line = f"{near[0]}: {text[pair.value.start_mark.index : pair.value.end_mark.index]}"
    fault = parse_declaration(line, "")[1]
    return None if fault else Edit(pair.key.start_mark.index, pair.key.end_mark.index, near[0])


def _scalar(meaning: Callable[[str], str], pair: Pair) -> Edit | None:
    """Replace a value by its ``meaning``, which is "" if it is not certain."""
    value = meaning(pair.value.value) if isinstance(pair.value, yaml.ScalarNode) else ""
    return Edit(pair.value.start_mark.index, pair.value.end_mark.index, value) if value else None


def _visible(text: str, pair: Pair) -> Edit | None:
    """Remove invisible characters from a value."""
    start, end = pair.value.start_mark.index, pair.value.end_mark.index
    return Edit(start, end, INVISIBLE.sub("", text[start:end]))


EDITS: Mapping[str, Callable[[str, Pair], Edit | None]] = {
    "unknown-field": _key,
    "unseen-character": _visible,
}
# By field, at any depth: sources and corrections have days too.
MEANINGS: Mapping[str, Callable[[str], str]] = {
    "date": day,
    "updated": day,
    "retrieved": day,
    "language": language,
    "status": status,
}
