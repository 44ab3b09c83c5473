"""Reads and checks authority files: ``people.yml``, ``organizations.yml``, ``places.yml``, ``topics.yml``.

``sources.yml``, which describes newspapers, is read by the same rules; see ``sources.py``.

A file is a list of entries. Every scalar is read as text, so that ``country: NO`` means Norway. Problems
give the line and column of the value. ``inputs.strict_yaml`` would take twice as long: 0.3 s more for the
base set.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import yaml

from generator.inputs.checks import SLUG_BYTES, quoted
from generator.inputs.limits import unfit, unfit_folder
from generator.model.kinds import AUTHORITY_KINDS
from generator.model.problem import Problem, Severity
from generator.model.slugs import TAKEN
from generator.text.controls import without_controls
from generator.text.web_address import FORM

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML without libyaml
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

MAX_DEPTH = 6
SKIPPED = "The whole file was skipped: fix this place and run the command again"
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH: Mapping[str, bool] = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Raw:
    """An entry as read from a file: its valid values, and the path and line (from 1) where it starts."""

    kind: str
    path: str
    line: int
    values: Mapping[str, object] = field(default_factory=dict)


class Fault(NamedTuple):
    """Why a file cannot be read: rule and message of a problem."""

    rule: str
    message: str


class AuthorityFile(NamedTuple):
    """A file with the entries of one kind: the path for problems, and its bytes or why it is unreadable."""

    kind: str
    path: str
    data: bytes | Fault


class _FileError(ValueError):
    """The file is not a list of plain entries; the message says where."""


class _FaultError(ValueError):
    """A value is invalid; the message says what it must be."""


def read_files(folders: Sequence[Path], kinds: Sequence[str] = AUTHORITY_KINDS) -> list[AuthorityFile]:
    """Read the authority files of some kinds that exist in these folders, in the order of the folders."""
    files = [
        AuthorityFile(kind, f"{folder.name}/{kind}.yml", _bytes_of(folder / f"{kind}.yml"))
        for folder in folders
        for kind in kinds
        if os.path.lexists(folder / f"{kind}.yml")
    ]
    closed = [(folder, fault) for folder in folders if (fault := unfit_folder(folder))]
    return files + [AuthorityFile(kinds[0], folder.name, Fault(*fault)) for folder, fault in closed]


def _bytes_of(file: Path) -> bytes | Fault:
    fault = unfit(file.parent.parent.resolve(), file)
    if fault:
        return Fault(*fault)
    try:
        return file.read_bytes()
    except OSError as error:
        return Fault("authority-file", f"cannot be read: {error.strerror}")


def parse_file(file: AuthorityFile) -> tuple[list[Raw], list[Problem]]:
    """The entries and the problems of one file. See ``read_entries``."""
    if isinstance(file.data, Fault):
        return [], [Problem(file.path, 0, *file.data)]
    try:
        return read_entries(file.kind, file.data.decode("utf-8-sig"), file.path)
    except UnicodeDecodeError as error:
        message = f"must be UTF-8: byte {error.start} is not. {SKIPPED}"
        return [], [Problem(file.path, 0, "authority-encoding", message)]


def read_entries(kind: str, text: str, path: str) -> tuple[list[Raw], list[Problem]]:
    """Parse and check the text of one authority file.

    Args:
        kind: of the entries.
        text: of the file.
        path: for problems.

    Returns:
        The entries with a valid and unique id, with their valid values; a problem for everything else. A text
        that is not a YAML list of plain entries gives no entries and one problem.
    """
    raws: dict[str, Raw] = {}
    problems: list[Problem] = []
    try:
        seen: set[yaml.Node] = set()
        for node in _entries(text):
            raw, faults = _checked(kind, path, node, seen)
            problems += faults
            identifier = str(raw.values.get("id", ""))
            if identifier in raws:
                message = (
                    f"id must be unique in its file: {identifier!r} is also on line {raws[identifier].line}"
                )
                problems.append(Problem(path, raw.line, "authority-id", message))
            elif identifier:
                raws[identifier] = raw
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        message = f"cannot be read as YAML: {error.problem}. {SKIPPED}"
        return [], [Problem(path, line, "authority-yaml", message)]
    except (yaml.YAMLError, RecursionError, _FileError) as error:
        return [], [Problem(path, 0, "authority-yaml", f"{str(error).splitlines()[0]}. {SKIPPED}")]
    return list(raws.values()), problems


def _entries(text: str) -> Iterator[yaml.MappingNode]:
    root = yaml.compose(text, Loader=Loader)
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return
    for node in root.value if isinstance(root, yaml.SequenceNode) else [root]:
        if not isinstance(node, yaml.MappingNode):
            raise _FileError(f"must be a list of entries ('- id: ...'), line {_place(node)[0]} is not")
        yield node


def _value(node: yaml.Node, seen: set[yaml.Node], depth: int = 1) -> object:
    """The text, list or mapping of a node. A node that was seen before is an alias, which is an error."""
    if node in seen:
        raise _FileError(f"aliases are not accepted: write out the value of line {_place(node)[0]}")
    seen.add(node)
    if isinstance(node, yaml.ScalarNode):
        return "" if not node.style and node.value in _EMPTY else without_controls(node.value)
    if depth == MAX_DEPTH:
        raise _FileError(f"is nested too deeply on line {_place(node)[0]}")
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, seen, depth + 1) for item in node.value]
    return {str(_value(key, seen, depth + 1)): _value(value, seen, depth + 1) for key, value in node.value}


def _place(node: yaml.Node) -> tuple[int, int]:
    """Line and column of a node, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _FaultError(f"must be text: {quoted(value)}")
    return " ".join(value.split())


