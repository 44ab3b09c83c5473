"""A link in the docs folder publishes nothing that is not in that folder."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from generator.site.files import find_files

OUTSIDE = ("secret.txt", "private", "docs-other/page.md")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A docs folder with a page, and files next to it that must not be published."""
    for name in (
        "docs/page.md",
        "docs/sub/more.md",
        "docs/.cache/draft.md",
        "docs/.key",
        *OUTSIDE[::2],
        "private/a.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    (tmp_path / "mkdocs.yml").write_text("site_name: An archive\nplugins: []\n")
    return tmp_path / "docs"


def published(docs: Path, manifest: tuple[str, ...] = ()) -> set[str]:
    """Paths of the files of the site, below the docs folder."""
    config = load_config(str(docs.parent / "mkdocs.yml"))
    found = find_files(Files([]), config, manifest, serving=False)
    own = (file.src_uri for file in found.for_mkdocs if file.inclusion.value >= 0)
    return {*own, *found.pages, *found.data}


@pytest.mark.parametrize(
    "target",
    [
        *(f"../{name}" for name in OUTSIDE),
        "/etc/hostname",
        "..",
        ".",
        ".cache",
        ".cache/draft.md",
        ".key",
        "nothing.md",
        "link.md",
        "sub/../..",
    ],
)
@pytest.mark.parametrize("generated", [False, True])
def test_a_link_out_of_the_docs_folder_is_reported_and_not_published(
    docs: Path, caplog: pytest.LogCaptureFixture, target: str, generated: bool
) -> None:
    (docs / "link.md").symlink_to(target)
    manifest = ("link.md", "link.md/a.md") if generated else ()
    with caplog.at_level(logging.WARNING, "mkdocs"):
        assert published(docs, manifest) == {"page.md", "sub/more.md"}
    assert "link.md is a link" in caplog.text


def test_a_link_that_stays_in_the_docs_folder_is_followed(docs: Path) -> None:
    (docs / "again.md").symlink_to("page.md")
    (docs / "folder").symlink_to("sub")
    assert published(docs) == {"page.md", "sub/more.md", "again.md", "folder/more.md"}


def test_the_docs_folder_itself_may_be_a_link(docs: Path) -> None:
    docs.rename(docs.parent / "real")
    docs.symlink_to("real")
    assert published(docs) == {"page.md", "sub/more.md"}


def test_a_pipe_in_the_docs_folder_is_reported_and_not_read(
    docs: Path, caplog: pytest.LogCaptureFixture
) -> None:
    os.mkfifo(docs / "pipe.md")
    with caplog.at_level(logging.WARNING):
        assert published(docs) == {"page.md", "sub/more.md"}
    assert "pipe.md is no regular file" in caplog.text
