"""Limits of what is read of a seed, which are more than any article has, and of what the ledger shows."""

from __future__ import annotations

from generator.model.problem import Problem

MOST_TEXT = 2_000_000
"""Most characters of text read from one seed: a book of a thousand pages."""
LEDGER_WIDTH = 300
"""Most characters of a removed line that the ledger shows."""


def bounded(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The first ``MOST_TEXT`` characters of a text, if possible cut at the end of a line.

    Returns:
        The text, and a warning without a path if it was cut.
    """
    if len(text) <= MOST_TEXT:
        return text, ()
    end = text.rfind("\n", MOST_TEXT // 2, MOST_TEXT)
    head = text[: MOST_TEXT if end < 0 else end]
    return head, (too_long(head.count("\n") + 1, f"{MOST_TEXT:,} characters of the text"),)


def too_long(line: int, what: str) -> Problem:
    """The warning that only the first ``what`` were read, up to about ``line``."""
    return Problem("", line, "too-long", f"only the first {what} were read: split it", "warning")
