"""The commands and examples of README and CONTRIBUTING work, in a copy whose path contains a space."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import yaml
from making import ROOT, folder

from generator.authority.authority import load_authority
from generator.check.inspection import inspect
from generator.commands.cli import COMMANDS
from generator.convert.convert import convert
from generator.inputs.fields import FIELDS, parse_declaration

PAGES = ("README.md", "CONTRIBUTING.md")
# These run until a person stops them, or would start this very test again. Only their existence is tested.
ENDLESS = {"make serve", "make demo", "make shell", "make test"}
DOCUMENT = "examples/demo/seeds/montreal-protocol.txt"


def commands(page: str) -> list[str]:
    """The command lines of the blocks marked ``sh``, without comments, in order."""
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    lines = (line.partition(" # ")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


def examples(page: str, language: str = "yaml") -> list[str]:
    """The blocks of a page that are marked with a language, without the indent of a list."""
    text = (ROOT / page).read_text(encoding="utf-8")
    pattern = rf"^ *```{language}\n(.*?)^ *```"
    return [textwrap.dedent(block) for block in re.findall(pattern, text, re.MULTILINE | re.DOTALL)]


def linked(page: str) -> list[str]:
    """The files of the project that a page links to or shows."""
    targets = re.findall(r"\]\(([^)#\s]+)", (ROOT / page).read_text(encoding="utf-8"))
    return [target for target in targets if "://" not in target]


def run(command: str, directory: Path) -> subprocess.CompletedProcess[str]:
    """Run one line as ``make shell`` would. What ``make`` installs is the environment of this project."""
    line = re.sub(r"^make ", "make --old-file=.venv/ready --old-file=.venv/dev ", command)
    path = os.pathsep.join([str(directory / ".venv" / "bin"), os.environ["PATH"]])
    environment = {**os.environ, "NO_COLOR": "1", "PATH": path}
    return subprocess.run(
        ["sh", "-c", line], cwd=directory, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("readme") / "a copy"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for path in filter(None, listed.split("\0")):
        if (ROOT / path).is_file():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, root / path)
    (root / ".venv").symlink_to(sys.prefix)
    return root


def test_the_commands_of_the_readme_work_in_order(copy: Path) -> None:
    tried = [command for command in commands("README.md") if command not in ENDLESS]
    assert {"make site", "clipfile check", "clipfile build"} <= set(tried)
    for command in tried:
        done = run(command, copy)
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert (copy / "site" / "index.html").is_file()
    assert list((copy / "site" / "articles").rglob("index.html"))


@pytest.mark.parametrize("command", sorted(ENDLESS))
def test_an_endless_command_exists(command: str, copy: Path) -> None:
    assert any(command in commands(page) for page in PAGES)
    assert run(f"make --dry-run {shlex.split(command)[1]}", copy).returncode == 0


@pytest.mark.parametrize("page", PAGES)
def test_the_sidecars_are_valid(page: str) -> None:
    sidecars = [example for example in examples(page) if not example.startswith("- ")]
    assert sidecars
    for example in sidecars:
        declared, problems = parse_declaration(example, page)
        assert problems == ()
        assert declared.values["date"]


def test_the_sidecar_of_the_readme_gives_no_warning(tmp_path: Path) -> None:
    (sidecar,) = (example for example in examples("README.md") if example.startswith("# seeds/"))
    name = sidecar.partition("\n")[0].removeprefix("# seeds/")
    document = (ROOT / DOCUMENT).read_bytes()
    assert inspect(folder(tmp_path, {Path(DOCUMENT).name: document, name: sidecar})) == ()


def test_the_article_of_the_readme_is_what_a_conversion_gives(tmp_path: Path) -> None:
    clipping, (page,) = examples("README.md", "text")[0].splitlines(), examples("README.md", "markdown")
    document = (ROOT / DOCUMENT).read_text(encoding="utf-8")
    assert [line for line in clipping if line.removesuffix(" ...") not in document] == []
    _, front_matter, body = page.split("---\n")
    settings = folder(tmp_path, {Path(DOCUMENT).name: document})
    (article,) = convert(settings).archive.articles
    record = json.loads((settings.docs / "data" / "articles.jsonl").read_text(encoding="utf-8"))
    shown = yaml.safe_load(front_matter)
    written = (settings.docs / f"{article.url.rstrip('/')}.md").read_text(encoding="utf-8").split("---\n")[1]
    assert set(shown.pop("tags")) == set(yaml.safe_load(written)["tags"])
    assert str(shown.pop("date")) == article.date
    assert {field: record[field] for field in shown} == shown
    assert record["body"].startswith(body.strip().removesuffix(" ..."))


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_mentioned_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE)) - targets == set()
    assert set(re.findall(r"(?:`|^)clipfile ([a-z]+)", text, re.MULTILINE)) - COMMANDS.keys() == set()


def test_make_shell_puts_clipfile_on_the_path(copy: Path) -> None:
    command = "echo 'command -v clipfile' | SHELL=/bin/sh make shell"
    done = run(command.replace("make shell", "make --old-file=.venv/ready shell"), copy)
    assert done.stdout.splitlines()[-1] == str(copy / ".venv" / "bin" / "clipfile")


def test_the_authority_entry_is_valid(tmp_path: Path) -> None:
    example = next(example for example in examples("README.md") if example.startswith("- "))
    (tmp_path / "people.yml").write_text(example, encoding="utf-8")
    authority, problems = load_authority([tmp_path])
    assert problems == ()
    assert [entry.id for entry in authority.entries.values()] == ["mario-molina"]


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_the_readme_names_every_field(field: str) -> None:
    assert f"`{field}`" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_linked_file_exists(page: str) -> None:
    assert [target for target in linked(page) if not (ROOT / target).exists()] == []
