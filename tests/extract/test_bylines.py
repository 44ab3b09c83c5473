"""Bylines become names: without jobs, places, outlets, degrees, agencies and photographers."""

from __future__ import annotations

import pytest

from generator.describe.authors import find_authors
from generator.extract.bylines.lines import is_bare, is_credit, is_lead, opens_byline
from generator.extract.bylines.names import author_names
from generator.model.documents import Claim, Declaration, Draft


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ana Paz, Ferry Correspondent", ["Ana Paz"]),
        ("Ferry Correspondent Ana Paz", ["Ana Paz"]),
        ("Ana Paz Chief Ferry Correspondent", ["Ana Paz Chief Ferry"]),
        ("Von Ana Paz und Bo Lind, Gulltown", ["Ana Paz", "Bo Lind"]),
        ("von der Heide, Anna", ["Anna von der Heide"]),
        ("Von Bo Heide, Gulltown", ["Bo Heide"]),
        ("Par Ana Paz et Bo Lind, envoyés spéciaux à Gulltown", ["Ana Paz", "Bo Lind"]),
        ("Av Ana Paz och Bo Lind", ["Ana Paz", "Bo Lind"]),
        ("Ana Paz y Luis Gil", ["Ana Paz", "Luis Gil"]),
        ("José Gull y Garza", ["José Gull y Garza"]),
        ("Анна Чайкина и Пётр Волнов", ["Анна Чайкина", "Пётр Волнов"]),
        ("By ANA PAZ, BO LIND and UNA VOE", ["ANA PAZ", "BO LIND", "UNA VOE"]),
        ("By Ana Paz, Politics, World News", ["Ana Paz"]),
        ("By Ana Paz, London, and Bo Lind, Reuters", ["Ana Paz", "Bo Lind"]),
        ("By STAFF WRITERS and AGENCIES in Gulltown", []),
        ("By Ana Paz for the Gulltown Herald", ["Ana Paz"]),
        ("Ana Paz And Bo Lind For The Gulltown Mail", ["Ana Paz", "Bo Lind"]),
        ("Dr. Ana Paz, Ph.D., for the Herald", ["Dr. Ana Paz"]),
        ("By Ana Paz, Jr., and Bo T. Lind III", ["Ana Paz Jr.", "Bo T. Lind III"]),
        ("Ana Ma, MA", ["Ana Ma"]),
        ("Paz, Ana", ["Ana Paz"]),
        ("van der Lind, Jan; Paz, Ana", ["Jan van der Lind", "Ana Paz"]),
        ("Abby, Tom and Roberta", ["Abby", "Tom", "Roberta"]),
        ("Text: Ana Paz, Fotos: Bo Lind", ["Ana Paz"]),
        ("Text und Fotos: Ana Paz", ["Ana Paz"]),
        ("Ana Paz (Text) und Bo Lind (Fotos)", ["Ana Paz"]),
        ("Words by Ana Paz. Photos by Bo Lind", ["Ana Paz"]),
        ("Photo: Bo Lind", []),
        ("© Gullpictures/Lind", []),
        ("文：山波太郎、写真：海野花", ["山波太郎"]),
        ("取材・文：山波太郎　撮影：海野花", ["山波太郎"]),
        ("撮影・海野花", []),
        ("作者：海伟岚", ["海伟岚"]),
        ("本报记者 海伟岚 波娜娜", ["海伟岚", "波娜娜"]),
        ("파도영 기자", ["파도영"]),
        ("بقلم: نورس البحري وموج الساحلي", ["نورس البحري", "موج الساحلي"]),
        ("Ana Paz @anapaz Bo Lind", ["Ana Paz", "Bo Lind"]),
        ("By Ana Paz@anapaz Jul 3, 2019, 4:22am", ["Ana Paz"]),
        ("Ana Paz Twitter", ["Ana Paz"]),
        ("ap/gull", ["ap/gull"]),
        ("Gulltown News", ["Gulltown News"]),
        ("GULLTOWN - Ana Paz", ["GULLTOWN"]),
        ("LONDON - Ana Paz", ["Ana Paz"]),
        ("Text Size", []),
        ("Von unserer Korrespondentin in Gulltown", []),
        ("Guest post by Ana Paz", ["Ana Paz"]),
        ("Ein Gastkommentar von Ana Paz", ["Ana Paz"]),
        ("Aus Gulltown berichtet Ana Paz", ["Ana Paz"]),
        ("Ana Paz avec AFP", ["Ana Paz"]),
        ("a cura della redazione", []),
        ("編集委員　山波太郎", ["山波太郎"]),
        ("雾港晚报记者 海伟岚", ["海伟岚"]),
        ("안개=파도영 특파원", ["파도영"]),
        ("Dal nostro inviato speciale Bo Lind", ["Bo Lind"]),
        ("Ana Paz y Luis Gil (texto) y Bo Lind (fotografía)", ["Ana Paz", "Luis Gil"]),
        ("글 파도영 기자 · 사진 물결하 기자", ["파도영"]),
        ("文・写真　山波太郎", ["山波太郎"]),
        ("记者 海伟岚 通讯员 波娜娜", ["海伟岚", "波娜娜"]),
        ("霧浜支局・山波太郎", ["山波太郎"]),
        ("מאת גלית ימי, כתבת לענייני תחבורה", ["גלית ימי"]),
        ("रिपोर्ट: लहर सागरी, संवाददाता", ["लहर सागरी"]),
    ],
)
def test_a_byline_names_who_wrote_the_text(byline: str, names: list[str]) -> None:
    assert author_names(byline) == names


