"""Runs git, and reads its answers about the files of a folder. No other module runs it.

Git lists file names between NUL characters, and they are read by their position, so that no name can pass for
anything else, whatever characters it contains.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.model.errors import ClipfileError


class GitError(ClipfileError):
    """Git is missing, or refused. The message says which."""


class Change(NamedTuple):
    """What one commit did to one file.

    ``commit`` is the full id, ``day`` its date (YYYY-MM-DD), ``status`` git's letter (A for added, R for
    renamed). ``old_blob`` and ``blob`` are git's ids of the content before and after, ``old_path`` and
    ``path`` the names.
    """

    commit: str
    day: str
    status: str
    old_blob: str
    blob: str
    old_path: str
    path: str


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """What git writes to standard output. Paths among the arguments are taken literally.

    Args:
        folder: where to run it.
        arguments: the command and its options.
        stdin: what it reads from standard input.

    Raises:
        GitError: git is missing, there is no repository, or the command failed.
    """
    command = ["git", "--literal-pathspecs", "-C", str(folder), *arguments]
    try:
        finished = subprocess.run(command, input=stdin, capture_output=True, check=False, env=_unattended())
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}. Install it, then try again.") from error
    if finished.returncode:
        messages = os.fsdecode(finished.stderr).strip().splitlines()
        raise GitError(f"git {arguments[0]}: {messages[-1] if messages else 'failed'} (in {folder})")
    return finished.stdout


def _unattended() -> dict[str, str]:
    """The environment of a program that nobody answers: git asks for no password, and waits for no lock."""
    return {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def ask(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """As ``run``, but empty where ``run`` raises: for callers that can do without an answer."""
    try:
        return run(folder, *arguments, stdin=stdin)
    except GitError:
        return b""


def line(output: bytes) -> str:
    """The only line of an output, without its line end: a path, an id."""
    return os.fsdecode(output).removesuffix("\n")


def paths(output: bytes) -> list[str]:
    """The paths of an output of ``--name-only -z``."""
    return [os.fsdecode(path) for path in output.split(b"\0") if path]


def changes(folder: Path, *options: str) -> Iterator[Change]:
    """The changes that ``git log`` lists, commit by commit; none where there is no history.

    Args:
        folder: a folder of a repository.
        options: of ``git log``, paths included.
    """
    log = ("log", "--no-show-signature", "--no-color", "--raw", "--no-abbrev", "-z", "--format=%H %cs")
    fields = iter(ask(folder, *log, *options).split(b"\0"))
    commit = day = ""
    for field in fields:
        # Git puts a line break between a commit and its first change.
        head = field.lstrip(b"\n").decode()
        if head.startswith(":"):
            _, _, old_blob, blob, status = head.split(" ")
            old_path = os.fsdecode(next(fields))
            path = os.fsdecode(next(fields)) if status[0] in "RC" else old_path
            yield Change(commit, day, status[0], old_blob, blob, old_path, path)
        elif head:
            commit, day = head.split(" ")
