"""Checks out the seeds of an archive at a revision."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.model.errors import ClipfileError
from generator.system import git

# A name of a commit may look like an option, and a file may have the same name.
_VERIFY = ("rev-parse", "--verify", "--end-of-options")


@contextlib.contextmanager
def checked_out(seeds: Path, ref: str) -> Iterator[Path]:
    """The folder of seeds at ``ref``, in a temporary clone. The repository is not changed.

    Args:
        seeds: the folder of clippings, absolute, inside a git repository.
        ref: any name of a commit.

    Raises:
        ClipfileError: this is not a git repository, or it has no such commit.
    """
    root = Path(git.line(git.run(seeds, "rev-parse", "--show-toplevel")))
    commit = _commit(root, ref)
    below = seeds.resolve().relative_to(root.resolve())
    with tempfile.TemporaryDirectory(prefix="clipfile-") as folder:
        # A clone that shares the objects has the whole history, which dates the seeds, without copying it.
        git.run(root, "clone", "--quiet", "--shared", "--no-checkout", "--no-tags", ".", folder)
        clone = Path(folder)
        git.run(clone, "checkout", "--quiet", "--detach", commit, "--")
        (clone / below).mkdir(parents=True, exist_ok=True)
        yield clone / below


def changed_since(seeds: Path, ref: str) -> frozenset[str]:
    """The files below the folder of seeds that differ from a commit; empty if ``ref`` names no commit."""
    try:
        commit = _commit(seeds, ref)
        listed = git.run(seeds, "diff", "--name-only", "-z", "--relative", "--no-renames", commit, "--", ".")
    except ClipfileError:
        return frozenset()
    return frozenset(git.paths(listed))


def is_commit(folder: Path, ref: str) -> bool:
    """Whether ``ref`` names a commit of the repository of a folder."""
    return bool(git.ask(folder, *_VERIFY, f"{ref}^{{commit}}"))


def _commit(root: Path, ref: str) -> str:
    try:
        return git.line(git.run(root, *_VERIFY, f"{ref}^{{commit}}"))
    except ClipfileError as error:
        raise ClipfileError(
            f"{ref} is neither a commit of {root} nor a file or folder. To compare with a branch of another "
            f"repository, fetch it first ({error})"
        ) from error
