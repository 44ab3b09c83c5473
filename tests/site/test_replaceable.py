"""A build replaces its folder only if that is empty or a site that was built before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from making import ROOT
from xxhash import xxh3_128_hexdigest

from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.site.trees.ownership import check_replaceable
from generator.site.trees.swap import SiteFolders
from generator.site.trees.trees import SourceFile, difference, update


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Folders that do not exist yet."""
    return Settings().located(seeds=tmp_path / "seeds", docs=tmp_path / "docs", site=tmp_path / "site")


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("mine")


@pytest.mark.parametrize(
    "names",
    [
        ("letter.txt",),
        (".hidden",),
        ("index.html", "assets/style.css"),
        ("data/addresses.txt", "data/manifest-sha256.txt", "index.md"),
        ("sub/letter.txt",),
    ],
)
def test_a_folder_that_is_no_site_of_ours_is_refused(settings: Settings, names: tuple[str, ...]) -> None:
    fill(settings.site, *names)
    with pytest.raises(ClipfileError, match="no site that Clipfile built"):
        check_replaceable(settings)


def test_a_folder_that_is_missing_or_empty_is_taken(settings: Settings) -> None:
    check_replaceable(settings)
    settings.site.mkdir()
    check_replaceable(settings)
    fill(settings.site, ".DS_Store", "Thumbs.db")
    check_replaceable(settings)


def test_a_site_is_known_without_a_record(settings: Settings) -> None:
    fill(settings.site, "data/addresses.txt", "data/manifest-sha256.txt", "index.html", "extra.html")
    check_replaceable(settings)


def test_a_site_without_data_is_known_by_its_record(settings: Settings, tmp_path: Path) -> None:
    fill(tmp_path, "page.html")
    page = tmp_path / "page.html"
    wanted = {"a/index.html": SourceFile(xxh3_128_hexdigest(page.read_bytes()), str(page))}
    update(settings.site, SiteFolders(settings.site).records, wanted, difference({}, wanted))
    check_replaceable(settings)
    # Another folder may get the same inode, and then has the record of the site.
    (settings.site / "a" / "index.html").write_text("by someone else")
    with pytest.raises(ClipfileError, match="no site that Clipfile built"):
        check_replaceable(settings)


def test_a_repository_in_a_site_is_not_deleted(settings: Settings) -> None:
    fill(settings.site, "data/addresses.txt", "data/manifest-sha256.txt", "index.html", ".git/HEAD")
    with pytest.raises(ClipfileError, match="contains a git repository"):
        check_replaceable(settings)


def test_a_file_is_not_replaced_by_a_site(settings: Settings) -> None:
    settings.site.write_text("mine")
    with pytest.raises(ClipfileError, match="is a file, not a folder"):
        check_replaceable(settings)


@pytest.mark.parametrize("command", [("generator", "build", "--site"), ("mkdocs", "build", "--site-dir")])
def test_both_commands_refuse_before_anything_is_written(tmp_path: Path, command: tuple[str, ...]) -> None:
    fill(tmp_path, "seeds/ferry.txt", "letters/letter.txt")
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\ntheme: {{custom_dir: {ROOT}/theme}}\nnav: [index.md]\n"
        f"hooks: [{ROOT}/generator/site/hooks.py]\nextra: {{clipfile: {{introduction: ''}}}}\n"
    )
    (tmp_path / "docs").mkdir()
    words = [sys.executable, "-m", *command, "letters"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "no site that Clipfile built" in " ".join(done.stderr.split())
    assert (tmp_path / "letters" / "letter.txt").read_text() == "mine"
    assert list((tmp_path / "docs").iterdir()) == []
