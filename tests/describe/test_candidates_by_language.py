"""Unknown names in languages with cues of their own. The people, organizations and towns are invented."""

from __future__ import annotations

import pytest

from generator.authority.authority import Authority, Entry, Key
from generator.describe.candidates.declension import stem
from generator.describe.names import find_names
from generator.model.documents import Declaration

ENTRIES = (
    Entry("places", "mistport", "雾港"),
    Entry("people", "gong-wuzhou", "龔霧舟"),
    Entry("organizations", "tides", "وزارة المد"),
)
AUTHORITY = Authority({Key(entry.kind, entry.id): entry for entry in ENTRIES})
EMPTY = Authority({})


def candidates(text: str, language: str, authority: Authority = EMPTY) -> dict[str, str]:
    found = find_names(text, language, Declaration(), authority, [])
    return {candidate.name: candidate.kind for candidate in found.candidates}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("昨天，鎮長龔霧舟在碼頭說。", "龔霧舟"),
        ("龔霧舟先生昨天到了。", "龔霧舟"),
        ("船队队长闻雪筏表示，潮水很高。", "闻雪筏"),
        ("昨天，闻雪筏表示，潮水很高。", "闻雪筏"),
        ("他见到了奥尔拉·奎斯特。", "奥尔拉·奎斯特"),
        ("外国总统奥尔拉·奎斯特说，潮水很高。", "奥尔拉·奎斯特"),
        ("龔總統霧舟先生今天到了。", "龔霧舟"),
        ("他會見了總統奎斯拉。", "奎斯拉"),
        ("今天到場的有：龔霧舟、鍾雪筏、潘潮笛。", "鍾雪筏"),
        ("龔霧舟夫婦昨天到了。", "龔霧舟"),
    ],
)
def test_chinese_people(text: str, name: str) -> None:
    assert candidates(text, "zh").get(name) == "person"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("他在雾舟潮汐大学读书。", "雾舟潮汐大学", "organization"),
        ("他參觀霧舟燈塔基金會。", "霧舟燈塔基金會", "organization"),
        ("船从雾舟县出发。", "雾舟县", "place"),
        ("船从雾舟省雪筏市潮笛区出发。", "雪筏市", "place"),
        ("新华社雾港3月5日电 下雨了。", "雾港", "place"),
    ],
)
def test_chinese_bodies_and_places(text: str, name: str, kind: str) -> None:
    assert candidates(text, "zh-Hans").get(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "这家公司和那所大学都在城市里，地区的村民很高兴。",
        "記者在會議上說，任務已經完成，方法也很簡單。",
        "总统任期将满，部长会议今天召开。",
        "大学生们在市场上买东西。",
        "華語歌手在廣場唱歌，政黨也來了。",
        "总统说，大家都在向前走。",
    ],
)
def test_chinese_words_that_are_no_names(text: str) -> None:
    assert candidates(text, "zh") == {}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("昨日、霧川潮子さんが語った。", "霧川潮子", "person"),
        ("昨日、霧川潮子社長が語った。", "霧川潮子", "person"),
        ("オルラ・クイスト氏が語った。", "オルラ・クイスト", "person"),
        ("首相のオルラ・クイストが語った。", "オルラ・クイスト", "person"),
        ("彼は霧川潮汐大学で学んだ。", "霧川潮汐大学", "organization"),
        ("彼は霧川県雪筏市に住む。", "雪筏市", "place"),
    ],
)
def test_japanese(text: str, name: str, kind: str) -> None:
    assert candidates(text, "ja").get(name) == kind


