"""Where this copy of Clipfile came from, as a requirement that pip can install again."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator import __version__
from generator.system import git


def requirement() -> str:
    """A line of ``requirements.txt`` that installs this copy of Clipfile.

    The address of a repository where there is one, then the file or folder it was installed from, else the
    version. pip records an origin that is not a package index in ``direct_url.json`` (PEP 610).
    """
    try:
        recorded = distribution("clipfile").read_text("direct_url.json")
    except PackageNotFoundError:
        recorded = None
    return _from_origin(json.loads(recorded)) if recorded else f"clipfile=={__version__}"


def is_local(line: str) -> bool:
    """Whether a requirement names a file or folder of this machine."""
    return " @ file:" in line


def _from_origin(origin: dict[str, Any]) -> str:
    url: str = origin["url"]
    if "vcs_info" in origin:
        return f"clipfile @ {origin['vcs_info']['vcs']}+{url}@{origin['vcs_info']['commit_id']}"
    published = _published_commit(Path(unquote(urlsplit(url).path))) if "dir_info" in origin else ""
    return f"clipfile @ {published or url}"


def _published_commit(checkout: Path) -> str:
    """The checked-out commit at the repository's address, "" if the repository there does not have it."""
    url, commit = _git_line(checkout, "remote", "get-url", "origin"), _git_line(checkout, "rev-parse", "HEAD")
    is_published = git.ask(checkout, "branch", "--remotes", "--contains", "HEAD")
    return f"git+{url}@{commit}" if url.startswith("https://") and "@" not in url and is_published else ""


def _git_line(folder: Path, *arguments: str) -> str:
    return git.line(git.ask(folder, *arguments))
