"""An archive's seeds as they were at a revision."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.model.errors import ClipfileError


@contextlib.contextmanager
def checked_out(seeds: Path, ref: str) -> Iterator[Path]:
    """The folder of seeds at ``ref``, in a clone that is gone afterwards; the repository is not changed.

    Args:
        seeds: the folder of clippings, absolute, inside a git repository.
        ref: any name of a commit.

    Raises:
        ClipfileError: this is no git repository, or it has no such commit.
    """
    root = Path(_git(seeds, "rev-parse", "--show-toplevel"))
    commit = _commit(root, ref)
    below = seeds.resolve().relative_to(root.resolve())
    with tempfile.TemporaryDirectory(prefix="clipfile-") as folder:
        # A clone that borrows its objects: it has the whole history, which dates the seeds, in no time.
        _git(root, "clone", "--quiet", "--shared", "--no-checkout", "--no-tags", ".", folder)
        clone = Path(folder)
        _git(clone, "checkout", "--quiet", "--detach", commit)
        (clone / below).mkdir(parents=True, exist_ok=True)
        yield clone / below


def changed_since(seeds: Path, ref: str) -> frozenset[str]:
    """The files below the folder of seeds that differ from a commit; none where ``ref`` names no commit."""
    try:
        commit = _commit(seeds, ref)
        told = _git(seeds, "diff", "--name-only", "-z", "--relative", "--no-renames", commit, "--", ".")
    except ClipfileError:
        return frozenset()
    return frozenset(filter(None, told.split("\0")))


def _commit(root: Path, ref: str) -> str:
    try:
        return _git(root, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    except ClipfileError as error:
        raise ClipfileError(
            f"{ref} names no commit of {root}, and there is no such file or folder. A branch of another "
            f"repository has to be fetched first ({error})"
        ) from error


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise ClipfileError(f"git cannot be run: {error.strerror}. Install it, then run again.") from error
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise ClipfileError(f"git {arguments[0]}: {said[-1] if said else 'failed'} (in {folder})")
    return done.stdout.strip()
