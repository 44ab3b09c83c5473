"""If no browser is found, one is installed or a message says how; no test is skipped silently."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from browser import find_browser

PROGRAMS = {"apt-get": "/usr/bin/apt-get"}


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands run on a machine without a browser, where packages offer only the full Chromium."""
    ran: list[str] = []

    def run(command: tuple[str, ...], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(" ".join(word for word in command if word not in find_browser.PATIENCE))
        return subprocess.CompletedProcess(command, int(find_browser.SHELL in command))

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(find_browser, "find_browser", lambda: None)
    monkeypatch.setattr(shutil, "which", PROGRAMS.get)
    return ran


def test_root_on_debian_installs_chromium(commands: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_browser, "is_root", lambda: True)
    find_browser.main(["--install"])
    assert commands == [
        "apt-get update -qq",
        "apt-get install -y -qq chromium-headless-shell",
        "apt-get install -y -qq chromium",
    ]


def test_where_one_is_installed_only_the_quicker_one_is_tried(
    commands: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(find_browser, "is_root", lambda: True)
    monkeypatch.setattr(find_browser, "find_browser", lambda: tmp_path)
    assert find_browser.main(["--install"]) == 0
    assert commands == ["apt-get update -qq", "apt-get install -y -qq chromium-headless-shell"]
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert find_browser.main(["--install"]) == 0
    assert len(commands) == 2


@pytest.mark.parametrize(("root", "arguments"), [(False, ["--install"]), (True, [])])
def test_nothing_is_installed_otherwise(
    root: bool, arguments: list[str], commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_browser, "is_root", lambda: root)
    assert find_browser.main(arguments) == 1
    assert commands == []


@pytest.mark.usefixtures("commands")
def test_the_message_says_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
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
