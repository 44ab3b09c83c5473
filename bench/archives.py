"""The archives of the benchmark, each in its own folder, and the edits whose cost is measured."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from make_seeds import make_seeds

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".cache" / "bench"
# About how many articles name the entry that is edited.
NAMED_BY = 100
ONE_MORE = """Harbour reopens after {number} weeks

The harbour reopened on Tuesday. Ships had been kept out since the storm of 4 March 2008, for {number} weeks.
"""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one archive."""

    base: Path

    @property
    def seeds(self) -> Path:
        """The clippings."""
        return self.base / "seeds"

    @property
    def docs(self) -> Path:
        """The output of conversion."""
        return self.base / "docs"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.base / "site"

    @property
    def theme(self) -> Path:
        """A copy of the theme, for editing."""
        return self.base / "theme"

    def forget(self) -> None:
        """Remove everything that builds have written; seeds, settings and theme stay."""
        for path in (*self.base.glob("site*"), self.docs, self.base / ".cache"):
            shutil.rmtree(path, ignore_errors=True)


def prepare(count: int, corpus: str) -> Folders:
    """Create the seeds, settings and theme of an archive in a new folder."""
    folders = Folders(SCRATCH / str(count))
    shutil.rmtree(folders.base, ignore_errors=True)
    make_seeds(count, folders.seeds, corpus)
    shutil.copytree(ROOT / "theme", folders.theme)
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "theme": {"custom_dir": "theme"},
        "hooks": [str(ROOT / "generator" / "site" / "hooks.py")],
        "extra": {"clipfile": {"introduction": ""}},
        "nav": ["index.md"],
    }
    (folders.base / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folders


def add_article(folders: Folders, number: int) -> None:
    """Add a seed."""
    (folders.seeds / f"one-more-{number}.txt").write_text(ONE_MORE.format(number=number), encoding="utf-8")


def correct_title(folders: Folders, number: int) -> None:
    """Change the headline of an article from the middle of the archive."""
    seeds = sorted(folders.seeds.glob("0*.txt"))
    chosen = seeds[len(seeds) // 2 + number]
    chosen.with_suffix(".yml").write_text(f"title: A headline corrected for the time {number}\n", "utf-8")


def edit_name(folders: Folders, number: int) -> None:
    """Change the description and add an alias of an entry that about a hundred articles name."""
    kind, name = _often_named(folders)
    entries = yaml.safe_load((ROOT / "seeds" / "authority" / f"{kind}.yml").read_text(encoding="utf-8"))
    entry = next(entry for entry in entries if entry["name"] == name)
    edited = {
        **entry,
        "description": f"Described for the time {number}.",
        "aliases": [*entry.get("aliases", ()), f"{name} the {number + 2}th"],
    }
    folder = folders.seeds / "authority"
    folder.mkdir(exist_ok=True)
    (folder / f"{kind}.yml").write_text(yaml.safe_dump([edited], allow_unicode=True), encoding="utf-8")


def edit_template(folders: Folders, number: int) -> None:
    """Change the template of all articles without a visible effect."""
    _append(folders.theme / "article.html", f"{{# {number} #}}\n")


def edit_style(folders: Folders, number: int) -> None:
    """Change the style sheet."""
    _append(folders.theme / "assets" / "clipfile.css", f"/* {number} */\n")


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _often_named(folders: Folders) -> tuple[str, str]:
    counts: Counter[tuple[str, str]] = Counter(
        (kind, name)
        for record in records(folders)
        for kind in ("people", "organizations")
        for name in record[kind]
    )
    return min(counts, key=lambda name: (abs(counts[name] - NAMED_BY), name))


def records(folders: Folders) -> Iterator[dict[str, Any]]:
    """The records of the articles, as the last conversion wrote them."""
    with (folders.docs / "data" / "articles.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
