"""Only the text of a page counts towards its limit, not what it embeds."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed

TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director said in May. "
LIMIT = 200_000
LARGE = LIMIT + 1000


@pytest.fixture(autouse=True)
def low_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.extract.decode.LIMIT", LIMIT)


def read(page: str) -> Draft:
    return extract(Seed("a.html", page.encode(), ""), Declaration())


@pytest.mark.parametrize(
    "embedded",
    [
        f'<img src="data:image/png;base64,{"QUJD" * (LARGE // 4)}" alt="Ferry">',
        f"<img src=data:image/png;base64,{'QUJD' * (LARGE // 4)} alt=Ferry>",
        f"<style>@font-face {{src: url(data:font/woff2;base64,{'QUJD' * (LARGE // 4)})}}</style>",
        f"<script>var state = '{'a ' * (LARGE // 2)}';</script>",
    ],
    ids=["quoted", "unquoted", "font", "script"],
)
def test_a_page_is_as_large_as_what_is_read(embedded: str) -> None:
    draft = read(f"<html><body>{embedded}<article><h1>Ferry</h1><p>{TEXT * 3}</p></article></body></html>")
    assert not draft.problems
    assert draft.body == (TEXT * 3).strip()


def test_structured_data_of_a_large_page_is_read() -> None:
    fill = f"<script>{'a ' * (LARGE // 2)}</script>"
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry to end"}</script>'
    draft = read(f"<html><body>{fill}{data}<article><p>{TEXT * 3}</p></article></body></html>")
    assert "Ferry to end" in {claim.value for claim in draft.claimed("title")}


def test_a_page_with_too_much_text_is_refused() -> None:
    draft = read(f"<html><body><p>{'a ' * (LARGE // 2)}</p></body></html>")
    assert [problem.rule for problem in draft.problems] == ["too-large"]
