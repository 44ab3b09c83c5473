"""Small records for tests: an article, an archive, a folder of seeds."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator.archive.archive import Archive, Background, build_archive
from generator.archive.assign import assign
from generator.archive.related import subject
from generator.archive.stories import features
from generator.authority.authority import Authority
from generator.convert.write.views import FILE, StoredView, Views
from generator.inputs.settings import Settings
from generator.model.addresses import markdown_path
from generator.model.documents import Paragraph
from generator.model.records import Article, ArticleText, FullArticle, TextReader

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# `make thorough`: every hostile payload, every page, every width, instead of a sample.
THOROUGH = bool(os.environ.get("CLIPFILE_THOROUGH"))
BLANK = Article(id="", url="", seed="a.txt", sha256="0" * 64, title="A headline")
BODY = "One paragraph."


def article(**values: Any) -> Article:
    """An article with only the fields that the test needs."""
    return full_article(**values).article


def full_article(**values: Any) -> FullArticle:
    """An article with its text, from values for the fields of both records; ``body`` is one paragraph."""
    body = values.pop("body", BODY)
    fields = {name: values.pop(name) for name in ArticleText.__struct_fields__ if name in values}
    text = ArticleText(**{"paragraphs": (Paragraph(body, body),), **fields})
    made = replace(BLANK, **values)
    return FullArticle(replace(made, features=features(made, text), subject=subject(made, text)), text)


def reader(*full: FullArticle) -> TextReader:
    """Reads the texts of these articles by their seeds; that of any other is ``BODY``."""
    texts = {article.seed: text for article, text in full}
    other = ArticleText((Paragraph(BODY, BODY),))
    return lambda article: texts.get(article.seed, other)


def archive(articles: Sequence[Article]) -> Archive:
    """An archive of these articles, with addresses assigned; the text of each is ``BODY``."""
    named, _ = assign(articles)
    return build_archive(named, reader(), Background(Authority()))


def folder(root: Path, files: Mapping[str, str | bytes]) -> Settings:
    """Seeds written below ``root/seeds``, and settings that convert them to ``root/docs``."""
    for name, data in files.items():
        path = root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return Settings().located(seeds=root / "seeds", docs=root / "docs", site=root / "site")


def tree(docs: Path) -> dict[str, bytes]:
    """Path → content of every file that a conversion wrote, including views but not the rest of the cache."""
    found = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*") if path.is_file()}
    files = {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cache/")}
    if (docs / FILE).exists():
        with contextlib.closing(sqlite3.connect(docs / FILE)) as store:
            files |= {f"{FILE}/{page}": data for page, data in store.execute("SELECT page, data FROM view")}
    return files


def view_of(docs: Path, name: str) -> StoredView | None:
    """The data for a page in the view store of a docs folder."""
    return Views(docs).find(name)


def records(docs: Path, key: str) -> dict[str, dict[str, Any]]:
    """The records of ``data/articles.jsonl`` in a docs folder, by one of their fields."""
    lines = (docs / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {record[key]: record for record in map(json.loads, lines)}


def meta_of(docs: Path, url: str) -> dict[str, Any]:
    """The data that the template of the generated page at ``url`` reads as ``page.meta``."""
    return meta_at(docs, markdown_path(url))


def meta_at(docs: Path, name: str) -> dict[str, Any]:
    """The same for the page whose Markdown file has this path below ``docs``."""
    view = view_of(docs, name)
    assert view
    return view.meta
