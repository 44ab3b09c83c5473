"""Speakers that the common patterns miss, by language; titles and single words, which nobody says."""

from __future__ import annotations

import pytest

from generator.authority.authority import Authority
from generator.describe.quotes.find import find_quotes
from generator.model.documents import Draft, Paragraph


def _speakers(text: str, language: str) -> list[str]:
    draft = Draft((Paragraph(text, text),))
    return [quote.speaker for quote in find_quotes(draft, language, Authority()).value]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("he", '"המעבורת לא תפליג בלילה", אמר ראש המועצה דוד פלק.', "דוד פלק"),
        ("he", 'רות לינד הוסיפה: "המעבורת לא תפליג בלילה".', "רות לינד"),
        ("he", 'לדברי רות לינד, "המעבורת לא תפליג בלילה".', "רות לינד"),
        ("ja", "船会社の森本茂社長は「夜の便は六月で終わる」と述べた。", "森本茂"),
        (
            "tr",
            'Vapur şirketi sahibi Selin Arca, "Gece seferleri haziranda bitiyor" diye konuştu.',
            "Selin Arca",
        ),
        ("fr", "« La nuit, explique Ida Falk, le bateau ne partira plus. »", "Ida Falk"),
        (
            "en",
            "Ida Falk, who owns two boats, put it like this: “Nobody crosses at night any more.”",
            "Ida Falk",
        ),
        ("en", "“Nobody crosses at night,” grumbled Ida Falk, a pilot.", "Ida Falk"),
        ("de", "„Nachts fährt keiner mehr“, brummt Kapitänin Ida Falk.", "Ida Falk"),
        ("fr", "« Personne ne traverse plus la nuit », s’inquiète Ida Falk.", "Ida Falk"),
        ("es", "“Ya nadie cruza de noche”, se queja Ida Falk.", "Ida Falk"),
        ("pl", "„Nikt już nie pływa nocą” – zapewnia Ida Falk.", "Ida Falk"),
        ("sv", "– Vem åker på natten? undrar Ida Falk.", "Ida Falk"),
        ("zh", "渡轮公司经理林海帆介绍：“夜里已经没有人坐船了。”", "林海帆"),
        ("ar", "«لن تبحر العبارة ليلا بعد اليوم»، هكذا قالت ليلى البحري مديرة الميناء.", "ليلى البحري"),
        ("hi", "“रात में अब कोई नाव नहीं चलती,” लहर सागरी कहती हैं।", "लहर सागरी"),
        ("sv", "– Ingen åker på natten, muttrar Ida Falk.", "Ida Falk"),
        ("fr", "Pour Ida Falk, qui possède deux bateaux, « personne ne traverse plus la nuit ».", "Ida Falk"),
        ("it", "Ida Falk, presidente del porto, non ha dubbi: «Di notte non si parte più».", "Ida Falk"),
        ("ru", "«Ночью паромы не ходят, — заявил капитан Пётр Волнов, — и не пойдут».", "Пётр Волнов"),
        ("ru", "«Ночью паромы не ходят», — рассказала «Новой чайке» Анна Волнова.", "Анна Волнова"),
        ("tr", '"Gece seferleri artık yapılmıyor" diyen Selin Arca, salondan çıktı.', "Selin Arca"),
        ("ja", "「夜の船に乗る人はもういない」。船会社の森本茂さん（４５）はそう話す。", "森本茂"),
        ("nb", "- Ingen reiser om natten, sier Ida Falk.", "Ida Falk"),
        ("es", "-Ya nadie cruza de noche -dijo Ida Falk.", "Ida Falk"),
    ],
)
def test_speakers(language: str, text: str, speaker: str) -> None:
    assert _speakers(text, language) == [speaker]


def test_an_item_of_a_list_is_a_quotation_only_with_a_verb_of_speech() -> None:
    text = "Ingen reiser om natten, sier Ida Falk.\nTau og maling, fra Bo Lind."
    markup = "".join(f"- {line}\n" for line in text.splitlines())
    quotes = find_quotes(Draft((Paragraph(text, markup),)), "nb", Authority()).value
    assert [(quote.text, quote.speaker) for quote in quotes] == [("Ingen reiser om natten", "Ida Falk")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "同社社長は「夜の便は六月で終わると決めた」と述べた。"),
        ("ja", "委員会会長は「夜の便は六月で終わると決めた」と述べた。"),
        ("he", '"המעבורת לא תפליג יותר בלילה", אמרה החברה בהודעה.'),
        ("en", "Ida Falk led Bo Lind to a sign: “No boats leave from here at night.”"),
    ],
)
def test_nobody_is_made_a_speaker(language: str, text: str) -> None:
    assert _speakers(text, language) == [""]


def test_a_korean_statement_in_two_parts_has_one_speaker() -> None:
    text = '선장 윤하늘은 "밤배는 이제 없다"라며 "내년에는 다시 띄우겠다"고 말했다.'
    assert _speakers(text, "ko") == ["윤하늘", "윤하늘"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Ida Falk wrote about the pier in her novel “The Long Night of Ferries,” which came out in May.",
        ),
        ("de", "Die Schule führt das Stück „Der Fährmann und das stille Wasser“ auf."),
        ("es", "Presentó su novela “La noche que no vuelve” en la biblioteca."),
        ("en", "Ida Falk called the timetable “bonkers” and left."),
    ],
)
def test_titles_of_works_and_single_words_are_no_quotations(language: str, text: str) -> None:
    assert _speakers(text, language) == []


def test_a_short_statement_of_somebody_without_a_name_is_a_quotation() -> None:
    text = "„Das wissen alle seit Jahren“, sagte ein Matrose."
    assert _speakers(text, "de") == [""]


def test_what_is_said_is_no_title_though_capitalised() -> None:
    assert _speakers("“Good Evening Lunmark,” said Ida Falk.", "en") == ["Ida Falk"]


@pytest.mark.parametrize(
    ("source", "speakers"),
    [("— Ida Falk, pilot", ["Ida Falk"]), ("— Ida Falk (@idafalk) May 4, 2021", []), ("— the end", [])],
)
def test_a_block_that_is_set_apart_names_its_speaker_below(source: str, speakers: list[str]) -> None:
    text = f"Nobody crosses at night any more.\n\n{source}"
    draft = Draft((Paragraph(text, "> " + text.replace("\n", "\n> ")),))
    assert [quote.speaker for quote in find_quotes(draft, "en", Authority()).value] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Nobody crosses the strait at night any more.” - Ida Falk, a pilot.", "Ida Falk"),
        ("“Nobody crosses the strait at night” - said Ida Falk, a pilot.", "Ida Falk"),
        ("“Nobody crosses the strait at night” -- while Ida Falk and others still do.", ""),
    ],
)
def test_a_hyphen_signs_a_quotation_only_before_a_name(text: str, speaker: str) -> None:
    assert [name or "" for name in _speakers(text, "en")] == [speaker]
