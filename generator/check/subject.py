"""What the rules look at: the whole archive, and for each seed what its curator declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.archive.archive import Archive
from generator.convert.convert import Gathered
from generator.extract.formats import declared_fields
from generator.inputs.settings import Settings
from generator.model.documents import Declaration, Seed
from generator.model.problem import Problem
from generator.model.records import Article

# What stands before and after an item of a list, or the value of a field.
_BEFORE = "[,'\""
_AFTER = re.compile(r"[\"']?\s{0,9}(?:[,\]}]|#|$)")


@dataclass(frozen=True)
class Subject:
    """An archive under inspection. ``folder`` is the absolute path of its seeds."""

    folder: Path
    seeds: Mapping[str, Seed]
    archive: Archive
    articles: Mapping[str, Article]
    declared: Mapping[str, Declaration]

    def file(self, path: str) -> str:
        """The text of a file below the seeds folder, to find words in; "" where there is none."""
        try:
            return (self.folder / path).read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            return ""

    def declaration(self, article: Article) -> Declaration:
        """What was declared about an article."""
        return self.declared.get(article.seed, Declaration())

    def withdrawn(self, name: str) -> bool:
        """Whether a seed or id is that of a withdrawn article, whose document may be gone for good."""
        stem = name.rpartition(".")[0]
        articles = self.archive.withdrawn
        return any(name == one.id or stem == one.seed.rpartition(".")[0] for one in articles)

    def place(self, declared: Declaration, field: str, value: str = "") -> tuple[str, int, int]:
        """File, line and column of a declared value; of its field where the value is written otherwise."""
        path, line = declared.paths.get(field, ""), declared.lines.get(field, 0)
        below = (other for name, other in declared.lines.items() if declared.paths.get(name) == path)
        end = min((other for other in below if other > line), default=None)
        return (path, *place_of(self.file(path), value, line, end))

    def problem(self, article: Article, field: str, value: str, rule: str, message: str) -> Problem:
        """A warning where the field is declared, else about the seed as a whole."""
        path, line, column = self.place(self.declaration(article), field, value)
        return Problem(path or article.seed, line, rule, message, "warning", column)


def subject(settings: Settings, gathered: Gathered) -> Subject:
    """The archive as the rules see it."""
    seeds = {seed.path: seed for seed in gathered.seeds}
    declared = {path: found for path, seed in seeds.items() if (found := declared_fields(seed)).values}
    articles = {article.seed: article for article in gathered.archive.articles}
    return Subject(settings.seeds, seeds, gathered.archive, articles, declared)


def place_of(text: str, value: str, line: int, end: int | None = None) -> tuple[int, int]:
    """Line and column, from 1, of ``value`` in ``text``; (line, 0) where it is not.

    Args:
        text: of a file.
        value: words of one line; as a whole item of a list, if there is such a one.
        line: where to begin.
        end: the line before which to stop.
    """
    if not value:
        return line, 0
    start = max(line, 1)
    lines = enumerate(text.splitlines()[start - 1 : end and end - 1], start)
    places = [
        (number, at, _is_item(words, at, len(value))) for number, words in lines for at in _each(words, value)
    ]
    nowhere = places[0] if places else (line, -1, False)
    number, at, _ = next((place for place in places if place[-1]), nowhere)
    return number, at + 1


def _each(words: str, value: str) -> Iterator[int]:
    """Where a line holds a value."""
    at = words.find(value)
    while at >= 0:
        yield at
        at = words.find(value, at + 1)


def _is_item(words: str, at: int, length: int) -> bool:
    """Whether what stands there is all of an item of a list, or of a field."""
    return (not at or words[at - 1] in _BEFORE or words[at - 1].isspace()) and bool(
        _AFTER.match(words, at + length)
    )
