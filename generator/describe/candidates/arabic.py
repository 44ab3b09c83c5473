"""Finds names in Arabic: after offices, verbs of speech and the words for bodies and places.

The words are in ``data/cues_ar.yml``, ``speakers.yml`` and ``speech.yml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.describe.candidates.arabic_words import (
    ARTICLE,
    CLITICS,
    LETTER,
    SONS,
    WORD,
    Token,
    Words,
    bare,
    is_title,
    is_word,
    known_words,
    may_be_named,
)
from generator.describe.candidates.found import Found

_MOST_SKIPPED = 6  # words between an office and the name
_MOST_ADJECTIVES = 3
# Possessive and feminine endings of a word that a preposition is written onto.
_OWNED = ("هم", "ها", "نا", "كم", "ه", "ة", "ات")
_OPENING, _CLOSING = frozenset('"«“„'), frozenset('"»”“')


def is_whole_arabic(text: str, start: int, end: int) -> bool:
    """Whether a span holds whole words; a particle may be written onto the first."""
    if LETTER.match(text, end):
        return False
    before = start - 1
    if before >= 0 and text[before] in CLITICS:
        before -= 1
    return before < 0 or not LETTER.match(text, before)


def find_arabic(text: str) -> Iterator[Found]:
    """Every name that a rule finds in an Arabic text; one may appear several times."""
    known = known_words()
    tokens = [Token(match[0], match.start(), match.end()) for match in WORD.finditer(text)]
    position = 0
    while position < len(tokens):
        word = bare(tokens[position].text, known)
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
        if is_title(word, known):
            if name := _after_title(tokens, position + 1, known):
                yield Found(name, "office-before")
        elif word in known.verbs and (name := _subject(tokens, position + 1, known)):
            yield Found(name, "speaks-uncased")
        position += named or 1


def _named_after(tokens: Sequence[Token], position: int, known: Words) -> int:
    """Number of tokens of a body or place that has the name of a person with a title, 0 if it has not."""
    if position + 1 >= len(tokens):
        return 0
    title = tokens[position + 1].text
    if not title.startswith(ARTICLE) or not is_title(title, known):
        return 0
    end = _person(tokens, position + 2, known)[1]
    if end == position + 2:  # one word: مدينة الملك فهد
        first = tokens[end].text if end < len(tokens) else ""
        end += bool(first) and may_be_named(first, known)
    if end == position + 2:
        return 0
    following = tokens[end].text if end < len(tokens) else ""
    return end - position + (following.startswith(ARTICLE) and following.endswith("ية"))


def _after_title(tokens: Sequence[Token], position: int, known: Words) -> str:
    """The name after an office; other offices and what they belong to come in between."""
    limit = min(len(tokens), position + _MOST_SKIPPED)
    while position < limit:
        word = tokens[position].text
        plain = bare(word, known).removeprefix(ARTICLE)
        if not is_word(word) or (word in known.stops and plain not in known.offices_of):
            return ""
        adjective = word.startswith((ARTICLE, "و" + ARTICLE, "لل", "بال", "وال"))
        if not (adjective or plain in known.offices_of or is_title(word, known) or plain in known.titles):
            break
        position += 1
    return _person(tokens, position, known)[0]


def _subject(tokens: Sequence[Token], position: int, known: Words) -> str:
    """The person right after a verb of speech, if a clause or a comma follows."""
    if position >= len(tokens):
        return ""
    first = tokens[position].text
    general = first.removeprefix(ARTICLE)
    if first.startswith(ARTICLE) or general in known.impersonal | known.titles | known.heads | known.places:
        return ""
    name, end = _person(tokens, position, known)
    following = tokens[end].text if end < len(tokens) else "."
    return name if name and (not is_word(following) or following in known.stops) else ""


def _person(tokens: Sequence[Token], position: int, known: Words) -> tuple[str, int]:
    """Two parts of a name, three where the end is clear, from a position; "" if there are not two."""
    parts: list[Token] = []
    count, end = 0, position
    while end < len(tokens) and count < 3:
        son = bool(parts) and tokens[end].text in SONS
        size = 2 if tokens[end].text in known.compounds else 1
        part = tokens[end : end + size]
        if len(part) < size or not all(may_be_named(token.text, known) for token in part):
            break
        if count == 2 and not son and not _is_third(tokens, end, end + size, parts, known):
            break
        parts += part
        end += size
        count = max(count, 2) if son else count + 1
    if count < 2 or parts[0].text.startswith(ARTICLE):
        return "", position
    if parts[0].text[0] == "ل" and parts[0].text not in known.named_for:
        return "", position
    return " ".join(token.text for token in parts), end


def _is_third(tokens: Sequence[Token], position: int, end: int, parts: Sequence[Token], known: Words) -> bool:
    """Whether a third word belongs to a name: the end is clear, or a clause follows its article."""
    following, word = tokens[end].text if end < len(tokens) else ".", tokens[position].text
    article = word.startswith(ARTICLE) and word not in known.vague
    if any(part.text in SONS for part in parts):
        return article or word == "آل" or not is_word(following)
    clear = article and not word.endswith(("ي", "ية")) and following in known.stops
    return clear or not is_word(following)


def _body_length(tokens: Sequence[Token], position: int, known: Words) -> int:
    """Number of tokens of an organization that begins at a position, 0 if there is none."""
    head = bare(tokens[position].text, known)
    definite = head in known.heads_with_article
    feminine = head.endswith(("ة", "ات", "الأمم"))
    count = 1
    while count <= _MOST_ADJECTIVES and position + count < len(tokens):
        word = tokens[position + count].text
        if not is_word(word) or word in known.stops or is_title(word, known):
            break
        plain = word[1:] if count > 1 and word.startswith("وال") else word
        article = plain.startswith(ARTICLE) and plain not in known.stops
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
    indefinite = not first.startswith(ARTICLE) and first.endswith(("ة", "ات"))
    return 0 if written_on or indefinite or first in known.vague else count


def _quoted(tokens: Sequence[Token], position: int) -> str:
    """The words between quotation marks at a position, "" if there are none or more than four."""
    if position >= len(tokens) or tokens[position].text not in _OPENING:
        return ""
    inside = tokens[position + 1 : position + 6]
    end = next((number for number, token in enumerate(inside) if not is_word(token.text)), 0)
    closes = end and inside[end].text in _CLOSING
    return " ".join(token.text for token in inside[:end]) if closes and len(inside[0].text) > 1 else ""


def _purpose(following: Sequence[Token]) -> int:
    """Number of words that say what a body is for: لحقوق الإنسان, للمرور."""
    texts = [token.text for token in following]
    if texts and texts[0].startswith("لل") and len(texts[0]) > 4:
        return 1
    return 2 * (len(texts) == 2 and texts[0].startswith("ل") and texts[1].startswith(ARTICLE))


def _joined(head: str, rest: Sequence[Token]) -> str:
    return " ".join([head, *(token.text for token in rest)])


def _place(tokens: Sequence[Token], position: int, known: Words) -> str:
    """The name after the word for a kind of place: one word, or two of which the second has the article."""
    if position >= len(tokens):
        return ""
    first = tokens[position].text
    plain = first.removeprefix(ARTICLE)
    barred = first in known.no_places or first in known.stops or plain in known.heads | known.titles
    if not is_word(first) or barred or plain in known.places or len(first) < 3:
        return ""
    if first == plain and first.endswith("ية"):
        return ""
    after = tokens[position + 1].text if position + 1 < len(tokens) else ""
    whole = first == plain and after.startswith(ARTICLE) and after not in known.stops
    second = whole and after not in known.no_places and not after.endswith(("ية", "ي"))
    return f"{first} {after}" if second else first
