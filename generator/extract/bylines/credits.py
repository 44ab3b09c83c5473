"""Finds the parts of a byline that credit the text: "Text: A, Fotos: B" has one author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.extract.bylines.words import byline_words
from generator.text.scripts import is_touching

_BRACKETED = re.compile(r"[(（][^()（）]{0,80}[)）]|\[[^\[\]]{0,80}\]")
_BEFORE_BRACKET = re.compile(r"[,;/&\n、，]|\b(?:and|und|et|y|og|och|en)\s")
_COPYRIGHT = re.compile(r"©|\(c\)|getty\s?images|shutterstock|picture[ -]alliance|imago\b", re.IGNORECASE)


def text_credits(byline: str) -> Iterator[str]:
    """The parts of a byline that name who wrote the text, without words such as "Text:".

    A part that credits pictures, editing or translation is left out, and so is a picture's copyright.
    """
    if _COPYRIGHT.search(byline):
        return
    text = _BRACKETED.sub(" ", _without_bracketed_credits(byline))
    marks = list(byline_words().credit.finditer(text))
    if not marks:
        yield text
        return
    first = text[: marks[0].start()]
    # One word before the credit of the text belongs to it: "An article by". In Chinese, it is a name.
    belongs = marks[0]["text"] and " " not in first.strip() and not is_touching(first.strip()[:1])
    if first.strip() and not belongs:
        yield first
    for number, credit in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        if credit["text"]:
            yield text[credit.end() : end]


def _without_bracketed_credits(byline: str) -> str:
    """A byline without the names before "(Photos)"."""
    if "(" not in byline and "（" not in byline and "[" not in byline:
        return byline
    parts, start = [], 0
    for match in byline_words().bracket.finditer(byline):
        before = byline[start : match.start()]
        start = match.end()
        if not match["text"]:
            cuts = [cut.start() for cut in _BEFORE_BRACKET.finditer(before)]
            before = before[: cuts[-1]] if cuts else ""
        parts.append(before)
    return "".join([*parts, byline[start:]])
