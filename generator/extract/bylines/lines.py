"""Decides whether a line is a byline, and of which kind: with a lead, a job, or nothing but a name."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.extract.bylines.names import ADDRESS, STOP, author_names, is_capital, is_full, without_lead
from generator.extract.bylines.words import byline_words, places
from generator.text.folding import fold_name
from generator.text.scripts import is_touching

# Most characters of a byline, of a lead, of a name with a job, of a line with only a job, and of a bare name.
_BYLINE, _LEAD, _CREDIT, _EMPLOYER, _BARE = 160, 30, 100, 50, 60
# Most words of a line with only a job, names in a bare line, and words of such a name.
_MOST_WORDS, _PAIR, _MOST_PERSONAL = 7, 2, 4
_REMEMBERED = 512  # lines: several readers of a page ask about the same one
_MOST_CHARACTERS = 5  # of a name in Chinese, Japanese or Korean
# Words of two elements without a space between them: "Ana PazFerry editor".
_GLUED = re.compile(r"[a-zß-ÿ]{3}[A-ZÀ-Þ][a-zß-ÿ]")
# A place or an outlet after a name.
_FROM = re.compile(r"\s[/|–—-]\s[^\W\d_a-zß-ÿ][\w’'-]{1,30}(?: [^\W\d_a-zß-ÿ][\w’'-]{1,30})?\Z")
_JOINING = re.compile(r"[\s,;/&]|\b(?:and|und|et|y|e|och|og|en|i|и)\b")


def is_lead(text: str) -> bool:
    """Whether a text is nothing but words before a name: "Written by", "Author:"."""
    return len(text) < _LEAD and not without_lead(f"{text.rstrip(': ：')} {STOP}").strip(f"{STOP} ")


@lru_cache(maxsize=_REMEMBERED)
def is_credit(line: str) -> bool:
    """Whether a line is only names and the job, outlet or credit of a writer: "Ana Paz, Staff Writer"."""
    known, line = byline_words(), _without_address(line)
    if not line or len(line) > _CREDIT or _GLUED.search(line):
        return False
    if not any(mark.search(line) for mark in (known.writers, known.bracket, known.pictured)):
        return False
    names = author_names(line) if line[-1] not in ".!?" and "。" not in line else []
    words = " ".join(names).split()
    return (
        bool(names)
        and line.startswith(names[0])
        and all(is_full(name) and _is_short(name) for name in names)
        and all(word[0].isalpha() and is_capital(word) for word in words)
    )


def _is_short(name: str) -> bool:
    """Whether a name in a script without capitals is no longer than names of people are."""
    if is_touching(name):
        return len(name) <= _MOST_CHARACTERS or "・" in name or "·" in name or " " in name
    return name.upper() != name.lower() or name.count(" ") < _MOST_PERSONAL


def is_bare(line: str) -> bool:
    """Whether a line is nothing but the full names of one or two people, by their form."""
    if len(line) > _BARE or not line[:1].isupper() or line[-1] in ".!?:":
        return False
    names = author_names(line)
    rest = line
    for name in names:
        rest = rest.replace(name, "", 1)
    rest = _FROM.sub("", rest)
    if not 1 <= len(names) <= _PAIR or _JOINING.sub("", rest):
        return False
    return all(is_full(name) and _has_form_of_person(name) for name in names)


def _has_form_of_person(name: str) -> bool:
    """Whether all words of a name are capitalised, and none is that of an outlet, a section or a place."""
    words, known = name.split(), byline_words()
    if len(words) > _MOST_PERSONAL or name.isupper() or not all(map(is_capital, words)):
        return False
    return all(word.casefold() not in known.impersonal and fold_name(word) not in places() for word in words)


def _without_address(line: str) -> str:
    return ADDRESS.sub("", line).rstrip(" ,;|") if "@" in line else line


def is_job(line: str) -> bool:
    """Whether a line is a job with words about it and no name: "Corresponsal en Lisboa"."""
    words = [word.casefold() for word in line.split()]
    if not words or len(line) > _EMPLOYER or len(words) >= _MOST_WORDS or line.endswith((".", "!", "?", ":")):
        return False
    known = byline_words()
    first = next((word for word in words if word not in known.modifiers), "")
    return first in known.roles


def is_employer(line: str) -> bool:
    """Whether a line below a name only says whose writer that is, or whose pictures they are.

    Such lines are "Of the Herald staff", "Staff Writer", "Fotos: Ana Paz".
    """
    if not 4 < len(line) <= _EMPLOYER or line.endswith((".", "!", "?", ":", ",")):
        return False
    words = line.casefold().split()
    if " ".join(words[:2]) in {"of the", "for the", "special to"}:
        return len(words) < _MOST_WORDS
    if (credit := byline_words().credit.match(line)) and credit["other"]:
        return True
    known = byline_words()
    if words[-1] not in known.roles or not all(map(is_capital, line.split())):
        return False
    # With "Staff" before the job, what precedes it is the outlet: "Tarn Post Staff Writers".
    return not author_names(line) or (words[-2:-1] == ["staff"] and not is_credit(line))


@lru_cache(maxsize=_REMEMBERED)
def opens_byline(line: str) -> bool:
    """Whether a line begins like a byline and continues with a name."""
    if len(line) > _BYLINE:
        return False
    credit = byline_words().credit.match(line)
    lead = without_lead(line) if not credit else line[credit.end() :] if credit["text"] else line
    if lead == line:
        return False
    names = author_names(line)
    is_name = bool(names) and all(map(is_capital, names[0].split())) and _is_short(names[0])
    return is_name and is_capital(lead.split()[0])
