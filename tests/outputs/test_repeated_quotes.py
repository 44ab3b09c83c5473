"""Few quotations are repeated below an article: complete ones, by speakers with names."""

from __future__ import annotations

import pytest
from making import full_article

from generator.archive.speakers import is_named
from generator.model.documents import Paragraph
from generator.model.records import Evidence, Quote
from generator.outputs.repeated_quotes import is_complete, repeated_quotes
from generator.text.quotation_marks import quotation_marks

LONG = "The piers will be repaired before the winter storms come"


def shown(
    *quotes: Quote, filler: int = 40, language: str = "en", declared: bool = False
) -> list[dict[str, str]]:
    paragraphs = [*(f"“{quote.text}”, it was said." for quote in quotes), "Waves and wind. " * filler]
    evidence = {"quotes": Evidence("declared" if declared else "extracted", "r", "", 1.0)}
    return repeated_quotes(
        *full_article(
            quotes=quotes,
            language=language,
            evidence=evidence,
            paragraphs=tuple(Paragraph(text, text) for text in paragraphs),
        )
    )


def test_at_most_three_are_shown_and_each_speaker_gets_one_first() -> None:
    quotes = [Quote(f"{LONG} {n}", "Ana Ruiz") for n in range(3)]
    quotes += [Quote(f"{LONG} once more", "Bo Lind"), Quote(f"{LONG} again", "Cy Holm")]
    assert [quote["speaker"] for quote in shown(*quotes)] == ["Ana Ruiz", "Bo Lind", "Cy Holm"]
    assert len(shown(*quotes[:3])) == 3


def test_together_they_are_at_most_a_third_of_the_text() -> None:
    assert shown(Quote(LONG, "Ana Ruiz"), filler=1) == []
    assert len(shown(Quote(LONG, "Ana Ruiz"), Quote(f"{LONG} again", "Bo Lind"), filler=6)) == 1


def test_without_a_named_speaker_only_declared_ones_are_shown() -> None:
    quotes = Quote(LONG), Quote(LONG.upper(), "a spokesman"), Quote(LONG.lower(), "She")
    assert shown(*quotes) == []
    assert [quote["text"] for quote in shown(quotes[0], declared=True)] == [LONG]


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("We will stay.", True),
        ("Will it open again?", True),
        ("will stay here.", False),
        ("a very old pier", False),
        ("repaired before the winter storms come", True),
        ("Yes.", False),
        ("港はまもなく閉まる。", True),
        ("港と橋", False),
    ],
)
def test_a_sentence_or_six_words_are_complete(text: str, complete: bool) -> None:
    assert is_complete(text) is complete


@pytest.mark.parametrize("name", ["Ana Ruiz", "al-Amin", "許嵐", "ЮНЕСКО", "minister Ana Ruiz"])
def test_names_are_told_from_descriptions(name: str) -> None:
    assert is_named(name)
    assert not any(map(is_named, ("", "a spokesman", "She", "the minister")))


def test_each_leads_to_its_paragraph_and_two_in_one_share_it() -> None:
    first, second = Quote(LONG, "Ana Ruiz"), Quote("The winter storms come early this year", "Bo Lind")
    paragraphs = ("Wind.", f"“{LONG}”, she said. “{second.text}”, he said.", "Waves and wind. " * 40)
    made = full_article(
        quotes=(first, second, Quote("Words that the text does not have at all", "Cy Holm")),
        paragraphs=tuple(Paragraph(text, text) for text in paragraphs),
    )
    views = repeated_quotes(*made)
    assert [view.get("anchor") for view in views] == ["Q-1", "Q-1", None]
    assert all(view["start"] in paragraphs[1] for view in views[:2])


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("", "“”"),
        ("en-GB", "“”"),
        ("de-AT", "„“"),
        ("ja", "「」"),
        ("zh-Hant-TW", "「」"),
        ("zh", "“”"),
        ("xx", "“”"),
    ],
)
def test_marks_are_those_of_the_language(language: str, marks: str) -> None:
    assert "".join(quotation_marks(language)) == marks
    (view,) = shown(Quote(LONG, "Ana Ruiz"), language=language)
    assert view["open"] + view["close"] == marks
