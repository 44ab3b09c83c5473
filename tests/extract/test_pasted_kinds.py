"""Kinds of pasted text: live reports, forwarded messages, and downloads copied with single spaces."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import pytest

from generator.extract.bylines.lines import is_employer
from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed
from generator.text.dates import parse_date

FIRST = (
    "The windmill of Orlasund will be moved to the other side of the bay in autumn, its owners told the parish "
    "council, because the new bridge takes its wind."
)
SECOND = (
    "Sixty people signed a letter against it, and a decision is expected at the meeting after the harvest."
)
TITLE = "Windmill crosses the bay"


def _read(text: str) -> Draft:
    return extract(Seed("a.txt", text.encode(), ""), Declaration())


def _values(draft: Draft, field: str) -> list[str]:
    return [claim.value for claim in draft.claims if claim.field == field]


def _lines(draft: Draft) -> list[str]:
    return [paragraph.text for paragraph in draft.paragraphs]


def test_entries_of_a_pasted_live_report_keep_their_times() -> None:
    newer, older = "4 June 2024, 07:12", "3 June 2024, 21:40"
    draft = _read(f"Windmill on the move: live updates\n\n{newer}\n{FIRST}\n\n{older}\n{SECOND}\n")
    assert _lines(draft) == [newer, FIRST, older, SECOND]
    assert _values(draft, "date") == ["2024-06-03"]
    assert _values(draft, "updated") == ["2024-06-04"]
    assert not _values(draft, "authors")


def test_a_labelled_day_of_a_live_report_counts_before_its_entries() -> None:
    head = "Windmill on the move: live updates\n\nPublished 2 June 2024 05:30"
    draft = _read(f"{head}\n\n4 June 2024, 07:12\n{FIRST}\n\n3 June 2024, 21:40\n{SECOND}\n")
    assert [parse_date(value, "en") for value in _values(draft, "date")] == ["2024-06-02"]


def test_dates_in_a_report_that_is_not_live_are_no_entries() -> None:
    draft = _read(f"{TITLE}\n\n4 June 2024, 07:12\n\n{FIRST}\n\n{SECOND}\n")
    assert _lines(draft) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "head",
    [
        "-------- Doorgestuurd bericht --------\nOnderwerp: {title}\nDatum: Mon, 3 Jun 2024 08:20:00 +0200\nVan: Orlasund Bode <post@bode.example>\nAan: reader@home.example",
        "From: Orlasund Bode <post@bode.example>\nSent: Monday, June 3, 2024 8:20 AM\nTo: Jo <reader@home.example>\nSubject: {title}",
        "Begin forwarded message:\n\nFrom: Orlasund Bode <post@bode.example>\nSubject: {title}\nDate: 3 June 2024 at 08:20:11\nTo: reader@home.example",
    ],
)
def test_a_pasted_forwarded_message_is_read_without_its_head(head: str) -> None:
    draft = _read(f"{head.format(title=TITLE)}\n\n{FIRST}\n\n{SECOND}\n")
    assert _lines(draft) == [FIRST, SECOND]
    assert _values(draft, "title")[0] == TITLE
    assert parse_date(_values(draft, "date")[0]) == "2024-06-03"
    assert "reader@home" not in repr(draft)


def test_codes_of_factiva_may_be_followed_by_one_space() -> None:
    head = f"HD {TITLE}\nBY Ida Falk\nWC 45 words\nPD 3 June 2024\nSN Orlasund Bode\nPG 4\nCY Copyright 2024"
    foot = "NS gtrans : Transport\nAN Document ORBODE0020240603ek630001"
    draft = _read(f"{head}\n\nLP\n{FIRST}\n\nTD\n{SECOND}\n\n{foot}\n")
    assert _lines(draft) == [FIRST, SECOND]
    assert _values(draft, "title")[0] == TITLE
    assert _values(draft, "source_name")[0] == "Orlasund Bode"
    assert "SN Orlasund Bode" in [line.text for line in draft.removed]


def test_a_newsbank_download_names_its_author_beside_section_and_page() -> None:
    facts = (
        "June 3, 2024 | Orlasund Bode (Orlasund)\nAuthor/Byline: Ida Falk | Section: News | Page: 3\n45 Words"
    )
    foot = (
        "• Citation (mla Style)\nFalk, Ida. Orlasund Bode, 3 June 2024.\n\nCopyright (c) 2024 Orlasund Bode"
    )
    draft = _read(f"{TITLE}\n{facts}\nReadability: Lexile Measure: 1210\n\n{FIRST}\n\n{SECOND}\n{foot}\n")
    assert _values(draft, "authors")[0] == "Ida Falk"
    assert _lines(draft) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("written", "day"), [("6/13/2024", "2024-06-13"), ("13/6/2024", "2024-06-13"), ("6/3/2024", "")]
)
def test_the_day_in_a_citation_counts_if_only_one_number_can_be_the_month(written: str, day: str) -> None:
    labels = f"Title: {TITLE}\nAuthors: Falk, Ida\nSource: Orlasund Bode. {written}, p3. 45 Words."
    foot = "Accession Number: 2W61234567890\nDatabase: Newspaper Source Plus"
    draft = _read(f"{labels}\n{foot}\n\nFull Text:\n{FIRST}\n\n{SECOND}\n")
    found = [claim.value for claim in draft.claims if claim.rule == "database-date"]
    assert [parse_date(value) for value in found] == ([day] if day else [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13 أيار/مايو 2025", "2025-05-13"),
        ("6 يونيو/حزيران 2024", "2024-06-06"),
        ("6 يونيو (حزيران) 2024", "2024-06-06"),
        ("3 تشرين الثاني/نوفمبر 2023", "2023-11-03"),
        ("3 نوفمبر/تشرين الثاني 2023", "2023-11-03"),
    ],
)
def test_a_month_with_both_its_arabic_names(text: str, day: str) -> None:
    assert parse_date(text, "ar") == day


def test_the_copied_head_of_a_message_may_be_in_another_language() -> None:
    head = "---------- Forwarded message ---------\nDa: Orlasund Bode <post@bode.example>\nDate: lun 3 giu 2024 alle ore 08:20\nSubject: I"
    draft = _read(f"{head}\n\n{FIRST}\n\n{SECOND}\n")
    assert _values(draft, "date")[0] == "2024-06-03"


def test_a_text_with_an_address_and_a_colon_is_no_message() -> None:
    draft = _read(
        f"{TITLE}\n\nFrom: the parish council\n\n{FIRST}\n\n{SECOND}\n\nWrite to post@bode.example\n"
    )
    assert FIRST in _lines(draft)
    assert _values(draft, "title")[0] == TITLE


def test_the_outlet_of_a_web_page_in_europresse_stands_beside_its_length() -> None:
    head = f"lundi 3 juin 2024 08:20\nOrlasund Bode (site web) • 45 mots\n\n{TITLE}\nIda Falk"
    foot = "Cet article est paru dans Orlasund Bode (site web)\n\n© 2024 Bode. Tous droits réservés.\nnews·20240603·ORB·0031"
    draft = _read(f"{head}\n\n{FIRST}\n\n{SECOND}\n{foot}\n")
    assert _values(draft, "source_name")[0] == "Orlasund Bode"


@pytest.mark.parametrize("line", ["Orlasund Bode. 2024-06-03", "Orlasund Bode 2024-06-03"])
def test_outlet_and_day_of_retriever(line: str) -> None:
    foot = "© Orlasund Bode\nAlla artiklar är skyddade av upphovsrättslagen."
    draft = _read(f"{TITLE}\n{line}\nSida: 3\nPublicerat i print.\n\n{FIRST}\n\n{SECOND}\n{foot}\n")
    assert _values(draft, "source_name")[0] == "Orlasund Bode"
    assert _lines(draft) == [FIRST, SECOND]


def test_labelled_facts_side_by_side_on_a_chinese_page() -> None:
    text = "该市交通局周四宣布，由于夜班司机不足，三号渡轮从下月起晚上八点以后停航，直到秋天。"
    draft = _read(f"渡轮停航\n\n来源：海湾日报 作者：何秀兰 2024年06月03日08:20\n\n{text}\n\n{text}\n")
    assert _values(draft, "source_name") == ["海湾日报"]
    assert _values(draft, "authors") == ["何秀兰"]


def test_a_name_before_a_bar_and_the_day_on_a_page() -> None:
    meta = "<div class='meta'>Ida Falk | 3 June 2024</div>"
    page = f"<html lang=en><body><article><h1>{TITLE}</h1>{meta}<p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    assert "Ida Falk" in _values(draft, "authors")


@pytest.mark.parametrize("mark", ["公開: false", "公开: 否", "opublikowano: nie", "publicerad: nej"])
def test_a_field_in_another_language_says_that_an_item_is_not_public(mark: str) -> None:
    draft = extract(
        Seed("a.md", f"---\ntitle: {TITLE}\n{mark}\n---\n\n{FIRST}\n".encode(), ""), Declaration()
    )
    assert draft.declared.values["status"] == "draft"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ida Falk | 3 June 2024", ["Ida Falk"]),
        ("Ida Falk • June 3, 2024 at 8:20 a.m.", ["Ida Falk"]),
        ("Orlasund Daily News | 3 June 2024", []),
        ("New Delhi | 3 June 2024", []),
        ("Ida Falk, 3 June 2024", []),
    ],
)
def test_a_name_before_a_bar_and_the_day_is_the_author(line: str, authors: list[str]) -> None:
    draft = _read(f"{TITLE}\n\n{line}\n\n{FIRST}\n\n{SECOND}\n")
    assert _values(draft, "authors") == authors
    assert _values(draft, "date")


def test_the_outlet_of_staff_writers_is_no_text() -> None:
    assert is_employer("Orlasund Bode Staff Writers")
    assert not is_employer("Ida Falk Staff Writer")
    assert not is_employer("Orlasund Bode Writers")
