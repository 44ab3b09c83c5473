"""How hosts of repositories address their pages: the one table of their patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit


class Host(NamedTuple):
    """Paths of a host's pages below the address of a repository.

    ``browse`` is followed by the path of a file of the default branch, ``edit`` by that of a file to change.
    ``new`` is the page for a new file; ``name`` and ``value`` are its parameters for the file's name and text
    ("" where the text cannot be given), and ``whole`` says that the name includes the folder.
    """

    browse: str
    new: str
    edit: str
    name: str
    value: str
    whole: bool = False


_FORGEJO = Host("src/branch/main", "_new/{branch}/{folder}/", "_edit/{branch}", "filename", "value")
# Part of a host's name → its pages.
HOSTS: Mapping[str, Host] = {
    "github": Host("blob/HEAD", "new/{branch}/{folder}", "edit/{branch}", "filename", "value"),
    "gitlab": Host("-/blob/HEAD", "-/new/{branch}", "-/edit/{branch}", "file_name", "", whole=True),
    "codeberg": _FORGEJO,
    "forgejo": _FORGEJO,
    "gitea": _FORGEJO,
}
# A folder as hosts address it: its branch, and its path.
_FOLDER = re.compile(r"(?:-/)?(?:blob|tree|src/branch)/([^/]+)/(.+)")


def host_of(repository: str) -> Host | None:
    """The host of a repository, by its address; None for one of another kind."""
    name = urlsplit(repository).hostname or ""
    return next((host for part, host in HOSTS.items() if part in name), None)


def browsed(repository: str, folder: str) -> str:
    """Address at which readers see a folder of a repository; "" for a host of another kind."""
    host = host_of(repository)
    return f"{repository}/{host.browse}/{folder.strip('/')}" if host else ""


def branch_and_folder(repository: str, address: str) -> tuple[str, str] | None:
    """Branch and path that the address of a folder of a repository names; None where it names none."""
    start = f"{repository}/"
    match = _FOLDER.fullmatch(address.removeprefix(start).rstrip("/")) if address.startswith(start) else None
    if match is None:
        return None
    # What a host calls HEAD can be read, but not written to.
    return ("main" if match[1] == "HEAD" else match[1]), match[2].strip("/")
