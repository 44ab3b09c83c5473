"""Front matter as MkDocs reads it, in a third of the time where it stands as conversions write it.

There each line holds one value, as JSON, which is YAML and is read far faster, or as plain words. All else is
left to MkDocs, and so is whatever the two might read differently.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from mkdocs.utils import meta

_BEGIN, _END = "---\n", "\n---\n"
# Words that YAML takes for a truth value or for nothing.
_RESERVED = r"(?i:y|n|yes|no|true|false|on|off|null)"
# A text that YAML reads as it stands: nothing in it is an indicator, no number or day begins with a letter.
_TEXT = rf"(?!{_RESERVED}[\n,\]])[^\W\d_](?:[\w.’'()/+\-–—$%!?;]| (?![ \n]))*+"
# It begins after a key or the mark of an item, so that a search begins nowhere else.
_TEXTS = re.compile(rf"(?<=[:-] )(?:{_TEXT}|\[{_TEXT}(?:, {_TEXT})*+\])(?=\n)")
_NAME = rf"(?!{_RESERVED}:)[A-Za-z][\w-]{{0,99}}+"
_KEY = re.compile(rf"({_NAME}):(?: |(?=\n))")
_INNER_KEY = re.compile(rf"  ({_NAME}): ")
# What YAML refuses or takes for an end of line; and halves of characters, which it does not join.
_ODD = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_HALF = re.compile(r"\\u[dD]")


def read_front_matter(source: str) -> tuple[str, dict[str, Any]]:
    """Markdown and front matter of a page: what ``mkdocs.utils.meta.get_data`` gives."""
    end = source.find(_END)
    head = source[len(_BEGIN) : end + 1]
    if not (head and source.startswith(_BEGIN)) or _is_odd(head):
        return meta.get_data(source)
    try:
        return source[end + len(_END) :].lstrip("\n"), _mapping(head)
    except ValueError:
        return meta.get_data(source)


def _is_odd(head: str) -> bool:
    # The first question is answered at once, and nearly always settles it.
    return bool(not head.replace("\n", "").isprintable() and _ODD.search(head)) or bool(_HALF.search(head))


def _mapping(head: str) -> dict[str, Any]:
    """What lines hold; they are of another form where a ``ValueError`` comes of it, as in all that follow."""
    data: dict[str, Any] = {}
    at = 0
    while at < len(head):
        name, at = _name(_KEY, head, at)
        data[name], at = _value(head, at) if head[at] != "\n" else _block(head, at + 1)
    return data


def _block(head: str, at: int) -> tuple[dict[str, Any] | list[Any] | None, int]:
    """The items or the inner keys below a key that has no value on its line; and where they end."""
    if head.startswith("- ", at):
        items = []
        while head.startswith("- ", at):
            item, at = _value(head, at + 2)
            items.append(item)
        return items, at
    data: dict[str, Any] = {}
    while head.startswith("  ", at):
        name, at = _name(_INNER_KEY, head, at)
        data[name], at = _value(head, at)
    return data or None, at


def _name(pattern: re.Pattern[str], head: str, at: int) -> tuple[str, int]:
    found = pattern.match(head, at)
    if not found:
        raise ValueError(head[at:])
    return found[1], found.end()


def _value(head: str, at: int) -> tuple[Any, int]:
    """The value of one line, and where the next line begins."""
    if found := _TEXTS.match(head, at):
        text = found[0]
        return text[1:-1].split(", ") if text[0] == "[" else text, found.end() + 1
    value, end = _JSON.raw_decode(head, at)
    if head.index("\n", at) != end:
        raise ValueError(head[at:end])
    return value, end + 1


def _number(text: str) -> float:
    # YAML takes 1e5 for a word.
    if "e" in text or "E" in text:
        raise ValueError(text)
    return float(text)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


_JSON = json.JSONDecoder(parse_float=_number, parse_constant=_no_number)
