"""Rewrite the golden pages from their seeds after an intended change; then review the diff.

python tests/golden/update.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from generator.convert.convert import convert  # noqa: E402 - after the path above
from generator.inputs.settings import Settings  # noqa: E402
from generator.system.work import Where  # noqa: E402


def golden_pages() -> dict[str, str]:
    """Name of each seed → the Markdown page that it gives now."""
    with tempfile.TemporaryDirectory() as scratch:
        docs = Path(scratch)
        done = convert(Settings().located(seeds=HERE / "seeds", docs=docs), where=Where(1))
        articles = (*done.archive.articles, *done.archive.withdrawn)
        pages = {article.seed: (docs / f"{article.url.rstrip('/')}.md") for article in articles}
        return {seed: page.read_text(encoding="utf-8") for seed, page in pages.items()}


def main() -> None:
    """Write ``tests/golden/SEED.golden.md`` for each seed."""
    for seed, text in golden_pages().items():
        (HERE / f"{seed}.golden.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
