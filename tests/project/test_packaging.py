"""Locks pin everything, versions agree, the wheel is complete, and no file names a package registry."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from making import ROOT

import generator

LOCKS = ["requirements.lock", "requirements-build.lock", "requirements-site.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Split, so that this file does not name them either.
REGISTRY_HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js.org", "deb.debian" + ".org"]


def requirements(lock: str) -> list[str]:
    """Each requirement of a lock with its hashes, on one line."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def name(requirement: str) -> str:
    """The normalized name of the distribution that a requirement asks for."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", match[0]).lower() if match else ""


def committed() -> list[Path]:
    """The files of the project that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / path for path in listed.split("\0") if path and (ROOT / path).is_file()]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_versions_with_hashes(lock: str) -> None:
    pinned = re.compile(
        r"[A-Za-z0-9._-]+(\[[a-z0-9,._-]+\])?==\S+(\s*;.*?)?(\s+--hash=sha256:[0-9a-f]{64})+$"
    )
    assert requirements(lock)
    assert [line for line in requirements(lock) if not pinned.match(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", text) == []


def test_the_lock_contains_every_declared_dependency() -> None:
    declared = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    missing = {name(each) for each in declared} - {name(each) for each in requirements(LOCKS[0])}
    assert missing == set()


def test_what_builds_a_site_is_locked_without_what_tests_it() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    used = ("documents", "imports", "heic", "cards", "remote")
    needed = {*PROJECT["project"]["dependencies"], *(each for extra in used for each in extras[extra])}
    site = {name(each) for each in requirements(LOCKS[2])}
    assert {name(each) for each in needed} <= site
    only_tested = {name(each) for each in PROJECT["dependency-groups"]["dev"]} - {
        name(each) for each in needed
    }
    # Needed by another library, which may change.
    assert site & only_tested <= {"fonttools", "pillow"}
    # The same versions, so that what is tested is what builds.
    assert set(requirements(LOCKS[2])) <= set(requirements(LOCKS[0]))


def test_sites_are_built_without_what_tests_them() -> None:
    make = ["make", "--dry-run", "--always-make", "site"]
    done = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=True)
    installed = re.findall(r"-r (\S+)", done.stdout)
    assert installed == [LOCKS[2], LOCKS[1]]
    for workflow in ("publish", "check", "links"):
        text = (ROOT / ".github" / "workflows" / f"{workflow}.yml").read_text(encoding="utf-8")
        assert set(re.findall(r"run: make (\S+)", text)) <= {"site", ".venv/ready"}


def test_the_locked_build_backend_is_the_declared_one() -> None:
    pins = {line.split()[0] for line in requirements(LOCKS[1])}
    assert set(PROJECT["build-system"]["requires"]) <= pins


def test_package_project_and_changelog_have_the_same_version() -> None:
    released = re.findall(
        r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert PROJECT["project"]["version"] == generator.__version__
    assert released[:1] == [generator.__version__]


def test_no_file_names_a_registry_host() -> None:
    named = [
        (str(path.relative_to(ROOT)), host)
        for path in committed()
        for host in REGISTRY_HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert named == []


def test_the_wheel_contains_code_rules_theme_and_authority(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("clipfile-*.whl"))) as wheel:
        contents = set(wheel.namelist())
    rules = {f"generator/data/{path.name}" for path in (ROOT / "generator" / "data").glob("*.yml")}
    names = {
        f"generator/authority_files/{path.name}" for path in (ROOT / "seeds" / "authority").glob("*.yml")
    }
    assert rules
    assert names
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*.py")}
    theme = {"generator/theme/main.html", "generator/theme/assets/clipfile.css"}
    assert rules | names | code | theme <= contents


def test_the_theme_that_mkdocs_finds_by_name_has_the_templates() -> None:
    module = PROJECT["project"]["entry-points"]["mkdocs.themes"]["clipfile"]
    assert (Path(str(importlib.import_module(module).__file__)).parent / "main.html").is_file()


def test_html_can_be_read_without_an_extra_of_lxml() -> None:
    # Some versions of pip, such as 23.2, do not resolve the extra html_clean.
    assert "lxml-html-clean" in {name(each) for each in PROJECT["project"]["dependencies"]}
