"""Lines that news databases write around an article, known by their shape more than by their words.

A labelled line, a number of words, a code, a statement of rights, an address of a database, and a line of
facts: outlet, day, page and length side by side.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from generator.extract.plain.claims import claims_of
from generator.extract.plain.shape import full_dates, width
from generator.extract.whole.labels import Label, label_of
from generator.extract.whole.terms import automaton, count_terms
from generator.text.tables import alternatives, load_table

FACTS = ("day", "outlet")
"""Names of the labels of a day and an outlet that stand side by side."""

_LINE = 200  # most characters of such a line
_FACT = 70  # of one fact in a line of several
_MOST_NAMES = 2  # of outlet and author
_EDGES = " ,，;|·•-–—"
_SEPARATORS = re.compile(r"(?<!\s)\s++[|·•‧–—/-]\s|(?<!\s)\s*+[,，;；、]\s++|　+|(?<!\s)\s*+[|｜]\s*+|\t")
_BARS_AND_COMMAS = re.compile(_SEPARATORS.pattern.replace(";；", ""))
_STRICT = re.compile(r"\s[|·•‧]\s|[|｜]|　")
_PAGE = re.compile(
    r"(?:(?:page|pages|pp?|pg|seite|s|side|sida|sidan|sid|pág|página|pag|pagina|blz|str|strona|стр|страница|n°|nº|nr|no|№|num|vol|issue|ausgabe|第)(?![^\W\d])\.?:?\s?)?"
    r"[A-Z]{0,2}[.-]?\d{1,3}[A-Z]?(?:\s?(?:[版面頁页]|ページ))?",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(r"([^\s　|·,:：]{1,30})\s?[:：]\s?\Z")
_LETTERED = re.compile(r"[A-Za-z]")
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"(?=(?:[^\s\d]{0,60}+\d){4})[A-Za-z0-9][\w·|/.:%-]{9,60}")
_FIELD = re.compile(r"[^\W\d_][^:：.!?。\n]{0,39}[:：]\s*+(?!//)(?P<value>.*)")
_BRACKETED = re.compile(r"[［\[【〔](?P<name>[^\W\d_][^\]］】〕]{0,19})[\]］】〕]\s*+(?P<value>.*)")
_ON_THE_WEB = re.compile(r"\((?:site web|web site|website|online|web)\)", re.IGNORECASE)
_BESIDE = re.compile(r"\([^()]{1,40}\)")  # what is added to a name
# How Retriever begins, in Norwegian, Swedish and Danish.
_PRINTED = re.compile(r"([^.,\d]{2,60})[.,] (?:Publi[sc]\w{2,6}|Udgivet|Trykt) (?:på|i) \w+[.,]? ")
_SENTENCE_END = (".", "!", "?", "…", "”", '"', "»", "。", "！", "？")
_PARTICLES = frozenset(
    {"de", "da", "di", "del", "della", "den", "der", "van", "von", "la", "le", "el", "al", "bin", "y", "e"}
)


@cache
def length_line() -> re.Pattern[str]:
    """Matches a number of words at the start of a line: "312 words"."""
    words = alternatives(load_table("databases")["length"])
    return re.compile(rf"\A[\d٠-٩][\d٠-٩,.\s]{{0,8}}\s?(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _words_of(key: str) -> Any:  # noqa: ANN401 - the library has no types
    return automaton(load_table("databases")[key])


def states_rights(text: str) -> bool:
    """Whether a line says whose the rights are."""
    return count_terms(text, _words_of("rights")) > 0


def is_length(text: str) -> bool:
    """Whether a line is a number of words and little else."""
    match = length_line().match(text) if text[:1].isdigit() else None
    return match is not None and len(text) - match.end() <= 12


def names_database(text: str) -> bool:
    """Whether a line that is no sentence names a database or its address."""
    if len(text) > 2 * _LINE or not count_terms(text, _words_of("vendors")):
        return False
    return (
        not is_sentence(text)
        or "http" in text
        or "www." in text
        or states_rights(text)
        or label_of(text) is not None
    )


def printed_in(text: str) -> str:
    """The outlet in a line of Retriever: "Dagbladet. Publisert på trykk 11.03.2024", "" in any other."""
    match = _PRINTED.match(text)
    return match[1] if match else ""


def is_code(text: str) -> bool:
    """Whether a line is the identifier of a document: "news·20240312·LCT·0023"."""
    return (
        len(text) <= 70 and "http" not in text and _CODE.fullmatch(text) is not None and not full_dates(text)
    )


def is_numbered(text: str) -> bool:
    """Whether a line has a label of any kind, and a code with letters and digits as its value."""
    if ":" not in text and "：" not in text:
        return False
    match = _FIELD.fullmatch(text) if len(text) <= _LINE else None
    return match is not None and _LETTERED.search(match["value"]) is not None and is_code(match["value"])


def is_sentence(text: str) -> bool:
    """Whether a line reads as text: it is long or ends as a sentence does."""
    return width(text) >= _LINE // 2 or text.endswith(_SENTENCE_END)


def is_field(text: str) -> bool:
    """Whether a line has the shape of a label with a value, whatever the label says."""
    match = _FIELD.fullmatch(text) or _BRACKETED.fullmatch(text) if len(text) <= _LINE else None
    return match is not None and not (is_sentence(match["value"]) and width(match["value"]) > _FACT)


def facts_of(text: str) -> tuple[Label, ...]:
    """The facts side by side on one line, none if it is any other line."""
    if not 8 < len(text) <= _LINE or not _DIGIT.search(text) or not _SEPARATORS.search(text):
        return ()
    days = full_dates(text)
    day = days[0] if len(days) == 1 else None
    if day and (labelled := _LABEL_BEFORE.search(text[: day.start])):
        label = label_of(f"{labelled[1]}: {day.text}")
        if label is None or label.kind != "date":
            return ()
    beside = [text[: day.start], text[day.end :]] if day else [text]
    bars = has_bars(text)
    # Between bars, semicolons separate names of one fact.
    separators = _BARS_AND_COMMAS if bars else _SEPARATORS
    parts = [part.strip(_EDGES) for side in beside for part in separators.split(_BESIDE.sub("", side))]
    kinds = [(_fact(part), part) for part in parts if any(map(str.isalnum, part))]
    found = [label for label, _ in kinds if label is not None]
    names = [part for label, part in kinds if label is None]
    if len(names) > _MOST_NAMES or any(len(part) > _FACT for part in names):
        return ()
    # Without bars between them, a day and a name may be a sentence; without a day, one fact is none.
    least = 0 if day and names and bars else 1 if day or names else _MOST_NAMES
    if len(found) < least or not (day or bars) or not kinds:
        return ()
    if day:
        found.append(Label("date", FACTS[0], day.text))
        names = [name for name in names if not name.islower() and len(name) > 1]
        if names and not any(label.kind == "source" for label in found):
            found.append(Label("source", FACTS[1], names.pop(0)))
    elif len(names) == 1 and _ON_THE_WEB.search(text):
        found.append(Label("source", FACTS[1], names.pop(0)))
    found += (
        Label("author", "byline", name) for name in names if is_name(name) and not _has(found, "author")
    )
    return tuple(found)


def has_bars(text: str) -> bool:
    """Whether a line separates its facts by bars or dots, not by commas."""
    return _STRICT.search(text) is not None


def _has(labels: list[Label], kind: str) -> bool:
    return any(label.kind == kind for label in labels)


def _fact(part: str) -> Label | None:
    """What a part of a line states, None for a name."""
    if label := label_of(part):
        return label
    if is_length(part):
        return Label("other", "length", part)
    if _PAGE.fullmatch(part):
        return Label("other", "page", part)
    if is_field(part) or part.casefold() in _editions():
        return Label("other", "field", part)
    authors = [claim for claim in claims_of(part) if claim.rule == "byline"]
    return Label("author", "byline", part) if authors else None


@cache
def _editions() -> frozenset[str]:
    return frozenset(load_table("databases")["editions"])


def is_name(text: str) -> bool:
    """Whether a line is a person's name as bylines have it: "Edda Karlow", "Karlow, Edda"."""
    words = text.replace(",", " ").split()
    return (
        1 < len(words) < 6
        and len(text) <= 60
        and text.count(",") < 2
        and all(
            word in _PARTICLES or (word[0].isupper() and not any(map(str.isdigit, word))) for word in words
        )
        and words[0] not in _PARTICLES
    )
