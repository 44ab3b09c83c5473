"""Finds the speaker of a quotation in languages whose names have no capitals, from the words around them.

A name is accepted only where the words say that it is one: a family name, a form of address, an office, its
place at the verb. Otherwise the speaker stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.describe.quotes.east_asian import chinese_speaker, japanese_speaker, korean_speaker
from generator.describe.quotes.speaker_words import CLAUSE, MOST_WORDS, REACH, word_sets
from generator.describe.quotes.speech import SpeechWords
from generator.describe.quotes.unlisted import hindi_by_place

_AROUND = 240  # characters before and after a quotation that are read
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u064b-\u0652\u0670-\u06d3]+")
_ARTICLE = "ال"
# After a Hindi subject; before "statement" and "according to".
_SUBJECT, _OWNER = frozenset({"ने"}), frozenset({"का", "के"})
_HEBREW_WORD = re.compile(r"[\u05d0-\u05ea][\u05d0-\u05ea'\"׳״-]*+")
_THE = "ה"
_HEBREW_AGE = re.compile(r", (?:בן|בת) (?:ה-?)?\d{1,3}\Z")
_MOST_HEBREW = 3  # words of a Hebrew name


def uncased_speaker(language: str, before: str, after: str, words: SpeechWords) -> str:
    """The speaker that the text around a quotation names, "" if none.

    Args:
        language: base language, one of ``UNCASED``.
        before: the text from the start of the sentence to the opening mark.
        after: the text from the closing mark to the end of the sentence.
        words: how the language attributes speech.
    """
    return _FINDERS[language](before[-_AROUND:], after[:_AROUND], words)


def _arabic(before: str, after: str, words: SpeechWords) -> str:
    verbs = list(words.verb.finditer(before))
    if verbs:
        rest = before[verbs[-1].end() :]
        if _ARABIC_WORD.search(rest):
            return _arabic_name(rest)
        return _arabic_name(before[: verbs[-1].start()])
    verb = words.verb.search(after, 0, REACH) or words.according.search(after, 0, REACH)
    clause = after[: verb.start()] if verb else ""
    others = set(_ARABIC_WORD.findall(clause)) - word_sets("ar")["before_verb"]
    return _arabic_name(after[verb.end() :]) if verb and not others else ""


def _arabic_name(text: str) -> str:
    """The name at the start of a text: two to four words after any offices, with what they are offices of."""
    table = word_sets("ar")
    clause = CLAUSE.split(text.strip(" ،,"), maxsplit=1)[0]
    tokens: list[str] = []
    for word in _ARABIC_WORD.findall(clause.split("،", 1)[0].split("(", 1)[0]):
        if word in table["stops"]:
            break
        tokens.append(word)
    if not tokens or tokens[0].removeprefix(_ARTICLE) in table["impersonal"]:
        return ""
    while tokens and (tokens[0].startswith(_ARTICLE) or tokens[0] in table["titles"]):
        tokens = tokens[1:]
    office = next(
        (number for number, word in enumerate(tokens) if number > 1 and word in table["titles"]), None
    )
    tokens = tokens[:office]
    barred = any(word in table["impersonal"] for word in tokens)
    return " ".join(tokens) if 2 <= len(tokens) <= MOST_WORDS and not barred else ""


def _hindi(before: str, after: str, words: SpeechWords) -> str:
    said = _hindi_by_verb(before, after, words)
    return said or _hindi_subject(f"{hindi_by_place(before, after)} ने", "")


def _hindi_by_verb(before: str, after: str, words: SpeechWords) -> str:
    verbs = list(words.verb.finditer(before))
    if verbs:
        return _hindi_subject(before[: verbs[-1].start()], verbs[-1][0])
    verb = words.verb.search(after, 0, REACH)
    return _hindi_subject(after[: verb.start()].lstrip(" ,।"), verb[0]) if verb else ""


def _hindi_subject(text: str, verb: str) -> str:
    """The name before the mark of the subject, without offices; some forms of verbs have no such mark."""
    table = word_sets("hi")
    clauses = [clause for clause in re.split(r"[,।;:“”\"]", text) if clause.strip()]
    tokens = clauses[-1].split() if clauses else []
    last = len(tokens) - 1
    marks = [
        number
        for number, word in enumerate(tokens)
        if word in _SUBJECT or (word in _OWNER and number == last)
    ]
    if not marks and verb not in table["unmarked"]:
        return ""
    tokens = tokens[: marks[-1]] if marks else tokens
    if not tokens or tokens[-1] in table["endings"]:
        return ""
    starts = [number + 1 for number, token in enumerate(tokens) if token in table["stops"] | table["titles"]]
    tokens = tokens[max(starts, default=0) :]
    return " ".join(tokens) if 2 <= len(tokens) <= MOST_WORDS else ""


def _hebrew(before: str, after: str, words: SpeechWords) -> str:
    introduced = before.rstrip().endswith((":", ",", " כי"))
    verbs = list(words.verb.finditer(before)) if introduced else []
    if verbs:
        rest = before[verbs[-1].end() :]
        inverted = _HEBREW_WORD.search(rest)
        if inverted and inverted[0] != "כי":
            return _hebrew_name(rest)
        subject = _HEBREW_AGE.sub("", before[: verbs[-1].start()].rstrip(" ,"))
        return _hebrew_name(CLAUSE.split(subject)[-1])
    source = words.according.search(before) if introduced else None
    if source:
        return _hebrew_name(before[source.end() :])
    verb = words.verb.search(after, 0, REACH) or words.according.search(after, 0, REACH)
    clear = verb is not None and not _HEBREW_WORD.search(after[: verb.start()])
    return _hebrew_name(after[verb.end() :]) if verb and clear else ""


def _hebrew_name(text: str) -> str:
    """The name at the start of a text: two or three words after offices and what they are offices of."""
    table = word_sets("he")
    clause = re.split(r"[,.;:\n()]", text.strip(" ,"), maxsplit=1)[0]
    tokens: list[str] = []
    for word in _HEBREW_WORD.findall(clause):
        if word in table["stops"]:
            break
        tokens.append(word)
    # A noun with the article before two words is what the person is: החקלאי יוסף כרמי.
    titled = len(tokens) == _MOST_HEBREW and tokens[0][:1] == _THE and tokens[0] not in table["with_the"]
    while tokens and (tokens[0] in table["titles"] or (titled and tokens[0].startswith(_THE))):
        titled, tokens = True, tokens[1:]
    barred = not tokens or tokens[0] in table["impersonal"] or tokens[0].startswith(_THE + _THE)
    return " ".join(tokens) if 2 <= len(tokens) <= _MOST_HEBREW and not barred else ""


_FINDERS: Mapping[str, Callable[[str, str, SpeechWords], str]] = {
    "zh": chinese_speaker,
    "ja": japanese_speaker,
    "ko": korean_speaker,
    "ar": _arabic,
    "hi": _hindi,
    "he": _hebrew,
}

UNCASED = frozenset(_FINDERS)
"""Base languages with a reader here."""
