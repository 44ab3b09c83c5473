"""Control characters, which no page can hold, taken out of everything that comes from a seed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from generator.markup import CONTROLS

T = TypeVar("T")
_UNPRINTABLE = re.compile(rf"{CONTROLS.pattern}|\x85")


def printable(value: T) -> T:
    """The same record, list or text without control characters; itself where it holds none."""
    found: Any = value
    if isinstance(value, str):
        return _text(value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        found = _record(value)
    elif isinstance(value, Mapping):
        found = {printable(key): printable(one) for key, one in value.items()}
    elif isinstance(value, tuple):
        found = _row(value)
    return found  # type: ignore[no-any-return]


def _text(value: str) -> str:
    # U+0085 ends a line where it is used at all.
    return CONTROLS.sub("", value).replace("\x85", "\n") if _UNPRINTABLE.search(value) else value


def _record(value: Any) -> Any:  # noqa: ANN401 - any dataclass
    old = {field.name: getattr(value, field.name) for field in fields(value)}
    new = {name: printable(one) for name, one in old.items()}
    changed = {name: one for name, one in new.items() if one is not old[name]}
    return replace(value, **changed) if changed else value


def _row(value: tuple[Any, ...]) -> tuple[Any, ...]:
    items = tuple(printable(one) for one in value)
    if all(new is old for new, old in zip(items, value, strict=True)):
        return value
    return type(value)(*items) if hasattr(value, "_fields") else items