def test_words_before_a_name_are_a_lead_only_by_themselves() -> None:
    assert [is_lead(text) for text in ("Written by", "Autor:", "Reading time", "Ana")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_line_opens_like_a_byline_only_if_a_name_follows_at_once() -> None:
    lines = ("By Ana Paz", "Text: Ana Paz", "Von den Höfen kaufte der Wirt Speck, Brot", "Text Size")
    assert [opens_byline(line) for line in lines] == [True, True, False, False]


def test_a_name_with_its_job_is_a_byline() -> None:
    lines = ("Ana Paz, Staff Writer", "Ana Paz, for the Gulltown Herald", "파도영 기자", "Ana Paz, captain")
    assert [is_credit(line) for line in lines] == [True, True, True, False]


@pytest.mark.parametrize(
    ("line", "is_byline"),
    [
        ("ANA PAZ and BO LIND, Staff Writers", True),
        ("Ana Paz (Text) und Bo Lind (Fotos)", True),
        ("Ana Paz, dziennikarka działu lokalnego", True),
        ("Анна Волнова, специально для «Чайки»", True),
        ("파도영 기자 gull@gull.example", True),
        ("Ana Paz, fot. Bo Lind", True),
        ("Ana PazosFerry editor", False),
        ("Bo Lind (photo)", False),
        ("Ana Paz, editor of the Gull, left.", False),
        ("Stars *here*, [no](picture), and more.", False),
    ],
)
def test_jobs_and_credits_make_a_line_a_byline(line: str, is_byline: bool) -> None:
    assert is_credit(line) is is_byline


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("Ana Paz", True),
        ("Ana Paz and Bo Lind", True),
        ("Ana Paz / Gulltown", True),
        ("Gulltown News", False),
        ("New York", False),
        ("Ana sails", False),
        ("ANA PAZ", False),
        ("", False),
    ],
)
def test_a_line_may_be_nothing_but_a_name(line: str, bare: bool) -> None:
    assert is_bare(line) is bare


def draft(*claims: Claim, **declared: object) -> Draft:
    return Draft((), claims=claims, declared=Declaration(declared))


def _claim(value: str, rule: str, confidence: float) -> Claim:
    return Claim("authors", value, rule, value, confidence)


@pytest.mark.parametrize(
    ("best", "other", "name"),
    [
        ("anapaz", "Ana Paz", "Ana Paz"),
        ("A. Paz", "Ana Paz", "Ana Paz"),
        ("Paz", "Ana Paz", "Ana Paz"),
        ("Bo Lind", "Ana Paz", "Bo Lind"),
        ("ANA PAZ", "Ana Paz", "Ana Paz"),
        ("Ana Paz", "ANA PAZ", "Ana Paz"),
    ],
)
def test_the_fullest_spelling_wins(best: str, other: str, name: str) -> None:
    made = draft(_claim(best, "byline", 0.8), _claim(other, "meta-author", 0.5))
    assert find_authors(made).value == (name,)


@pytest.mark.parametrize(
    ("declared", "names"),
    [
        ("By Ana Paz, Ferry Correspondent", ("Ana Paz",)),
        ("Ana Paz and Bo Lind", ("Ana Paz", "Bo Lind")),
        ("Paz, Ana", ("Paz, Ana",)),
        ("Ministry of Ferries, Gulltown", ("Ministry of Ferries, Gulltown",)),
        ("Di Lind", ("Di Lind",)),
        ("Di Lind, Anna", ("Di Lind, Anna",)),
        ("von Heide Ottilia", ("von Heide Ottilia",)),
        ("von Anna Heide und Bo Lind", ("Anna Heide", "Bo Lind")),
    ],
)
def test_a_declared_byline_is_split_only_if_nothing_is_lost(declared: str, names: tuple[str, ...]) -> None:
    made = draft(authors=[declared])
    assert find_authors(made).value == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("记者 林海帆 编辑 赵文山", ["林海帆"]),
        ("本报记者 林海帆 雾港报道", ["林海帆"]),
        ("取材・文＝浜野由紀／撮影＝川口健", ["浜野由紀"]),
        ("【浜野由紀】", ["浜野由紀"]),
        ("Ada Nordvik, Chief Ports Reporter", ["Ada Nordvik"]),
        ("Ada Nordvik, Special to the Gull Post", ["Ada Nordvik"]),
        ("【霧港＝浜野由紀】", ["浜野由紀"]),
    ],
)
def test_credits_and_jobs_without_the_usual_signs(byline: str, names: list[str]) -> None:
    assert author_names(byline) == names
