"""Repairs text that was UTF-8, was read in another encoding, and was saved again: "schlieÃŸt"."""

from __future__ import annotations

import re

from generator.model.problem import Problem

# The bytes of one character in UTF-8, each read as a character of another encoding: "Ã¼", "â€œ", "Ð¿".
_REST = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MISREAD = re.compile(f"[Â-ß]{_REST}|[à-ï]{_REST}{{2}}|ð{_REST}{{3}}")
_BEFORE, _SAMPLE = 10, 30  # characters before the first such sequence, and in all, that the warning quotes


def repair(path: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with its misread lines repaired, and a warning if there were any."""
    if text.isascii() or not _MISREAD.search(text):
        return text, ()
    from ftfy import fix_encoding  # noqa: PLC0415 - loads slowly, and few seeds need it

    lines = text.split("\n")
    repaired = {number: fix_encoding(line) for number, line in enumerate(lines) if _MISREAD.search(line)}
    changed = [number for number, line in repaired.items() if line != lines[number]]
    if not changed:
        return text, ()
    first = lines[changed[0]]
    match = _MISREAD.search(first)
    start = max(0, match.start() - _BEFORE) if match else 0
    count = "1 line was" if len(changed) == 1 else f"{len(changed)} lines were"
    message = (
        f"{count} UTF-8 read in another encoding and saved again ('{first[start : start + _SAMPLE].strip()}'), "
        "and repaired: check the characters, then save the text as it should be"
    )
    for number in changed:
        lines[number] = repaired[number]
    return "\n".join(lines), (Problem(path, changed[0] + 1, "encoding", message, "warning"),)
