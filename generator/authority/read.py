"""Authority files as checked values: ``people.yml``, ``organizations.yml``, ``places.yml``, ``topics.yml``.

A file is a list of entries. It is read event by event: ten thousand entries take a fraction of the
time that building YAML's own tree takes, and every value keeps its line. Each scalar is text, so that
``country: NO`` is Norway.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import yaml

from generator.inputs.checks import SLUG_BYTES
from generator.inputs.checks import shown as quoted
from generator.inputs.limits import unfit
from generator.model.addresses import TAKEN
from generator.model.problem import Problem
from generator.model.records import KINDS, Kind
from generator.text.markup import CONTROLS

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML without libyaml
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

MAX_DEPTH = 6
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH: Mapping[str, bool] = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Raw:
    """One entry as read: its checked values, and the line each key stands on (0 is the entry's own)."""

    kind: Kind
    path: str
    line: int
    values: Mapping[str, object] = field(default_factory=dict)


class Fault(NamedTuple):
    """Why a file is not read: the rule and the message of a problem."""

    rule: str
    message: str


class _FaultError(ValueError):
    """A value that cannot be used; the message says what it must be."""


def read_folder(folder: Path) -> tuple[list[Raw], list[Problem]]:
    """Entries and problems of the four files in ``folder``; a missing file is an empty one."""
    raws: list[Raw] = []
    problems: list[Problem] = []
    for kind, (file, shown) in files_of(folder).items():
        data = bytes_of(file)
        if isinstance(data, Fault):
            problems.append(Problem(shown, 0, *data))
        elif data is not None:
            found, faults = _read_file(kind, data, shown)
            raws += found
            problems += faults
    return raws, problems


def files_of(folder: Path) -> Mapping[Kind, tuple[Path, str]]:
    """Kind → the file in ``folder`` that lists it, if it is there, and the path that problems show."""
    return {kind: (folder / f"{kind}.yml", f"{folder.name}/{kind}.yml") for kind in KINDS}


def bytes_of(file: Path) -> bytes | Fault | None:
    """What an authority file holds, why it may not or cannot be read, or None where there is none."""
    if not os.path.lexists(file):
        return None
    fault = unfit(file.parent.parent.resolve(), file)
    if fault:
        return Fault(*fault)
    try:
        return file.read_bytes()
    except OSError as error:
        return Fault("authority-file", f"cannot be read: {error.strerror}")


def _read_file(kind: Kind, data: bytes, path: str) -> tuple[list[Raw], list[Problem]]:
    try:
        return read_entries(kind, data.decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        return [], [Problem(path, 0, "authority-encoding", f"must be UTF-8: byte {error.start} is not")]


def read_entries(kind: Kind, text: str, path: str) -> tuple[list[Raw], list[Problem]]:
    """Entries of one file and what is wrong with it.

    Args:
        kind: what the file lists.
        text: the file's text.
        path: shown in problems.

    Returns:
        Each entry that has a usable id, once, with every value that passed; a problem for each other.
    """
    raws: dict[str, Raw] = {}
    problems: list[Problem] = []
    try:
        for line, pairs in _items(text):
            raw, faults = _checked(kind, path, line, pairs)
            problems += faults
            identifier = str(raw.values.get("id", ""))
            if identifier in raws:
                where = f"{identifier!r} also stands on line {raws[identifier].line}"
                problems.append(
                    Problem(path, line, "authority-id", f"id must be unique in its file: {where}")
                )
            elif identifier:
                raws[identifier] = raw
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        problems.append(Problem(path, mark.line + 1 if mark else 0, "authority-yaml", str(error.problem)))
    except (yaml.YAMLError, _FaultError) as error:
        problems.append(Problem(path, 0, "authority-yaml", str(error).splitlines()[0]))
    return list(raws.values()), problems


class _Pair(NamedTuple):
    """A key of an entry, its value, and where each begins: line and column, from 1."""

    key: str
    value: object
    key_at: tuple[int, int]
    value_at: tuple[int, int]


_Pairs = list[_Pair]


def _items(text: str) -> Iterator[tuple[int, _Pairs]]:
    """Line and pairs of each entry in the list that the file is."""
    events = iter(yaml.parse(text, Loader=Loader))
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            yield _line(event), _pairs(events)
        elif isinstance(event, yaml.AliasEvent) or (isinstance(event, yaml.ScalarEvent) and event.value):
            raise _FaultError(f"must be a list of entries ('- id: ...'), line {_line(event)} is not")


def _pairs(events: Iterator[yaml.Event]) -> _Pairs:
    pairs: _Pairs = []
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key, stated = str(_value(event, events, 1)), next(events)
        pairs.append(_Pair(key, _value(stated, events, 1), _place(event), _place(stated)))
    return pairs


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> object:
    if depth > MAX_DEPTH:
        raise _FaultError(f"is nested too deeply on line {_line(event)}")
    if isinstance(event, yaml.ScalarEvent):
        return "" if not event.style and event.value in _EMPTY else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(one, events, depth + 1) for one in _until(events, yaml.SequenceEndEvent)]
    if isinstance(event, yaml.MappingStartEvent):
        return {
            str(_value(one, events, depth + 1)): _value(next(events), events, depth + 1)
            for one in _until(events, yaml.MappingEndEvent)
        }
    raise _FaultError(f"aliases are not accepted: write the value out on line {_line(event)}")


def _until(events: Iterator[yaml.Event], end: type[yaml.Event]) -> Iterator[yaml.Event]:
    for event in events:
        if isinstance(event, end):
            return
        yield event


def _line(event: yaml.Event) -> int:
    return _place(event)[0]


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _FaultError(f"must be text: {quoted(value)}")
    return " ".join(CONTROLS.sub("", value).split())


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
CHECKS: Mapping[Kind, Mapping[str, Callable[[object], object]]] = {
    "topics": {**_COMMON, **_TOPIC},
    "people": _COMMON,
    "organizations": {**_COMMON, "type": _text, "country": _PLACE["country"]},
    "places": {**_COMMON, **_PLACE},
}


def _checked(kind: Kind, path: str, line: int, pairs: _Pairs) -> tuple[Raw, list[Problem]]:
    values: dict[str, object] = {}
    problems = []
    seen: set[str] = set()
    for key, value, (line_of_key, column_of_key), (line_of_value, column_of_value) in pairs:
        if key in seen:
            message = f"{key} stands here twice: keep one"
            problems.append(Problem(path, line_of_key, "authority-key", message, column=column_of_key))
            continue
        seen.add(key)
        check = CHECKS[kind].get(key)
        if not check:
            message = f"unknown key {key!r}; known keys: {', '.join(CHECKS[kind])}"
            problems.append(Problem(path, line_of_key, "authority-key", message, "warning", column_of_key))
            continue
        try:
            values[key] = check(value)
        except _FaultError as fault:
            message = f"{key} {fault}"
            problems.append(Problem(path, line_of_value, f"authority-{key}", message, column=column_of_value))
    if not values.get("id") and not any(problem.rule == "authority-id" for problem in problems):
        problems.append(Problem(path, line, "authority-id", "an entry must have an id"))
    return Raw(kind, path, line, values), problems