def _texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(text for text in map(_text, items) if text)


def _matching(pattern: str, rule: str) -> Callable[[object], str]:
    whole = re.compile(pattern)

    def check(value: object) -> str:
        text = _text(value)
        if text and not whole.fullmatch(text):
            raise _FaultError(f"must be {rule}: {quoted(text)}")
        return text

    return check


def _degrees(limit: int) -> Callable[[object], float | None]:
    def check(value: object) -> float | None:
        text = _text(value)
        try:
            number = float(text) if text else None
        except ValueError:
            number = limit + 1.0
        if number is not None and not -limit <= number <= limit:
            raise _FaultError(f"must be degrees between -{limit} and {limit}: {quoted(text)}")
        return number

    return check


def _truth(value: object) -> bool:
    text = _text(value).lower()
    if text not in _TRUTH:
        raise _FaultError(f"must be true or false: {quoted(text)}")
    return _TRUTH[text]


def _terms(value: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise _FaultError(f"must give a list of words for each language: {quoted(value)}")
    return {language: _texts(words) for language, words in value.items()}


_COMMON: Mapping[str, Callable[[object], object]] = {
    "id": _matching(
        rf"(?!(?:{'|'.join(sorted(TAKEN))})$)(?=.{{1,{SLUG_BYTES}}}$)[a-z0-9]+(?:-[a-z0-9]+)*",
        f"lower-case letters, digits and hyphens, at most {SLUG_BYTES}, not index or a device such as con",
    ),
    "name": _text,
    "aliases": _texts,
    "wikidata": _matching(r"Q[1-9]\d*", "a Wikidata id such as Q42"),
    "description": _text,
    "context": _texts,
    "partial": _truth,
    "former": _texts,
}
_PLACE: Mapping[str, Callable[[object], object]] = {
    "type": _text,
    "country": _matching(r"[A-Z]{2}", "two capital letters of ISO 3166-1"),
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "demonyms": _texts,
}
_TOPIC: Mapping[str, Callable[[object], object]] = {
    "parent": _COMMON["id"],
    "iptc": _matching(r"(?:medtop:)?\d{8}", "an IPTC Media Topic of eight digits"),
    "terms": _terms,
}
# The digits of an ISSN, the last of which may be X.
ISSN = r"\d{4}-?\d{3}[\dXx]"
YEARS = r"\d{4}(?:\s*[-\u2013]\s*(?:\d{4})?)?"
_SOURCE: Mapping[str, Callable[[object], object]] = {
    **{key: _COMMON[key] for key in ("id", "name", "aliases", "wikidata", "description")},
    "town": _text,
    "country": _PLACE["country"],
    "years": _matching(YEARS, "a year, or the first and the last such as 1851-1999 or 1851-"),
    "issn": _matching(ISSN, "an ISSN such as 1234-5679"),
    "url": _matching(FORM, "an address that begins with https:// or http://"),
}
CHECKS: Mapping[str, Mapping[str, Callable[[object], object]]] = {
    "topics": {**_COMMON, **_TOPIC},
    "people": _COMMON,
    "organizations": {**_COMMON, "type": _text, "country": _PLACE["country"]},
    "places": {**_COMMON, **_PLACE},
    "sources": _SOURCE,
}


def _checked(kind: str, path: str, entry: yaml.Node, seen: set[yaml.Node]) -> tuple[Raw, list[Problem]]:
    values: dict[str, object] = {}
    problems: list[Problem] = []
    keys: set[str] = set()

    def add(rule: str, message: str, node: yaml.Node, severity: Severity = "error") -> None:
        problems.append(
            Problem(path, _place(node)[0], f"authority-{rule}", message, severity, _place(node)[1])
        )

    for key_node, node in entry.value:
        key, value = str(_value(key_node, seen)), _value(node, seen)
        check = CHECKS[kind].get(key)
        if key in keys:
            add("key", f"{key} is defined twice: remove one", key_node)
        elif not check:
            add("key", f"unknown key {key!r}; known keys: {', '.join(CHECKS[kind])}", key_node, "warning")
        else:
            try:
                values[key] = check(value)
            except _FaultError as fault:
                add(key, f"{key} {fault}", node)
        keys.add(key)
    line = _place(entry)[0]
    if not values.get("id") and not any(problem.rule == "authority-id" for problem in problems):
        problems.append(Problem(path, line, "authority-id", "an entry must have an id"))
    return Raw(kind, path, line, values), problems
