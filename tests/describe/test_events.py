"""Days that a text mentions, counted from the article's date."""

import pytest

from generator.describe.events import find_events
from generator.model.documents import Paragraph

WEDNESDAY = "2025-12-24"


def days(text: str, language: str = "en", published: str = WEDNESDAY) -> list[str]:
    return [event.date for event in find_events((Paragraph(text, text),), language, published)]


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("The talks began on Monday.", "en", "2025-12-22"),
        ("The talks began on Wednesday.", "en", "2025-12-24"),
        ("The talks will resume on Friday.", "en", "2025-12-26"),
        ("Yesterday it rained.", "en", "2025-12-23"),
        ("A vote was held on December 20.", "en", "2025-12-20"),
        ("A vote is held on January 5.", "en", "2026-01-05"),
        ("She was born on 3 May 1950.", "en", "1950-05-03"),
        ("La réunion a eu lieu mardi.", "fr", "2025-12-23"),
        ("A reunião foi na terça-feira.", "pt", "2025-12-23"),
        ("Ayer llovió.", "es", "2025-12-23"),
        ("Am Dienstag tagte der Rat.", "de", "2025-12-23"),
        ("Встреча прошла в понедельник.", "ru", "2025-12-22"),
        ("عقد الاجتماع يوم الاثنين", "ar", "2025-12-22"),
        ("昨天下雨。", "zh", "2025-12-23"),
        ("月曜日に会議があった。", "ja", "2025-12-22"),
    ],
)
def test_a_day_is_counted_from_the_articles_date(text: str, language: str, day: str) -> None:
    assert days(text, language) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Every Sunday the market is open.",
        "Good Friday is a holiday.",
        "The hall was built in 1950.",
        "A meeting on Monday, December 23, was planned.",  # a Tuesday
        "The sun set.",
    ],
)
def test_words_that_name_no_day_are_not_events(text: str) -> None:
    assert days(text) == []


def test_events_have_their_sentence_and_are_in_order_of_days() -> None:
    text = "It rained on Tuesday. The talks began on Monday."
    assert find_events((Paragraph(text, text),), "en", WEDNESDAY) == (
        ("2025-12-22", "The talks began on Monday."),
        ("2025-12-23", "It rained on Tuesday."),
    )


def test_an_undated_article_has_no_events() -> None:
    assert days("Yesterday it rained.", published="") == []


def test_a_day_after_the_end_of_the_calendar_is_ignored() -> None:
    assert days("Tomorrow it rains.", published="9999-12-31") == []


def test_a_sentence_of_very_many_days_is_searched_once() -> None:
    text = "3 May 2020, on Monday and yesterday, " * 8000
    events = find_events([Paragraph(text, text)], "en", "2020-05-06")
    assert {event.date for event in events} == {"2020-05-03", "2020-05-04", "2020-05-05"}
    assert len({event.text for event in events}) == 1
    assert len(events[0].text) <= 241
