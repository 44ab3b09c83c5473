"""Runs of capitalised words: where a name may stand, before anything is decided about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from generator.describe.candidates.tables import Tables
from generator.text.folding import fold_word

_UPPER = "".join(chr(code) for code in [*range(0x41, 0x530), *range(0x1E00, 0x2000)] if chr(code).isupper())
_UP = f"[{_UPPER}]"
# Shortened words keep their point; "U.S." is one word; "al-Amin" and "O'Hara" are one word each.
_SHORT = "Mrs?|Ms|Dr|Drs|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|Rev|Hon|St|Adm|Maj|Jr|Sr|Inc|Corp|Co|Ltd|Mt|Ft"
_TAIL = rf"\w*(?:&{_UP}\w*|['’](?!(?:s|S|ll|re|ve|d|t|m)\b)\w+|[-‐]{_UP}\w*|\.(?:com|org|net)\b)*"
_JOINED = rf"[AaEe][dlnrstz]h?-{_UP}\w+|[ODL]['’] ?{_UP}\w+"
_WORD = rf"(?:{_UP}\.(?:{_UP}\.)+|(?:{_UP}|{_SHORT})\.|{_JOINED}|{_UP}{_TAIL})"
# The same for the first word of a run. It begins with one set of letters, for which a text is searched fast;
# what must stand before it is asked after that.
_FIRST = (
    rf"[{_UPPER}ae](?<![\w@#/’'.-].)(?:(?<![ae])(?:\.(?:{_UP}\.)+|(?:|{{short}})\.)|"
    rf"(?<=[AaEe])[dlnrstz]h?-{_UP}\w+|(?<=[ODL])['’] ?{_UP}\w+|(?<![ae]){_TAIL})"
).replace("{short}", "|".join(f"(?<={short[0]}){short[1:]}" for short in _SHORT.split("|")))
# Where a sentence may start: a line, a stop (not that of an initial), an opening quotation mark, a dash.
_OPENS = re.compile(r"(?:^|[\n.!?:;…•*|¿¡—–\"“”«»„`‘(\[]|''|(?:^|\s)[-'])[\s\"“«„`‘'(\[]{0,4}$")
_LONG, _REACH = 12, 10
_STOPS = {".", "!", "?", ":", ";", '"', "”", "’", "'"}
# A headline in title case has no long word in small letters; its capitals say nothing.
_SMALL = re.compile(
    r"(?<!\w)(?!about|after|among|under|against|between|through|during|before|without|within|their)[^\W\d_A-Z]{5}"
)


class Word(NamedTuple):
    """A capitalised word: ``text[start:end]``."""

    text: str
    start: int
    end: int


class Run(NamedTuple):
    """Capitalised words in a row. ``opens``: the first may be capitalised for opening a sentence only.

    ``loud``: the line is a headline in which every word has a capital.
    """

    words: tuple[Word, ...]
    opens: bool
    loud: bool

    @property
    def start(self) -> int:
        """Where the run starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the run ends."""
        return self.words[-1].end


@cache
def _pattern(particles: tuple[str, ...]) -> re.Pattern[str]:
    small = "|".join(map(re.escape, particles))
    joint = rf"(?: (?:{small})){{0,2}}[ \u00a0]" if small else r"[ \u00a0]"
    return re.compile(rf"{_FIRST}(?:{joint}{_WORD})*")


def find_runs(text: str, tables: Tables) -> list[Run]:
    """Every run in a text, in order; names with "of", "for" or "and" inside are one run."""
    runs: list[Run] = []
    openers = tables.words["openers"]
    end, line_end, loud = 0, -1, False
    for match in _pattern(tables.particles).finditer(text):
        found, start = match[0], match.start()
        if found in openers:  # the most frequent capitals by far
            continue
        words = _words(found, start)
        if runs and start - end <= _REACH and _belongs(runs[-1], words, text, tables):
            runs[-1] = runs[-1]._replace(words=runs[-1].words + words)
        else:
            if start >= line_end:
                line_end, loud = _line(text, start)
            runs.append(Run(words, _opens(text, start), loud))
        end = match.end()
    return runs


def _opens(text: str, start: int) -> bool:
    """Whether a sentence may start there."""
    if text[start - 1 : start] == " " and text[start - 2 : start - 1].isalnum():  # most often
        return False
    return not start or _OPENS.search(text, max(0, start - 4), start) is not None


def _words(found: str, position: int) -> tuple[Word, ...]:
    if " " not in found and "\u00a0" not in found:
        return (Word(found, position, position + len(found)),)
    words = []
    for part in found.replace("\u00a0", " ").split(" "):
        words.append(Word(part, position, position + len(part)))
        position += len(part) + 1
    return tuple(words)


def _line(text: str, position: int) -> tuple[int, bool]:
    """Where the line ends that ``position`` stands in, and whether all its words have capitals."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    # A long line is searched no further than its first small word.
    few = text.count(" ", start, end) < 4
    stop = text[start:end].rstrip()[-1:] in _STOPS
    return end, not few and not stop and not _SMALL.search(text, start, end)


def _belongs(left: Run, right: Sequence[Word], text: str, tables: Tables) -> bool:
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


def _familial(left: Run, right: Sequence[Word], tables: Tables) -> bool:
    """Where "of" is also a part of family names: ``Luisa Costa da Silva``."""
    given = any(fold_word(word.text) in tables.given for word in left.words)
    return tables.of != "of" and given and len(left.words) < 5 and len(right) < 3


def _led(run: Run, tables: Tables) -> bool:
    return run.words[0].text in tables.words["leading_heads"]


def _continues(left: Run, right: Sequence[Word], tables: Tables) -> bool:
    """Whether "and" stands inside a name: ``School of Marine and Atmospheric Science``."""
    if fold_word(left.words[0].text) in tables.given or fold_word(right[0].text) in tables.given:
        return False
    headed = any(
        word.text in tables.words["joined_heads"] and after.start - word.end > 2
        for word, after in pairwise(left.words)
    )
    if headed:
        return len(right) > 1
    texts = [word.text for word in right]
    last = max((at for at, text in enumerate(texts) if text in tables.words["joined_suffixes"]), default=0)
    whole = last and all(text.isupper() or text in tables.words["legal_forms"] for text in texts[last + 1 :])
    return (
        bool(whole)
        and not left.opens
        and not left.words[-1].text.isupper()
        and texts[0] not in tables.words["peoples"]
    )
