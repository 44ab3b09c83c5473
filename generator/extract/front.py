"""What the front matter of a seed declares, and the text below it."""

from __future__ import annotations

from typing import NamedTuple

from generator.inputs.fields import KNOWN, parse_declaration
from generator.model.documents import Declaration
from generator.model.problem import Problem
from generator.text.front_matter import FIRST_LINE, split_front_matter


class Front(NamedTuple):
    """What the front matter declares, what is wrong with it, and the text, its lines where they were."""

    declared: Declaration
    problems: tuple[Problem, ...]
    text: str


def read_front(text: str, *, known: bool = False) -> Front:
    """Take the front matter off a text. The problems and the declaration name no path; the caller knows it.

    Args:
        text: of a document.
        known: whether the front matter of such a document must begin with one of our fields, since what is
            pasted may begin with anything.
    """
    front = split_front_matter(text)
    if front is None or (known and front.key not in KNOWN):
        return Front(Declaration(), (), text)
    declared, problems = parse_declaration(front.yaml, "", FIRST_LINE)
    return Front(declared, problems, "\n" * front.lines + front.body)
