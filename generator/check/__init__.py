"""Everything that is wrong with an archive: what a conversion reports, and what only the whole shows.

A rule is a small function from a ``Subject`` to problems; the printer alone knows formats and exit codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.check.addresses import addresses
from generator.check.characters import characters
from generator.check.collections import collections
from generator.check.dates import dates
from generator.check.duplicates import duplicates
from generator.check.files import files
from generator.check.names import names
from generator.check.subject import Subject, subject
from generator.check.translations import translations
from generator.convert import Gathered, Progress, gather
from generator.model import Problem
from generator.settings import Settings

__all__ = ["RULES", "examine", "inspect", "within"]

RULES: Sequence[Callable[[Subject], Iterator[Problem]]] = (
    addresses,
    characters,
    collections,
    dates,
    duplicates,
    files,
    names,
    translations,
)


def inspect(
    settings: Settings, progress: Progress | None = None, workers: int | None = None
) -> tuple[Problem, ...]:
    """Every problem of an archive, by path, line and rule; nothing is written.

    Args:
        settings: folders and what pages depend on.
        progress: called with (seeds done, seeds in all).
        workers: processes; by default as many as there are processors.
    """
    return examine(settings, gather(settings, progress, workers))


def examine(settings: Settings, gathered: Gathered) -> tuple[Problem, ...]:
    """Every problem of an archive that has been read and described already."""
    whole = subject(settings, gathered)
    found = {*gathered.problems, *(problem for rule in RULES for problem in rule(whole))}
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.column, one.rule, one.message)))


def within(problems: Sequence[Problem], paths: Sequence[Path], seeds: Path) -> tuple[Problem, ...]:
    """The problems of these files and folders, and of the sidecars of these files.

    Args:
        problems: with paths relative to ``seeds``.
        paths: from the working directory, or below ``seeds``.
        seeds: the folder of clippings, absolute.
    """
    wanted = {_below(path, seeds) for path in paths}
    wanted |= {path.with_suffix(".yml") for path in wanted if (seeds / path).is_file()}
    return tuple(one for one in problems if wanted & {Path(one.path), *Path(one.path).parents})


def _below(path: Path, seeds: Path) -> Path:
    absolute = path.resolve()
    return absolute.relative_to(seeds) if absolute.is_relative_to(seeds) else path
