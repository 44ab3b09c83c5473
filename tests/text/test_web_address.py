from __future__ import annotations

import pytest

from generator.inputs.checks import address
from generator.text.web_address import is_web_address, page_key, parts_of, resolved, web_address_fault


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://www.example.org:8080/2024/03/quay?page=1&x=a@b#top",
        "HTTPS://Example.ORG/",
        "https://例え.jp/記事/港",
        "https://xn--r8jz45g.jp/",
        "https://example.org/%D9%85%DB%8C\u200cنما",
        "https://exa_mple.org.",
        "http://192.0.2.17/page",
        "http://newsdesk/page",
    ],
)
def test_addresses_of_pages(text: str) -> None:
    assert is_web_address(text)
    assert address(text).value == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "https://",
            "https:///",
            "https:///path",
            "https://###",
            "https://?q=1",
            "https://...",
            "https://-/",
        ),
        *(
            "https://\u2068/",
            "https://\u200b",
            "https://example.org/\u202ecod.exe",
            "https://exa\u0000mple.org/",
        ),
        *(
            "2024-03-12",
            "https://2024-03-12",
            "20240312",
            "https://20240312/",
            "https://1.2/",
            "http://999.1.1.1/",
        ),
        *("https://user:secret@example.org/", "https://user@example.org/", "https://@example.org/"),
        *(
            "https://ex ample.org/",
            "https://example.org/a b",
            "https://exa,mple.org/",
            "https://example..org/",
        ),
        *("https://example.org:99999/", "https://example.org:port/", "https://http://example.org/"),
        *(
            "ftp://example.org/",
            "javascript:alert(1)",
            "//example.org/",
            "www.example.org",
            "example.org/page",
        ),
        *(
            f"https://{'a' * 64}.org/",
            f"https://example.org/{'a' * 9000}",
            "https://[broken/",
            "Daily Beacon",
        ),
    ],
)
def test_addresses_that_are_none(text: str) -> None:
    assert not is_web_address(text)
    assert address(text).fault.startswith("must be an address")
    assert address(text).value is None


def test_no_message_repeats_a_password() -> None:
    assert "secret" not in web_address_fault("https://user:secret@example.org/")
    assert "secret" not in address("https://user:secret@example.org/").fault


@pytest.mark.parametrize("value", [["https://example.org/"], {"url": "https://example.org/"}])
def test_a_list_is_no_address(value: object) -> None:
    assert address(value).fault


def test_an_address_that_cannot_be_split_has_no_parts() -> None:
    assert parts_of("http://[page/a").hostname is None
    assert parts_of("https://example.org/a").hostname == "example.org"
    assert resolved("http://[page/a", "https://example.org/") == ""
    assert resolved("/a", "http://[page/") == ""
    assert resolved("../b", "https://example.org/a/c") == "https://example.org/b"


def test_addresses_of_one_page_have_one_key() -> None:
    page = page_key("https://example.org/quay")
    assert page == page_key("http://www.example.org/quay/#top")
    assert page != page_key("https://example.org/quay?page=2")
