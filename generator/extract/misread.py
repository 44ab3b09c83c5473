"""Repairs text that was UTF-8, was read in another encoding, and was saved again: "schlieÃŸt"."""

from __future__ import annotations

import importlib
import re

from generator.model.problem import Problem

# The bytes of one character in UTF-8, each read as a character of another encoding: "Ã¼", "â€œ", "Ð¿".
_REST = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MISREAD = re.compile(f"[Â-ß]{_REST}|[à-ï]{_REST}{{2}}|ð{_REST}{{3}}")
_BEFORE, _SAMPLE = 10, 30  # characters before the first such sequence, and in all, that the warning quotes


# Letters of Western Europe in a row and in most words, as Cyrillic looks that was read as Latin: "Òðàìâàé".
_WESTERN = re.compile(r"[À-ÖØ-öø-ÿ]")
_ROW = re.compile(r"[À-ÖØ-öø-ÿ]{6}")
_MOST = 0.6  # share of the letters
_FREQUENT, _LEAST = frozenset("оеаинтсрвлкмдпу"), 0.55  # letters of Cyrillic texts, and their least share


def repair(path: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with its misread lines repaired, and a warning if there were any."""
    if text.isascii() or not _MISREAD.search(text):
        return _cyrillic(path, text)
    fix_encoding = importlib.import_module("ftfy").fix_encoding  # it loads slowly, and few seeds need it
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
        f"{count} UTF-8 misread and saved again ('{first[start : start + _SAMPLE].strip()}'), "
        "and repaired: check the characters, then save the text as it should be"
    )
    for number in changed:
        lines[number] = repaired[number]
    return "\n".join(lines), (Problem(path, changed[0] + 1, "encoding", message, "warning"),)


def _cyrillic(path: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text as Cyrillic if it was that and read as Latin, and a warning; else the text as it is."""
    first = None if text.isascii() else _ROW.search(text)
    if first is None:
        return text, ()
    western, letters = len(_WESTERN.findall(text)), sum(map(str.isalpha, text))
    if western < _MOST * letters:
        return text, ()
    for encoding in ("cp1251", "koi8-r"):
        repaired = "".join(_decoded(letter, encoding) for letter in text)
        small = [letter for letter in repaired if "а" <= letter <= "я"]
        if len(small) > _MOST * western and sum(map(_FREQUENT.__contains__, small)) >= _LEAST * len(small):
            message = (
                f"the text was {encoding} and saved in the wrong encoding ('{first[0]}'), and repaired: "
                "check the characters, then save the text as it should be"
            )
            line = text.count("\n", 0, first.start()) + 1
            return repaired, (Problem(path, line, "encoding", message, "warning"),)
    return text, ()


def _decoded(letter: str, encoding: str) -> str:
    try:
        return letter.encode("latin-1").decode(encoding) if letter > "\x7f" else letter
    except UnicodeError:
        return letter
