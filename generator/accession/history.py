"""What a repository's history contains of a seed, for anyone who wants to remove it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

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


def messages(
    documents: Sequence[Path], sidecar: Path, *, purged: bool, others: Sequence[Path] = ()
) -> Iterator[str]:
    """Messages about where a withdrawn seed is still available, and what to do about it.

    Args:
        documents: the seed and its further pages, which still exist or existed until the last commit.
        sidecar: of the seed.
        purged: whether they are to be removed; else they are kept on purpose.
        others: what is removed with them, such as pictures.
    """
    history = _united([history_of(document) for document in documents])
    if not purged:
        names = ", ".join(map(str, documents))
        yield f"The text stays in {names}, for anyone who can read the seeds; --purge removes it."
    further = _paths_of(others, documents[0].parent) if purged and history else []
    if history is None:
        yield "The seeds are not in a git repository, so no history contains the text."
    elif not history.commits:
        yield "No commit of the repository contains the text."
        yield from _removal(further) if further else ()
    else:
        yield from _commits(history)
        yield from _removal((*history.paths, *further), history_of(sidecar)) if purged else ()
    if purged:
        yield "Copies elsewhere remain: clones, downloads, web archives, search engines. Ask their owners."


def _united(histories: Sequence[History | None]) -> History | None:
    """The history of several files as one, as far as they are in a repository."""
    known = [history for history in histories if history]
    if not known:
        return None
    commits = [commit for history in known for commit in history.commits]
    commits.sort(key=lambda commit: commit.day, reverse=True)
    refs = dict.fromkeys(ref for history in known for ref in history.refs)
    return History(known[0].root, commits, list(refs), any(history.shallow for history in known))


def _paths_of(files: Sequence[Path], folder: Path) -> list[str]:
    """The paths of those files that some commit has, below the repository's folder.

    Former names are not looked for: git takes a similar file for one, and that may be another's picture.
    """
    names = [os.path.relpath(file, folder) for file in files]
    # Without names, git would list every file.
    changes = git.changes(folder, "--all", "--no-renames", "--", *names) if names else ()
    return list(dict.fromkeys(change.path for change in changes))


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


def _removal(paths: Sequence[str], sidecar: History | None = None) -> Iterator[str]:
    """How to rewrite the history. The sidecar is included, as it may have quoted the text."""
    sidecars = sidecar.paths if sidecar else ()
    names = " ".join(f"--path {shlex.quote(path)}" for path in dict.fromkeys((*paths, *sidecars)))
    yield "To remove it, commit the withdrawal, install git filter-repo, and run this in a fresh clone:"
    yield f"  git filter-repo --invert-paths {names}"
    if sidecars:
        yield f"This also removes the notice: save {sidecars[0]} first, then restore and commit it."
    yield "  git push --force --all && git push --force --tags"
    yield "Everyone else must clone again: pushing an old clone brings the text back."
    yield "Forks and pull requests keep the text."
    yield "The host may show old commits by their ids until it clears its caches. Ask it to do so."
