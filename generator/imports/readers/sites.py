"""Folders of static site generators: Jekyll, Hugo, Pelican, Eleventy, Nikola, Astro and their like.

Only what they publish as articles is imported: no templates, no settings, no pages such as "About". The
front matter stays in each document, and is read as everywhere.
"""

from __future__ import annotations

import fnmatch
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import yaml

from generator.extract.front import read_front
from generator.imports.files import PART, FoundFile, found_files
from generator.imports.item import Document, Item, Opened
from generator.imports.json_files import parsed
from generator.imports.pages import page
from generator.imports.readers.documents import document, pictures_of
from generator.imports.restructured import read_restructured
from generator.imports.source import Options, Source
from generator.imports.texts import text_of
from generator.inputs.publicity import withheld_by_name
from generator.model.errors import ClipfileError
from generator.text.tables import load_table

PAGE = "page"
_LARGEST_SETTINGS = 1_000_000
_SITE_NAME = re.compile(
    r"^[^\S\n]*+(?:SITENAME|BLOG_TITLE)\s*=\s*(?P<mark>['\"])(?P<name>[^'\"\n]{1,200})(?P=mark)", re.MULTILINE
)
_IMPORT_LINE = re.compile(
    r"^(?:import\s[^\n]*\sfrom\s+['\"][^'\"\n]+['\"];?[^\S\n]*+|export\s++const\s[^\n]*+)$\n?", re.MULTILINE
)
_META_LINE = re.compile(r"^\.\.[ \t]+(?P<key>[\w-]{1,40}):(?P<value>[^\n]*)$", re.MULTILINE)


class _Site(NamedTuple):
    """A generator: its name, where its articles are, and where its pages are, as patterns of paths."""

    name: str
    articles: Sequence[str]
    pages: Sequence[str]


def recognises(source: Source) -> bool:
    """Whether a folder is that of a static site generator."""
    return _site(source.path) is not None


def read(source: Source, options: Options) -> Opened:
    """The articles of a site."""
    del options
    site = _site(source.path)
    assert site is not None  # noqa: S101 - only what is recognised is read
    files = found_files(source.path)
    return Opened(len(files), _items(source.path, site, files))


def _site(folder: Path) -> _Site | None:
    if not folder.is_dir():
        return None
    for known in load_table("imports")["sites"]:
        if any(all(next(folder.glob(mark), None) for mark in marks) for marks in known["marks"]):
            return _Site(known["name"], known["articles"], known["pages"])
    return None


def _items(folder: Path, site: _Site, files: Sequence[FoundFile]) -> Iterator[Item]:
    name = _title(folder)
    for number, file in enumerate(files, 1):
        yield replace(_item(folder, site, file, name), done=number)


def _item(folder: Path, site: _Site, file: FoundFile, outlet: str) -> Item:
    path, suffix = file.name.as_posix(), file.name.suffix.lower()
    if file.left_out:
        return file.left_out
    if _is_technical(file.name) or suffix in {".meta", ".txt", ".xml", ".csv"}:
        return Item(path, skipped=PART)
    if _matches(path, site.pages) or not _matches(path, site.articles):
        return Item(path, kind=PAGE, skipped=PAGE)
    item = _document(file, folder)
    if not item.document or item.fault:
        return item
    front = _front(item.document)
    if (
        not front
        and file.name.parent in (PurePosixPath(), PurePosixPath("content"))
        and suffix not in {".rst", ".ipynb"}
    ):
        # Such as content/about.md.
        return Item(path, kind=PAGE, skipped=PAGE)
    meta = _meta(file.path)
    fields = {**item.fields, **meta, **({"source.name": outlet} if outlet else {})}
    return replace(item, fields=fields, kind="article", folder=_below(item.folder))


def _below(folder: str) -> str:
    """The folder of an article without those that only the generator needs. One that marks drafts stays."""
    parts = [
        part for part in PurePosixPath(folder).parts if part not in load_table("imports")["site_folders"]
    ]
    return "/".join(parts)


def _is_technical(name: PurePosixPath) -> bool:
    return any(part in load_table("imports")["site_parts"] for part in name.parts[:-1])


def _matches(path: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(path.casefold(), pattern) for pattern in patterns)


def _document(file: FoundFile, folder: Path) -> Item:
    """The document of a file; other markup becomes HTML or Markdown."""
    suffix = file.name.suffix.lower()
    if suffix == ".mdx":
        item = document(file.path, file.name.with_suffix(".md"), folder, file.sidecar)
        if item.document:
            text = text_of(item.document.data)
            item = replace(item, document=Document(_IMPORT_LINE.sub("", text).encode(), ".md"))
        return replace(item, name=str(file.name))
    if suffix == ".rst":
        return _restructured(file, folder)
    if suffix in {".mdown", ".mkd"}:
        return document(file.path, file.name.with_suffix(".md"), folder, file.sidecar)
    return document(file.path, file.name, folder, file.sidecar)


def _restructured(file: FoundFile, folder: Path) -> Item:
    """A text in reStructuredText as a page."""
    name = str(file.name)
    try:
        restructured = read_restructured(text_of(file.path.read_bytes()))
    except (ClipfileError, OSError) as error:
        return Item(name, fault=str(error))
    written = page(restructured.title, restructured.html)
    as_page = PurePosixPath(file.name).with_suffix(".html")
    return Item(
        name,
        written,
        {"title": restructured.title, **restructured.fields},
        attachments=pictures_of(written.data, as_page, folder),
        withheld=withheld_by_name(name) and "draft",
        folder="" if str(file.name.parent) == "." else file.name.parent.as_posix(),
        stem=file.name.stem,
    )


def _front(item: Document) -> bool:
    """Whether a document states a day, or that it is a draft."""
    declared = read_front(text_of(item.data), headers=True).declared.values
    return bool(declared.keys() & {"date", "status", "public_from"})


def _meta(path: Path) -> dict[str, object]:
    """What Nikola writes into a file next to the article: ``.. title: Words``."""
    meta = path.with_suffix(".meta")
    if not meta.is_file() or meta.stat().st_size > _LARGEST_SETTINGS:
        return {}
    text = text_of(meta.read_bytes())
    return {
        match["key"]: match["value"].strip() for match in _META_LINE.finditer(text) if match["value"].strip()
    }


def _title(folder: Path) -> str:
    """The title of the site in its settings, "" if unknown."""
    for pattern in load_table("imports")["site_settings"]:
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and path.stat().st_size <= _LARGEST_SETTINGS:
                title = _title_in(path)
                if title:
                    return title
    return ""


def _title_in(path: Path) -> str:
    text = text_of(path.read_bytes())
    try:
        if path.suffix == ".toml":
            settings: object = tomllib.loads(text)
        elif path.suffix == ".json":
            settings = parsed(text)
        elif path.suffix in {".yml", ".yaml"}:
            settings = yaml.safe_load(text)
        else:
            found = _SITE_NAME.search(text)
            return found["name"].strip() if found else ""
    except (ValueError, yaml.YAMLError, RecursionError):
        return ""
    title = settings.get("title") if isinstance(settings, Mapping) else ""
    return title.strip() if isinstance(title, str) else ""
