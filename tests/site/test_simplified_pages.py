"""A page that Markdown cannot render is shown as it was written, with a warning, and stops no other page."""

from __future__ import annotations

import logging
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from making import ROOT
from mkdocs.structure.pages import Page

from generator.convert.convert import convert
from generator.inputs.settings import Settings, load_settings
from generator.site.render import store
from generator.site.run import build_site
from generator.system.work import Where

SEEDS = {
    "ferry.html": "<article><h1>Ferry resumes</h1><p>The ferry <b>resumed</b> its trips on Tuesday, after "
    "the ice had gone.</p><p>It sails &lt;daily&gt; from the old harbour of the town.</p></article>",
    "tower.html": "<article><h1>Tower closes</h1><p>The tower <b>closed</b> its doors on Friday, because its "
    "stairs are old.</p><p>It will open again in spring.</p></article>",
}


@pytest.fixture
def archive(tmp_path: Path) -> Settings:
    """A converted archive of two articles with markup."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    for name, text in SEEDS.items():
        (tmp_path / "seeds" / name).write_text(text)
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\ntheme: {{custom_dir: {ROOT}/theme}}\nnav: [index.md]\n"
        f"hooks: [{ROOT}/generator/site/hooks.py]\nextra: {{clipfile: {{introduction: ''}}}}\n"
    )
    settings = load_settings(tmp_path / "mkdocs.yml")
    convert(settings, where=Where(1))
    return settings


def test_a_page_that_cannot_be_rendered_is_shown_as_it_was_written(
    archive: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    render = Page.render

    def failing(page: Page, *arguments: Any) -> None:
        if "ferry" in page.file.src_uri:
            raise RecursionError
        render(page, *arguments)

    monkeypatch.setattr(Page, "render", failing)
    for _ in range(2):  # the second build takes the page from the store
        caplog.clear()
        with caplog.at_level(logging.WARNING, "mkdocs"):
            build_site(archive)
        warnings = [
            record.getMessage() for record in caplog.records if "Markdown cannot" in record.getMessage()
        ]
        assert len(warnings) == 1
        assert warnings[0].startswith(
            "ferry.html (articles/undated/ferry-resumes.md): Markdown cannot render"
        )
    articles = archive.site / "articles" / "undated"
    simple = (articles / "ferry-resumes" / "index.html").read_text(encoding="utf-8")
    assert "<p>The ferry **resumed** its trips" in simple
    assert "&amp;lt;daily" in simple
    assert "<strong>closed</strong>" in (articles / "tower-closes" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_ends_its_worker_is_shown_as_it_was_written(
    archive: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    render = Page.render

    def fatal(page: Page, *arguments: Any) -> None:
        if "ferry" in page.file.src_uri:
            os.kill(os.getpid(), signal.SIGKILL)  # as the system does when memory runs out
        render(page, *arguments)

    monkeypatch.setattr(Page, "render", fatal)
    monkeypatch.setattr(store, "PARALLEL_FROM", 2)
    with caplog.at_level(logging.WARNING, "mkdocs"):
        build_site(archive, executor="2")
    assert "ferry.html (articles/undated/ferry-resumes.md): Markdown cannot render" in caplog.text
    articles = archive.site / "articles" / "undated"
    assert "The ferry **resumed** its" in (articles / "ferry-resumes" / "index.html").read_text(
        encoding="utf-8"
    )
    assert "<strong>closed</strong>" in (articles / "tower-closes" / "index.html").read_text(encoding="utf-8")


def test_a_hand_written_page_that_cannot_be_rendered_stops_no_other(
    archive: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    row = "_" * 4000
    (archive.docs / "form.md").write_text(rf"\{row}: \{row}\_." + "\n\nAnd *words* <b>.")
    (archive.docs / "linked.md").write_text("[" * 5000)  # takes minutes to render
    (archive.docs / "good.md").write_text("A *good* page.")
    settings = archive.file
    assert settings
    settings.write_text(settings.read_text().replace("nav: [index.md]", "nav: [index.md, form.md]"))
    with caplog.at_level(logging.WARNING, "mkdocs"):
        build_site(archive)
    assert "form.md: Markdown cannot render this page" in caplog.text
    assert "linked.md: Markdown cannot render this page" in caplog.text
    form = (archive.site / "form" / "index.html").read_text(encoding="utf-8")
    assert rf"\{row}: \{row}\_." in form
    assert "And *words* &lt;b&gt;." in form
    assert "A <em>good</em> page." in (archive.site / "good" / "index.html").read_text(encoding="utf-8")
    assert (archive.site / "articles" / "undated" / "ferry-resumes" / "index.html").exists()
