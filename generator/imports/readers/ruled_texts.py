"""A text file in which rules part several texts: one article with sections, or several articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

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
_SENTENCE_END = (".", ":", ";", ",", "。", "…", "।")


def recognises(source: Source) -> bool:
    """Whether a text file has rules with text above and below."""
    if source.suffix not in _SUFFIXES or not any(
        _RULE.match(line.strip()) for line in source.start.split("\n")
    ):
        return False
    try:
        return len(_parts(read_text(source.path))) > 1
    except (ClipfileError, OSError):
        return False


def read(source: Source, options: Options) -> Opened:
    """Open a text: split if the person wants it, whole if it looks like one article, refused otherwise.

    Raises:
        ClipfileError: it is not text.
    """
    text = read_text(source.path)
    parts = _parts(text)
    if options.split:
        return Opened(len(parts), _split(source.path.stem, parts))
    if all(_has_headline(part) for part in parts):
        fault = (
            f"holds {len(parts)} texts separated by rules, each below a line like a headline. If these are "
            "articles, import the file with --split; if it is one article, add it with 'clipfile new FILE'"
        )
        return Opened(1, iter((Item(source.path.name, fault=fault),)))
    return Opened(1, iter((document(source.path, PurePosixPath(source.path.name), source.path.parent),)))


def _split(name: str, parts: Sequence[str]) -> Iterator[Item]:
    for number, part in enumerate(parts, 1):
        yield Item(f"{name}, part {number}", Document(f"{part}\n".encode(), ".txt"), done=number)


def _parts(text: str) -> list[str]:
    """The texts between the rules; what has too little text joins the one that follows, or the last."""
    if text.startswith(("---\n", "+++\n")):  # front matter
        return [text]
    lines = text.split("\n")
    parts: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        if _is_rule(lines, number):
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


def _is_rule(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a rule, and not what underlines a headline."""
    match = _RULE.match(lines[number].strip())
    if match is None:
        return False
    count = lines[number].count(match["mark"])
    if match["mark"] in _ORNAMENTS and count < _LEAST_ORNAMENTS:
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
