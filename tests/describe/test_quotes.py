"""Quotations in all common quotation marks, and their speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.authority.authority import Authority, load_authority
from generator.describe.quotes.find import find_quotes
from generator.model.documents import Declaration, Draft, Paragraph
from generator.model.records import Quote

PEOPLE = """
- {id: ana-paz, name: Ana Paz, aliases: [Paz]}
- {id: bo-lind, name: Bo Lind}
"""
ORGANIZATIONS = """
- {id: harbour-ministry, name: Ruritanian Ministry of Harbours}
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    _write(folder / "people.yml", PEOPLE)
    _write(folder / "organizations.yml", ORGANIZATIONS)
    found, problems = load_authority([folder])
    assert problems == ()
    return found


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def quotes(authority: Authority, *paragraphs: str, language: str = "en") -> tuple[Quote, ...]:
    return find_quotes(Draft(tuple(Paragraph(text, text) for text in paragraphs)), language, authority).value


@pytest.mark.parametrize(
    "text",
    [
        "“The sea is calm today.”",
        '"The sea is calm today."',
        "„The sea is calm today.“",
        "«The sea is calm today.»",
        "« The sea is calm today. »",
        "»The sea is calm today.«",
        "‘The sea is calm today.’",
    ],
)
def test_all_common_marks_are_recognised(authority: Authority, text: str) -> None:
    assert quotes(authority, f"A sign read {text} and so on") == (Quote("The sea is calm today."),)


def test_corner_brackets_are_recognised(authority: Authority) -> None:
    assert quotes(authority, "總統表示，「今天海面十分平靜」。", language="zh-Hant") == (
        Quote("今天海面十分平靜"),
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“The sea is calm,” said Ana Paz.", "en"),
        ("“The sea is calm,” Ana Paz said on Monday.", "en"),
        ("“The sea is calm,” said the harbour master, Ana Paz.", "en"),
        ("Ana Paz, who lives in the port, said “the sea is calm today”.", "en"),
        ("Ana Paz warned that if ships “sail too close, they sink”, all is lost.", "en"),
        ("According to Ana Paz, “the sea is calm today”.", "en"),
        ("“The sea is calm today,” according to Ana Paz.", "en"),
        ("“The sea is calm today.” — Ana Paz", "en"),
        ("«El mar está en calma», dijo Ana Paz.", "es"),
        ("« La mer est calme », a déclaré Ana Paz.", "fr"),
        ("„Die See ist ruhig“, sagte Ana Paz.", "de"),
        ("«Il mare è calmo», ha detto Ana Paz.", "it"),
        ("“O mar está calmo”, disse Ana Paz.", "pt"),
        ("“De zee is kalm”, zei Ana Paz.", "nl"),
        ("«Море сегодня спокойно», — сказал Ana Paz.", "ru"),
    ],
)
def test_the_sentence_names_the_speaker(authority: Authority, text: str, language: str) -> None:
    assert [quote.speaker for quote in quotes(authority, text, language=language)] == ["Ana Paz"]


def test_a_surname_is_the_known_person(authority: Authority) -> None:
    found = quotes(authority, "Ana Paz came to the port.", "Paz said “the sea is calm today”.")
    assert [quote.speaker for quote in found] == ["Ana Paz"]


def test_an_unknown_speaker_gets_the_full_name_from_the_text(authority: Authority) -> None:
    found = quotes(authority, "The pilot Cleo Marr came to the port.", "“The sea is calm today,” Marr said.")
    assert [quote.speaker for quote in found] == ["Cleo Marr"]


def test_a_title_and_place_before_a_name_are_not_the_speaker(authority: Authority) -> None:
    found = quotes(authority, "“The sea is calm today,” said Ruritania Attorney General Cleo Marr.")
    assert [quote.speaker for quote in found] == ["Cleo Marr"]


def test_a_phrase_for_an_organization_resolves_to_its_name(authority: Authority) -> None:
    found = quotes(
        authority,
        "The Ruritanian Ministry of Harbours met.",
        "“The sea is calm today,” the Ruritanian ministry added in its statement.",
    )
    assert [quote.speaker for quote in found] == ["Ruritanian Ministry of Harbours"]


def test_a_pronoun_resolves_to_the_subject_of_the_sentence_before(authority: Authority) -> None:
    assert [q.speaker for q in quotes(authority, "Ana Paz came. She said “the sea is calm today”.")] == [
        "Ana Paz"
    ]


def test_an_ambiguous_pronoun_names_nobody(authority: Authority) -> None:
    found = quotes(authority, "Ana Paz met Bo Lind. She said “the sea is calm today”.")
    assert [quote.speaker for quote in found] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "“The sea is calm today,” said Ana Paz and Li Wei.",
        "“The sea is calm today,” said Senator Ana Paz and Congressman Li Wei.",
        "“The sea is calm today,” Ana Paz and Li Wei said.",
        "Ana Paz and Li Wei wrote: “The sea is calm today.”",
        "According to Ana Paz and Li Wei, “the sea is calm today”.",
    ],
)
def test_two_joined_speakers_both_speak(authority: Authority, text: str) -> None:
    assert [quote.speaker for quote in quotes(authority, text)] == ["Ana Paz and Li Wei"]


