"""One golden page a format: what a seed of it becomes, word for word."""

from __future__ import annotations

import pytest
from golden.update import HERE, golden_pages

SEEDS = sorted(path.name for path in (HERE / "seeds").iterdir())


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages as they come out now."""
    return golden_pages()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_page_matches_the_approved_file(seed: str, pages: dict[str, str]) -> None:
    expected = (HERE / f"{seed}.golden.md").read_text(encoding="utf-8")
    assert pages[seed] == expected, "intended? Run python tests/golden/update.py and review the diff"
