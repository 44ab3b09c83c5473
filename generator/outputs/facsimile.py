"""The facsimile of an article: its files, the places of words on it, and what templates show."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.output import Output, Unmade
from generator.model.pictures import FacsimilePage
from generator.model.records import Article
from generator.outputs.iiif import annotations_path, manifest, manifest_path, scan_folder
from generator.outputs.keys import digest
from generator.outputs.views import View, filled
from generator.outputs.words import words
from generator.scans.renditions import PageRenditions, page_renditions
from generator.text.markup import image

# Changes whenever the same scan becomes other bytes.
_VERSION = 1


def facsimile_files(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The pictures of every page of a scan, the places of words on it, and what readers can download."""
    paths: set[str] = set()
    for article in archive.articles:
        if not article.facsimile:
            continue
        policy = settings.for_article(article).pictures
        for number, page in enumerate(article.facsimile):
            made = page_renditions(page, policy)
            for rendition in made or ():
                if rendition.path not in paths:
                    paths.add(rendition.path)
                    make = partial(_made, "page_picture", str(settings.seeds), page, rendition)
                    yield Output(rendition.path, make, digest(_VERSION, rendition))
            if made and page.words:
                make = partial(_made, "words_file", str(settings.seeds), article, number, archive.text)
                key = digest(_VERSION, article.digest, number)
                yield Output(words_path(article, number), make, key)
                if settings.site_url:
                    make = partial(_made, "annotations_file", article, number, settings)
                    key = digest(_VERSION, article.digest, settings.site_url)
                    yield Output(annotations_path(article, number), make, key)
        if policy != "none" and settings.site_url:
            yield Output(manifest_path(article), manifest(article, settings))
        if policy != "none" and _has_words(article):
            make = partial(_made, "alto_file", str(settings.seeds), article)
            yield Output(alto_path(article), make, digest(_VERSION, article.digest))
            make = partial(_made, "text_file", article, archive.text)
            yield Output(text_path(article), make, digest(_VERSION, article.digest))


def _made(name: str, *what: object) -> str | bytes | Unmade:
    made: str | bytes | Unmade
    made = getattr(importlib.import_module("generator.outputs.scans"), name)(*what)  # loads slowly
    return made


def words_path(article: Article, number: int) -> str:
    """Address of the places of words on a page, whose number counts from 0."""
    return f"{scan_folder(article)}words-{number + 1}.json"


def alto_path(article: Article) -> str:
    """Address of the words of all pages as ALTO."""
    return f"{scan_folder(article)}words.alto.xml"


def text_path(article: Article) -> str:
    """Address of the text."""
    return f"{scan_folder(article)}text.txt"


def _has_words(article: Article) -> bool:
    return any(page.words for page in article.facsimile)


def facsimile_of(article: Article, policy: str) -> list[dict[str, Any]]:
    """The pages of an article's scan that the site shows, as ``articles.jsonl`` has them.

    ``file`` (JPEG) and ``thumbnail`` (WebP) are relative to the site's root; sizes are those of the scan.
    """
    return [
        {
            "file": made.large.path,
            "thumbnail": made.small.path,
            "width": page.width,
            "height": page.height,
            "page": number + 1,
            "words": words_path(article, number) if page.words else None,
        }
        for number, page, made in _shown(article, policy)
    ]


def _shown(article: Article, policy: str) -> Iterator[tuple[int, FacsimilePage, PageRenditions]]:
    for number, page in enumerate(article.facsimile):
        made = page_renditions(page, policy)
        if made:
            yield number, page, made


def facsimile_view(article: Article, settings: Settings, edit: str) -> View | None:
    """What the template of an article shows of its scan; ``edit`` is where its text can be edited."""
    pages = [
        filled(
            src=made.small.path,
            shown_width=made.small.width,
            shown_height=made.small.height,
            large=made.large.path,
            width=page.width,
            height=page.height,
            words=words_path(article, number) if page.words else "",
            number=number + 1,
        )
        for number, page, made in _shown(article, settings.for_article(article).pictures)
    ]
    if not pages:
        return None
    has_words = _has_words(article)
    return filled(
        pages=pages,
        state=article.transcription,
        accuracy=f"{article.accuracy * 100:.0f}" if article.accuracy else "",
        alto=alto_path(article) if has_words else "",
        text=text_path(article) if has_words else "",
        edit=edit,
        manifest=manifest_path(article) if settings.site_url else "",
    )


def plain_facsimile(article: Article, settings: Settings, *, waits: bool) -> str:
    """The pages of a scan as Markdown for any program; one that ``waits`` for its text says what it shows."""
    own = settings.for_article(article)
    label = words(settings.language)["facsimile_page"]
    up = "../" * article.url.rstrip("/").count("/")
    shown = list(_shown(article, own.pictures))
    said = f": {article.summary}" if waits and article.summary else ""
    return "\n\n".join(
        image(f"{label.replace('{n}', str(number + 1))}{'' if number else said}", f"{up}{made.large.path}")
        for number, _, made in shown
    )
