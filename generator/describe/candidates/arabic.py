"""Finds names in Arabic: after offices, verbs of speech and the words for bodies and places.

The words are in ``data/cues_ar.yml``, ``speakers.yml`` and ``speech.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.describe.candidates.found import Found
from generator.text.tables import load_table

_LETTERS = "\u0621-\u065f\u0670-\u06d3"
_WORD = re.compile(f"[{_LETTERS}]+|[^\\s{_LETTERS}]")
_SONS = frozenset({"بن", "ابن", "بنت"})
_LETTER = re.compile(f"[{_LETTERS}]")
_ARTICLE = "ال"
_CLITICS = "وفبلك"
_MOST_SKIPPED = 6  # words between an office and the name
_MOST_ADJECTIVES = 3
# Possessive and feminine endings of a word that a preposition is written onto.
_OWNED = ("هم", "ها", "نا", "كم", "ه", "ة", "ات")
_OPENING, _CLOSING = frozenset('"«“„'), frozenset('"»”“')


class _Words(NamedTuple):
    titles: frozenset[str]
    with_article: frozenset[str]
    offices_of: frozenset[str]
    stops: frozenset[str]
    compounds: frozenset[str]
    heads: frozenset[str]
    heads_with_article: frozenset[str]
    vague: frozenset[str]
    places: frozenset[str]
    no_places: frozenset[str]
    verbs: frozenset[str]
    impersonal: frozenset[str]
    heads_for: frozenset[str]
    named: frozenset[str]
    named_for: frozenset[str]
    named_after: frozenset[str]
    leads: frozenset[str]


class _Token(NamedTuple):
    text: str
    start: int
    end: int


@cache
def _words() -> _Words:
    table, speakers = load_table("cues_ar"), load_table("speakers")["ar"]
    sets = {name: frozenset(text.split()) for name, text in table.items()}
    verbs = frozenset(load_table("speech")["verbs"]["ar"].split())
    return _Words(
        titles=sets["titles"],
        with_article=sets["with_article"],
        offices_of=sets["offices_of"],
        stops=sets["stops"].union(speakers["stops"].split(), verbs),
        compounds=sets["compounds"],
        heads=sets["heads"],
        heads_with_article=sets["heads_with_article"],
        vague=sets["vague"],
        places=sets["places"],
        no_places=sets["no_places"],
        verbs=verbs,
        impersonal=frozenset(speakers["impersonal"].split()),
        heads_for=sets["heads_for"],
        named=sets["named"],
        named_for=sets["named_for"],
        named_after=sets["named_after"],
        leads=sets["heads"] | sets["heads_with_article"] | sets["places"] | sets["titles"],
    )


def is_whole_arabic(text: str, start: int, end: int) -> bool:
    """Whether a span holds whole words; a particle may be written onto the first."""
    if _LETTER.match(text, end):
        return False
    before = start - 1
    if before >= 0 and text[before] in _CLITICS:
        before -= 1
    return before < 0 or not _LETTER.match(text, before)


def find_arabic(text: str) -> Iterator[Found]:
    """Every name that a rule finds in an Arabic text; one may appear several times."""
    known = _words()
    tokens = [_Token(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    position = 0
    while position < len(tokens):
        word = _bare(tokens[position].text, known)
        named = _named_after(tokens, position, known) if word in known.named_after else 0
        if named:
            rule = "place-noun" if word in known.places else "head-uncased"
            yield Found(_joined(word, tokens[position + 1 : position + named]), rule)
        elif word in known.heads or word in known.heads_with_article:
            if length := _body_length(tokens, position, known):
                body = tokens[position + 1 : position + length]
                yield Found(_joined(word, body), "head-uncased", (tokens[position].start, body[-1].end))
            elif name := _quoted(tokens, position + 1):
                yield Found(name, "head-uncased")
        elif word in known.places and (name := _place(tokens, position + 1, known)):
            yield Found(name, "place-noun")
        if _is_title(word, known):
            if name := _after_title(tokens, position + 1, known):
                yield Found(name, "office-before")
        elif word in known.verbs and (name := _subject(tokens, position + 1, known)):
            yield Found(name, "speaks-uncased")
        position += named or 1


def _named_after(tokens: Sequence[_Token], position: int, known: _Words) -> int:
    """Number of tokens of a body or place that has the name of a person with a title, 0 if it has not."""
    if position + 1 >= len(tokens):
        return 0
    title = tokens[position + 1].text
    if not title.startswith(_ARTICLE) or not _is_title(title, known):
        return 0
    end = _person(tokens, position + 2, known)[1]
    if end == position + 2:  # one word: مدينة الملك فهد
        first = tokens[end].text if end < len(tokens) else ""
        end += bool(first) and _may_be_named(first, known)
    if end == position + 2:
        return 0
    following = tokens[end].text if end < len(tokens) else ""
    return end - position + (following.startswith(_ARTICLE) and following.endswith("ية"))


def _bare(word: str, known: _Words) -> str:
    """The word without a particle written onto it, if that makes it a word of the tables."""
    if len(word) < 4 or word[0] not in _CLITICS:
        return word
    written = {word[1:]: word[1:]}
    if word.startswith("لل"):  # للأمم is ل and الأمم, للجنة is ل and اللجنة
        written = {_ARTICLE + word[2:]: _ARTICLE + word[2:], word[1:]: _ARTICLE + word[1:]}
    for rest, whole in written.items():
        if {rest, rest.removeprefix(_ARTICLE)} & known.leads:
            return whole
    return word


def _is_title(word: str, known: _Words) -> bool:
    plain = word.removeprefix(_ARTICLE)
    return plain in known.titles and (plain != word or word not in known.with_article)


def _is_word(token: str) -> bool:
    return _LETTER.match(token) is not None


def _after_title(tokens: Sequence[_Token], position: int, known: _Words) -> str:
    """The name after an office; other offices and what they belong to come in between."""
    limit = min(len(tokens), position + _MOST_SKIPPED)
    while position < limit:
        word = tokens[position].text
        plain = _bare(word, known).removeprefix(_ARTICLE)
        if not _is_word(word) or (word in known.stops and plain not in known.offices_of):
            return ""
        adjective = word.startswith((_ARTICLE, "و" + _ARTICLE, "لل", "بال", "وال"))
        if not (adjective or plain in known.offices_of or _is_title(word, known) or plain in known.titles):
            break
        position += 1
    return _person(tokens, position, known)[0]


def _subject(tokens: Sequence[_Token], position: int, known: _Words) -> str:
    """The person right after a verb of speech, if a clause or a comma follows."""
    if position >= len(tokens):
        return ""
    first = tokens[position].text
    general = first.removeprefix(_ARTICLE)
    if first.startswith(_ARTICLE) or general in known.impersonal | known.titles | known.heads | known.places:
        return ""
    name, end = _person(tokens, position, known)
    following = tokens[end].text if end < len(tokens) else "."
    return name if name and (not _is_word(following) or following in known.stops) else ""


def _person(tokens: Sequence[_Token], position: int, known: _Words) -> tuple[str, int]:
    """Two parts of a name, three where the end is clear, from a position; "" if there are not two."""
    parts: list[_Token] = []
    count, end = 0, position
    while end < len(tokens) and count < 3:
        son = bool(parts) and tokens[end].text in _SONS
        size = 2 if tokens[end].text in known.compounds else 1
        part = tokens[end : end + size]
        if len(part) < size or not all(_may_be_named(token.text, known) for token in part):
            break
        if count == 2 and not son and not _is_third(tokens, end, end + size, parts, known):
            break
        parts += part
        end += size
        count = max(count, 2) if son else count + 1
    if count < 2 or parts[0].text.startswith(_ARTICLE):
        return "", position
    if parts[0].text[0] == "ل" and parts[0].text not in known.named_for:
        return "", position
    return " ".join(token.text for token in parts), end


def _may_be_named(word: str, known: _Words) -> bool:
    plain = word.removeprefix(_ARTICLE)
    return (
        _is_word(word)
        and len(word) > 1
        and word not in known.stops
        and plain not in known.heads
        and plain not in known.places
        and plain not in known.impersonal
        and word not in known.heads_with_article
        and not (plain != word and plain in known.titles)
        and not word.startswith(("وال", "بال", "لل", "فال", "ولل", "وب"))
        and not (word[0] == "و" and word[1:] in known.titles | known.heads | known.stops)
        and not (word.endswith("ية") and word not in known.named)
        and not (word[0] in "بل" and word.endswith("ة"))
    )


def _is_third(
    tokens: Sequence[_Token], position: int, end: int, parts: Sequence[_Token], known: _Words
) -> bool:
    """Whether a third word belongs to a name: the end is clear, or a clause follows its article."""
    following, word = tokens[end].text if end < len(tokens) else ".", tokens[position].text
    article = word.startswith(_ARTICLE) and word not in known.vague
    if any(part.text in _SONS for part in parts):
        return article or word == "آل" or not _is_word(following)
    clear = article and not word.endswith(("ي", "ية")) and following in known.stops
    return clear or not _is_word(following)


def _body_length(tokens: Sequence[_Token], position: int, known: _Words) -> int:
    """Number of tokens of an organization that begins at a position, 0 if there is none."""
    head = _bare(tokens[position].text, known)
    definite = head in known.heads_with_article
    feminine = head.endswith(("ة", "ات", "الأمم"))
    count = 1
    while count <= _MOST_ADJECTIVES and position + count < len(tokens):
        word = tokens[position + count].text
        if not _is_word(word) or word in known.stops or _is_title(word, known):
            break
        plain = word[1:] if count > 1 and word.startswith("وال") else word
        article = plain.startswith(_ARTICLE) and plain not in known.stops
        agrees = not definite or word.endswith("ة") == feminine
        if ((definite or count > 1) and not article) or not agrees:
            break
        count += 1
    if count == 1:
        return 0
    first = tokens[position + 1].text
    if head in known.heads_for and count == 2:
        purpose = _purpose(tokens[position + 2 : position + 4])
        if purpose:
            return count + purpose
    written_on = first.startswith(("لل", "بال")) or (first[0] in "بل" and first.endswith(_OWNED))
    indefinite = not first.startswith(_ARTICLE) and first.endswith(("ة", "ات"))
    return 0 if written_on or indefinite or first in known.vague else count


def _quoted(tokens: Sequence[_Token], position: int) -> str:
    """The words between quotation marks at a position, "" if there are none or more than four."""
    if position >= len(tokens) or tokens[position].text not in _OPENING:
        return ""
    inside = tokens[position + 1 : position + 6]
    end = next((number for number, token in enumerate(inside) if not _is_word(token.text)), 0)
    closes = end and inside[end].text in _CLOSING
    return " ".join(token.text for token in inside[:end]) if closes and len(inside[0].text) > 1 else ""


def _purpose(following: Sequence[_Token]) -> int:
    """Number of words that say what a body is for: لحقوق الإنسان, للمرور."""
    texts = [token.text for token in following]
    if texts and texts[0].startswith("لل") and len(texts[0]) > 4:
        return 1
    return 2 * (len(texts) == 2 and texts[0].startswith("ل") and texts[1].startswith(_ARTICLE))


def _joined(head: str, rest: Sequence[_Token]) -> str:
    return " ".join([head, *(token.text for token in rest)])


def _place(tokens: Sequence[_Token], position: int, known: _Words) -> str:
    """The name after the word for a kind of place: one word, or two of which the second has the article."""
    if position >= len(tokens):
        return ""
    first = tokens[position].text
    plain = first.removeprefix(_ARTICLE)
    barred = first in known.no_places or first in known.stops or plain in known.heads | known.titles
    if not _is_word(first) or barred or plain in known.places or len(first) < 3:
        return ""
    if first == plain and first.endswith("ية"):
        return ""
    after = tokens[position + 1].text if position + 1 < len(tokens) else ""
    whole = first == plain and after.startswith(_ARTICLE) and after not in known.stops
    second = whole and after not in known.no_places and not after.endswith(("ية", "ي"))
    return f"{first} {after}" if second else first
