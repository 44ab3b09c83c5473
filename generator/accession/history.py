"""What a repository's history contains of a seed, for anyone who wants to remove it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.inputs.seeds import SIDECAR
from generator.system import git
from generator.text.controls import legible

# Length of commit ids in messages.
SHORT = 10


class Commit(NamedTuple):
    """A commit that added or changed a file: its short id, date (YYYY-MM-DD), and the file's path then."""

    id: str
    day: str
    path: str


class History(NamedTuple):
    """The history of a file.

    ``commits`` added or changed it, newest first; their paths are relative to ``root``, the repository's
    folder. ``refs`` are the branches and tags that contain them. ``shallow`` means that this clone lacks the
    older part of the history.
    """

    root: Path
    commits: Sequence[Commit] = ()
    refs: Sequence[str] = ()
    shallow: bool = False

    @property
    def paths(self) -> Sequence[str]:
        """The names of the file over time, latest first."""
        return list(dict.fromkeys(commit.path for commit in self.commits))


def history_of(file: Path) -> History | None:
    """The history of a file, including its former names; None outside a repository."""
    folder = file.parent
    root = git.line(git.ask(folder, "rev-parse", "--show-toplevel"))
    if not root:
        return None
    commits = [
        Commit(change.commit[:SHORT], change.day, change.path)
        for change in git.changes(folder, "--all", "--follow", "--", file.name)
    ]
    shallow = git.line(git.ask(folder, "rev-parse", "--is-shallow-repository")) == "true"
    return History(Path(root), commits, _refs(folder, commits), shallow)


def _refs(folder: Path, commits: Sequence[Commit]) -> Sequence[str]:
    if not commits:
        return ()
    refs = git.ask(folder, "for-each-ref", "--format=%(refname:short)", "--contains", commits[-1].id)
    return git.line(refs).splitlines()


def messages(document: Path, *, purged: bool) -> Iterator[str]:
    """Messages about where a withdrawn seed is still available, and what to do about it.

    Args:
        document: the seed, which still exists or existed until the last commit.
        purged: whether it is to be removed; else it is kept on purpose.
    """
    history = history_of(document)
    if not purged:
        yield f"The text stays in {document}, for anyone who can read the seeds; --purge removes it."
    if history is None:
        yield "The seeds are not in a git repository, so no history contains the text."
    elif not history.commits:
        yield "No commit of the repository contains the text."
    else:
        yield from _commits(history)
        yield from _removal(history, history_of(document.with_suffix(SIDECAR))) if purged else ()
    if purged:
        yield "Copies elsewhere remain: clones, downloads, web archives, search engines. Ask their owners."


def _commits(history: History) -> Iterator[str]:
    first = history.commits[-1]
    yield f"The history of {history.root} still contains the text, from commit {first.id} until its removal."
    yield "These commits added or changed it:"
    for commit in history.commits:
        yield f"  {commit.id} {commit.day} {legible(commit.path)}"
    if history.refs:
        yield f"These branches and tags contain them: {', '.join(history.refs)}"
    if history.shallow:
        yield "This is a shallow clone. Older commits of its origin may contain the text too."


def _removal(history: History, sidecar: History | None) -> Iterator[str]:
    """How to rewrite the history. The sidecar is included, as it may have quoted the text."""
    sidecars = sidecar.paths if sidecar else ()
    names = " ".join(f"--path {shlex.quote(path)}" for path in (*history.paths, *sidecars))
    yield "To remove it, commit the withdrawal, install git filter-repo, and run this in a fresh clone:"
    yield f"  git filter-repo --invert-paths {names}"
    if sidecars:
        yield f"This also removes the notice: save {sidecars[0]} first, then restore and commit it."
    yield "  git push --force --all && git push --force --tags"
    yield "Everyone else must clone again: pushing an old clone brings the text back."
    yield "Forks and pull requests keep the text."
    yield "The host may show old commits by their ids until it clears its caches. Ask it to do so."
