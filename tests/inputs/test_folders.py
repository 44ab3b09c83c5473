"""Folders that a run writes are apart from those that it reads, publishes or deletes."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import folder

from generator.convert.convert import convert, gather
from generator.inputs.folders import check_pages, check_site
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.system.work import Where

FILES: dict[str, str | bytes] = {"ferry.txt": "Ferry resumes\n\nThe ferry resumed its trips on Tuesday.\n"}


def located(base: Path, **folders: str) -> Settings:
    """Settings with a file, and with folders below ``base``."""
    usual = {"seeds": "seeds", "docs": "docs", "site": "site", **folders}
    return Settings(file=base / "mkdocs.yml").located(**{name: base / path for name, path in usual.items()})


@pytest.mark.parametrize(
    "docs", ["seeds", "seeds/pages", "seeds/.pages", "docs/../seeds", "link", "link/pages"]
)
def test_pages_are_not_written_among_clippings(tmp_path: Path, docs: str) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "link").symlink_to("seeds")
    with pytest.raises(ClipfileError, match="pages would be read as clippings"):
        check_pages(located(tmp_path, docs=docs))


@pytest.mark.parametrize(("docs", "seeds"), [("docs", "docs/seeds"), (".", "elsewhere"), ("..", "seeds")])
def test_what_is_no_page_is_not_published(tmp_path: Path, docs: str, seeds: str) -> None:
    with pytest.raises(
        ClipfileError, match="everything in the folder of pages is published, but it contains"
    ):
        check_pages(located(tmp_path, docs=docs, seeds=seeds))


@pytest.mark.parametrize("site", [".", "..", "seeds", "docs", "docs/..", "/", "link"])
def test_a_site_does_not_replace_what_it_is_made_from(tmp_path: Path, site: str) -> None:
    (tmp_path / "link").symlink_to(".")
    with pytest.raises(ClipfileError, match="is replaced by each build, but contains"):
        check_site(located(tmp_path, site=site))


@pytest.mark.parametrize("site", ["seeds/site", "docs/site", "docs/.cache", "docs/.cache/sites/a", "link"])
def test_a_site_is_not_built_where_it_would_be_read_again(tmp_path: Path, site: str) -> None:
    (tmp_path / "docs" / "www").mkdir(parents=True)
    (tmp_path / "link").symlink_to("docs/www")
    with pytest.raises(ClipfileError, match="from which the site is made"):
        check_site(located(tmp_path, site=site))


@pytest.mark.parametrize("name", ["site", ".cache/site", "docs2", "seedsite"])
def test_a_folder_of_its_own_is_accepted(tmp_path: Path, name: str) -> None:
    check_site(located(tmp_path, site=name))
    check_pages(located(tmp_path, docs=name))


def test_a_conversion_into_the_clippings_writes_nothing(tmp_path: Path) -> None:
    settings = folder(tmp_path, FILES).located(docs=tmp_path / "seeds")
    with pytest.raises(ClipfileError, match="pages would be read as clippings"):
        convert(settings, where=Where(1))
    assert [path.name for path in settings.seeds.iterdir()] == ["ferry.txt"]


@pytest.mark.parametrize("run", [convert, gather])
def test_the_cache_of_another_program_is_left_alone(tmp_path: Path, run: type) -> None:
    settings = folder(tmp_path, FILES)
    pages = settings.docs / ".cache" / "pages"
    for number in range(5):
        (pages / str(number)).mkdir(parents=True)
    with pytest.raises(ClipfileError, match="another program made it"):
        run(settings, where=Where(1))
    assert len(list(pages.iterdir())) == 5
    for path in pages.iterdir():
        path.rmdir()
    pages.rmdir()
    run(settings, where=Where(1))
    run(settings, where=Where(1))


def test_the_home_folder_is_neither_published_nor_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "people" / "me"))
    for name in ("people/me", "people"):
        with pytest.raises(ClipfileError, match="your home folder"):
            check_site(located(tmp_path, site=name))
        with pytest.raises(ClipfileError, match="your home folder"):
            check_pages(located(tmp_path, docs=name))
    check_site(located(tmp_path, site="people/me/site"))
    check_pages(located(tmp_path, docs="people/me/docs"))
