"""Guessing the language of a text from its script and commonest words."""

import pytest

from generator.text.language_guess import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour was closed for the second day, and the ferries of the town stayed at the quay.", "en"),
        ("Der Hafen blieb wegen des Sturms geschlossen, und die Fähren lagen mit den Booten am Kai.", "de"),
        ("Le port est fermé pour une deuxième journée, et les bateaux sont restés dans la baie.", "fr"),
        ("El puerto fue cerrado por la tormenta, y los barcos se quedaron en la bahía con su carga.", "es"),
        ("O porto foi fechado pela tempestade, e os barcos não saíram da baía com uma carga.", "pt"),
        ("De haven is voor een tweede dag gesloten, en de boten van het dorp zijn niet uit de baai.", "nl"),
        ("港は嵐のために閉鎖され、船は湾にとどまった。", "ja"),
        ("港口因风暴关闭，船只留在海湾里。", "zh"),
        ("Порт был закрыт из-за шторма.", "ru"),
        ("Harbour Saltport 2019", ""),
        ("", ""),
    ],
)
def test_the_commonest_words_show_the_language(text: str, language: str) -> None:
    assert guess_language(text) == language
