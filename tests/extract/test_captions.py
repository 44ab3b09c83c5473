# ruff: noqa: E501 - pages are easier to read in one piece
"""Captions and credits: the shapes in which outlets of many languages write them, and what is no credit."""

from __future__ import annotations

import pytest

from generator.extract.captions import has_labelled_credit, split_caption
from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed

TRAM = (
    "The tram depot of Ostering will close its old workshop in July, because the roof can no longer be repaired, "
    "the operator told the town council on Monday evening."
)
BENCH = (
    "A bench and a drinking fountain will be set up in front of the building until the end of the year, as the "
    "operator announced in a letter to the neighbours."
)


def read(*parts: str) -> Draft:
    page = f"<html><body><article><h1>Workshop to close</h1>{''.join(parts)}</article></body></html>"
    return extract(Seed("a.html", page.encode(), ""), Declaration())


def words(draft: Draft) -> list[tuple[str, str]]:
    return [(picture.caption, picture.credit) for picture in draft.pictures]


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        # a slash, a dash or a line before a credit that has more than one part
        ("Un tram al deposito / Foto Anna Bini - ANSA", "Un tram al deposito", "Anna Bini - ANSA"),
        ("旧车库里的电车。新华社发（白石川 摄）", "旧车库里的电车。", "新华社发（白石川 摄）"),
        ("Un tranvía en su cochera (Cortesía: Museo Real)", "Un tranvía en su cochera", "Museo Real"),
        (
            "Le tram, à Ostering. ANNE ROÉ POUR « LE PHARE »",
            "Le tram, à Ostering.",
            "ANNE ROÉ POUR « LE PHARE »",
        ),
        ("Трамвай в депо. Фото из архива музея", "Трамвай в депо.", "Фото из архива музея"),
        ("Jan Roe/BBC\nA tram in its depot", "A tram in its depot", "Jan Roe/BBC"),
        ("Un tranvía en su cochera / EFE", "Un tranvía en su cochera", "EFE"),
        ("Un tranvía en su cochera / ANA RUIZ", "Un tranvía en su cochera", "ANA RUIZ"),
        ("Трамвай у старому депо / Анна Ро, Вісник", "Трамвай у старому депо", "Анна Ро, Вісник"),
        ("Tramwaj w zajezdni /fot. Jan Roe", "Tramwaj w zajezdni", "Jan Roe"),
        ("Tramwaj w zajezdni. Fot. Jan Roe / Kurier", "Tramwaj w zajezdni.", "Jan Roe / Kurier"),
        ("A tram. Jane Roe / AFP - Getty Images", "A tram.", "Jane Roe / AFP - Getty Images"),
        ("A tram. Jane Roe | Courier", "A tram.", "Jane Roe | Courier"),
        ("A tram in its depot\nJane Roe", "A tram in its depot", "Jane Roe"),
        ("A tram in its depot.\nJane Roe (EFE)", "A tram in its depot.", "Jane Roe (EFE)"),
        ("Getty Images\nA tram in its depot", "A tram in its depot", "Getty Images"),
        ("डिपो में पुरानी खड़ी ट्राम / पीटीआई", "डिपो में पुरानी खड़ी ट्राम", "पीटीआई"),
        ("车库里的旧电车 / 路透社", "车库里的旧电车", "路透社"),
        ("白直 / 路透社", "", "白直 / 路透社"),
        # in brackets
        ("Depodaki tramvay. [Ayşe Ro - Anadolu Ajansı]", "Depodaki tramvay.", "Ayşe Ro - Anadolu Ajansı"),
        ("写真はイメージ（PIXTA）", "写真はイメージ", "PIXTA"),
        ("A tram. (Jane Roe, The Courier)", "A tram.", "Jane Roe, The Courier"),
        ("A tram. (Jane Roe for The Courier)", "A tram.", "Jane Roe for The Courier"),
        ("A tram. (Courier News: Jane Roe)", "A tram.", "Courier News: Jane Roe"),
        ("A tram. (Supplied: Jane Roe)", "A tram.", "Supplied: Jane Roe"),
        ("A tram (Courier photo by Jane Roe)", "A tram", "Courier photo by Jane Roe"),
        ("A tram in its depot (CBC)", "A tram in its depot", "CBC"),
        ("ट्राम डिपो में (फाइल फोटो: पीटीआई)", "ट्राम डिपो में", "पीटीआई"),
        ("ترام في المستودع (الجزيرة)", "ترام في المستودع", "الجزيرة"),
        ("車庫の電車【時事】", "車庫の電車", "時事"),
        ("车库里的电车（图源：东浜日报）", "车库里的电车", "东浜日报"),
        # labels of more languages, and those that a name follows at once
        ("חשמלית בדיפו (תצלום: דנה רו)", "חשמלית בדיפו", "דנה רו"),
        ("Τραμ στο αμαξοστάσιο (φωτ. Άννα Ρω)", "Τραμ στο αμαξοστάσιο", "Άννα Ρω"),
        ("ডিপোতে ট্রাম। ছবি: মালা", "ডিপোতে ট্রাম।", "মালা"),
        ("பணிமனையில் டிராம். படம்: மாலா", "பணிமனையில் டிராம்.", "மாலா"),
        ("รถรางในโรงรถ เครดิตภาพ: AFP", "รถรางในโรงรถ", "AFP"),
        ("車庫の電車 写真＝白井直", "車庫の電車", "白井直"),
        ("車庫の電車 撮影／白井直", "車庫の電車", "白井直"),
        ("車庫の電車＝ロイター", "車庫の電車", "ロイター"),
        ("车库里的电车。图据东浜日报", "车库里的电车。", "东浜日报"),
        ("车库里的电车。东浜日报记者 白直 图", "车库里的电车。", "东浜日报记者 白直"),
        ("車庫的電車。東浜社記者白直攝 114年5月4日", "車庫的電車。 114年5月4日", "東浜社記者白直"),
        ("차고의 전차. 백직 기자", "차고의 전차.", "백직 기자"),
        ("차고의 전차. 동빈시 제공", "차고의 전차.", "동빈시"),
        ("차고의 전차. 연합뉴스", "차고의 전차.", "연합뉴스"),
        ("차고의 전차 ⓒ백직", "차고의 전차", "ⓒ백직"),
        # pictures of a screen, and licences
        ("A tram. Public domain", "A tram.", "Public domain"),
        ("A tram. CC BY-SA 4.0", "A tram.", "CC BY-SA 4.0"),
        ("Un tranvía. Captura de pantalla", "Un tranvía.", "Captura de pantalla"),
        ("חשמלית בדיפו. צילום מסך", "חשמלית בדיפו.", "צילום מסך"),
        # words for programs that read aloud, in the languages of one broadcaster
        ("इमेज स्रोत, Getty Images\nइमेज कैप्शन, ट्राम डिपो में", "ट्राम डिपो में", "Getty Images"),
        ("منبع تصویر، Getty Images\nتوضیح تصویر، تراموا", "تراموا", "Getty Images"),
        # two credits, each with its label, and collections
        (
            "A tram. Illustration: Jane Roe/Courier. Source photo: Ann Roe/AFP",
            "A tram.",
            "Jane Roe/Courier. Source photo: Ann Roe/AFP",
        ),
        ("A tram in its depot (Jane Roe | The Courier)", "A tram in its depot", "Jane Roe | The Courier"),
        ("Trem di depo lama — Dok. Warga", "Trem di depo lama", "Dok. Warga"),
        ("Ein Wagen im Depot | Archiv Ostering", "Ein Wagen im Depot", "Archiv Ostering"),
        ("Un tram au dépôt (Archives Ostering)", "Un tram au dépôt", "Archives Ostering"),
    ],
)
def test_a_credit_is_found_in_the_shapes_of_many_outlets(text: str, caption: str, credit: str) -> None:
    assert split_caption(text) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "The operator's director, Ana Roe (CBC Radio listeners know her), at the depot",
        "The crew: Ana Roe, Jan Roe (Ostering), Eva Roe (Lunmark)",
        "Ein Bild aus besseren Tagen: Das Depot 1911",
        "Direktorin Ana Roe (SPD)",
        "A screenshot from the camera in the depot",
        "The depot was empty for years - archives show why",
        "The depot won in Ostering. Jan Roe scored twice.",
        "The depot, seen from Ostering / the old bridge",
        "Ostering Courier reporters at the depot",
        "수리 중인 전차. 낡은 차고",
        "车库效果图",
    ],
)
def test_words_that_name_nobody_who_made_the_picture_stay_in_the_caption(text: str) -> None:
    assert split_caption(text) == (text, "")


