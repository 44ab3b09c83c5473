"""Earlier texts of corrected articles, which readers can compare with the present ones."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from generator.inputs.history import first_versions
from generator.model.documents import Draft, Seed
from generator.model.records import Article, TextReader


def earlier_bodies(
    folder: Path, seeds: Iterable[Seed], articles: Iterable[Article], read: TextReader
) -> Mapping[str, str]:
    """Article id → body of a corrected article when git first had its seed, if the text changed since.

    Empty for a folder without a history. Git is not asked if no article has corrections.

    Args:
        folder: the folder of seeds.
        seeds: the seeds of the articles, as they are now.
        articles: the published articles.
        read: reads the text of an article.
    """
    corrected = {article.seed: article for article in articles if article.corrections}
    firsts = first_versions(folder, corrected)
    changed = ((seed, firsts[seed.path]) for seed in seeds if firsts.get(seed.path, seed.data) != seed.data)
    bodies = ((corrected[seed.path], _body(seed, first)) for seed, first in changed)
    return {article.id: body for article, body in bodies if body is not None and body != read(article).body}


def _body(seed: Seed, data: bytes) -> str | None:
    """The body of an earlier version of a seed, or None if it cannot be read.

    It is read as the present version is, so that differences are changes by a person, not by cleaning.
    """
    # Readers load slowly, and few archives have corrections.
    read_draft: Callable[[Seed], tuple[Draft | None, object]]
    read_draft = importlib.import_module("generator.convert.pipeline").read_draft
    draft, _ = read_draft(replace(seed, data=data, sha256=sha256(data).hexdigest()))
    # An earlier version that was not public must not become so by a comparison.
    return draft.body if draft and draft.declared.values.get("status") != "draft" else None
