"""Front matter as MkDocs reads it, in a quarter of the time where values stand as JSON on lines of their own.

JSON is YAML, and Python reads it far faster. So such values are taken out, MkDocs reads what is left, and
they are put back. Whatever the two might read differently is left to MkDocs.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from mkdocs.utils import meta

# An object or a text that is the value of a key (also of one inside another key) or an item of a list.
_VALUE = re.compile(r"^((?:  )?[\w-]+: |- )(\{.*\}|\".*\")$", re.MULTILINE)
_END = "\n---\n"
# What YAML refuses or takes for an end of line; and halves of characters, which it does not join.
_ODD = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_HALF = re.compile(r"\\u[dD]")
_MARK = "taken-out-"


def read_front_matter(source: str) -> tuple[str, dict[str, Any]]:
    """Markdown and front matter of a page: what ``mkdocs.utils.meta.get_data`` gives."""
    end = source.find(_END)
    head = source[:end]
    if end < 0 or not head.startswith("---\n") or _MARK in head or _is_odd(head):
        return meta.get_data(source)
    taken: list[str] = []

    def take(match: re.Match[str]) -> str:
        taken.append(match[2])
        return f"{match[1]}{_MARK}{len(taken) - 1}"

    left = _VALUE.sub(take, head)
    try:
        values = [_JSON.decode(text) for text in taken]
    except ValueError:
        return meta.get_data(source)
    markdown, data = meta.get_data(left + source[end:])
    put = [0]
    filled = {key: _filled(value, values, put) for key, value in data.items()}
    # Where one stood inside a text, it was no value.
    return (markdown, filled) if put == [len(values)] else meta.get_data(source)


def _is_odd(head: str) -> bool:
    # The first question is answered at once, and nearly always settles it.
    return bool(not head.replace("\n", "").isprintable() and _ODD.search(head)) or bool(_HALF.search(head))


def _filled(value: Any, values: list[Any], put: list[int]) -> Any:  # noqa: ANN401 - front matter holds anything
    """A value of the front matter with what was taken out of it; ``put`` counts."""
    if isinstance(value, str) and value.startswith(_MARK):
        put[0] += 1
        return values[int(value.removeprefix(_MARK))]
    if isinstance(value, list):
        return [_filled(one, values, put) for one in value]
    if isinstance(value, dict):
        return {key: _filled(one, values, put) for key, one in value.items()}
    return value


def _number(text: str) -> float:
    # YAML takes 1e5 for a word.
    if "e" in text or "E" in text:
        raise ValueError(text)
    return float(text)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


_JSON = json.JSONDecoder(parse_float=_number, parse_constant=_no_number)
