"""The input of the rules: the whole archive, and what curators declared for each seed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.archive.archive import Archive
from generator.convert.convert import Gathered
from generator.extract.formats import declared_fields
from generator.inputs.limits import unfit
from generator.inputs.settings import Settings
from generator.model.documents import Declaration, Seed
from generator.model.problem import Problem
from generator.model.records import Article

# Text before and after an item of a list, or the value of a field.
_BEFORE = "[,'\""
_AFTER = re.compile(r"[\"']?\s{0,9}(?:[,\]}]|#|$)")


@dataclass(frozen=True)
class Subject:
    """An archive under inspection.

    Attributes:
        folder: absolute path of the seeds.
        seeds: by their path.
        archive: all articles.
        articles: published articles by the path of their seed.
        declared: path of a seed → its declaration, if it declares anything.
    """

    folder: Path
    seeds: Mapping[str, Seed]
    archive: Archive
    articles: Mapping[str, Article]
    declared: Mapping[str, Declaration]

    def file(self, path: str) -> str:
        """The text of a file below the seeds folder; "" if it cannot be read, or may not be."""
        file = self.folder / path
        try:
            return "" if unfit(self.folder, file) else file.read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            return ""

    def declaration(self, article: Article) -> Declaration:
        """What a curator declared about an article."""
        return self.declared.get(article.seed, Declaration())

    def withdrawn(self, name: str) -> bool:
        """Whether a seed or id is that of a withdrawn article, whose document may have been deleted."""
        stem = name.rpartition(".")[0]
        articles = self.archive.withdrawn
        return any(name == article.id or stem == article.seed.rpartition(".")[0] for article in articles)

    def place(self, declared: Declaration, field: str, value: str = "") -> tuple[str, int, int]:
        """File, line and column of a declared value, or of its field if the value is written differently."""
        path, line = declared.paths.get(field, ""), declared.lines.get(field, 0)
        below = (other for name, other in declared.lines.items() if declared.paths.get(name) == path)
        end = min((other for other in below if other > line), default=None)
        return (path, *place_of(self.file(path), value, line, end))

    def problem(self, article: Article, field: str, value: str, rule: str, message: str) -> Problem:
        """A warning at the position of a declared field, or for the whole seed if it is not declared."""
        path, line, column = self.place(self.declaration(article), field, value)
        return Problem(path or article.seed, line, rule, message, "warning", column)


def subject(settings: Settings, gathered: Gathered) -> Subject:
    """The input of the rules for an archive."""
    seeds = {seed.path: seed for seed in gathered.seeds}
    declarations = {path: declared_fields(seed) for path, seed in seeds.items()}
    declared = {path: declaration for path, declaration in declarations.items() if declaration.values}
    articles = {article.seed: article for article in gathered.archive.articles}
    return Subject(settings.seeds, seeds, gathered.archive, articles, declared)


def place_of(text: str, value: str, line: int, end: int | None = None) -> tuple[int, int]:
    """Line and column, from 1, of ``value`` in ``text``; (line, 0) if it does not occur.

    An occurrence as a whole item of a list is preferred.

    Args:
        text: of a file.
        value: text within a line.
        line: the first line to search.
        end: the line before which to stop, by default the end of the text.
    """
    if not value:
        return line, 0
    first = max(line, 1)
    lines = enumerate(text.splitlines()[first - 1 : end and end - 1], first)
    places = [
        (number, start, _is_item(words, start, len(value)))
        for number, words in lines
        for start in _occurrences(words, value)
    ]
    fallback = places[0] if places else (line, -1, False)
    number, start, _ = next((place for place in places if place[-1]), fallback)
    return number, start + 1


def _occurrences(words: str, value: str) -> Iterator[int]:
    start = words.find(value)
    while start >= 0:
        yield start
        start = words.find(value, start + 1)


def _is_item(words: str, start: int, length: int) -> bool:
    """Whether ``length`` characters of a line are a whole item of a list, or the whole value of a field."""
    return (not start or words[start - 1] in _BEFORE or words[start - 1].isspace()) and bool(
        _AFTER.match(words, start + length)
    )
