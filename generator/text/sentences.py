"""Where sentences end, in scripts with and without spaces between words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from generator.text.tables import load_table

# A stop, closing marks, space, and the sign that may open a sentence; scripts without spaces need none.
_END = re.compile(
    r"(?:(?<![.!?…؟।])[.!?…؟।]++[\"'”’»)\]]*+(?=\s+[\"'“‘«„¿¡(\[—–-]*(\S))|[。！？]+[」』”’）]*)"
)
# Letters with stops between them: "U.S", "p.m", "Ph.D". One letter alone is an initial ("J. Smith").
_LETTERS = r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}"
_LAST_WORD = 40  # characters that the last word of a sentence and the one before it have at most
_BEFORE = r"(?:^|[\s(\"“'])"


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one paragraph, in order; together they cover its words."""
    spans, start = [], _skip(text, 0)
    for match in _END.finditer(text):
        following = match[1]
        if following and following.islower():
            continue
        if following and _goes_on(text, max(start, match.start() - 12), match):
            continue
        spans.append((start, match.end()))
        start = _skip(text, match.end())
    if start < len(text):
        spans.append((start, len(text.rstrip())))
    return spans


def _goes_on(text: str, low: int, stop: re.Match[str]) -> bool:
    """Whether a stop ends an abbreviation rather than a sentence; the text is searched from ``low`` on."""
    end = stop.start() + 1
    if _abbreviation().search(text, low, end):
        return True
    return stop[1].isdigit() and _numbered().search(text, low, end) is not None


def ends_in_abbreviation(text: str) -> bool:
    """Whether the stop at the end of a text belongs to its last word: "in the U.S.", "Smith Jr."."""
    return _last_word().search(text[-_LAST_WORD:]) is not None


def without_stop(sentence: str) -> str:
    """A sentence without its full stop, unless the stop belongs to its last word."""
    bare = sentence.rstrip(".。 ")
    return f"{bare}." if sentence.startswith(f"{bare}.") and _last_word().search(f"{bare}.") else bare


def without_title(text: str) -> str:
    """``text`` without titles at its end whose names are cut off, and without "No." and the like."""
    return _titles().sub("", text)


@cache
def _abbreviation() -> re.Pattern[str]:
    listed = _listed("titles", "ends", written=("written",))
    return re.compile(rf"{_BEFORE}(?:[^\W\d_]|{_LETTERS}|{listed})\.$")


@cache
def _last_word() -> re.Pattern[str]:
    states = [word[:-1] for word in load_table("cues_places")["abbreviations"].split() if word[-1] == "."]
    places = "|".join(re.escape(form) for word in states for form in {word, word.upper()})
    return re.compile(rf"{_BEFORE}(?:[^\W\d_]\. [^\W\d_]|{_LETTERS}|{_listed('ends')})\.$|, (?:{places})\.$")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?:[^\W\d_]\.)*(?:{_listed('numbered')})\.$")


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:{_BEFORE}(?:{_listed('titles', 'numbered')})\.){{1,9}}$")


def _listed(*names: str, written: Sequence[str] = ()) -> str:
    """Alternatives of a pattern: words of some lists, also in capitals; those of ``written`` unchanged."""
    table = load_table("abbreviations")
    words = [form for name in names for word in table[name].split() for form in (word, word.upper())]
    words += [word for name in written for word in table[name].split()]
    return "|".join(re.escape(word) for word in dict.fromkeys(words))


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def first_sentences(text: str, most: int, count: int = 2) -> str:
    """The first sentences of a paragraph: as many as fit into ``most`` characters, but at least one."""
    spans = sentences(text[: 4 * most])[:count]
    ends = [end for _, end in spans if end - spans[0][0] <= most] or [end for _, end in spans[:1]]
    return " ".join(text[spans[0][0] : ends[-1]].split()) if spans else ""


def clipped(text: str, most: int, marks: str = " ") -> str:
    """``text`` cut to ``most`` characters at the last of ``marks``, an ellipsis in place of the rest."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = max(head.rfind(mark) for mark in marks)
    return head[: cut if cut > most // 2 else len(head)].rstrip(" ,;:—–-") + "…"
