"""Where no browser is found one is installed, or a sentence says how; nothing is skipped in silence."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from browser import find_browser


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been run on a machine of which nothing is known yet."""
    ran: list[str] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: ran.append(" ".join(command)))
    monkeypatch.setattr(find_browser, "find_browser", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    return ran


def test_root_on_debian_installs_chromium(commands: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_browser, "is_root", lambda: True)
    find_browser.main(["--install"])
    assert commands == ["apt-get update -qq", "apt-get install -y -qq chromium"]


@pytest.mark.parametrize(("root", "arguments"), [(False, ["--install"]), (True, [])])
def test_nothing_is_installed_otherwise(
    root: bool, arguments: list[str], commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_browser, "is_root", lambda: root)
    assert find_browser.main(arguments) == 1
    assert commands == []


@pytest.mark.usefixtures("commands")
def test_what_to_install_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert find_browser.main([]) == 1
    assert "apt-get install chromium" in capsys.readouterr().err


def test_an_installed_browser_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "google-chrome"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser.find_browser() == program


@pytest.mark.parametrize(("root", "expected"), [(True, True), (False, False)])
def test_only_root_goes_without_the_sandbox(
    root: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_browser, "is_root", lambda: root)
    assert ("--no-sandbox" in find_browser.flags()) == expected
