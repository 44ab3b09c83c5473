"""Sidecars as text: lines with comments, and edits that leave every other byte as it is."""

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
    """One line of a sidecar: a field, its value (None where a person has to add it), and a comment."""

    field: str
    value: object
    comment: str


def comment(text: str) -> str:
    """Words for a comment: on one line, printable, shortened to ``QUOTED`` characters."""
    flat = "".join(char for char in " ".join(text.split()) if char.isprintable())
    return flat if len(flat) <= QUOTED else f"{flat[: QUOTED - 1]}…"


def as_yaml(statement: Statement) -> str:
    """A statement as YAML, its comment on the line above; ``field:  # TODO ...`` without a value."""
    if statement.value is None:
        return f"{statement.field}:  # TODO {comment(statement.comment)}\n"
    above = f"# {comment(statement.comment)}\n" if statement.comment else ""
    return f"{above}{statement.field}:{_value(statement.value)}\n"


def nested(field: str, parts: Iterable[Statement], note: str = "") -> str:
    """A field that holds others, one on each line."""
    above = f"# {comment(note)}\n" if note else ""
    return f"{above}{field}:\n{textwrap.indent(''.join(map(as_yaml, parts)), '  ')}"


def _value(value: object) -> str:
    """A value as YAML, with the space or line break before it."""
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


def value_nodes(text: str) -> Mapping[str, yaml.Node]:
    """Field → node of its value, for each field in the text of a sidecar.

    Raises:
        yaml.YAMLError: the text is not YAML.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return {KNOWN.get(str(key.value), str(key.value)): value for key, value in pairs}


def is_empty(node: yaml.Node) -> bool:
    """Whether a field has no value: ``date:`` alone."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def fill(text: str, node: yaml.Node, value: object, note: str = "") -> str:
    """``text`` with a value in place of the empty ``node``, and ``note`` in place of its TODO."""
    at = node.end_mark.index
    end = text.find("\n", at)
    rest = text[at : end if end >= 0 else len(text)]
    remark = f"  # {comment(note)}" if note else ""
    after = remark if rest.lstrip().startswith("# TODO") else rest
    return text[:at] + _value(value) + after + text[at + len(rest) :]


def replace_value(text: str, node: yaml.Node, value: object) -> str:
    """``text`` with another value in place of a plain one; the comment after it stays."""
    return text[: node.start_mark.index] + _value(value).lstrip() + text[node.end_mark.index :]


def append(text: str, block: str) -> str:
    """``text`` with ``block`` below it, on a line of its own."""
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{block}"


def add_to(text: str, node: yaml.MappingNode, block: str) -> str:
    """``text`` with ``block`` as the last lines of the block mapping ``node``."""
    indent = " " * node.value[0][0].start_mark.column
    lines = text[node.value[-1][1].end_mark.index :].splitlines(keepends=True)
    # The rest of the last line, then the comments that still belong to the mapping.
    below = itertools.takewhile(lambda line: line.startswith(f"{indent}#"), lines[1:])
    end = node.value[-1][1].end_mark.index + sum(map(len, [*lines[:1], *below]))
    return append(text[:end], textwrap.indent(block, indent)) + text[end:]
