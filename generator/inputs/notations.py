"""Front matter in each of its notations as values and places: YAML, TOML, JSON and header lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.inputs.strict_yaml import MAX_BYTES, MAX_DEPTH, Places, load_yaml
from generator.model.problem import Problem
from generator.text.controls import without_controls
from generator.text.front_matter import FrontMatter, read_lines

# A line of simple YAML: a key with its value on the same line, an item of a list, a comment, nothing.
_SIMPLE = re.compile(r"\A(?P<key>[^\W\d][\w .-]{0,40}):(?:[ \t]++(?P<value>.*))?\Z")
_ITEM = re.compile(r"\A[ \t]*+-[ \t]++(?P<value>.*)\Z")
_HASHTAGS = re.compile(
    r"^([ \t]*+(?:tags?|keywords?|labels?|categor(?:y|ies)|hashtags)[ \t]*+:[ \t]++)(#[^\s#][^\n\"\\]*+)$",
    re.IGNORECASE | re.MULTILINE,
)
_HASHTAG_ITEM = re.compile(r"^([ \t]*+-[ \t]++)(#[^\s#\"\\]++)[ \t]*+$", re.MULTILINE)
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^'\\]*)'")


@dataclass(frozen=True, slots=True)
class LinePlaces(Places):
    """Places of the outermost keys of a text that is not YAML."""

    found: Mapping[str, int] = field(default_factory=dict)

    def lines(self) -> dict[str, int]:
        """The line of each key of the outermost mapping."""
        return dict(self.found)

    def key(self, name: str) -> tuple[int, int]:
        """The place of such a key; of the whole text where there is none."""
        return self.found.get(name, self.first_line), 1

    def value(self, *path: str | int) -> tuple[int, int]:
        """The place of the value at a path: that of its outermost key."""
        return self.key(str(path[0])) if path else (self.first_line, 1)


# A name of so many parts: reading it takes time and memory by the square of their number.
_DEEP = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){50}")


def _load_toml(text: str) -> Any:  # noqa: ANN401 - whatever the text holds
    if _DEEP.search(text):
        raise ValueError("a name has more than 50 parts")
    return tomllib.loads(text)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "toml": _load_toml,
    "json": json.loads,
    "lines": read_lines,
}


def load_front(front: FrontMatter, path: str) -> tuple[Any, Places, tuple[Problem, ...]]:
    """The values of front matter with text scalars, their places, and what is wrong with it.

    Args:
        front: the front matter.
        path: the file it is in, for messages.
    """
    if front.notation == "yaml":
        value, places, broken = load_yaml(_with_hashtags(front.yaml), path, front.first_line)
        return _line_by_line(front, path, broken) if broken else (value, places, ())
    if len(front.yaml) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1024} KB; remove what does not describe the article"
        return None, Places(), (Problem(path, front.first_line, "fields", message),)
    try:
        value = _as_text(_READERS[front.notation](front.yaml))
    except (ValueError, RecursionError) as error:
        notation = front.notation.upper()
        return _line_by_line(
            front, path, Problem(path, front.first_line, notation.lower(), _unreadable(notation, error))
        )
    return value, _places(front), ()


def _with_hashtags(text: str) -> str:
    """YAML in which hashtags are values, as their writers mean them. YAML takes them for comments."""
    if "#" not in text:
        return text
    return _HASHTAG_ITEM.sub(r'\1"\2"', _HASHTAGS.sub(r'\1"\2"', text))


def _unreadable(notation: str, error: Exception) -> str:
    return f"cannot be read as {notation}: {(str(error) or 'it is nested too deep').splitlines()[0]}"


def _line_by_line(front: FrontMatter, path: str, broken: Problem) -> tuple[Any, Places, tuple[Problem, ...]]:
    """Broken front matter, such as ``title: Harbour: the vote``, if each of its lines can be read alone."""
    values: dict[str, Any] = {}
    key = ""
    for line in front.yaml.splitlines():
        text = without_controls(line).rstrip()
        pair = _SIMPLE.match(text.replace(" = ", ": ", 1) if front.notation == "toml" else text)
        item = _ITEM.match(text)
        if pair:
            key = pair["key"].strip()
            values.setdefault(key, _scalar(pair["value"] or ""))
        elif item and key:
            listed = values[key] if isinstance(values[key], list) else []
            values[key] = [*listed, _scalar(item["value"])]
        elif text.strip() and not text.lstrip().startswith("#"):
            return None, Places(), (broken,)
        # A list or mapping over several lines.
        if any(text.count(start) != text.count(end) for start, end in ("[]", "{}")):
            return None, Places(), (broken,)
    if not values:
        return None, Places(), (broken,)
    message = f"{broken.message}. It was read line by line: put values with a colon into quotation marks"
    warning = Problem(path, broken.line, broken.rule, message, "warning", broken.column)
    return values, _places(front), (warning,)


def _scalar(text: str) -> object:
    quoted = _QUOTED.fullmatch(text.strip())
    if quoted:
        return quoted[1] if quoted[1] is not None else quoted[2]
    plain = re.sub(r"(?<!\s)\s++#.*", "", text).strip()
    if plain.startswith("[") and plain.endswith("]") and not plain.startswith("[["):
        return [str(_scalar(part)) for part in plain[1:-1].split(",") if part.strip()]
    return plain


def _as_text(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - whatever the notation allows
    """The value with every scalar as text, as in YAML: ``true``, ``2024-03-12``."""
    if depth > MAX_DEPTH:
        raise ValueError(f"is nested more than {MAX_DEPTH} levels deep")
    if isinstance(value, dict):
        return {without_controls(str(key)): _as_text(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item, depth + 1) for item in value]
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return without_controls(value.isoformat() if hasattr(value, "isoformat") else str(value))


_KEYS = {
    "toml": re.compile(r"\A[ \t]*+[\"']?([\w.-]++)[\"']?[ \t]*+="),
    "json": re.compile(r"\A[ \t{]*+\"([^\"]{1,60})\"\s*+:"),
    "lines": re.compile(r"\A[ \t]{0,9}(?:- )?([^\W\d_][\w .-]{0,40}?)[ \t]*+::?(?:\s|\Z)"),
    "yaml": re.compile(r"\A([^\s:#-][^:]{0,60}):(?:\s|\Z)"),
}


def _places(front: FrontMatter) -> LinePlaces:
    numbers: dict[str, int] = {}
    for number, line in enumerate(front.yaml.splitlines(), front.first_line):
        key = _KEYS[front.notation].match(line)
        if key:
            numbers.setdefault(key[1].strip(), number)
    return LinePlaces(None, front.first_line, numbers)
