"""Finds runs of capitalised words in a text: the places where a name may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from generator.describe.candidates.tables import CueTables
from generator.text.folding import fold_word

_UPPER = "".join(chr(code) for code in [*range(0x41, 0x530), *range(0x1E00, 0x2000)] if chr(code).isupper())
_UP = f"[{_UPPER}]"
# Abbreviations keep their full stop; "U.S.", "al-Amin" and "O'Hara" are one word each.
_SHORT = "Mrs?|Ms|Dr|Drs|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|Rev|Hon|St|Adm|Maj|Jr|Sr|Inc|Corp|Co|Ltd|Mt|Ft"
_TAIL = rf"\w*(?:&{_UP}\w*|['’](?!(?:s|S|ll|re|ve|d|t|m)\b)\w+|[-‐–]{_UP}\w*|\.(?:com|org|net)\b)*"
_JOINED = rf"[AaEe][dlnrstz]h?-{_UP}\w+|[ODL]['’] ?{_UP}\w+"
_WORD = rf"(?:{_UP}\.(?:{_UP}\.)+|(?:{_UP}|{_SHORT})\.|{_JOINED}|{_UP}{_TAIL})"
# The same for the first word of a run. It begins with a character class, which is fast to search for; the
# lookbehinds for what precedes it come after that.
_FIRST = (
    rf"[{_UPPER}ae](?<![\w@#/’'.-].)(?:(?<![ae])(?:\.(?:{_UP}\.)+|(?:|{{short}})\.)|"
    rf"(?<=[AaEe])[dlnrstz]h?-{_UP}\w+|(?<=[ODL])['’] ?{_UP}\w+|(?<![ae]){_TAIL})"
).replace("{short}", "|".join(f"(?<={short[0]}){short[1:]}" for short in _SHORT.split("|")))
# Where a sentence may start: after a line break, a stop, an opening quotation mark or a dash.
_OPENS = re.compile(r"(?:^|[\n.!?:;…•*|¿¡—–\"“”«»„`‘(\[]|''|(?:^|\s)[-'])[\s\"“«„`‘'(\[]{0,4}$")
_LONG, _REACH = 12, 10
_STOPS = {".", "!", "?", ":", ";", '"', "”", "’", "'"}
# A headline in title case has no long lower-case word, so its capitals are no sign of a name.
_SMALL = re.compile(
    r"(?<!\w)(?!about|after|among|under|against|between|through|during|before|without|within|their)[^\W\d_A-Z]{5}"
)


class Word(NamedTuple):
    """A capitalised word and its offsets in the text."""

    text: str
    start: int
    end: int


class CapitalRun(NamedTuple):
    """Consecutive capitalised words.

    Attributes:
        words: at least one word.
        opens: the first word may be capitalised only because it opens a sentence.
        loud: the line is a headline in which every word is capitalised.
    """

    words: tuple[Word, ...]
    opens: bool
    loud: bool

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.words[-1].end


@cache
def _pattern(particles: tuple[str, ...]) -> re.Pattern[str]:
    small = "|".join(map(re.escape, particles))
    joint = rf"(?: (?:{small})){{0,2}}[ \u00a0]" if small else r"[ \u00a0]"
    return re.compile(rf"{_FIRST}(?:{joint}{_WORD})*")


def find_runs(text: str, tables: CueTables) -> list[CapitalRun]:
    """Every run in a text, in order; a name that contains "of", "for" or "and" is one run."""
    runs: list[CapitalRun] = []
    openers = tables.words["openers"]
    end, line_end, loud = 0, -1, False
    for match in _pattern(tables.particles).finditer(text):
        matched, start = match[0], match.start()
        if matched in openers:  # by far the most frequent capitalised words
            continue
        words = _words(matched, start)
        if runs and start - end <= _REACH and _belongs(runs[-1], words, text, tables):
            runs[-1] = runs[-1]._replace(words=runs[-1].words + words)
        else:
            if start >= line_end:
                line_end, loud = _line(text, start)
            runs.append(CapitalRun(words, _opens(text, start), loud))
        end = match.end()
    return runs


def _opens(text: str, start: int) -> bool:
    """Whether a sentence may start there."""
    if text[start - 1 : start] == " " and text[start - 2 : start - 1].isalnum():  # the usual case
        return False
    return not start or _OPENS.search(text, max(0, start - 4), start) is not None


def _words(matched: str, position: int) -> tuple[Word, ...]:
    if " " not in matched and "\u00a0" not in matched:
        return (Word(matched, position, position + len(matched)),)
    words = []
    for part in matched.replace("\u00a0", " ").split(" "):
        words.append(Word(part, position, position + len(part)))
        position += len(part) + 1
    return tuple(words)


def _line(text: str, position: int) -> tuple[int, bool]:
    """The end of the line around ``position``, and whether all its words are capitalised."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    # The search stops at the first lower-case word, so a long line costs little.
    few = text.count(" ", start, end) < 4
    stop = text[start:end].rstrip()[-1:] in _STOPS
    return end, not few and not stop and not _SMALL.search(text, start, end)


def _belongs(left: CapitalRun, right: Sequence[Word], text: str, tables: CueTables) -> bool:
    """Whether the words between two groups join them into one name."""
    end, start = left.words[-1].end, right[0].start
    joint = tables.joints.get(text[end + 1 : start - 1])
    if joint is None or len(left.words) >= _LONG:
        return False
    last, first = left.words[-1].text, right[0].text
    if joint == "of":
        heads = ("organization_heads", "leading_heads", "place_heads", "offices")
        headed = (
            any(last in tables.words[part] for part in heads)
            or _led(left, tables)
            or _familial(left, right, tables)
        )
        return first not in tables.words["peoples"] and headed
    if joint == "for":
        return last in tables.words["organization_heads"] or _led(left, tables)
    if joint != "and":
        return False
    return text[end + 1] == "&" or _continues(left, right, tables)


def _familial(left: CapitalRun, right: Sequence[Word], tables: CueTables) -> bool:
    """Whether "of" is part of a family name: ``Luisa Costa da Silva``."""
    given = any(fold_word(word.text) in tables.given for word in left.words)
    return tables.of != "of" and given and len(left.words) < 5 and len(right) < 3


def _led(run: CapitalRun, tables: CueTables) -> bool:
    return run.words[0].text in tables.words["leading_heads"]


def _continues(left: CapitalRun, right: Sequence[Word], tables: CueTables) -> bool:
    """Whether "and" is part of the name: ``School of Marine and Atmospheric Science``."""
    if fold_word(left.words[0].text) in tables.given or fold_word(right[0].text) in tables.given:
        return False
    headed = any(
        word.text in tables.words["joined_heads"] and after.start - word.end > 2
        for word, after in pairwise(left.words)
    )
    if headed:
        return len(right) > 1 or bool(tables.fronts) or right[0].text in tables.words["joined_nouns"]
    if tables.fronts:
        return False
    texts = [word.text for word in right]
    suffixes = tables.words["joined_suffixes"]
    last = max((number for number, text in enumerate(texts) if text in suffixes), default=0)
    ends = last and all(text.isupper() or text in tables.words["legal_forms"] for text in texts[last + 1 :])
    return (
        bool(ends)
        and not left.opens
        and not left.words[-1].text.isupper()
        and texts[0] not in tables.words["peoples"]
    )
