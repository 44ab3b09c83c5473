from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import ClipfileError
from generator.search import index_site

PAGE = "<html lang=en><body><h1>Page {n}</h1><div data-pagefind-body>Words of page {n}</div></body></html>"


def site(root: Path, count: int) -> Path:
    """A site of a front page and so many articles."""
    for number in range(count):
        page = root / "articles" / "2024" / str(number) / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(n=number))
    (root / "index.html").write_text("<html lang=en><body><h1>Front</h1></body></html>")
    return root


def indexed(folder: Path) -> int:
    languages = json.loads((folder / "pagefind-entry.json").read_text())["languages"]
    return sum(language["page_count"] for language in languages.values())


def test_a_small_archive_has_one_part(tmp_path: Path) -> None:
    index_site(site(tmp_path, 3))
    assert indexed(tmp_path / "pagefind") == 3
    assert json.loads((tmp_path / "pagefind" / "parts.json").read_text()) == []


def test_a_large_one_has_parts_that_hold_each_article_once(tmp_path: Path) -> None:
    index_site(site(tmp_path / "site", 40), part=10)
    root = tmp_path / "site" / "pagefind"
    parts = json.loads((root / "parts.json").read_text())
    assert parts == ["part-1/", "part-2/", "part-3/"]
    assert indexed(root) + sum(indexed(root / part) for part in parts) == 40
    assert not (tmp_path / "site.parts").exists()


def test_an_empty_archive_can_be_searched_too(tmp_path: Path) -> None:
    index_site(site(tmp_path, 0))
    assert (tmp_path / "pagefind" / "pagefind.js").exists()


def test_a_failure_says_what_pagefind_said(tmp_path: Path) -> None:
    with pytest.raises(ClipfileError, match="Pagefind said: "):
        index_site(tmp_path / "nothing")
