"""The address of a copy in a web archive contains that of the original."""

from __future__ import annotations

import pytest

from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.model.documents import Seed
from generator.text.archived import original_of

ORIGINAL = "https://bay.example/ferry?id=4"


@pytest.mark.parametrize(
    "copy",
    [
        f"https://web.archive.org/web/20210304050607/{ORIGINAL}",
        f"http://web.archive.org/web/2021if_/{ORIGINAL}",
        f"https://archive.ph/2021.03.04-050607/{ORIGINAL}",
        f"https://archive.today/newest/{ORIGINAL}",
        f"https://arquivo.pt/wayback/20210304050607/{ORIGINAL.replace('://', ':/')}",
    ],
)
def test_the_original(copy: str) -> None:
    assert original_of(copy) == ORIGINAL


@pytest.mark.parametrize(
    "url", ["https://archive.ph/aBc12", f"https://bay.example/web/2021/{ORIGINAL}", ORIGINAL]
)
def test_other_addresses_have_none(url: str) -> None:
    assert original_of(url) == ""


def test_a_clipped_copy_gives_both_addresses() -> None:
    copy = f"https://web.archive.org/web/20210304050607/{ORIGINAL}"
    text = (
        f"---\ntitle: Ferry\nsource: {copy}\n---\nThe ferry to Easter Quay sails again after a long repair.\n"
    )
    article = make_article(Seed("a.md", text.encode(), ""), Authority()).article
    assert article
    assert (article.source.url, article.source.archived_url) == (ORIGINAL, copy)
