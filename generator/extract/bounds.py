"""How much of a seed is read: more than any article has, little enough to be read in seconds."""

from __future__ import annotations

from generator.model.problem import Problem

MOST_TEXT = 2_000_000
"""Characters of text that are read of one seed: those of a book of a thousand pages."""


def bounded(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The first ``MOST_TEXT`` characters of a text, cut at the end of a line where one is near.

    The problem, for a text that is longer, is a warning; it names no path, the caller knows it.
    """
    if len(text) <= MOST_TEXT:
        return text, ()
    end = text.rfind("\n", MOST_TEXT // 2, MOST_TEXT)
    head = text[: MOST_TEXT if end < 0 else end]
    return head, (too_long(head.count("\n") + 1, f"{MOST_TEXT:,} characters of the text"),)


def too_long(line: int, what: str) -> Problem:
    """The warning that no more than ``what`` was read, up to about ``line``."""
    return Problem("", line, "too-long", f"only the first {what} were read: split it", "warning")
