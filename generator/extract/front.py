"""Separates the front matter of a seed from its text, and reads what it declares."""

from __future__ import annotations

from typing import NamedTuple

from generator.inputs.fields import KNOWN, parse_declaration
from generator.model.documents import Declaration
from generator.model.problem import Problem
from generator.text.front_matter import FIRST_LINE, split_front_matter


class SeedFrontMatter(NamedTuple):
    """The declaration in front matter, its problems, and the text below it with unchanged line numbers."""

    declared: Declaration
    problems: tuple[Problem, ...]
    text: str


def read_front(text: str, *, known: bool = False) -> SeedFrontMatter:
    """Separate the front matter from a text.

    Args:
        text: the text of a document.
        known: the front matter must begin with one of our fields, as pasted text may begin with anything.

    Returns:
        The front matter. Its problems and declaration have no path, as only the caller knows it.
    """
    front = split_front_matter(text)
    if front is None or (known and front.key not in KNOWN):
        return SeedFrontMatter(Declaration(), (), text)
    declared, problems = parse_declaration(front.yaml, "", FIRST_LINE)
    return SeedFrontMatter(declared, problems, "\n" * front.lines + front.body)
