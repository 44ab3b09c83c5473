"""Datelines: place, day and agency before the first sentence, as "PARIS, Jan 3 (Agency) - The talks ..."."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.extract.plain.shape import full_dates
from generator.text.dates import find_dates

_LONGEST = 90
_HEAD = re.compile(r"\A(?P<head>[^\n]{2,90}?)\s?(?P<mark>--|[–—]|\s-\s|：|: )\s*")
# One that ends in a full stop: "CIUDAD DE MÉXICO, 14 de febrero de 1967. Los países ...".
_STOPPED = re.compile(
    r"(?P<head>[^\W\d_][^\n.,;:\d]{1,40}, (?P<day>[^\n.,;:]{6,40}?\d{4}))\.\s?[-–—]?\s?(?=[^\W\d_])"
)
_CJK = re.compile(r"(?P<head>.{2,24}?日(?:电|電|讯|訊))[\s　:：]*")
_AGENCY = re.compile(r"[(（](?P<agency>[^()（）\d]{2,40})[)）]\s*$")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_EDGES = " ,،，-–—:：."
# Words that a dateline may hold besides its date: a place, and a state or country. Where neither day nor
# agency shows what it is, its place stands in capitals, or is a word or two of a script without them.
_PARTICLES = frozenset(
    [
        "al",
        "am",
        "an",
        "d",
        "da",
        "de",
        "del",
        "der",
        "di",
        "do",
        "du",
        "el",
        "la",
        "las",
        "le",
        "les",
        "los",
        "sur",
    ]
)
_MOST_WORDS, _MOST_CASELESS = 6, 3


class Dateline(NamedTuple):
    """What a dateline says, in its own words: ``head`` is all of it, ``end`` where the text begins."""

    head: str
    place: str
    day: str
    agency: str
    end: int


@lru_cache(maxsize=256)
def read_dateline(text: str) -> Dateline | None:
    """The dateline that opens a paragraph, None where none does; dates and places ask for the same one."""
    match = _stopped(text) or _HEAD.match(text[: _LONGEST + 4]) or _CJK.match(text[:_LONGEST])
    if not match:
        return None
    head = match["head"].strip(_EDGES)
    agency = _AGENCY.search(head)
    place = head[: agency.start()] if agency else head
    dates = full_dates(place) or find_dates(place) or find_dates(place, "en")
    day = dates[0].text if dates else ""
    rest = place[: dates[0].start] + place[dates[0].end :] if dates else place
    found = Dateline(head, rest.strip(_EDGES), day, agency["agency"] if agency else "", match.end())
    goes_on = ":" in match[0] or "：" in match[0] or text[match.end() : match.end() + 1].islower()
    return found if _is_sound(found, goes_on) else None


def _stopped(text: str) -> re.Match[str] | None:
    found = _STOPPED.match(text)
    return found if found and any(date.text == found["day"] for date in full_dates(found["day"])) else None


def _is_sound(found: Dateline, goes_on: bool) -> bool:
    """Whether nothing but names stands beside the day, and enough shows that it is a dateline.

    A sentence that goes on after a colon or in small letters takes a day or an agency.
    """
    words = _NAME.findall(found.place)
    named = all(not word[0].islower() or word in _PARTICLES for word in words)
    if len(words) > _MOST_WORDS or not named or (words and words[0][0].islower()):
        return False
    if found.day:
        return True
    if found.agency:
        return found.place.isupper() or not found.place
    loud = bool(words) and words[0].isupper() and len(words[0]) > 1
    caseless = bool(words) and len(words) <= _MOST_CASELESS and found.place.lower() == found.place.upper()
    return (loud or caseless) and not goes_on and not any(char.isdigit() for char in found.place)