def test_an_organization_joined_to_a_person_is_not_a_second_speaker(authority: Authority) -> None:
    text = "“The sea is calm today,” said Ana Paz and Harbour Board of Saltport."
    assert " and " not in quotes(authority, text)[0].speaker


def test_both_means_the_two_people_in_the_sentence(authority: Authority) -> None:
    found = quotes(authority, "Ana Paz met Bo Lind, and both expressed their “deep concern”.")
    assert found == (Quote("deep concern", "Ana Paz and Bo Lind"),)


def test_a_name_that_describes_the_subject_is_not_the_speaker(authority: Authority) -> None:
    found = quotes(authority, "Cleo Marr, a lawyer for Ana Paz, said “the sea is calm today”.")
    assert [quote.speaker for quote in found] == ["Cleo Marr"]


def test_the_next_quotation_has_the_same_speaker(authority: Authority) -> None:
    found = quotes(authority, "“The sea is calm,” said Ana Paz. “We sail tomorrow morning.”")
    assert [quote.speaker for quote in found] == ["Ana Paz", "Ana Paz"]


def test_scare_quotes_and_titles_of_works_are_not_quotations(authority: Authority) -> None:
    assert quotes(authority, "The “calm” sea in the film “The Long Wait”.") == ()


def test_a_quotation_across_two_paragraphs_is_one(authority: Authority) -> None:
    found = quotes(authority, "Ana Paz said: “The sea is calm.", "“We sail tomorrow morning.”")
    assert found == (Quote("The sea is calm. We sail tomorrow morning.", "Ana Paz"),)


def test_a_repeated_quotation_is_listed_once(authority: Authority) -> None:
    found = quotes(authority, "“the sea is calm”", "Ana Paz said “the sea is calm”.")
    assert found == (Quote("the sea is calm", "Ana Paz"),)


def test_the_name_of_a_meeting_in_corner_brackets_is_not_a_quotation(authority: Authority) -> None:
    assert quotes(authority, "總統參加「海洋工作研討會」。", language="zh-Hant") == ()


def test_the_comma_of_the_sentence_is_not_part_of_the_quotation(authority: Authority) -> None:
    assert quotes(authority, "“The sea is calm,” said Ana Paz.")[0].text == "The sea is calm"


def test_declared_quotations_win(authority: Authority) -> None:
    declared = Declaration({"quotes": [{"text": "So it was.", "speaker": "Bo Lind"}]})
    found = find_quotes(
        Draft((Paragraph("“The sea is calm,” said Ana Paz.", ""),), declared=declared), "en", authority
    )
    assert found.value == (Quote("So it was.", "Bo Lind"),)
    assert found.evidence is not None
    assert found.evidence.basis == "declared"


def test_a_very_large_number_of_marks_is_read(authority: Authority) -> None:
    assert quotes(authority, "“ " * 200_000, '"a ' * 100_000) == ()


@pytest.mark.parametrize("before", ["", "When a sailor asked from what hour on, "])
def test_a_second_verb_has_the_subject_of_the_first(authority: Authority, before: str) -> None:
    text = f"{before}Ana Paz looked at her papers and said: “The sea is calm today.”"
    assert quotes(authority, text) == (Quote("The sea is calm today.", "Ana Paz"),)


def test_with_two_people_the_second_verb_names_neither(authority: Authority) -> None:
    text = "Ana Paz met Bo Lind there and said: “The sea is calm today.”"
    assert quotes(authority, text)[0].speaker == ""


def test_a_person_who_repeats_words_is_their_speaker(authority: Authority) -> None:
    text = "Ana Paz repeated the old saying of the coast: “The sea is calm today.”"
    assert quotes(authority, text) == (Quote("The sea is calm today.", "Ana Paz"),)


