"""Pictures that changed, or turned out to be damaged, after the articles that show them were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from msgspec import structs

from generator.archive.archive import Archive
from generator.model.output import Unmade
from generator.model.problem import Problem
from generator.model.records import Article
from generator.outputs.keys import digest
from generator.pictures.files import RULE


def without_pictures(archive: Archive, unmade: Iterable[Unmade]) -> tuple[Archive, list[Problem]]:
    """The archive without some pictures, and a warning for each article that had one."""
    lost = {one.digest: one for one in unmade}
    problems: list[Problem] = []

    def without(article: Article) -> Article:
        kept = tuple(picture for picture in article.pictures if picture.sha256 not in lost)
        if len(kept) == len(article.pictures):
            return article
        for picture in article.pictures:
            if picture.sha256 in lost:
                one = lost[picture.sha256]
                message = (
                    f"the picture {one.name!r} {one.why}; the article is published without it. Build again"
                )
                problems.append(Problem(article.seed, 0, RULE, message, "warning"))
        # Pages are made again if the digest of an article changes.
        changed = digest(article.digest, [picture.sha256 for picture in kept]) if article.digest else b""
        return structs.replace(article, pictures=kept, digest=changed)

    articles = tuple(map(without, archive.articles))
    return replace(archive, articles=articles, known=archive.comparisons), problems
