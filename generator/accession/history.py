"""What a repository still holds of a seed, for a person who wants it removed."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.inputs.seeds import SIDECAR
from generator.system import git
from generator.text.controls import legible

# Characters of a commit's id that messages show.
SHORT = 10


class Commit(NamedTuple):
    """A commit that brought or changed a file: its id, short, its day (YYYY-MM-DD), the file's path then."""

    id: str
    day: str
    path: str


class FileHistory(NamedTuple):
    """What git knows of a file.

    ``commits`` brought or changed it, newest first; their paths are from ``root``, the repository's folder.
    ``refs`` are the branches and tags from which they can be reached. ``shallow`` says that this copy of the
    repository lacks the older part of its history.
    """

    root: Path
    commits: Sequence[Commit] = ()
    refs: Sequence[str] = ()
    shallow: bool = False

    @property
    def paths(self) -> Sequence[str]:
        """The names that the file had, the latest first."""
        return list(dict.fromkeys(commit.path for commit in self.commits))


def file_history(file: Path) -> FileHistory | None:
    """The history of a file, under its former names too; None where it is in no repository."""
    folder = file.parent
    root = git.line(git.ask(folder, "rev-parse", "--show-toplevel"))
    if not root:
        return None
    commits = [
        Commit(change.commit[:SHORT], change.day, change.path)
        for change in git.changes(folder, "--all", "--follow", "--", file.name)
    ]
    shallow = git.line(git.ask(folder, "rev-parse", "--is-shallow-repository")) == "true"
    return FileHistory(Path(root), commits, _refs(folder, commits), shallow)


def _refs(folder: Path, commits: Sequence[Commit]) -> Sequence[str]:
    if not commits:
        return ()
    refs = git.ask(folder, "for-each-ref", "--format=%(refname:short)", "--contains", commits[-1].id)
    return git.line(refs).splitlines()


def remaining_copies(document: Path, *, purged: bool) -> Iterator[str]:
    """Where the text of a withdrawn seed can still be found, and how to remove it, line by line.

    Args:
        document: the seed, which may be about to be deleted.
        purged: whether it is to be deleted; otherwise it is kept on purpose.
    """
    known = file_history(document)
    if not purged:
        yield f"The text stays in {document}, for whoever may read the seeds; --purge removes it."
    if known is None:
        yield "The seeds lie in no git repository: there is no history that holds the text."
    elif not known.commits:
        yield "No commit of the repository holds the text."
    else:
        yield from _commits(known)
        yield from _removal(known, file_history(document.with_suffix(SIDECAR))) if purged else ()
    if purged:
        yield "Copies elsewhere stay: clones, downloads, web archives, search engines. Ask who has them."


def _commits(known: FileHistory) -> Iterator[str]:
    first = known.commits[-1]
    yield f"The history of {known.root} still holds the text, from commit {first.id} up to its removal."
    yield "Brought or changed by:"
    for commit in known.commits:
        yield f"  {commit.id} {commit.day} {legible(commit.path)}"
    if known.refs:
        yield f"They can be reached from: {', '.join(known.refs)}"
    if known.shallow:
        yield "This copy of the repository is shallow: its origin may hold the text in older commits too."


def _removal(known: FileHistory, beside: FileHistory | None) -> Iterator[str]:
    """How to rewrite the history; a sidecar may have quoted the text too."""
    sidecars = beside.paths if beside else ()
    names = " ".join(f"--path {shlex.quote(path)}" for path in (*known.paths, *sidecars))
    yield "To remove it from there: commit the withdrawal, install git filter-repo, then in a fresh clone:"
    yield f"  git filter-repo --invert-paths {names}"
    if sidecars:
        yield f"That takes the notice's own file too: keep {sidecars[0]}, put it back, commit it."
    yield "  git push --force --all && git push --force --tags"
    yield "Everybody else clones anew: an old clone that is pushed brings the text back."
    yield "Forks and pull requests keep it."
    yield "A host shows old commits by their ids until it has cleared its caches: ask it to."
