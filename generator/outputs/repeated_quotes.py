"""Which quotations an article's page repeats below the text: few, complete, and by a speaker with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.archive.speakers import is_named
from generator.model.records import Article, ArticleText, Quote
from generator.outputs.views import View, filled
from generator.text.quotation_marks import quotation_marks
from generator.text.scripts import UNSPACED, count_unspaced

MOST = 3
# Together they have at most this part of the text: one divided by it.
SHARE = 3
# Fewest words of a part of a sentence, and of a whole one.
WORDS, SENTENCE_WORDS = 6, 3
# In scripts without spaces, this many characters count as a word.
CHARACTERS = 2
# Characters by which a paragraph is found: as many as it has of the quotation, at least the fewest.
LONGEST, FEWEST = 60, 12
_MARKS, _STOPS = "\"'“”‘’«»¿¡ ", ".!?…。！？؟।"
_WORD = re.compile(rf"[^\W{UNSPACED}]+(?:['’-]\w+)*")


def repeated_quotes(article: Article, text: ArticleText) -> list[View]:
    """The quotations in the order of the text, each with its marks and, if it was found, its place.

    Those that a curator declared need no speaker. Of the others, each speaker gets one before any gets more.
    """
    declared = _is_declared(text)
    fit = [
        quote for quote in article.quotes if declared or (is_named(quote.speaker) and is_complete(quote.text))
    ]
    chosen = _chosen(fit, len(text.body) // SHARE)
    paragraphs = [" ".join(paragraph.text.split()) for paragraph in text.paragraphs] if chosen else []
    opening, closing = quotation_marks(article.language)
    anchors: dict[int, str] = {}
    return [
        filled(
            text=quote.text,
            speaker=quote.speaker,
            open=opening,
            close=closing,
            **_place(quote, paragraphs, anchors),
        )
        for quote in chosen
    ]


def is_complete(text: str) -> bool:
    """Whether the words of a quotation make sense alone: a whole sentence, or at least six words."""
    words = len(_WORD.findall(text)) + count_unspaced(text) // CHARACTERS
    return words >= WORDS or (words >= SENTENCE_WORDS and _is_sentence(text.strip(_MARKS)))


def _is_sentence(text: str) -> bool:
    return text[:1].isalpha() and not text[0].islower() and text[-1] in _STOPS


def _is_declared(text: ArticleText) -> bool:
    evidence = text.evidence.get("quotes")
    return evidence is not None and evidence.basis == "declared"


def _chosen(quotes: Sequence[Quote], room: int) -> list[Quote]:
    chosen: list[int] = []
    for number in _by_speaker(quotes):
        length = len(quotes[number].text)
        if len(chosen) < MOST and length <= room:
            chosen.append(number)
            room -= length
    return [quotes[number] for number in sorted(chosen)]


def _by_speaker(quotes: Sequence[Quote]) -> Iterator[int]:
    """The positions of the quotations: the first of each speaker, then the others."""
    first: dict[str, int] = {}
    for number, quote in enumerate(quotes):
        first.setdefault(quote.speaker, number)
    yield from first.values()
    yield from (number for number in range(len(quotes)) if number not in first.values())


def _place(quote: Quote, paragraphs: Sequence[str], anchors: dict[int, str]) -> Mapping[str, str]:
    """The id of the paragraph that begins the quotation, and the words by which a template finds it."""
    words = " ".join(quote.text.split())
    for length in (LONGEST, LONGEST // 2, FEWEST):
        start = words[:length]
        found = next((number for number, paragraph in enumerate(paragraphs) if start in paragraph), None)
        if found is not None:
            return {"anchor": anchors.setdefault(found, f"Q-{len(anchors) + 1}"), "start": start}
    return {}
