"""The requirement in a new archive installs Clipfile from where this copy came from."""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from generator import __version__
from generator.accession.origin import is_local, requirement

URL = "https://git.example/clipfile"


class Distribution:
    """An installed distribution that pip installed from ``origin``; without one, from an index."""

    def __init__(self, origin: object) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self.origin) if self.origin else None


def required(monkeypatch: pytest.MonkeyPatch, origin: object) -> str:
    monkeypatch.setattr("generator.accession.origin.distribution", lambda _: Distribution(origin))
    return requirement()


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, f"clipfile=={__version__}"),
        (
            {"url": URL, "vcs_info": {"vcs": "git", "commit_id": "abc", "requested_revision": "main"}},
            f"clipfile @ git+{URL}@abc",
        ),
        ({"url": f"{URL}/c.whl", "archive_info": {}}, f"clipfile @ {URL}/c.whl"),
        ({"url": "file:///a/c.whl", "archive_info": {}}, "clipfile @ file:///a/c.whl"),
    ],
)
def test_the_requirement_names_the_origin(monkeypatch: pytest.MonkeyPatch, origin: object, line: str) -> None:
    assert required(monkeypatch, origin) == line
    assert is_local(line) == ("file:" in line)


def test_a_copy_that_was_not_installed_is_required_by_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("generator.accession.origin.distribution", missing)
    assert requirement() == f"clipfile=={__version__}"


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_a_checkout_is_required_from_its_repository_once_the_commit_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    checkout = tmp_path / "a checkout"
    checkout.mkdir()
    origin = {"url": checkout.as_uri(), "dir_info": {"editable": True}}
    git(checkout, "init", "-q", "-b", "main")
    git(checkout, "commit", "-q", "--allow-empty", "-m", "first")
    git(checkout, "remote", "add", "origin", URL)
    assert required(monkeypatch, origin) == f"clipfile @ {checkout.as_uri()}"
    git(checkout, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert required(monkeypatch, origin) == f"clipfile @ git+{URL}@{git(checkout, 'rev-parse', 'HEAD')}"
    git(checkout, "remote", "set-url", "origin", "https://name:secret@git.example/clipfile")
    assert required(monkeypatch, origin) == f"clipfile @ {checkout.as_uri()}"
