"""Control characters, which no page can hold, taken out of everything that comes from a seed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import msgspec

from generator.text.markup import CONTROLS

T = TypeVar("T")
_JSON = msgspec.json.Encoder()
# The same in JSON: escaped as \b, \f or \u0000, or in UTF-8.
# The set that it begins with is what makes the search fast.
_IN_JSON = re.compile(
    rb"[\\\x7f\xc2\xef\xf0-\xf4](?:(?<=\\)[bfu]|(?<=\x7f)|(?<=\xc2)[\x80-\x9f]|(?<=\xef)\xbf[\xbe\xbf]"
    rb"|(?<=\xef)\xb7[\x90-\xaf]|(?<=[\xf0-\xf4])[\x80-\xbf]\xbf[\xbe\xbf])"
)
_UNPRINTABLE = re.compile(rf"{CONTROLS.pattern}|\x85")


def printable(value: T) -> T:
    """The same record, list or text without control characters; itself where it holds none."""
    return value if _is_printable(value) else _printed(value)


def _is_printable(value: object) -> bool:
    """Whether a record surely holds none, as nearly all do: looked for in the whole of it at once."""
    try:
        return _IN_JSON.search(_JSON.encode(value)) is None
    except (TypeError, ValueError):  # what JSON cannot hold is looked at one by one
        return False


def _printed(value: T) -> T:
    found: Any = value
    if isinstance(value, str):
        return _text(value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        found = _record(value)
    elif isinstance(value, msgspec.Struct):
        found = msgspec.structs.replace(value, **_printed(msgspec.structs.asdict(value)))
    elif isinstance(value, Mapping):
        found = {_printed(key): _printed(one) for key, one in value.items()}
    elif isinstance(value, tuple):
        found = _row(value)
    return found  # type: ignore[no-any-return]


def _text(value: str) -> str:
    # U+0085 ends a line where it is used at all.
    return CONTROLS.sub("", value).replace("\x85", "\n") if _UNPRINTABLE.search(value) else value


def _record(value: Any) -> Any:  # noqa: ANN401 - any dataclass
    old = {field.name: getattr(value, field.name) for field in fields(value)}
    new = {name: _printed(one) for name, one in old.items()}
    changed = {name: one for name, one in new.items() if one is not old[name]}
    return replace(value, **changed) if changed else value


def _row(value: tuple[Any, ...]) -> tuple[Any, ...]:
    items = tuple(_printed(one) for one in value)
    if all(new is old for new, old in zip(items, value, strict=True)):
        return value
    return type(value)(*items) if hasattr(value, "_fields") else items
