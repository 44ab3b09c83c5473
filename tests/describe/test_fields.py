"""Headline, authors, language, summary, source and rights: declared, extracted, inferred, or empty."""

from __future__ import annotations

import pytest

from generator.describe.authors import find_authors
from generator.describe.first_sentence import LONGEST
from generator.describe.language import find_language
from generator.describe.rights import find_rights
from generator.describe.source import find_source, latest_date
from generator.describe.summary import find_summary
from generator.describe.title import find_title
from generator.model.documents import Claim, Declaration, Draft, Paragraph, Seed
from generator.model.records import Source
from generator.text.sentences import clipped, sentences

ENGLISH = "The harbour was closed for a second day because of the storm, and ferries stayed at the quay."
GERMAN = "Der Hafen blieb wegen des Sturms am zweiten Tag geschlossen, und die Fähren lagen am Kai."


def draft(*paragraphs: str, claims: tuple[Claim, ...] = (), **declared: object) -> Draft:
    return Draft(
        tuple(Paragraph(text, text) for text in paragraphs),
        claims=claims,
        declared=Declaration(declared, paths=dict.fromkeys(declared, "seed.yml")),
    )


def claim(field: str, value: str, rule: str = "meta", confidence: float = 0.8) -> Claim:
    return Claim(field, value, rule, value, confidence)


def title(value: str, rule: str = "title-element", confidence: float = 0.4) -> Claim:
    return claim("title", value, rule, confidence)


def test_a_declared_headline_wins_and_its_evidence_names_the_file() -> None:
    found = find_title(draft(ENGLISH, claims=(title("Other", "h1", 0.9),), title="Harbour closed"))
    assert found.value == "Harbour closed"
    assert found.evidence is not None
    assert (found.evidence.basis, found.evidence.rule) == ("declared", "sidecar")


def test_the_documents_headline_is_used_word_for_word() -> None:
    found = find_title(draft(ENGLISH, claims=(title("Storm: harbour closed", "headline", 0.9),)))
    assert found.value == "Storm: harbour closed"
    assert found.evidence is not None
    assert found.evidence.basis == "extracted"


@pytest.mark.parametrize(
    "claims",
    [
        (title("Harbour closed | The Gull"), claim("source_name", "The Gull")),
        (title("The Gull - Harbour closed"), claim("source_name", "The Gull")),
        (title("Harbour closed – gull.example"), claim("source_url", "https://www.gull.example/a")),
        (title("Harbour closed today | Gull News"), title("Harbour closed today", "og-title", 0.7)),
    ],
)
def test_the_outlets_name_is_removed_from_the_headline(claims: tuple[Claim, ...]) -> None:
    assert find_title(draft(ENGLISH, claims=claims)).value in {"Harbour closed", "Harbour closed today"}


def test_a_heading_with_the_outlets_name_is_not_the_headline() -> None:
    claims = (title("Harbour closed today – Gull News"), title("Harbour closed today", "og-title", 0.7))
    found = find_title(draft(ENGLISH, claims=(*claims, title("Gull News", "h1", 0.9))))
    assert found.value == "Harbour closed today"


def test_a_dash_inside_a_headline_stays() -> None:
    assert (
        find_title(draft(ENGLISH, claims=(title("Storm – the harbour waits"),))).value
        == "Storm – the harbour waits"
    )


def test_a_kicker_before_a_headline_is_removed() -> None:
    claims = (
        title("Weather: Harbour closed again today", "h1", 0.9),
        title("Harbour closed again today", "og-title", 0.7),
    )
    assert find_title(draft(ENGLISH, claims=claims)).value == "Harbour closed again today"


def test_the_first_sentence_is_cut_at_a_clause_for_a_headline() -> None:
    found = find_title(draft(f"{ENGLISH} More followed."))
    assert found.value == "The harbour was closed for a second day because of the storm"
    assert found.evidence is not None
    assert found.evidence.basis == "inferred"
    assert found.evidence.confidence < 0.5


@pytest.mark.parametrize("text", ["word " * 100, "x" * 500, "海" * 300, "One, two, three. " * 40])
def test_an_inferred_headline_has_at_most_ninety_characters(text: str) -> None:
    assert 0 < len(find_title(draft(text)).value) <= LONGEST


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SENS. PAZ AND LIND TO VISIT U.S. TALKS GO ON", "SENS. PAZ AND LIND TO VISIT U.S. TALKS GO ON"),
        ("HARBOUR FUNDS FOR SOUTHERN N.M.", "HARBOUR FUNDS FOR SOUTHERN N.M."),
        ("Harbour loan for Gull Corp.", "Harbour loan for Gull Corp."),
        ("Harbour reopens.", "Harbour reopens"),
        ("REP. PAZ MARKS LEAP DAY - SALTPORT, N.M.", "REP. PAZ MARKS LEAP DAY - SALTPORT, N.M."),
        ("PARIS - The harbour reopens.", "The harbour reopens"),
        (
            f"The harbour{' again' * 10} is open as Rep. Lindquist-Paz said.",
            f"The harbour{' again' * 10} is open as…",
        ),
    ],
)
def test_an_inferred_headline_does_not_break_abbreviations(text: str, value: str) -> None:
    assert find_title(draft(text)).value == value


