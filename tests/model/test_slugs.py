"""Slugs in the scripts of the world: readable, safe as names of files, and the same for the same words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.inputs import checks
from generator.model.slugs import DEVICES, SLUG_BYTES, SLUG_LENGTH, slug
from generator.outputs.pages.redirects import former_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old quay closes: what now?", "the-old-quay-closes-what-now"),
        ("Sørvik’s £3 ferry", "sørvik-s-3-ferry"),
        ("港务局将关闭东码头，渡轮停航", "港务局将关闭东码头-渡轮停航"),
        ("港の閉鎖「来月から」ﾌｪﾘｰも", "港の閉鎖-来月から-フェリーも"),
        ("부두가 문을 닫는다", "부두가-문을-닫는다"),
        ("إغلاق الرصيف القديم في ٢٠٢٤", "إغلاق-الرصيف-القديم-في-٢٠٢٤"),
        ('מפקד צה"ל: הרציף ייסגר', "מפקד-צהל-הרציף-ייסגר"),
        ("पुराना घाट बंद होगा", "पुराना-घाट-बंद-होगा"),
        ("ท่าเรือเก่าปิดแล้ว", "ท่าเรือเก่าปิดแล้ว"),
        ("Старий п’ятий причал", "старий-пятий-причал"),
        ("Το λιμάνι του ΒΌΡΕΙΟΣ", "το-λιμάνι-του-βόρειος"),
        (unicodedata.normalize("NFD", "Bến cảng cũ đóng cửa"), "bến-cảng-cũ-đóng-cửa"),
        ("İskele'de IŞIK ışığı", "iskele-de-işik-ışığı"),
        ("Die Straße am Hafen", "die-straße-am-hafen"),
        ("ＦＵＬＬ ｗｉｄｔｈ é", "full-width-é"),
    ],
)
def test_a_slug_speaks_the_language_of_its_headline(text: str, expected: str) -> None:
    assert slug(text) == expected
    assert checks.slug(slug(text)) == (expected, "", ())
    assert former_address(f"articles/2024/03/{slug(text)}/") == f"articles/2024/03/{expected}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ünïcode & more!", "unicode-more"), ("总统", "zong-tong"), ("word " * 40, "word-" * 15 + "word")],
)
def test_ascii_slugs(text: str, expected: str) -> None:
    assert slug(text, "ascii") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The mayor's “final” offer – £5m, no more",
        "Price of 1,000 tins falls by 5% at sea",
        "fish &amp; chips",
        "A_B test… again",
        "x" * 200,
        "word " * 40,
        "Index",
        "!!!",
    ],
)
def test_a_headline_with_ascii_letters_alone_keeps_its_slug_in_every_scheme(text: str) -> None:
    assert slug(text) == slug(text, "ascii")


def test_a_text_without_letters_still_has_an_address() -> None:
    assert slug("!!!").startswith("n-")
    assert slug("!!!") != slug("???") != slug("🐟")


def test_characters_that_show_nothing_are_left_out() -> None:
    assert slug("\u202eсмена\u202c \u2067порт\u200b\ufeffа\u2069 \u00adи❤\ufe0f") == "смена-порта-и"


def test_a_long_headline_is_cut_at_a_word() -> None:
    text = "Управление порта закрывает старый причал и переносит все рейсы на новый терминал в июне"
    assert text.lower().startswith(slug(text).replace("-", " ") + " ")
    assert 60 < len(slug(text).encode()) <= SLUG_BYTES


def test_a_long_word_is_cut_between_letters_with_their_signs() -> None:
    assert slug("क्षि" * 30) == "क्षि" * 10
    assert slug("é" + "\u0301" * 400).startswith("é")
    assert len(slug("港" * 60)) == SLUG_BYTES // 3
    short, long = "東京", "港" * 60
    assert slug(f"{short} {long}").startswith(f"{short}-港港港")


@pytest.mark.parametrize("name", [*sorted(DEVICES), "CON", "COM¹", "ＮＵＬ", "ｌｐｔ1"])
def test_no_slug_is_the_name_of_a_device(name: str) -> None:
    assert slug(name).lower() not in DEVICES


@given(st.text(max_size=120))
def test_every_slug_is_a_safe_name_of_a_file(text: str) -> None:
    found = slug(text)
    assert bool(found) == bool(text)
    assert found == unicodedata.normalize("NFC", found)
    assert len(found.encode()) <= SLUG_BYTES + 9
    assert len(found) <= SLUG_LENGTH + 9
    assert all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in found)
    assert found == found.strip("-")
    assert not found or not checks.slug(found).fault
    assert slug(found) == found or not found.isascii()
