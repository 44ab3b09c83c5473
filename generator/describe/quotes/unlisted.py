"""Finds the speaker next to a verb of speech that is not listed, in languages whose names have no capitals.

Only the place of a name counts here: next to the quotation, after an office, before the mark of the subject.
"""

from __future__ import annotations

import re
from functools import cache

from generator.describe.quotes.speaker_words import CLAUSE
from generator.text.scripts import HAN
from generator.text.tables import load_table

_LONGEST = 26  # characters of a Chinese clause that names a speaker
_REST = 12  # characters from the name to the end of that clause
_FEW = 5  # characters after a name in which "地" or "着" shows that a verb follows
_HINDI_REST, _HINDI_WORDS = 30, 7  # characters after the subject before a quotation; words of it after one
_HAN_WORD = re.compile(rf"[{HAN}]+")


def chinese_by_place(before: str, after: str) -> str:
    """The name in the clause before or after a quotation, if a character of speech comes after it."""
    lead = before.rstrip()
    if lead.endswith(("：", ":")):
        return _chinese_name(CLAUSE.split(lead[:-1])[-1].strip())
    clause, stop = _first_clause(after.lstrip("，, "))
    return "" if stop in {"：", ":"} else _chinese_name(clause)


def _first_clause(text: str) -> tuple[str, str]:
    end = CLAUSE.search(text)
    return (text[: end.start()].strip(), end[0]) if end else (text.strip(), "")


def _chinese_name(clause: str) -> str:
    """The first name in a clause that opens it or follows an office, before words on how it was said."""
    table = _chinese()
    if not 3 <= len(clause) <= _LONGEST:
        return ""
    for start in range(len(clause) - 2):
        opens = start == 0 or clause[start - 1] in table["offices"] or not clause[start - 1].isalnum()
        family = 2 if clause[start : start + 2] in table["compound_surnames"] else 1
        if not opens or (family == 1 and clause[start] not in table["surnames"]):
            continue
        for given in (1, 2):
            end = start + family + given
            name, rest = clause[start:end], clause[end:]
            after_office = start > 0 and clause[start - 1] in table["offices"]
            if _may_be_chinese_name(name, family, weak=after_office) and _is_spoken(rest, sure=given == 1):
                return name
    return ""


def _may_be_chinese_name(name: str, family: int, *, weak: bool) -> bool:
    table = _chinese()
    return (
        bool(_HAN_WORD.fullmatch(name))
        and name[0] not in name[1:]  # 任勞任怨
        and name[-1] not in table["endings"]
        and name[:2] not in table["words"]
        and name not in table["words"]
        and (weak or family == 2 or name[0] not in table["weak_surnames"])
        and not any(letter in table["small"] or letter in table["speaking"] for letter in name[family:])
    )


def _is_spoken(rest: str, *, sure: bool) -> bool:
    """Whether what follows a name says how it was said; after a short name, a listed word has to begin it."""
    table = _chinese()
    if not 0 < len(rest) <= _REST or not any(letter in table["speaking"] for letter in rest):
        return False
    return rest.startswith(_manners()) or (
        not sure and (rest[0] in table["speaking"] or not {"地", "着", "著"}.isdisjoint(rest[:_FEW]))
    )


@cache
def _manners() -> tuple[str, ...]:
    """Words that begin what comes between a name and its verb."""
    table = load_table("speakers")["zh"]
    return tuple(dict.fromkeys(f"{table['manner']} {table['between']}".split()))


@cache
def _chinese() -> dict[str, frozenset[str]]:
    table = load_table("speakers")["zh"]
    letters = ("surnames", "weak_surnames", "small", "endings", "speaking", "offices")
    return {
        name: frozenset("".join(text.split()) if name in letters else text.split())
        for name, text in table.items()
    }


def is_shown(tail: str) -> bool:
    """Whether the sentence after a Japanese quotation shows how somebody looked or felt who said it."""
    return any(word in tail for word in load_table("speakers")["ja"]["showing"].split())


def hindi_by_place(before: str, after: str) -> str:
    """The text before the mark of the subject at a quotation: "..." X ने, or X ने ...: "..."; "" if none."""
    if before.rstrip().endswith((":", ",", "–", "-")):
        clause = re.split(r"[।;“”\"]", before.rstrip(" :,–-"))[-1]
        parts = re.split(r"\sने(?=\s|$)", clause)
        return parts[-2] if len(parts) > 1 and len(parts[-1]) <= _HINDI_REST else ""
    clause = re.split(r"[।;:“”\"]", after.lstrip(" ,–-"))[0]
    subject, mark, _ = clause.partition(" ने ")
    return subject if mark and len(subject.split()) <= _HINDI_WORDS else ""
