"""Sidecars as text: statements with comments, and additions that leave every other byte as it is."""

from __future__ import annotations

import datetime as dt
import itertools
import textwrap
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import yaml

from generator.inputs.fields import KNOWN

SCHEMA_LINE = "# yaml-language-server: $schema="
# Longer evidence is cut: a comment should be read at a glance.
QUOTED = 90


class Statement(NamedTuple):
    """One line of a sidecar: a field, its value (None where it is to be filled in), and a comment."""

    field: str
    value: object
    comment: str


def comment(text: str) -> str:
    """Words as they may stand in a comment: one line, nothing unprintable, not too long."""
    flat = "".join(char for char in " ".join(text.split()) if char.isprintable())
    return flat if len(flat) <= QUOTED else f"{flat[: QUOTED - 1]}…"


def written(statement: Statement) -> str:
    """A statement as YAML, its comment on the line above; ``field:  # TODO ...`` where there is no value."""
    if statement.value is None:
        return f"{statement.field}:  # TODO {comment(statement.comment)}\n"
    above = f"# {comment(statement.comment)}\n" if statement.comment else ""
    return f"{above}{statement.field}:{_value(statement.value)}\n"


def nested(field: str, parts: Iterable[Statement], note: str = "") -> str:
    """A field that holds others, one a line."""
    above = f"# {comment(note)}\n" if note else ""
    return f"{above}{field}:\n{textwrap.indent(''.join(map(written, parts)), '  ')}"


def _value(value: object) -> str:
    """YAML of a value, with the space or line break before it."""
    plain = _day(value) if isinstance(value, str) else value
    # Lists of names on one line, as people write them.
    style = None if isinstance(plain, list) else False
    dumped = yaml.safe_dump(
        {"_": plain}, allow_unicode=True, sort_keys=False, width=2**20, default_flow_style=style
    )
    return dumped.removeprefix("_:").rstrip("\n")


def _day(text: str) -> object:
    """A day as YAML writes it, without quotation marks; any other text as it is."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.isoformat() == text else text


def stated(text: str) -> Mapping[str, yaml.Node]:
    """Field → value node of each field that a sidecar states.

    Raises:
        yaml.YAMLError: the text is not YAML.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return {KNOWN.get(str(key.value), str(key.value)): value for key, value in pairs}


def empty(node: yaml.Node) -> bool:
    """Whether nothing is stated: ``date:`` and no more."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def filled(text: str, node: yaml.Node, value: object, note: str = "") -> str:
    """``text`` with a value where ``node`` is empty, ``note`` in place of the TODO beside it."""
    at = node.end_mark.index
    end = text.find("\n", at)
    rest = text[at : end if end >= 0 else len(text)]
    said = f"  # {comment(note)}" if note else ""
    after = said if rest.lstrip().startswith("# TODO") else rest
    return text[:at] + _value(value) + after + text[at + len(rest) :]


def replaced(text: str, node: yaml.Node, value: object) -> str:
    """``text`` with another value in the place of a plain one; a comment behind it stays."""
    return text[: node.start_mark.index] + _value(value).lstrip() + text[node.end_mark.index :]


def appended(text: str, block: str) -> str:
    """``text`` with ``block`` below it, on a line of its own."""
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{block}"


def added(text: str, node: yaml.MappingNode, block: str) -> str:
    """``text`` with ``block`` as the last lines of the block mapping ``node``."""
    indent = " " * node.value[0][0].start_mark.column
    lines = text[node.value[-1][1].end_mark.index :].splitlines(keepends=True)
    # The rest of the last line, then the comments that belong to the mapping still.
    below = itertools.takewhile(lambda line: line.startswith(f"{indent}#"), lines[1:])
    end = node.value[-1][1].end_mark.index + sum(map(len, [*lines[:1], *below]))
    return appended(text[:end], textwrap.indent(block, indent)) + text[end:]
