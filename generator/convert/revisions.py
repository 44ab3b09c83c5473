"""The text of corrected articles as it was before: what readers compare the present one with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from generator.convert.pipeline import read_draft
from generator.inputs.history import first_versions
from generator.model.documents import Seed
from generator.model.records import Article


def earlier_bodies(folder: Path, seeds: Iterable[Seed], articles: Iterable[Article]) -> Mapping[str, str]:
    """Id of each article with corrections whose text changed → its body as git first had its seed.

    Empty for a folder without a history. Nothing is read where no article was corrected.

    Args:
        folder: the folder of seeds.
        seeds: the seeds of the articles, as they are now.
        articles: the published articles.
    """
    corrected = {article.seed: article for article in articles if article.corrections}
    firsts = first_versions(folder, corrected)
    changed = ((seed, firsts[seed.path]) for seed in seeds if firsts.get(seed.path, seed.data) != seed.data)
    return dict(pair for seed, first in changed for pair in _earlier(seed, first, corrected[seed.path]))


def _earlier(seed: Seed, first: bytes, article: Article) -> Iterator[tuple[str, str]]:
    # Read as the present one is: what differs then was changed by a person, not by cleaning.
    draft, _ = read_draft(replace(seed, data=first, sha256=sha256(first).hexdigest()))
    if draft and draft.body != article.body:
        yield article.id, draft.body
