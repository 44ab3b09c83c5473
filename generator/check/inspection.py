"""All problems of an archive: those that a conversion reports, and those that concern several articles.

A rule is a function from a ``Subject`` to problems. Rules know nothing about formats and exit codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.check.addresses import addresses, unlisted
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
from generator.check.pictures import pictures
from generator.check.scans import scans
from generator.check.sources import sources
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
    pictures,
    scans,
    shared_names,
    sources,
    translations,
)

# Rule of a problem that a conversion reports for a whole seed → the field that a curator has to change.
FOLLOWS_FROM = {"id-taken": "id"}


def inspect(
    settings: Settings, progress: Progress | None = None, published: Published | None = None
) -> tuple[Problem, ...]:
    """Every problem of an archive, by path, line and rule. Nothing is written.

    Args:
        settings: the folders, and everything that pages depend on.
        progress: called with (seeds done, seeds in total).
        published: a published site, whose addresses and seeds are compared with the current ones.
    """
    return examine(settings, gather(settings, progress), published)


def examine(
    settings: Settings, gathered: Gathered, published: Published | None = None
) -> tuple[Problem, ...]:
    """Like ``inspect``, for an archive that is in memory already."""
    whole = subject(settings, gathered)
    problems = {_at_field(whole, problem) for problem in gathered.problems}
    problems |= {problem for rule in RULES for problem in rule(whole)}
    problems.update(unlisted(settings, gathered.archive))
    if published:
        now = addresses_of(gathered.archive, settings)
        problems.update(gone(whole, published, now), taken(whole, published), altered(whole, published))
    return tuple(sorted(problems, key=_position))


def _position(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.path, problem.line, problem.column, problem.rule, problem.message


def _at_field(subject: Subject, problem: Problem) -> Problem:
    """The problem at the position of the declared field that causes it, if there is one."""
    field = FOLLOWS_FROM.get(problem.rule, "")
    declared = subject.declared.get(problem.path)
    if declared is None or field not in declared.values:
        return problem
    path, line, column = subject.place(declared, field, str(declared.values[field]))
    return replace(problem, path=path or problem.path, line=line, column=column)


def below(paths: Sequence[Path], seeds: Path) -> tuple[Path, ...]:
    """Files and folders as paths below ``seeds``.

    Args:
        paths: relative to the working directory or to ``seeds``, or absolute.
        seeds: the folder of seeds, absolute.

    Raises:
        ClipfileError: a path is not part of the archive, so that no problem could be found in it.
    """
    return tuple(_below(path, seeds) for path in paths)


def _below(path: Path, seeds: Path) -> Path:
    absolute = path.resolve()
    relative = absolute.relative_to(seeds) if absolute.is_relative_to(seeds) else path
    if relative.is_absolute() or ".." in relative.parts or not (seeds / relative).exists():
        raise ClipfileError(f"{path}: not a file or folder below {seeds}. Nothing was checked.")
    return relative


def within(problems: Sequence[Problem], paths: Sequence[Path], seeds: Path) -> tuple[Problem, ...]:
    """The problems in these files and folders below ``seeds``. A document and its sidecar belong together."""
    selected = {file for path in paths for file in _with_partners(path, seeds)}
    return tuple(
        problem for problem in problems if selected & {Path(problem.path), *Path(problem.path).parents}
    )


def _with_partners(path: Path, seeds: Path) -> Iterator[Path]:
    """A path and, for a document, that of its sidecar, or the other way round."""
    yield path
    folder = (seeds / path).parent
    if not (seeds / path).is_dir():
        same_stem = (path.with_name(file.name) for file in folder.iterdir() if file.stem == path.stem)
        yield from (file for file in same_stem if SIDECAR in (file.suffix, path.suffix))
