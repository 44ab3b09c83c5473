"""``clipfile init``: an archive begins, from a checkout and from the installed wheel alone."""

from __future__ import annotations

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
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel, and what it depends on, but not this checkout."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, folder=ROOT)
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / "bin"
    wheel = next(folder.glob("clipfile-*.whl"))
    run(programs / "pip", "install", "--no-deps", "--no-index", "--quiet", wheel, folder=folder)
    # Packages are borrowed from this environment. What a .pth file names is not searched for more .pth files:
    # so this checkout, which is installed by one, stays out of sight.
    packages = next((folder / "env" / "lib").glob("python*")) / "site-packages"
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def test_an_archive_begins_with_the_installed_wheel_alone(installed: Path, tmp_path: Path) -> None:
    archive = tmp_path / "an archive"
    shown = run(installed / "python", "-c", "import generator; print(generator.__file__)", folder=tmp_path)
    assert str(ROOT) not in shown
    run(installed / "clipfile", "init", archive, "--name", "Bridges: then & now", folder=tmp_path)
    settings = yaml.load((archive / "mkdocs.yml").read_text().replace("!ENV", ""), Loader=yaml.SafeLoader)
    assert (settings["site_name"], settings["theme"]["name"]) == ("Bridges: then & now", "clipfile")
    assert "custom_dir" not in settings["theme"]
    assert run(installed / "clipfile", "check", folder=archive) == ""
    run("git", "init", "-q", ".", folder=archive)
    run(installed / "clipfile", "build", folder=archive)
    (page,) = (archive / "site" / "articles").rglob("*bridge*/index.html")
    assert "Wooden bridge opens" in page.read_text(encoding="utf-8")
    assert (archive / "site" / "assets" / "clipfile.css").is_file()
    assert (archive / "site" / "pagefind").is_dir()
    assert not list((archive / "site").rglob("*.py"))
    by_hand = run("git", "status", "--porcelain", "-uall", "docs", folder=archive)
    assert [path for path in read_manifest(archive / "docs") if path in by_hand] == []
    before = page.read_bytes()
    run(installed / "python", "-m", "mkdocs", "build", "--strict", folder=archive)
    assert page.read_bytes() == before


def test_a_new_archive_is_in_order_and_holds_nothing_of_ours(tmp_path: Path) -> None:
    written = starter.begin(tmp_path / "a", "A")
    assert inspect(load_settings(tmp_path / "a" / "mkdocs.yml")) == ()
    assert {path.name for path in (ROOT / "seeds").glob("*.*")}.isdisjoint(map(str, written))
    assert "seeds/authority/people.yml" in written
    assert "sergey-lavrov" not in (tmp_path / "a" / "seeds" / "authority" / "people.yml").read_text()
    assert ".github/workflows/check.yml" in written
    assert ".github/workflows/tests.yml" not in written


def test_nothing_that_is_there_is_changed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ClipfileError, match="is not empty"):
        starter.begin(tmp_path, "A")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_fresh_repository_is_a_place_to_begin(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "mkdocs.yml" in starter.begin(tmp_path, "A")
