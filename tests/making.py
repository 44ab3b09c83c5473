"""Small records for tests: an article, an archive, a folder of seeds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.archive.archive import Archive, build_archive
from generator.archive.assign import assign
from generator.archive.stories import features
from generator.authority.authority import Authority
from generator.inputs.settings import Settings
from generator.model.documents import Paragraph
from generator.model.records import Article

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# `make thorough`: every hostile payload, every page, every width, where else a part stands for the whole.
THOROUGH = bool(os.environ.get("CLIPFILE_THOROUGH"))
BLANK = Article(id="", url="", seed="a.txt", sha256="0" * 64, title="A headline", summary="", paragraphs=())


def article(**values: Any) -> Article:
    """An article that says nothing but what the test needs."""
    body = values.pop("body", "One paragraph.")
    made = replace(BLANK, paragraphs=(Paragraph(body, body),), **values)
    return replace(made, features=features(made))


def archive(articles: Sequence[Article]) -> Archive:
    """An archive of these, with addresses assigned."""
    named, _ = assign(articles)
    return build_archive(named, Authority())


def folder(root: Path, files: dict[str, str | bytes]) -> Settings:
    """Seeds written below ``root/seeds``, and settings that convert them to ``root/docs``."""
    for name, data in files.items():
        path = root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return Settings().located(seeds=root / "seeds", docs=root / "docs", site=root / "site")
