"""``clipfile init`` creates an archive, from a checkout or from the installed wheel alone."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
import yaml
from making import ROOT

from generator.accession import starter
from generator.check.inspection import inspect
from generator.convert.write.writer import read_manifest
from generator.inputs.settings import load_settings
from generator.model.errors import ClipfileError


def run(*command: str | Path, folder: Path) -> str:
    # Only what is installed may be imported.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` folder of an environment with the wheel and its dependencies, but not this checkout."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, folder=ROOT)
    venv.create(folder / "env")
    programs = folder / "env" / "bin"
    wheel = next(folder.glob("clipfile-*.whl"))
    pip = (sys.executable, "-m", "pip", "--python", programs / "python")
    run(*pip, "install", "--no-deps", "--no-index", "--quiet", wheel, folder=folder)
    # Dependencies come from this environment. Python ignores .pth files in a folder that a .pth file names,
    # so this checkout, which is installed through one, stays invisible.
    packages = next((folder / "env" / "lib").glob("python*")) / "site-packages"
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def test_the_installed_wheel_alone_creates_and_builds_an_archive(installed: Path, tmp_path: Path) -> None:
    archive = tmp_path / "an archive"
    script = "import generator; print(generator.__file__)"
    assert str(ROOT) not in run(installed / "python", "-c", script, folder=tmp_path)
    run(installed / "clipfile", "init", archive, "--name", "Bridges: then & now", folder=tmp_path)
    settings = yaml.load((archive / "mkdocs.yml").read_text().replace("!ENV", ""), Loader=yaml.SafeLoader)
    assert (settings["site_name"], settings["theme"]["name"]) == ("Bridges: then & now", "clipfile")
    assert "custom_dir" not in settings["theme"]
    wheel = next(installed.parent.parent.glob("clipfile-*.whl"))
    assert f"\nclipfile @ {wheel.as_uri()}\n" in (archive / "requirements.txt").read_text(encoding="utf-8")
    assert run(installed / "clipfile", "check", folder=archive) == "No problems in 1 article.\n"
    run("git", "init", "-q", ".", folder=archive)
    run(installed / "clipfile", "build", folder=archive)
    (page,) = (archive / "site" / "articles").rglob("*bridge*/index.html")
    assert "Wooden bridge opens" in page.read_text(encoding="utf-8")
    assert (archive / "site" / "assets" / "clipfile.css").is_file()
    assert (archive / "site" / "search-index").is_dir()
    assert not list((archive / "site").rglob("*.py"))
    by_hand = run("git", "status", "--porcelain", "-uall", "docs", folder=archive)
    assert [path for path in read_manifest(archive / "docs") if path in by_hand] == []
    before = page.read_bytes()
    run(installed / "python", "-m", "mkdocs", "build", "--strict", folder=archive)
    assert page.read_bytes() == before


def test_a_new_archive_has_no_problems_and_no_articles_of_this_project(tmp_path: Path) -> None:
    written = starter.create_archive(tmp_path / "a", "A")
    assert inspect(load_settings(tmp_path / "a" / "mkdocs.yml")) == ()
    assert {path.name for path in (ROOT / "seeds").glob("*.*")}.isdisjoint(map(str, written))
    assert "seeds/authority/people.yml" in written
    assert "sergey-lavrov" not in (tmp_path / "a" / "seeds" / "authority" / "people.yml").read_text()
    assert ".github/workflows/check.yml" in written
    assert ".github/workflows/tests.yml" not in written


def test_a_folder_with_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ClipfileError, match="is not empty"):
        starter.create_archive(tmp_path, "A")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_new_repository_is_accepted(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "mkdocs.yml" in starter.create_archive(tmp_path, "A")
