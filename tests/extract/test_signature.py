"""The name below a text is its author; lines about the writer below a byline are no text."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import pytest

from generator.describe.authors import find_authors
from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed

TEXT = (
    "The ferry company of Lunmark will stop its night crossings in June, its director told the island council, because "
    "too few passengers use them.\n\nThe last boat will then leave at nine in the evening, as it did in the old days."
)


def _read(text: str, name: str = "a.txt") -> Draft:
    return extract(Seed(name, text.encode(), ""), Declaration())


@pytest.mark.parametrize(
    "line", ["— Anna Falk", "–Anna Falk", "(Anna Falk)", "— Anna Falk in Lunmark", "[Anna Falk]"]
)
def test_the_name_below_a_text_is_its_author(line: str) -> None:
    draft = _read(f"Night ferry to end\n\n{TEXT}\n\n{line}\n")
    assert [claim.value for claim in draft.claimed("authors")] == ["Anna Falk"]
    assert draft.body == TEXT
    assert (line, "byline") in [(removed.text, removed.rule) for removed in draft.removed]


@pytest.mark.parametrize(
    ("end", "line"),
    [
        ("“Nobody asked the islanders before.”", "— Anna Falk"),
        ("The council will vote on it in May.", "(Getty Images)"),
        ("Falk, who owns the boats, was not there.", "— Anna Falk"),
        ("The council will vote on it in May", "— Anna Falk"),
    ],
)
def test_the_source_of_a_quotation_or_picture_is_no_author(end: str, line: str) -> None:
    draft = _read(f"Night ferry to end\n\n{TEXT}\n\n{end}\n\n{line}\n")
    assert not draft.claimed("authors")


@pytest.mark.parametrize(
    "line",
    ["— The Finale", "(Told Tomorrow)", "– Happy Sailing", "- Blue Palace", "(Grand Hostel)", "— Le Soir"],
)
def test_words_with_capitals_are_no_author_and_stay(line: str) -> None:
    draft = _read(f"Night ferry to end\n\n{TEXT}\n\n{line}\n")
    assert not draft.claimed("authors")
    assert draft.paragraphs[-1].text == line or line.startswith("- ")


def test_a_curator_keeps_the_line() -> None:
    seed = Seed("a.txt", f"Night ferry to end\n\n{TEXT}\n\n— Anna Falk\n".encode(), "")
    assert extract(seed, Declaration({"keep": ["— Anna Falk"]})).body.endswith("— Anna Falk")


@pytest.mark.parametrize(
    "below", ["Of the Courier staff", "STAFF WRITER", "Special to the Courier", "Foto: Bo Lind"]
)
def test_a_line_about_the_writer_goes_with_the_byline(below: str) -> None:
    draft = _read(f"Night ferry to end\n\nBy Anna Falk\n{below}\n\n{TEXT}\n")
    assert [claim.value for claim in draft.claimed("authors")] == ["Anna Falk"]
    assert draft.body == TEXT


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von unserer Korrespondentin Anna Falk", ["Anna Falk"]),
        ("dal nostro inviato Anna Falk", ["Anna Falk"]),
        ("From Our Own Correspondent", []),
        ("Von unserem Korrespondenten", []),
        ("Von unserer Redaktion", []),
    ],
)
def test_our_correspondent_is_no_name(line: str, names: list[str]) -> None:
    draft = _read(f"Night ferry to end\n\n{line}\n\n{TEXT}\n")
    assert list(find_authors(draft).value) == names
    assert draft.body == TEXT


def test_a_section_below_a_text_is_no_author() -> None:
    draft = _read(f"Night ferry to end\n\n{TEXT}\n\nMore from Harbours\nThe lighthouse is lit again\n")
    assert not draft.claimed("authors")


def test_a_link_to_a_subject_next_to_a_name_is_no_part_of_it() -> None:
    box = '<div class="author">By <a rel="author" href="/author/ida">Anna Falk</a> <a href="/tag/ferries/">Ferries</a></div>'
    text = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n"))
    draft = _read(f"<html><body><article><h1>Night ferry</h1>{box}{text}</article></body></html>", "a.html")
    assert {claim.value for claim in draft.claimed("authors")} == {"Anna Falk"}


CHINESE = "雾港渡轮公司将于六月停开夜班船，公司经理周二向议会表示，乘客太少。\n\n末班船将在晚上九点开出，和从前一样。"
KOREAN = (
    "안개시 나룻배 회사는 6월에 밤배를 멈추기로 했다고 화요일 의회에 밝혔다.\n\n막배는 밤 아홉 시에 떠난다."
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{CHINESE}（记者 海伟岚）", "海伟岚"),
        (f"本报讯（记者 海伟岚）{CHINESE}", "海伟岚"),
        (f"【霧浜＝山波太郎】{CHINESE}", "山波太郎"),
        (f"{CHINESE}\n\n（霧浜支局・山波太郎）", "山波太郎"),
        (f"(안개=물결통신) 파도영 기자 = {KOREAN}", "파도영"),
        (f"{KOREAN}\n\n파도영 기자 gull@gull.example", "파도영"),
    ],
)
def test_newspapers_of_east_asia_name_the_reporter_in_brackets(text: str, name: str) -> None:
    draft = _read(f"夜船\n\n{text}\n")
    assert find_authors(draft).value == (name,)
    assert draft.body.count("。") == text.count("。")


def test_brackets_without_a_job_or_bureau_name_no_author() -> None:
    assert not _read(f"夜船\n\n{CHINESE}（图片来自网络）\n").claimed("authors")


def test_a_name_alone_above_the_date_of_publication_or_a_job_is_the_author() -> None:
    above = _read(f"Night ferry to end\n\nOrla Quist\nPublished 9:14 p.m. May 18, 2023\n\n{TEXT}\n")
    alone = _read(f"Night ferry to end\n\nOrla Quist\n\n{TEXT}\n")
    job = _read(f"Night ferry to end\n\nOrla Quist\nCorresponsal en Lunmark\n\n{TEXT}\n")
    assert [claim.value for claim in above.claimed("authors")] == ["Orla Quist"]
    assert [claim.value for claim in job.claimed("authors")] == ["Orla Quist"]
    assert job.body == TEXT
    assert not alone.claimed("authors")