def test_a_speaker_from_a_known_place_is_the_person(tmp_path: Path) -> None:
    _write(tmp_path / "places.yml", "- {id: norway, name: Norway, type: country, country: NO}\n")
    known = load_authority([tmp_path])[0]
    said = "“The sea is calm today,” said Mira Holt of Norway."
    assert quotes(known, said)[0].speaker == "Mira Holt"
    bank = "“The sea is calm today,” said the Supreme Court of Norway."
    assert "Supreme Court" not in [quote.speaker for quote in quotes(known, bank)]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("sv", "”Vi fick inte veta något alls”, sade Ana Paz.", "Ana Paz"),
        ("sv", "»Vi fick inte veta något alls», säger Ana Paz.", "Ana Paz"),
        ("fi", "”Meille ei kerrottu mitään”, sanoi Ana Paz.", "Ana Paz"),
        ("da", "»Ingen fortalte os noget«, siger Ana Paz.", "Ana Paz"),
        ("de", "»Niemand hat uns etwas gesagt«, sagte Ana Paz.", "Ana Paz"),
        ("pl", "„Nikt nam nic nie powiedział” – powiedziała Ana Paz.", "Ana Paz"),
        ("el", "«Κανείς δεν μας είπε τίποτα», δήλωσε η Άννα Κύμα.", "Άννα Κύμα"),
        ("zh", "渔港周二关闭。船长林海帆说：“没有人告诉我们任何事情。”", "林海帆"),
        ("zh", "“没有人告诉我们任何事情，”船长安娜·林德表示。", "安娜·林德"),
        ("zh", "市长李帆周二对记者说：“没有人告诉我们任何事情。”", "李帆"),
        ("zh", "当地居民说：“没有人告诉我们任何事情。”", ""),
        ("zh", "江苏省政府明确表示：“没有人告诉我们任何事情。”", ""),
        ("ja", "船長の海野花さん（45）は「何も知らされていなかった」と話した。", "海野花"),
        ("ja", "「何も知らされていなかった」と海野花子市長は述べた。", "海野花子"),
        ("ja", "北海市長は「何も知らされていなかった」と述べた。", ""),
        ("ja", "同社は「何も知らされていなかった」と発表した。", ""),
        ("ko", '김바다 선장은 "아무 말도 듣지 못했다"고 말했다.', "김바다"),
        ("ar", "وقال القبطان نورس البحري: «لم يخبرنا أحد بشيء».", "نورس البحري"),
        ("ar", "«لم يخبرنا أحد بشيء»، قالت موج الساحلي.", "موج الساحلي"),
        ("ar", "وقالت وزارة النقل البحري: «لم يخبرنا أحد بشيء».", ""),
        ("hi", "नाव के कप्तान अनिल सागर ने कहा, “हमें कुछ नहीं बताया गया।”", "अनिल सागर"),
        ("hi", "अनिल सागर का कहना है, “हमें कुछ नहीं बताया गया।”", "अनिल सागर"),
        ("hi", "पुलिस अधिकारी ने कहा, “हमें कुछ नहीं बताया गया।”", ""),
    ],
)
def test_speakers_are_named_in_every_language_that_is_read(language: str, text: str, speaker: str) -> None:
    found = find_quotes(Draft((Paragraph(text, text),)), language, Authority()).value
    assert [quote.speaker for quote in found] == [speaker]


def test_a_stray_closing_mark_opens_no_quotation() -> None:
    text = "They left early.” Nobody on the quay asked why, and ”nobody told them at all” later."
    found = find_quotes(Draft((Paragraph(text, text),)), "en", Authority()).value
    assert [quote.text for quote in found] == ["nobody told them at all"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Ana Paz, “Toplantıdan önce bize kimse sormadı” dedi."),
        ("de", "„Vor der Sitzung hat uns niemand gefragt“, so Ana Paz."),
    ],
)
def test_a_speaker_may_be_before_the_quotation_or_after_so(
    authority: Authority, language: str, text: str
) -> None:
    (quote,) = quotes(authority, text, language=language)
    assert quote.speaker == "Ana Paz"
    assert "Paz" not in quote.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("— El muelle abre el lunes —dijo Ada Nordvik, la capitana.", "es"),
        ("— Le quai ouvre lundi, a déclaré Ada Nordvik, la capitaine.", "fr"),
        ("– Kajen öppnar på måndag, säger Ada Nordvik.", "sv"),
        ("— Причал откроют в понедельник, — сказала Ada Nordvik.", "ru"),
    ],
)
def test_a_dash_opens_what_somebody_says(authority: Authority, text: str, language: str) -> None:
    (quote,) = quotes(authority, text, language=language)
    assert quote.speaker == "Ada Nordvik"
    assert quote.text == text[2:].partition(" —" if language == "es" else ",")[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("— Ein Kai ist offen, sagte Ada Nordvik.", "de"),
        ("– Kajen öppnar på måndag, klockan nio", "sv"),
        ("— Le quai, les grues et les hangars, qui datent de 1911", "fr"),
    ],
)
def test_other_dashes_quote_nobody(authority: Authority, text: str, language: str) -> None:
    assert quotes(authority, text, language=language) == ()


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("'We don't want the farmers' money,' the crew said.", "en-GB", "We don't want the farmers' money"),
        ("She called the plan 'a gift to the big fleet' on Monday.", "en", "a gift to the big fleet"),
        ("उनका कहना है: 'नाव अब रात में नहीं चलेगी।'", "hi", "नाव अब रात में नहीं चलेगी।"),
    ],
)
def test_straight_single_marks_quote(authority: Authority, text: str, language: str, said: str) -> None:
    assert [quote.text for quote in quotes(authority, text, language=language)] == [said]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The crews' boats were old in the '90s, and 'tis no secret that the owners' sons left.", "en"),
        ("Dat was 's avonds zo, en 's morgens was alles weer stil' zei niemand.", "nl"),
    ],
)
def test_apostrophes_quote_nothing(authority: Authority, text: str, language: str) -> None:
    assert quotes(authority, text, language=language) == ()


def test_single_marks_within_quotations_are_part_of_them(authority: Authority) -> None:
    text = "The crew said: \"They told us 'no boats at all' in June.\""
    assert [quote.text for quote in quotes(authority, text)] == ["They told us 'no boats at all' in June."]
