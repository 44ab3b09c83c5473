"""Sidecars as text: YAML with comments, and edits that leave every other byte unchanged."""

from __future__ import annotations

import datetime as dt
import itertools
import textwrap
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import yaml

from generator.inputs.fields import KNOWN

SCHEMA_LINE = "# yaml-language-server: $schema="
# The one in C, where there is one: an import writes tens of thousands of values.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# Longer comments are shortened, so that they can be read at a glance.
LONGEST_COMMENT = 90


class Statement(NamedTuple):
    """A field of a sidecar, its value (None if it is still to be filled in), and a comment."""

    field: str
    value: object
    comment: str


def comment(text: str) -> str:
    """A text as a comment: on one line, printable, and not too long."""
    flat = "".join(char for char in " ".join(text.split()) if char.isprintable())
    return flat if len(flat) <= LONGEST_COMMENT else f"{flat[: LONGEST_COMMENT - 1]}…"


def to_yaml(statement: Statement) -> str:
    """A statement as YAML, with its comment on the line above; ``field:  # TODO ...`` if it has no value."""
    if statement.value is None:
        return f"{statement.field}:  # TODO {comment(statement.comment)}\n"
    above = f"# {comment(statement.comment)}\n" if statement.comment else ""
    return f"{above}{statement.field}:{_value(statement.value)}\n"


def nested_yaml(field: str, parts: Iterable[Statement], note: str = "") -> str:
    """A field with parts, each on its own line, as YAML."""
    above = f"# {comment(note)}\n" if note else ""
    return f"{above}{field}:\n{textwrap.indent(''.join(map(to_yaml, parts)), '  ')}"


def _value(value: object) -> str:
    """A value as YAML, with the space or line break before it."""
    plain = _day(value) if isinstance(value, str) else value
    # Lists of names on one line, as people write them.
    style = None if isinstance(plain, list) else False
    dumped = yaml.dump(
        {"_": plain},
        Dumper=_DUMPER,
        allow_unicode=True,
        sort_keys=False,
        width=2**20,
        default_flow_style=style,
    )
    return dumped.removeprefix("_:").rstrip("\n")


def _day(text: str) -> object:
    """A date as a date, which YAML writes without quotation marks; any other text unchanged."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.isoformat() == text else text


def declared_nodes(text: str) -> Mapping[str, yaml.Node]:
    """The value node of each field that a sidecar declares.

    Raises:
        yaml.YAMLError: the text is not YAML.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return {KNOWN.get(str(key.value), str(key.value)): value for key, value in pairs}


def is_empty(node: yaml.Node) -> bool:
    """Whether a field has no value, as in ``date:``."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def fill(text: str, node: yaml.Node, value: object, note: str = "") -> str:
    """``text`` with a value for the empty ``node``, and ``note`` instead of its TODO."""
    at = node.end_mark.index
    end = text.find("\n", at)
    rest = text[at : end if end >= 0 else len(text)]
    remark = f"  # {comment(note)}" if note else ""
    after = remark if rest.lstrip().startswith("# TODO") else rest
    return text[:at] + _value(value) + after + text[at + len(rest) :]


def replace_value(text: str, node: yaml.Node, value: object) -> str:
    """``text`` with another value for a scalar ``node``; a comment after it stays."""
    return text[: node.start_mark.index] + _value(value).lstrip() + text[node.end_mark.index :]


def append(text: str, block: str) -> str:
    """``text`` followed by ``block``, which starts on a new line."""
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{block}"


def insert(text: str, node: yaml.MappingNode, block: str) -> str:
    """``text`` with ``block`` at the end of the block mapping ``node``."""
    indent = " " * node.value[0][0].start_mark.column
    lines = text[node.value[-1][1].end_mark.index :].splitlines(keepends=True)
    # The rest of the last line, and the comments after it that still belong to the mapping.
    below = itertools.takewhile(lambda line: line.startswith(f"{indent}#"), lines[1:])
    end = node.value[-1][1].end_mark.index + sum(map(len, [*lines[:1], *below]))
    return append(text[:end], textwrap.indent(block, indent)) + text[end:]
