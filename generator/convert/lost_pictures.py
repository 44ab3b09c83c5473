"""Pictures and scans that changed, or turned out to be damaged, after their articles were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from msgspec import structs

from generator.archive.archive import Archive
from generator.model.output import Unmade
from generator.model.pictures import FacsimilePage, Picture
from generator.model.problem import Problem
from generator.model.records import Article
from generator.outputs.keys import digest
from generator.pictures.files import RULE


def without_pictures(archive: Archive, unmade: Iterable[Unmade]) -> tuple[Archive, list[Problem]]:
    """The archive without some pictures, and a warning for each article that had one."""
    lost = {picture.digest: picture for picture in unmade}
    problems: list[Problem] = []

    def without(article: Article) -> Article:
        kept = tuple(picture for picture in article.pictures if picture.sha256 not in lost)
        pages = tuple(page for page in article.facsimile if page.sha256 not in lost)
        if len(kept) == len(article.pictures) and len(pages) == len(article.facsimile):
            return article
        for sha256 in dict.fromkeys((*_digests(article.pictures), *_digests(article.facsimile))):
            if sha256 in lost:
                name, why = lost[sha256].name, lost[sha256].why
                message = f"the picture {name!r} {why}; the article is published without it. Build again"
                problems.append(Problem(article.seed, 0, RULE, message, "warning"))
        # Pages are made again if the digest of an article changes.
        shown = [*_digests(kept), *_digests(pages)]
        changed = digest(article.digest, shown) if article.digest else b""
        return structs.replace(article, pictures=kept, facsimile=pages, digest=changed)

    articles = tuple(map(without, archive.articles))
    return replace(archive, articles=articles, known=archive.comparisons), problems


def _digests(pictures: Iterable[Picture | FacsimilePage]) -> Iterator[str]:
    return (picture.sha256 for picture in pictures)
