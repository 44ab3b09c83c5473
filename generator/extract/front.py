"""Front matter at the head of a pasted text: ``field: value`` lines between two lines of three hyphens."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.inputs.fields import KNOWN, parse_declaration
from generator.model.documents import Declaration
from generator.model.problem import Problem

_HEAD = re.compile(r"\A---[^\S\n]*\n(?P<front>.*?\n)(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"\A([A-Za-z_]+):(?:\s|$)")


class Front(NamedTuple):
    """What the front matter declares, what is wrong with it, and the text, its lines where they were."""

    declared: Declaration
    problems: tuple[Problem, ...]
    text: str


def read_front(text: str) -> Front:
    """Take the front matter off a pasted text.

    A rule of hyphens above a text is no front matter: its first line must name a field.
    """
    head = _HEAD.match(text)
    field = _FIELD.match(head["front"]) if head else None
    if not head or not field or field[1] not in KNOWN:
        return Front(Declaration(), (), text)
    declared, problems = parse_declaration(head["front"], "", 2)
    return Front(declared, problems, "\n" * head[0].count("\n") + text[head.end() :])
