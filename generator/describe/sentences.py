"""Where sentences end, in scripts with and without spaces."""

from __future__ import annotations

import re

# A stop, closing marks, space, and the sign that may open a sentence; scripts without spaces need none.
_END = re.compile(r"(?:[.!?…؟।]+[\"'”’»)\]]*(?=\s+[\"'“‘«„¿¡(\[—–-]*(\S))|[。！？]+[」』”’）]*)")
# What ends in a stop and no sentence: an initial, a title, a unit. One capital is an initial ("J. Smith").
_SHORT = re.compile(
    r"(?:^|[\s(\"“'])(?:[^\W\d_]|[^\W\d_]\.[^\W\d_]|Mrs?|Ms|Dr|Drs|Prof|Gen|Col|Capt|Lt|Sgt|Maj|Adm|Sens?|Reps?|Govs?|Rev|Hon|St|Mt|Ft|Messrs|"
    r"Jr|Sr|Inc|Corp|Co|Ltd|vs|No|Nr|Art|approx|Mme|Mlle|Sra?|Srta|Dott|Abs|bzw|ca|z\.B|u\.a|d\.h|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|тыс|млн|млрд|г|гг|им|ul|dr|prof|tys)\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one paragraph, in order; together they cover its words."""
    spans, start = [], _skip(text, 0)
    for match in _END.finditer(text):
        following = match[1]
        if following and following.islower():
            continue
        if following and _SHORT.search(text, max(start, match.start() - 12), match.start() + 1):
            continue
        spans.append((start, match.end()))
        start = _skip(text, match.end())
    if start < len(text):
        spans.append((start, len(text.rstrip())))
    return spans


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def first_sentences(text: str, most: int, count: int = 2) -> str:
    """The first sentences of a paragraph, as many as fit in ``most`` characters, at least one."""
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
