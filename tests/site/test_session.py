"""A run of MkDocs keeps its state in one object, from one event to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import ROOT
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import EVENTS
from mkdocs.structure.files import Files

from generator.site import hooks
from generator.site.session import Session
from generator.system.locking import lock


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """Settings of an archive with one seed, its docs folder not yet converted."""
    for name in ("seeds", "docs"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Council votes\n\nThe council voted on Monday in Paris.\n")
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\ntheme: {{custom_dir: {ROOT}/theme}}\nnav: [index.md, about.md]\n"
        "hooks: []\nextra: {clipfile: {introduction: ''}}\n"
    )
    return load_config(str(tmp_path / "mkdocs.yml"))


def test_each_event_that_the_session_handles_is_a_hook() -> None:
    handled = {name for name in dir(Session) if name.startswith("on_")}
    assert handled == {name for name in dir(hooks) if name.startswith("on_")}
    assert handled <= {f"on_{event}" for event in EVENTS}
    priorities = {name: getattr(getattr(hooks, name), "mkdocs_priority", 0) for name in handled}
    assert {name: number for name, number in priorities.items() if number} == {
        "on_files": 100,
        "on_pre_build": -100,
    }


def test_mkdocs_processes_only_hand_written_files(config: MkDocsConfig) -> None:
    docs = config.docs_dir
    session = Session()
    session.on_startup(command="build", dirty=False)
    session.on_config(config)
    assert config.nav == ["index.md"], "a page that is missing is not linked"
    session.on_pre_build(config)
    assert config.docs_dir != docs
    assert not Path(config.docs_dir).exists()
    files = session.on_files(Files([]), config)
    assert config.docs_dir == docs
    assert [file.src_uri for file in files if file.inclusion.value >= 0] == ["index.md"]
    session.on_build_error(ValueError("MkDocs gave up"))


def test_a_build_that_fails_lets_the_next_one_begin(config: MkDocsConfig) -> None:
    site = config.site_dir
    session = Session()
    session.on_startup(command="build", dirty=False)
    for _ in range(2):
        config.site_dir = site
        session.on_config(config)
        with pytest.raises(PluginError, match=r"page: No space left\. The previous site is intact"):
            session.on_build_error(OSError(28, "No space left", "page"))
        held = lock(Path(config.docs_dir))
        assert held.lock_counter == 1, "the session has released its lock"
        held.release()


@pytest.mark.parametrize("site", ["seeds", ".", "docs/..", "docs"])
def test_a_site_that_would_replace_the_archive_is_refused(config: MkDocsConfig, site: str) -> None:
    base = Path(config.docs_dir).parent
    config.site_dir = str(base / site)
    with pytest.raises(PluginError, match="is replaced by each build, but contains"):
        Session().on_config(config)
    assert (base / "seeds" / "a.txt").exists()


@pytest.mark.parametrize("name", [".cache/sites/site/spare", ".cache/sites", ".cache"])
def test_a_spare_site_behind_a_link_is_refused(config: MkDocsConfig, name: str) -> None:
    base = Path(config.docs_dir).parent
    (base / name).parent.mkdir(parents=True, exist_ok=True)
    (base / name).symlink_to(base / "seeds")
    with pytest.raises(PluginError, match="is a link, and files in it would be deleted"):
        Session().on_config(config)
    assert (base / "seeds" / "a.txt").exists()