def test_japanese_words_that_are_no_names() -> None:
    assert candidates("同社長は大学の地区で、各都市の住民と元市長に会った。", "ja") == {}
    assert candidates("ソフトウェア・アップデートを公開した。", "ja") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل الوزير سرمد الموجي أمس.", "سرمد الموجي"),
        ("وصل وزير الخارجية الحالي سرمد الموجي أمس.", "سرمد الموجي"),
        ("وقال سرمد الموجي إن البحر هادئ.", "سرمد الموجي"),
        ("التقى بالرئيس سرمد أبو شراع في الميناء.", "سرمد أبو شراع"),
        ("وصل الدكتور سرمد بن غيم الموجي إلى الميناء.", "سرمد بن غيم الموجي"),
        ("وصل الأمين العام للأمم المتحدة كيم شراع مون، أمس.", "كيم شراع مون"),
    ],
)
def test_arabic_people(text: str, name: str) -> None:
    assert candidates(text, "ar").get(name) == "person"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("أعلنت وزارة المد البحرية ذلك.", "وزارة المد البحرية", "organization"),
        ("وذكرت لوزارة المد ذلك.", "وزارة المد", "organization"),
        ("درس في جامعة غيمستان أمس.", "جامعة غيمستان", "organization"),
        ("درس في جامعة الملك سرمد الموجي.", "جامعة الملك سرمد الموجي", "organization"),
        ('أعلنت شركة "شراع الغيم" ذلك.', "شراع الغيم", "organization"),
        ("أعلن الاتحاد الموجي ذلك.", "الاتحاد الموجي", "organization"),
        ("وصل مبعوث للأمم الموجية أمس.", "الأمم الموجية", "organization"),
        ("وصلوا إلى مدينة غيمستان أمس.", "غيمستان", "place"),
        ("وصلوا إلى قرية رأس الغيم، أمس.", "رأس الغيم", "place"),
    ],
)
def test_arabic_bodies_and_places(text: str, name: str, kind: str) -> None:
    assert candidates(text, "ar").get(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "قالت الشركة في بيان إن المدينة كبيرة.",
        "وصلوا إلى مدينة صناعية وإلى جامعة حكومية.",
        "أكدت مصادر طبية مطلعة أن الوزير بخير.",
        "شكر المدير العام لتعليم البنات الحضور.",
    ],
)
def test_arabic_words_that_are_no_names(text: str) -> None:
    assert candidates(text, "ar") == {}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Сегодня приехал губернатор Игнат Волноходов.", {"Игнат Волноходов": "person"}),
        ("ru", "Игнат Волноходов спал. Потом видели Игната Волноходова.", {"Игнат Волноходов": "person"}),
        (
            "ru",
            "Это сказал глава Минфина Игнат Волноходов.",
            {"Игнат Волноходов": "person", "Минфин": "organization"},
        ),
        ("ru", "Это построила компания «Туманный якорь».", {"Туманный якорь": "organization"}),
        ("ru", "Это построило ООО «Якорь».", {"Якорь": "organization"}),
        ("ru", "Это было в Туманской области вчера.", {"Туманская область": "place"}),
        ("ru", "Это решил Следственный комитет вчера.", {"Следственный комитет": "organization"}),
        ("ru", "Это решило Министерство обороны вчера.", {"Министерство обороны": "organization"}),
        ("ru", "Он живёт в городе Туманск.", {"Туманск": "place"}),
        ("uk", "Сьогодні приїхав міністр Гнат Хвилько.", {"Гнат Хвилько": "person"}),
        ("uk", "Сьогодні приїхав міністр Остап Хвиленко.", {"Остап Хвиленко": "person"}),
        ("uk", "Це збудувала компанія «Якір».", {"Якір": "organization"}),
    ],
)
def test_russian_and_ukrainian(language: str, text: str, expected: dict[str, str]) -> None:
    assert candidates(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Новый завод открыли в понедельник. Городской суд решил иначе.",
        "Валерий Иванович, вы из столицы.",
        "Репутация директора страдает. Однако Интернет помнит.",
        "Они открыли магазин ОАО и ушли.",
    ],
)
def test_russian_words_that_are_no_names(text: str) -> None:
    assert candidates(text, "ru") == {}


@pytest.mark.parametrize("name", ["Игнат", "Игната", "Игнату", "Игнатом", "Игнате"])
def test_case_forms_share_a_stem(name: str) -> None:
    assert stem(name) == stem("Игнат")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das sagte Ministerpräsidentin Wiebke Nebelfrosch.", {"Wiebke Nebelfrosch": "person"}),
        ("Das sagte Bürgermeister Nebelfrosch.", {"Nebelfrosch": "person"}),
        ("Das sagte Präsidentin von der Nebelfurt.", {"von der Nebelfurt": "person"}),
        ("Sie leitet die Firma Nebelfrosch.", {"Nebelfrosch": "organization"}),
        ("Sie wohnt in der Stadt Nebelfurt.", {"Nebelfurt": "place"}),
        ("Sie wohnt in Nebelfurt und schreibt in Ruhe.", {"Nebelfurt": "place"}),
        ("Das sagte Hafenexpertin Wiebke Nebelfrosch.", {"Wiebke Nebelfrosch": "person"}),
        ("Der Leiter der Abteilung Technik und der Sprecher des Verbands schwiegen.", {}),
        (
            "Das Bundesministerium für Ebbe und Flut schwieg.",
            {"Bundesministerium für Ebbe und Flut": "organization"},
        ),
        ("Vorlesen – Die Leitfrage der Sprecherin blieb offen.", {}),
    ],
)
def test_german(text: str, expected: dict[str, str]) -> None:
    assert candidates(text, "de") == expected


def test_known_names_are_no_candidates() -> None:
    assert candidates("昨天，鎮長龔霧舟在碼頭說。", "zh", AUTHORITY) == {}
    assert "雾港" not in candidates("新华社雾港3月5日电 下雨了。", "zh", AUTHORITY)
    assert candidates("أعلنت وزارة المد ذلك.", "ar", AUTHORITY) == {}


def test_a_known_place_inside_a_longer_name_is_not_mentioned() -> None:
    found = find_names("他在雾港潮汐大学读书。", "zh", Declaration(), AUTHORITY, [])
    assert [candidate.name for candidate in found.candidates] == ["雾港潮汐大学"]
    assert found.places == ()


def test_a_name_that_recurs_is_more_certain() -> None:
    def confidence(text: str) -> float:
        return find_names(text, "zh", Declaration(), EMPTY, []).candidates[0].confidence

    assert 0.5 < confidence("鎮長龔霧舟說。") < confidence("鎮長龔霧舟說。潮水來了，龔霧舟回家。") < 1


@pytest.mark.parametrize("language", ["zh", "ja", "ar", "ru", "uk", "de"])
@pytest.mark.parametrize(
    "unit", ["总统", "、林", "市", "さん", "الوزير ", "بن ", "«", "Министр ", "von der ", "·阿"]
)
def test_repeated_words_cause_no_errors(language: str, unit: str) -> None:
    assert len(candidates(unit * 2000, language)) < 50