def test_a_name_and_a_job_below_a_picture_are_no_credit_on_their_own() -> None:
    assert not has_labelled_credit("백직 기자")
    assert split_caption("백직 기자").credit == ""


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (
            "<figcaption><span>A tram in its depot</span><span>Jane Roe</span></figcaption>",
            ("A tram in its depot", "Jane Roe"),
        ),
        (
            "<figcaption><span>Ein Wagen im Depot</span><span>Foto: Jana Roe / dpa</span></figcaption>",
            ("Ein Wagen im Depot", "Jana Roe / dpa"),
        ),
        (
            "<figcaption><em>A tram in its depot.</em> Jane Roe</figcaption>",
            ("A tram in its depot.", "Jane Roe"),
        ),
        ("<figcaption>A <b>tr</b><b>am</b> in its depot</figcaption>", ("A tram in its depot", "")),
        (
            "<figcaption>A tram. Jane Roe/AFP <a href='/buy'> Buy this photo</a></figcaption>",
            ("A tram.", "Jane Roe/AFP"),
        ),
        (
            "<figcaption>A tram in its depot. (<cite>Courier: Jane Roe</cite>)</figcaption>",
            ("A tram in its depot.", "Courier: Jane Roe"),
        ),
        (
            '<p><span class="visually-hidden">Bildquelle, </span>Getty Images</p><figcaption><span class="visually-hidden">Bildunterschrift, </span>Ein Wagen</figcaption>',
            ("Ein Wagen", "Getty Images"),
        ),
        (
            "<figcaption><span>Un tram al deposito</span> <em>Ansa / Anna Bini</em></figcaption>",
            ("Un tram al deposito", "Ansa / Anna Bini"),
        ),
    ],
)
def test_elements_of_a_figure_part_caption_and_credit(figure: str, expected: tuple[str, str]) -> None:
    assert words(read(f"<p>{TRAM}</p><figure><img src='a.jpg'>{figure}</figure><p>{BENCH}</p>")) == [expected]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (
            '<div class="caption">A tram in its depot</div><span class="x">Jane Roe / Reuters</span>',
            ("A tram in its depot", "Jane Roe / Reuters"),
        ),
        (
            '<div class="info"><span class="lede">A tram in its depot</span><span class="author">Jane Roe</span></div>',
            ("A tram in its depot", "Jane Roe"),
        ),
        (
            '<div><p class="caption">A tram in its depot</p><cite><p>Jane Roe via Getty Images</p></cite></div>',
            ("A tram in its depot", "Jane Roe via Getty Images"),
        ),
    ],
    ids=["credit-unnamed", "caption-unnamed", "cite"],
)
def test_a_box_of_a_picture_may_name_only_one_of_its_words(box: str, expected: tuple[str, str]) -> None:
    draft = read(f"<p>{TRAM}</p><div class='media'><img src='a.jpg'>{box}</div><p>{BENCH}</p>")
    assert words(draft) == [expected]
    assert expected[0] not in draft.body


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>A tram in its depot. Jane Roe / AFP</p>", ("A tram in its depot.", "Jane Roe / AFP")),
        (
            '<p style="font-size:11px;color:#777">A tram in its depot. (Jane Roe for Ostering Courier)</p>',
            ("A tram in its depot.", "Jane Roe for Ostering Courier"),
        ),
        ('<p><span style="font-size: 0.8em">A tram in its depot</span></p>', ("A tram in its depot", "")),
        ("<p>The depot is full, the town said.</p>", ("", "")),
        ("<p>The tram runs between Ostering / Lunmark.</p>", ("", "")),
    ],
)
def test_the_line_below_a_picture_is_its_words_if_its_form_says_so(
    line: str, expected: tuple[str, str]
) -> None:
    assert words(read(f"<p>{TRAM}</p><p><img src='a.jpg'></p>{line}<p>{BENCH}</p>")) == [expected]


def test_where_all_letters_are_small_they_mark_no_caption() -> None:
    small = "font-size:12px"
    draft = read(
        f"<p style='{small}'>{TRAM}</p><img src='a.jpg'><p style='{small}'>{BENCH}</p><p style='{small}'>{TRAM[:90]}</p>"
    )
    assert words(draft) == [("", "")]


def test_a_caption_that_names_a_day_is_not_taken_for_the_head_of_the_article() -> None:
    draft = read(
        f"<figure><img src='a.jpg'><figcaption>Depot Street, 4 May 2021</figcaption></figure><p>{TRAM}</p>",
        f"<div class='wp-caption'><img src='b.jpg'><p class='wp-caption-text'>The roof, May 4, 2021</p></div><p>{BENCH}</p>",
    )
    assert words(draft) == [("Depot Street, 4 May 2021", ""), ("The roof, May 4, 2021", "")]
    assert "2021" not in draft.body


def test_a_day_alone_below_a_picture_is_no_caption() -> None:
    draft = read(
        f"<figure><img src='a.jpg'><figcaption>4 May 2021</figcaption></figure><p>{TRAM}</p><p>{BENCH}</p>"
    )
    assert words(draft) == [("", "")]
