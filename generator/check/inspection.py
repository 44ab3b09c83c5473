"""Everything that is wrong with an archive: what a conversion reports, and what only the whole shows.

A rule is a small function from a ``Subject`` to problems; the printer alone knows formats and exit codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.check.addresses import addresses
from generator.check.against import gone, taken
from generator.check.baseline import Published
from generator.check.characters import characters
from generator.check.collections import collections
from generator.check.dates import dates
from generator.check.duplicates import duplicates
from generator.check.evidence import altered, evidence
from generator.check.files import files
from generator.check.lines import lines
from generator.check.names import names, shared_names
from generator.check.subject import Subject, subject
from generator.check.translations import translations
from generator.convert.convert import Gathered, gather
from generator.inputs.seeds import SIDECAR
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.model.problem import Problem
from generator.outputs.everything import addresses as addresses_of
from generator.system.progress import Progress

__all__ = ["RULES", "below", "examine", "inspect", "within"]

RULES: Sequence[Callable[[Subject], Iterator[Problem]]] = (
    addresses,
    characters,
    collections,
    dates,
    duplicates,
    evidence,
    files,
    lines,
    names,
    shared_names,
    translations,
)

# What a conversion reports of a whole seed → the field that a curator has to change.
FOLLOWS_FROM = {"id-taken": "id"}


def inspect(
    settings: Settings, progress: Progress | None = None, published: Published | None = None
) -> tuple[Problem, ...]:
    """Every problem of an archive, by path, line and rule; nothing is written.

    Args:
        settings: folders and what pages depend on.
        progress: called with (seeds done, seeds in all).
        published: an earlier site, whose addresses and seeds are compared with those of today.
    """
    return examine(settings, gather(settings, progress), published)


def examine(
    settings: Settings, gathered: Gathered, published: Published | None = None
) -> tuple[Problem, ...]:
    """Every problem of an archive that has been read and described already; ``published`` as above."""
    whole = subject(settings, gathered)
    found = {_at_field(whole, problem) for problem in gathered.problems}
    found |= {problem for rule in RULES for problem in rule(whole)}
    if published:
        now = addresses_of(gathered.archive, settings)
        found.update(gone(whole, published, now), taken(whole, published), altered(whole, published))
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.column, one.rule, one.message)))


def _at_field(subject: Subject, problem: Problem) -> Problem:
    """A problem of a seed that follows from a field, where that is declared."""
    field = FOLLOWS_FROM.get(problem.rule, "")
    declared = subject.declared.get(problem.path)
    if declared is None or field not in declared.values:
        return problem
    path, line, column = subject.place(declared, field, str(declared.values[field]))
    return replace(problem, path=path or problem.path, line=line, column=column)


def below(paths: Sequence[Path], seeds: Path) -> tuple[Path, ...]:
    """Files and folders, named from the working directory or below ``seeds``, as paths below it.

    Raises:
        ClipfileError: one is no part of the archive. Nothing wrong would be found there, whatever it holds.
    """
    return tuple(_below(path, seeds) for path in paths)


def _below(path: Path, seeds: Path) -> Path:
    absolute = path.resolve()
    found = absolute.relative_to(seeds) if absolute.is_relative_to(seeds) else path
    if found.is_absolute() or ".." in found.parts or not (seeds / found).exists():
        raise ClipfileError(f"{path}: is no file or folder below {seeds}; nothing was checked.")
    return found


def within(problems: Sequence[Problem], paths: Sequence[Path], seeds: Path) -> tuple[Problem, ...]:
    """The problems of these files and folders below ``seeds``; a document and its sidecar count as one."""
    wanted = {one for path in paths for one in _together(path, seeds)}
    return tuple(one for one in problems if wanted & {Path(one.path), *Path(one.path).parents})


def _together(path: Path, seeds: Path) -> Iterator[Path]:
    yield path
    folder = (seeds / path).parent
    if not (seeds / path).is_dir():
        beside = (path.with_name(one.name) for one in folder.iterdir() if one.stem == path.stem)
        yield from (one for one in beside if SIDECAR in (one.suffix, path.suffix))
