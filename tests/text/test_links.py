"""Addresses lose what identifies a reader, and nothing else."""

from __future__ import annotations

import pytest

from generator.text.links import clean_address, clean_text
from generator.text.markup import escape


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://bay.example/a?utm_source=x&id=3", "https://bay.example/a?id=3"),
        ("https://bay.example/a?UTM_Medium=x&fbclid=y#part", "https://bay.example/a#part"),
        ("https://bay.example/a?id=3&mc_eid=1&mc_cid=2", "https://bay.example/a?id=3"),
        ("https://bay.example/a?a=1&amp;gclid=2&amp;b=3", "https://bay.example/a?a=1&amp;b=3"),
        ("https://bay.example/a#utm_source=x", "https://bay.example/a"),
        ("https://www.youtube.com/watch?v=abc&si=d&t=4", "https://www.youtube.com/watch?v=abc&t=4"),
        ("https://mailchi.mp/bay/news-4?e=0123abcd", "https://mailchi.mp/bay/news-4"),
        ("https://name:word@bay.example/a", "https://bay.example/a"),
        ("https://name@bay.example:8443/a?b", "https://bay.example:8443/a?b"),
        ("ftp://name:word@bay.example/a", "ftp://bay.example/a"),
        ("https://bay.example/Pier_(old)?utm_source=x&id=3", "https://bay.example/Pier_(old)?id=3"),
        ("https://bay.example/Pier_(old?utm_source=x", "https://bay.example/Pier_(old"),
    ],
)
def test_tracking_and_logins_leave_an_address(url: str, clean: str) -> None:
    assert clean_address(url) == clean


@pytest.mark.parametrize(
    "url",
    [
        "https://bay.example/a?id=3&page=2#top",
        "https://bay.example/@name/a?si=4",
        "https://web.archive.org/web/2021/https://bay.example/?utm_source=x",
        "https://bay.example/utm_source=x",
        "someone@bay.example",
    ],
)
def test_other_addresses_stay_as_they_are(url: str) -> None:
    assert clean_address(url) == url


def test_a_text_keeps_everything_around_its_addresses() -> None:
    cleaned = clean_text("See (https://bay.example/a?utm_source=x), or https://u:p@bay.example/b. Really?")
    assert cleaned.text == "See (https://bay.example/a), or https://bay.example/b. Really?"
    assert (cleaned.parameters, cleaned.logins) == (("utm_source",), ("bay.example",))


def test_brackets_around_an_address_are_not_part_of_it() -> None:
    text = "(see https://bay.example/Pier_(old)?fbclid=x, https://bay.example/a?fbclid=y)"
    assert clean_text(text).text == "(see https://bay.example/Pier_(old), https://bay.example/a)"


def test_addresses_in_markdown_are_cleaned_too() -> None:
    assert (
        clean_text(escape("https://bay.example/?utm_source=a&utm_medium=b_c")).text == "https://bay.example/"
    )
    assert clean_text("[x](https://bay.example/?fbclid=1)").text == "[x](https://bay.example/)"


def test_time_grows_with_the_length_of_the_text() -> None:
    for piece in ("https://", "https://a@", "https://a/?utm_source=&", "?utm_source=x&", "a@b://"):
        assert clean_text(piece * 20_000)
