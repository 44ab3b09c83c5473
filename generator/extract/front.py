"""Separates the front matter of a seed from its text, and reads what it declares."""

from __future__ import annotations

from typing import NamedTuple

from generator.inputs.fields import KNOWN, read_declaration
from generator.inputs.foreign import folded, meaning_of
from generator.inputs.notations import load_front
from generator.model.documents import Declaration
from generator.model.problem import Problem
from generator.text.front_matter import (
    FrontMatter,
    header_lines,
    read_lines,
    split_front_matter,
    title_block,
)

# Of header lines: the keys that must be known, so that they are not sentences with a colon.
_FEWEST_KEYS = 2


class SeedFrontMatter(NamedTuple):
    """The declaration in front matter, its problems, and the text below it with unchanged line numbers."""

    declared: Declaration
    problems: tuple[Problem, ...]
    text: str


def read_front(text: str, *, known: bool = False, headers: bool = False) -> SeedFrontMatter:
    """Separate the front matter from a text.

    Args:
        text: the text of a document.
        known: the front matter must begin with a field that we know, as pasted text may begin with anything.
        headers: it may be header lines without marks around them.

    Returns:
        The front matter. Its problems and declaration have no path, as only the caller knows it.
    """
    front = split_front_matter(text)
    if front is None and headers:
        front = title_block(text) if text.startswith(("%", "\ufeff%")) else _headers(text)
    if front is None or ((known or front.notation in {"json", "lines"}) and not _is_known(front.key)):
        return SeedFrontMatter(Declaration(), (), text)
    value, places, faults = load_front(front, "")
    declared, problems = read_declaration(value, places, "", foreign=True)
    left = front.lines - front.above.count("\n")
    return SeedFrontMatter(declared, (*faults, *problems), front.above + "\n" * left + front.body)


def _is_known(key: str) -> bool:
    return key in KNOWN or folded(key) in KNOWN or meaning_of(key) is not None


def _headers(text: str) -> FrontMatter | None:
    front = header_lines(text)
    if front is None:
        return None
    keys = list(read_lines(front.yaml))
    known = [key for key in keys if _is_known(key)]
    # There may be any list of facts, so most of them must be known.
    enough = len(known) >= _FEWEST_KEYS and 2 * len(known) >= len(keys)
    alone = len(keys) == 1 == len(known) and ("::" in front.yaml or _says_enough(keys[0]))
    return front if enough or alone else None


def _says_enough(key: str) -> bool:
    """Whether a single line with this key is no sentence: "Status: draft", but not "Note: ..."."""
    meaning = meaning_of(key)
    is_mark = meaning is not None and meaning.kind in {"withheld", "status", "visibility"}
    return is_mark or KNOWN.get(folded(key)) in {"title", "status", "tags"}
