"""Single forms of inputs that real tools write: bylines, databases, live reports, documents, encodings."""

from __future__ import annotations

import pytest

from generator.extract.bylines.names import author_names
from generator.extract.formats import extract
from generator.inputs.name_lists import authors
from generator.model.documents import Declaration, Draft, Seed

FIRST = (
    "The beacon on the northern mole has been dark since Monday, and nobody at the office knows the cause."
)
SECOND = "Two boats waited outside until morning. The pilots ask for a lantern until the repair in a month."


def _read(text: str | bytes, name: str = "a.txt") -> Draft:
    return extract(Seed(name, text.encode() if isinstance(text, str) else text, ""), Declaration())


def _claims(draft: Draft, field: str) -> list[str]:
    return [claim.value for claim in draft.claimed(field)]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("TARN, Ida", ["Ida Tarn"]),
        ("✍️ Ida Tarn · ⏱ 4 min read", ["Ida Tarn"]),
        ("Ida Tarn, PhD, and Bo Lind ’09", ["Ida Tarn", "Bo Lind"]),
        ("TARN, IDA", ["IDA TARN"]),
        ("글·사진 = 한바다 기자", ["한바다"]),
        ("Ida Tarn is a pilot and writes about lights", ["Ida Tarn"]),
        ("Ida Tarn arbeitet im Hafen", ["Ida Tarn"]),
    ],
)
def test_names_in_bylines(byline: str, names: list[str]) -> None:
    assert author_names(byline) == names


def test_the_day_at_the_end_of_a_byline_with_two_names() -> None:
    draft = _read(f"Beacon stays dark\n\nBy Ida Tarn and Bo Lind - 6 June 2024\n\n{FIRST}\n\n{SECOND}\n")
    assert _claims(draft, "date") == ["6 June 2024"]


def test_a_description_that_only_states_the_author() -> None:
    script = '{"@type":"NewsArticle","author":{"@type":"Person","name":"Ida Tarn"}}'
    page = f"<html><head><title>Beacon</title><script type='application/ld+json'>{script}</script></head>"
    draft = _read(f"{page}<body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>", "a.html")
    assert _claims(draft, "authors") == ["Ida Tarn"]


def test_a_name_in_parts_within_an_author() -> None:
    value = [{"name": {"given": "Ida", "family": "Tarn"}}, {"name": "Bo Lind"}]
    assert authors(value).value == ["Ida Tarn", "Bo Lind"]


def test_a_live_report_without_time_elements_began_with_its_first_entry() -> None:
    entries = f"<h3>7 June 2024, 22:08</h3><p>{FIRST}</p><h3>6 June 2024, 08:15</h3><p>{SECOND}</p>"
    title = "Live blog: the dark beacon"
    page = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{entries}</article></body>"
    )
    draft = _read(page, "a.html")
    assert "2024-06-06" in _claims(draft, "date")
    assert "2024-06-07" in _claims(draft, "updated")
    assert not any("2024-06-07" in value or "7 June" in value for value in _claims(draft, "date"))


def test_the_publication_label_of_a_spanish_database() -> None:
    label = "Información de publicación: El Faro ; Tarn [Tarn]. 06 June 2024: A3."
    head = f"Autor: Tarn, Ida\n\n{label}\n\nTexto completo: "
    foot = "\nID del documento de ProQuest: 306441\nBase de datos: ProQuest Central\n"
    draft = _read(f"El faro sigue apagado\n\n{head}{FIRST}\n\n{SECOND}\n{foot}")
    assert _claims(draft, "source_name") == ["El Faro"]


def test_the_rights_and_the_code_of_a_chinese_database() -> None:
    body = (
        "北堤上的灯塔自周一起一直没有亮，港务局没有人知道原因。"
        "两艘船在外面一直等到早晨，领航员要求在修好之前先挂一盏灯。"
    )
    foot = "文章编号: 202406060012345\n本内容之版权为有关版权拥有者所有。未得同意，不得以任何形式复制。"
    draft = _read(
        f"灯塔仍然不亮\n雾港晚报\nA03 | 要闻 | 作者：吴海澜 | 2024-06-06\n\n{body}\n\n{body}\n\n{foot}\n"
    )
    assert _claims(draft, "authors") == ["吴海澜"]
    assert not any("版权" in paragraph.text or "编号" in paragraph.text for paragraph in draft.paragraphs)


def test_a_day_in_a_citation_counts_if_its_numbers_are_equal() -> None:
    head = "Title: Beacon stays dark\nAuthors: TARN, IDA\nSource: Tarn Gazette. {}, p3.\n"
    text = f"{head}Accession Number: 17774\nDatabase: Newspaper Source Plus\n\n{FIRST}\n\n{SECOND}\n"
    text = f"{text}~~~~~~~~\nBy IDA TARN\n"
    draft = _read(text.format("06/06/2024"))
    assert _claims(draft, "date") == ["06/06/2024"]
    assert not any("~~~" in paragraph.text for paragraph in draft.paragraphs)
    assert _claims(_read(text.format("06/07/2024")), "date") == []


def test_letters_that_were_escaped_twice() -> None:
    text = "Das Feuer auf der n&amp;ouml;rdlichen Mole ist aus, und f&amp;uuml;r Lotsen gibt es nichts. "
    page = "<html><body><article><p>{}</p></article></body></html>"
    assert "nördlichen Mole" in _read(page.format(text * 2), "a.html").body
    meant = f"{text}<code>&amp;amp;</code>{text}"
    assert "n&ouml;rdlichen" in _read(page.format(meant), "a.html").body


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_cyrillic_that_was_read_as_latin_is_repaired_with_a_warning(encoding: str) -> None:
    text = "Маяк на северном молу не горит с понедельника, и никто в управлении порта не знает причины. "
    draft = _read(f"Маяк не горит\n\n{text}\n\n{text * 2}".encode(encoding).decode("latin-1"))
    assert "на северном молу" in draft.body
    assert [problem.rule for problem in draft.problems] == ["encoding"]


def test_words_of_western_languages_are_no_cyrillic() -> None:
    text = "Ça a été décidé à l'hôtel, où l'été dernier la fenêtre était fermée: ÀÉÈÇÊÎÔ.\n"
    assert _read(text * 3).problems == ()


def test_values_that_mdx_exports_are_no_text() -> None:
    text = (
        f"export const meta = {{\n  year: 2024,\n}}\n\nexport const place = 'Tarn'\n\n{FIRST}\n\n{SECOND}\n"
    )
    draft = _read(text, "a.md")
    assert [paragraph.text for paragraph in draft.paragraphs] == [FIRST, SECOND]
    assert [line.rule for line in draft.removed] == ["template-tag", "template-tag"]


@pytest.mark.parametrize(
    ("line", "names"),
    [("Anna Brandvik, 4 March 2024", ["Anna Brandvik"]), ("Port Brandvik, 4 March 2024", [])],
)
def test_a_name_and_the_day_without_by(line: str, names: list[str]) -> None:
    text = "The ferry company of Lunmark will stop its night crossings in June, its director said on Friday."
    assert _claims(_read(f"Night ferry to end\n\n{line}\n\n{text}\n\n{text}\n"), "authors") == names
