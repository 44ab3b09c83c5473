"""Speakers in Hebrew, of short Japanese names, before Turkish verbs, inside French marks and before a colon."""

# ruff: noqa: E501 - sample texts
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
    ],
)
def test_speakers(language: str, text: str, speaker: str) -> None:
    assert _speakers(text, language) == [speaker]


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
