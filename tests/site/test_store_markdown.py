"""Bodies that are rendered fast look as MkDocs renders them, and nothing else is rendered fast."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ROOT
from markdown import markdown
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.convert.convert import convert
from generator.convert.write.views import Views
from generator.inputs.settings import load_settings
from generator.site.render.markdown import EXTENSIONS, plain, renders_plain
from generator.site.render.renderer import Renderer
from generator.site.render.state import site_of
from generator.site.render.views import read_page
from generator.system.work import Where
from generator.text.markup import escape

DEMO = ROOT / "examples" / "demo"
# What Markdown and its extensions give a meaning, somewhere or in some company, and what only looks so.
MARKS = tuple("aB1 |\\[]()_*&;><.:~=#-+`!\t\u3000\x85\u2028é")
LONGER = (
    "word",
    "  ",
    "\n",
    "\n\n",
    "\n- ",
    "1. ",
    "3.5",
    "&amp;",
    "&#124;",
    "&copy",
    "TOC",
    "[a](b.md)",
    "[B](../c/d.md)",
    "[c](d/)",
    "[d](../é/字क्षि.md)",
    "[e](e\u3000.md)",
)
ESCAPED = st.sampled_from(MARKS).map(lambda mark: f"\\{mark}")
PIECES = st.sampled_from(MARKS + LONGER) | ESCAPED
PLAIN = (
    "Council votes.",
    "AT&T",
    r"\*not\* \[this\]",
    "a_b",
    "1984",
    "x > y",
    "[Oslo](../places/oslo.md)",
    "[Ålesund](../places/ålesund-קו-क्षि.md)",
    "&lt;b&gt;",
)
LINES = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4).map(" ".join)
HEADINGS = st.sampled_from(("## Votes", "### Votes, 1984", "## Åre  und: x | y", "###### -"))
FIGURE = (
    '<figure class="cf-figure{}"><a href="../../media/ab/c-800.jpg"><img src="c.jpg" alt="A &lt;b &amp; c">'
    "</a><figcaption>*Not* [emphasis](x.md) &amp; <small>Ana / AGN</small></figcaption></figure>"
)
FIGURES = st.sampled_from(("", " cf-figure--tall")).map(FIGURE.format)
BLOCKS = (
    HEADINGS
    | FIGURES
    | LINES
    | st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "- " + "\n- ".join(lines))
)


# An article whose page and links have letters of other scripts in their addresses.
FOREIGN = """---
title: पुराना घाट बंद होगा
date: 2024-03-12
people: [Zoë Kai, 章伟岚]
---

Zoë Kai and 章伟岚 spoke at the old quay on Tuesday.
"""


def html(body: str) -> str | None:
    made = plain(body, lambda link: link)  # as Markdown alone leaves them
    return made.html if made else None


def rendered(body: str) -> str:
    return markdown(body, extensions=sorted(EXTENSIONS))


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=9).map("".join))
def test_plain_bodies_are_rendered_like_markdown(body: str) -> None:
    assert html(body) in {None, rendered(body)}


@settings(deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_headings_paragraphs_and_lists_apart_are_plain(blocks: list[str]) -> None:
    lists = [block.startswith("- ") for block in blocks]
    if any(before and other for before, other in pairwise(lists)):
        assert html("\n\n".join(blocks)) is None
    else:
        assert html("\n\n".join(blocks)) == rendered("\n\n".join(blocks))


@settings(deadline=None)
@given(st.text(min_size=1).map(escape))
def test_escaped_text_is_rendered_like_markdown(body: str) -> None:
    assert html(body) in {None, rendered(body)}


@pytest.mark.parametrize(
    "body",
    [
        "# A",
        "- a\n\n- b",
        "a\n---",
        "1. a",
        "[a](../about.md)",
        "[a](b/)",
        "![a](b.md)",
        "*a*",
        "`a`",
        "<b>",
        "a  \nb",
        "    a",
    ],
)
def test_bodies_with_markup_are_left_to_markdown(body: str) -> None:
    assert plain(body, lambda _: None) is None


@pytest.mark.parametrize("archive", ["demo", "foreign"])
def test_bodies_of_archives_are_those_of_mkdocs(
    archive: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tmp_path, seeds = tmp_path_factory.mktemp("docs"), DEMO / "seeds"
    if archive == "foreign":
        seeds = tmp_path_factory.mktemp("seeds")
        (seeds / "quay.md").write_text(FOREIGN, encoding="utf-8")
    found = load_settings(DEMO / "mkdocs.yml").located(seeds=seeds, docs=tmp_path, site=tmp_path / "site")
    convert(found, where=Where(1))
    config = load_config(str(DEMO / "mkdocs.yml"), docs_dir=str(tmp_path))
    renderer = Renderer(site_of(config, []))
    pages = [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*.md"))]
    files = Files([File(name, str(tmp_path), "site", True) for name in pages])
    views = Views(tmp_path)
    fast = 0
    for file in files:
        page = Page(None, file, config)
        page.markdown, _ = read_page(tmp_path, views, file.src_uri)
        made = plain(page.markdown, partial(renderer.address, file.src_uri))
        page.render(config, files)
        assert made is None or (made.html, str(made.toc)) == (page.content, str(page.toc))
        fast += bool(made and made.html)
    assert fast > (30 if archive == "demo" else 0)


def test_an_extension_or_other_addresses_leave_everything_to_markdown(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()

    def holds(**words: Any) -> bool:
        return renders_plain(load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(tmp_path / "docs"), **words))

    assert holds()
    assert not holds(markdown_extensions=[{"toc": {"permalink": True}}])
    assert not holds(markdown_extensions=["smarty"])
    assert not holds(use_directory_urls=False)


def test_a_numbered_list_begins_with_its_own_number() -> None:
    config = load_config(str(DEMO / "mkdocs.yml"))
    made = markdown("4. Survey\n5. Repair", extensions=config.markdown_extensions)
    assert made.startswith('<ol start="4">')
