"""A text file in which rules part several texts: one article with sections, or several articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from generator.extract.plain.shape import full_dates
from generator.extract.whole.several import has_text
from generator.imports.item import Document, Item, Opened
from generator.imports.readers.documents import document
from generator.imports.source import Options, Source
from generator.imports.texts import read_text
from generator.model.errors import ClipfileError

_SUFFIXES = (".txt", ".text")
# Three or more of one character. Few asterisks part the sections of an article, many separate articles.
_RULE = re.compile(r"\A(?P<mark>[-=_*~#+•·–—―─━═])(?:\s?(?P=mark)){2,}+\Z")
_ORNAMENTS, _LEAST_ORNAMENTS = frozenset("*~#+•·"), 6
_LONGEST_HEADLINE = 160
_HEAD_LINES, _LONGEST_DAY = 5, 80
_SENTENCE_END = (".", ":", ";", ",", "。", "…", "।")


def recognises(source: Source) -> bool:
    """Whether a text file has rules with text above and below."""
    if source.suffix not in _SUFFIXES or not any(
        _RULE.match(line.strip()) for line in source.start.split("\n")
    ):
        return False
    try:
        return len(_parts(read_text(source.path), ornaments=True)) > 1
    except (ClipfileError, OSError):
        return False


def read(source: Source, options: Options) -> Opened:
    """Open a text: split if the person wants it, whole if it looks like one article, refused otherwise.

    Raises:
        ClipfileError: it is not text.
    """
    text = read_text(source.path)
    if options.split:
        parts = _parts(text, ornaments=True)
        return Opened(len(parts), _split(source.path.stem, parts))
    parts, marked = _parts(text), _parts(text, ornaments=True)
    if len(parts) == 1 and all(map(_has_day, marked)):
        parts = marked
    if len(parts) > 1 and all(map(_has_headline, parts)):
        fault = (
            f"holds {len(parts)} texts separated by rules, each below a line like a headline. If these are "
            "articles, import the file with --split; if it is one article, add it with 'clipfile new FILE'"
        )
        return Opened(1, iter((Item(source.path.name, fault=fault),)))
    return Opened(1, iter((document(source.path, PurePosixPath(source.path.name), source.path.parent),)))


def _split(name: str, parts: Sequence[str]) -> Iterator[Item]:
    for number, part in enumerate(parts, 1):
        yield Item(f"{name}, part {number}", Document(f"{part}\n".encode(), ".txt"), done=number)


def _parts(text: str, *, ornaments: bool = False) -> list[str]:
    """The texts between the rules; what has too little text joins the one that follows, or the last.

    Args:
        text: the text.
        ornaments: few asterisks are a rule too.
    """
    if text.startswith(("---\n", "+++\n")):  # front matter
        return [text]
    lines = text.split("\n")
    parts: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        if _is_rule(lines, number, ornaments=ornaments):
            parts.append([])
        else:
            parts[-1].append(line)
    joined: list[list[str]] = []
    waiting: list[str] = []
    for part in parts:
        waiting = [*waiting, "", *part] if waiting else part
        if has_text(waiting):
            joined.append(waiting)
            waiting = []
    if any(line.strip() for line in waiting) and joined:
        joined[-1] += ["", *waiting]
    return ["\n".join(part).strip() for part in joined]


def _is_rule(lines: Sequence[str], number: int, *, ornaments: bool) -> bool:
    """Whether a line is a rule, and not what underlines a headline."""
    match = _RULE.match(lines[number].strip())
    if match is None:
        return False
    count = lines[number].count(match["mark"])
    if not ornaments and match["mark"] in _ORNAMENTS and count < _LEAST_ORNAMENTS:
        return False
    above = lines[number - 1].strip() if number else ""
    before = lines[number - 2].strip() if number > 1 else ""
    underlined = above and not before and len(above) < _LONGEST_HEADLINE and not above.endswith(_SENTENCE_END)
    return not (underlined and number + 1 < len(lines) and abs(count - len(above)) < 6)


def _has_headline(part: str) -> bool:
    """Whether a text begins with a line that may be a headline."""
    first, _, rest = part.partition("\n")
    line = first.strip()
    return bool(line and rest.strip()) and len(line) <= _LONGEST_HEADLINE and not line.endswith(_SENTENCE_END)


def _has_day(part: str) -> bool:
    """Whether one of the first lines of a text is about its day."""
    return any(
        full_dates(line) for line in part.split("\n", _HEAD_LINES)[:_HEAD_LINES] if len(line) < _LONGEST_DAY
    )
