"""Speakers next to verbs of speech that no list has, in languages whose names have no capitals."""

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
        ("zh", "“灯塔今年冬天不会再亮了。”守灯人吴海澜苦笑着叹道。", "吴海澜"),
        ("zh", "守灯人吴海澜摇着头对本刊诉苦说起旧事：“灯塔今年冬天不会再亮了。”", "吴海澜"),
        ("zh", "守灯人吴澜无奈地叹道：“灯塔今年冬天不会再亮了。”", "吴澜"),
        ("zh", "「燈塔今年冬天不會再亮了。」守燈的船員何海瀾無奈地說。", "何海瀾"),
        ("zh", "守灯人欧阳澜愤怒地吼道：“灯塔今年冬天不会再亮了。”", "欧阳澜"),
        (
            "ja",
            "「灯台の灯はもうともらない」。元灯台守の大野みどりさん（６１）は寂しさを隠さない。",
            "大野みどり",
        ),
        ("ar", "وتساءلت ليلى البحري: «من سيشعل المنارة هذا الشتاء؟»", "ليلى البحري"),
        ("ar", "«لن تضاء المنارة هذا الشتاء»، تنهد الحارس سامي المرسى.", "سامي المرسى"),
        ("he", '"המגדלור לא יאיר עוד בחורף", התלוננה רות לינד, שומרת המגדלור.', "רות לינד"),
        ("he", 'הספן יוסף כרמי, בן 81, נזכר: "המגדלור האיר עד הבוקר".', "יוסף כרמי"),
        ("he", 'הדס בן דוד נזכרה: "המגדלור האיר עד הבוקר".', "הדס בן דוד"),
        ("hi", "लहर सागरी ने सवाल उठाया: “इस सर्दी में दीपघर कौन जलाएगा?”", "लहर सागरी"),
        ("hi", "“इस सर्दी में दीपघर नहीं जलेगा,” लहर सागरी ने शिकायत की।", "लहर सागरी"),
    ],
)
def test_a_speaker_next_to_an_unlisted_verb(language: str, text: str, speaker: str) -> None:
    assert _speakers(text, language) == [speaker]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "“灯塔里的老黄牛们，日夜都在。”任勞任怨地守着海岸。"),
        ("zh", "门口的牌子上写着：“灯塔今年冬天不会再亮了。”"),
        ("zh", "“灯塔今年冬天不会再亮了。”吴海澜走进屋里关上了门。"),
        ("ja", "「灯台の灯はもうともらない」。大野みどりさんは翌朝、島を離れた。"),
        ("hi", "दीपघर पर लिखी सूचना: “इस सर्दी में दीपघर नहीं जलेगा।”"),
    ],
)
def test_a_name_without_a_word_of_speech_is_no_speaker(language: str, text: str) -> None:
    assert _speakers(text, language) == [""]
