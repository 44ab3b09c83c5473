"""Workflows, forms and update rules are valid, and a pull request has nothing to steal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from making import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
# Pattern of files → their schema, which comes with the checker.
SCHEMAS = {
    "workflows/*.yml": "vendor.github-workflows",
    "dependabot.yml": "vendor.dependabot",
    "ISSUE_TEMPLATE/[!c]*.yml": "vendor.github-issue-forms",
    "ISSUE_TEMPLATE/co[!n]*.yml": "vendor.github-issue-forms",
    "ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
}


def load(path: Path) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("pattern", SCHEMAS)
def test_files_are_valid_by_their_schema(pattern: str) -> None:
    files = sorted(GITHUB.glob(pattern))
    assert files
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        SCHEMAS[pattern],
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    program = Path(sys.executable).with_name("zizmor")
    command = [
        program,
        "--offline",
        "--no-progress",
        "--persona",
        "pedantic",
        "--config",
        GITHUB / "zizmor.yml",
        ROOT,
    ]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def actionlint(*paths: Path) -> subprocess.CompletedProcess[str]:
    # Without the script checkers that it would start if they happened to be installed.
    command = [Path(sys.executable).with_name("actionlint"), "-shellcheck=", "-pyflakes=", *paths]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


def test_actionlint_finds_nothing() -> None:
    done = actionlint(*WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_a_deliberate_mistake(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(
        WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on:", "runs-in:"), encoding="utf-8"
    )
    assert "runs-in" in actionlint(broken).stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_more_permissions_than_it_needs(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    # YAML 1.1 reads the key "on" as true.
    triggers = set(workflow[True])
    assert not triggers & {"pull_request_target", "workflow_run", "issue_comment"}
    assert "secrets." not in path.read_text(encoding="utf-8")
    for name, job in workflow["jobs"].items():
        written = {scope for scope, access in job["permissions"].items() if access == "write"}
        assert written <= ({"pages", "id-token"} if name == "deploy" else set())
        assert "pull_request" not in triggers or not written
        assert job["timeout-minutes"] <= 120


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_no_text_from_the_outside(path: Path) -> None:
    for job in load(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_each_kind_of_contribution_has_a_form_and_a_template() -> None:
    kinds = {"article", "correction", "name", "withdrawal"}
    assert {path.stem for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml")} - {"config"} == kinds
    assert {path.stem for path in (GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md")} == kinds
