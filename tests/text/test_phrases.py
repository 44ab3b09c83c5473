"""Headlines in Chinese are divided between words."""

from __future__ import annotations

import pytest

from generator.text.phrases import phrases


@pytest.mark.parametrize(
    ("headline", "language", "together"),
    [
        ("港口管理局宣布关闭三座码头的计划", "zh-Hans", ("管理局", "码头", "计划")),
        ("港務局宣布關閉三座碼頭的計畫", "zh-Hant-TW", ("宣布", "碼頭", "計畫")),
    ],
)
def test_a_chinese_headline_is_not_divided_within_words(
    headline: str, language: str, together: tuple[str, ...]
) -> None:
    found = phrases(headline, language)
    assert "".join(found) == headline
    assert len(found) > 3
    assert all(any(word in phrase for phrase in found) for word in together)


@pytest.mark.parametrize(
    ("headline", "language"),
    [("港が閉鎖される計画", "ja"), ("码头关闭", "zh"), ("The quays close", "en"), ("码头", "")],
)
def test_other_headlines_are_left_to_the_browser(headline: str, language: str) -> None:
    assert phrases(headline, language) == ()
