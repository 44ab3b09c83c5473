"""Records of a JSON export, one after the other; a file that is cut off is read up to there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_SPACE = re.compile(r"[\s,]*+")
_BLANK = re.compile(r"\s*+")
# What an answer of a server says besides its records is shorter than a headline with its address.
_SHORT = 30
_DECODER = json.JSONDecoder()


class JsonRecord(NamedTuple):
    """A record: the keys above its list ("" for the outermost list), its value, and where it ends."""

    above: str
    value: Mapping[str, object]
    end: int


class CutOffError(Exception):
    """The text ends within a record, or is damaged there. ``at`` is its place in the text."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def records(text: str) -> Iterator[JsonRecord]:
    """The mappings in the outermost list, or in lists that are values of the outermost mapping.

    If it has none, they are looked for in the mappings in it. What is in the outermost mapping besides its
    lists is the first record, above which is ``"{}"``. JSON Lines (a mapping on each line) are read as a
    list.

    Raises:
        CutOffError: the text is damaged or incomplete. All records before that were yielded.
    """
    at = _next(text, 0)
    if text[at : at + 1] == "[":
        yield from _list(text, at + 1, "")
    elif _is_lines(text, at):
        yield from _list(text, at, "", lines=True)
    elif text[at : at + 1] == "{":
        yield from _mapping(text, at + 1)
    else:
        raise CutOffError(at)


def _is_lines(text: str, at: int) -> bool:
    line = text[at : at + 1_000_000].partition("\n")[0].strip()
    rest = text[at + len(line) : at + len(line) + 100].strip()
    return line.startswith("{") and line.endswith("}") and rest.startswith("{")


def _list(text: str, at: int, above: str, *, lines: bool = False) -> Iterator[JsonRecord]:
    while True:
        at = _next(text, at)
        if (lines and at >= len(text)) or text[at : at + 1] == "]":
            return
        value, at = _value(text, at)
        if isinstance(value, dict):
            yield JsonRecord(above, value, at)
        elif isinstance(value, str) and value.startswith(("http://", "https://")):
            yield JsonRecord(above, {"url": value}, at)


def _mapping(text: str, at: int) -> Iterator[JsonRecord]:
    others: dict[str, object] = {}
    lists: list[tuple[str, int]] = []
    failed: CutOffError | None = None
    try:
        while True:
            at = _next(text, at)
            if text[at : at + 1] == "}":
                break
            key, at = _key(text, at)
            if text[at : at + 1] == "[":
                lists.append((key, at + 1))
                at = _end_of_list(text, at + 1)
            else:
                others[key], at = _value(text, at)
    except CutOffError as error:
        failed = error
    yield JsonRecord("{}", others, at)
    if not lists and not any(isinstance(value, str) and len(value) > _SHORT for value in others.values()):
        yield from _below(others, at)
    for key, start in lists:
        # The last of them raises the error again at its own place.
        yield from _list(text, start, key)
    if failed:
        raise failed


def _below(others: Mapping[str, object], at: int) -> Iterator[JsonRecord]:
    """The mappings in the lists of inner mappings, as in ``{"response": {"posts": [...]}}``."""
    for inner in others.values():
        for key, part in inner.items() if isinstance(inner, dict) else ():
            for value in part if isinstance(part, list) else ():
                if isinstance(value, dict):
                    yield JsonRecord(key, value, at)


def _key(text: str, at: int) -> tuple[str, int]:
    """A key, and where its value begins."""
    key, end = _value(text, at)
    colon = _after(_BLANK, text, end)
    if not isinstance(key, str) or text[colon : colon + 1] != ":":
        raise CutOffError(at)
    return key, _after(_BLANK, text, colon + 1)


def _end_of_list(text: str, at: int) -> int:
    while True:
        at = _next(text, at)
        if text[at : at + 1] == "]":
            return at + 1
        _, at = _value(text, at)


def _value(text: str, at: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        raise CutOffError(at) from None


def _next(text: str, at: int) -> int:
    """Where the next value begins."""
    return _after(_SPACE, text, at)


def _after(blank: re.Pattern[str], text: str, at: int) -> int:
    match = blank.match(text, at)
    return match.end() if match else at