def test_an_empty_text_has_no_headline() -> None:
    assert find_title(draft()).value == ""


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("Le port est resté fermé pour le deuxième jour à cause de la tempête, et les bacs à quai.", "fr"),
        ("El puerto siguió cerrado por segundo día a causa de la tormenta, y los barcos en el muelle.", "es"),
        ("港は嵐のため二日目も閉鎖され、フェリーは岸壁に停泊したままだった。", "ja"),
        ("港口因風暴第二天關閉，渡輪仍停靠在碼頭邊。", "zh-Hant"),
        ("港口因风暴第二天关闭，渡轮仍停靠在码头边。", "zh-Hans"),
        ("폭풍으로 항구가 이틀째 폐쇄되었고 여객선은 부두에 머물렀다.", "ko"),
        ("Из-за шторма порт был закрыт второй день, и паромы стояли у причала.", "ru"),
    ],
)
def test_the_words_determine_the_language(text: str, tag: str) -> None:
    assert find_language("", draft(text)).value == tag


def test_the_text_overrules_a_wrong_language_claim() -> None:
    assert find_language("", draft(f"{GERMAN} {GERMAN}", claims=(claim("language", "en-US"),))).value == "de"


def test_the_language_claim_decides_for_a_very_short_text() -> None:
    assert find_language("", draft("Hafen zu", claims=(claim("language", "de-AT"),))).value == "de"
    assert find_language("", draft("Hafen zu")).value == ""


def test_declared_language_wins() -> None:
    assert find_language("", draft(ENGLISH, language="pt-BR")).value == "pt-BR"


def test_the_pages_description_is_the_summary() -> None:
    text = "The harbour was closed for a second day; ferries stayed at the quay."
    assert find_summary("Harbour", draft(ENGLISH, claims=(claim("summary", text),))).value == text


def test_a_slogan_is_not_the_summary() -> None:
    slogan = "Breaking news, sport, weather and opinion for readers everywhere since long ago."
    found = find_summary("Harbour", draft(ENGLISH, claims=(claim("summary", slogan),)))
    assert found.value == ENGLISH
    assert found.evidence is not None
    assert found.evidence.basis == "inferred"


def test_a_summary_is_whole_sentences_of_about_two_hundred_characters() -> None:
    found = find_summary("", draft(" ".join([ENGLISH] * 5)))
    assert found.value == f"{ENGLISH} {ENGLISH}"


def test_the_authors_come_from_the_most_trusted_claims() -> None:
    claims = (
        claim("authors", "By Ana Paz and Bo Lind", "byline", 0.9),
        claim("authors", "Web Team", "meta-author", 0.5),
    )
    found = find_authors(draft(claims=claims))
    assert found.value == ("Ana Paz", "Bo Lind")
    assert found.evidence is not None
    assert (found.evidence.rule, found.evidence.text) == ("byline", "By Ana Paz and Bo Lind")


@pytest.mark.parametrize(
    "value", ["gull.example", "ana@gull.example", "https://gull.example/ana", "ana_paz", "The Gull"]
)
def test_an_address_user_name_or_outlet_is_not_an_author(value: str) -> None:
    claims = (
        claim("authors", value),
        claim("source_name", "The Gull"),
        claim("authors", "Ana Paz", "byline", 0.5),
    )
    assert find_authors(draft(claims=claims)).value == ("Ana Paz",)


def test_a_fuller_list_of_the_same_authors_wins() -> None:
    claims = (
        claim("authors", "Ana Paz", "jsonld-author", 0.9),
        claim("authors", "Ana Paz", "byline", 0.7),
        claim("authors", "Bo Lind", "byline", 0.7),
    )
    assert find_authors(draft(claims=claims)).value == ("Ana Paz", "Bo Lind")


def test_nothing_is_invented() -> None:
    empty = draft(ENGLISH)
    assert find_authors(empty).value == ()
    assert find_source(empty).value == Source()
    assert find_rights(empty).value == ""
    assert find_rights(empty).evidence is None


@pytest.mark.parametrize(
    "address", ["/a", "javascript:alert(1)", "https://name:word@gull.example/a", "https://gull.example/<b>"]
)
def test_an_invalid_source_address_is_ignored(address: str) -> None:
    found = find_source(draft(claims=(claim("source_name", "The Gull"), claim("source_url", address))))
    assert found.value == Source("The Gull")


def test_declared_parts_of_the_source_win_individually() -> None:
    claims = (claim("source_name", "The Gull"), claim("source_url", "https://gull.example/b"))
    found = find_source(
        draft(claims=claims, source={"url": "https://gull.example/a"}, retrieved="2025-12-23")
    )
    assert found.value == Source("The Gull", "https://gull.example/a", "", "2025-12-23")


def test_the_latest_date_is_the_retrieval_or_else_the_first_commit() -> None:
    seed = Seed("a.txt", b"", "0", added="2025-12-31")
    assert latest_date(seed, draft(retrieved="2025-12-23")) == "2025-12-23"
    assert latest_date(seed, draft()) == "2025-12-31"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Paz met J. Lind of the U.S. Senate. She left.", 2),
        ("It cost 3.5 million.", 1),
        ("“Stop.” He ran.", 2),
        ("一。二！三？", 3),
        ("etc. and so on", 1),
        ("SEN. PAZ VISITS U.S. PORT. TALKS GO ON", 2),
        ("He voted for S.J. Res. 9 and Vol. 3. She wrote No. It was Art. They left.", 4),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_clipped_text_ends_at_a_word() -> None:
    assert clipped("The harbour was closed", 15) == "The harbour…"


@pytest.mark.parametrize(
    "value", ["Ana Paz Alle Artikel", "Ana Paz Illustration von Bo Lind", "Ana Paz, Search for this author"]
)
def test_words_next_to_a_name_are_not_part_of_it(value: str) -> None:
    assert find_authors(draft(claims=(claim("authors", value),))).value == ("Ana Paz",)


def test_a_name_broken_by_markup_is_restored() -> None:
    claims = (claim("authors", "An a Paz", "byline", 0.9), claim("authors", "Ana Paz", "meta-author", 0.5))
    assert find_authors(draft(claims=claims)).value == ("Ana Paz",)
