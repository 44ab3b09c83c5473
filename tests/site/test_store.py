"""The page store only saves time, and a failed build leaves the previous site."""

from __future__ import annotations

import contextlib
import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from making import ROOT
from mkdocs.__main__ import cli

from generator.site.scripts import ENTRIES, joined
from generator.site.session import empty_sections

TEXT = "Council votes for the new bridge {n}\n\nMonday saw the vote. Bridge {n} will cost a lot in Paris.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An archive of its own, large enough for worker processes, with a hand-written page."""
    for name in ("seeds", "docs"):
        (tmp_path / name).mkdir()
    for number in range(45):
        (tmp_path / "seeds" / f"{number}.txt").write_text(TEXT.format(n=number))
    (tmp_path / "docs" / "about.md").write_text("# About\n")
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\nsite_name: Test\nsite_url: https://news.example/archive/\n"
        f"theme: {{custom_dir: {tmp_path}/theme}}\nhooks: [{ROOT}/generator/site/hooks.py]\n"
        "extra: {clipfile: {introduction: ''}}\n"
    )
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    return tmp_path


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """The command line of MkDocs keeps its messages from other tests of this process: undo that."""
    log = logging.getLogger("mkdocs")
    propagate, level, handlers = log.propagate, log.level, list(log.handlers)
    yield
    log.propagate, log.handlers = propagate, handlers
    log.setLevel(level)


def build(project: Path, *words: str, store: bool = True) -> Result:
    if not store:
        shutil.rmtree(project / "docs" / ".cache", ignore_errors=True)
    # In this process: starting Python and loading MkDocs takes longer than such a build.
    with contextlib.chdir(project):
        return CliRunner().invoke(cli, ["build", "-q", *words])


def site(project: Path) -> dict[str, bytes]:
    """Every page and file but the search index, whose names are digests of it."""
    root = project / "site"
    files = (path for path in root.rglob("*") if path.is_file() and "search-index" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_with_and_without_the_store_the_site_is_the_same(project: Path) -> None:
    assert build(project).exit_code == 0
    cold = site(project)
    assert len([name for name in cold if name.startswith("articles/")]) == 45
    assert build(project).exit_code == 0
    assert site(project) == cold
    edits = {
        "seeds/3.yml": "title: Another headline\n",
        "seeds/50.txt": TEXT.format(n=50),
        "docs/about.md": "# About this archive\n",
        "theme/partials/colophon.html": "<footer><p>Another footer</p></footer>",
        "seeds/authority/places.yml": "- {id: paris, name: Paris, aliases: [City of Paris]}\n",
    }
    for name, text in edits.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text)
        assert build(project).exit_code == 0
    warm = site(project)
    assert build(project, store=False).exit_code == 0
    assert site(project) == warm
    page = warm["articles/undated/council-votes-for-the-new-bridge-3/index.html"]
    assert b"Another footer" in page
    assert b"Another headline" in page


def test_pages_of_the_store_are_what_mkdocs_renders_without_any_hook(project: Path) -> None:
    build(project)
    taken = site(project)
    # Without the hook, somebody says which sections are empty, and scripts of Material are published too.
    ours = {"extra": {"clipfile": {"empty_sections": empty_sections(project / "docs")}}}
    command = [sys.executable, "-m", "generator", "convert", "--self-contained"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (project / "plain.yml").write_text(f"INHERIT: mkdocs.yml\nhooks: []\n{yaml.safe_dump(ours)}")
    assert build(project, "-f", "plain.yml").exit_code == 0
    plain = site(project)
    unused = {name for name in plain if name.startswith("assets/javascripts/") or name.endswith(".map")}
    assert unused
    # The hook also joins modules of search, which work without that.
    modules = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / "theme" / "assets").glob("*.js")
    }
    parts, bundles = ({f"assets/{name}" for name in names} for names in (joined(modules), ENTRIES))
    assert parts <= plain.keys()
    assert parts.isdisjoint(taken)
    plain = {name: data for name, data in plain.items() if name not in unused | parts | bundles}
    assert plain == {name: data for name, data in taken.items() if name not in bundles}


def test_every_page_links_the_tags_while_an_article_has_one(project: Path) -> None:
    def linking() -> dict[str, bool]:
        assert build(project).exit_code == 0
        pages = ("index.html", "404.html", "about/index.html", "articles/undated/0/index.html")
        return {page: b'tags/">Tags</a>' in site(project)[page] for page in pages}

    (project / "seeds" / "0.yml").write_text("id: '0'\n")
    assert not any(linking().values())
    (project / "seeds" / "1.yml").write_text("tags: [ferries]\n")
    assert all(linking().values())
    assert {"tags/index.html", "tags/ferries/index.html"} <= site(project).keys()
    (project / "seeds" / "1.yml").unlink()
    assert not any(linking().values())
    assert not [name for name in site(project) if name.startswith("tags/")]


def test_a_failed_build_leaves_the_previous_site(project: Path) -> None:
    build(project)
    before = site(project)
    (project / "theme" / "article.html").write_text("{% if %}")
    (project / "seeds" / "3.yml").write_text("title: Another headline\n")
    assert build(project).exit_code != 0
    assert site(project) == before
    shutil.copy(ROOT / "theme" / "article.html", project / "theme" / "article.html")
    assert build(project).exit_code == 0
    assert (
        b"Another headline" in site(project)["articles/undated/council-votes-for-the-new-bridge-3/index.html"]
    )
    assert not (project / "site.new").exists()
