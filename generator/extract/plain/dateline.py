"""Reads a dateline: place, day and agency before the first sentence, "PARIS, Jan 3 (Agency) - The talks"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.extract.plain.shape import full_dates
from generator.text.dates import find_dates

_LONGEST = 90
_HEAD = re.compile(r"\A(?P<head>[^\n]{2,90}?)\s?(?P<mark>--|[–—]|\s-\s|：|: )\s*")
# A dateline that ends in a full stop: "CIUDAD DE MÉXICO, 14 de febrero de 1967. Los países ...".
_STOPPED = re.compile(
    r"(?P<head>[^\W\d_][^\n.,;:\d]{1,40}, (?P<day>[^\n.,;:]{6,40}?\d{4}))\.\s?[-–—]?\s?(?=[^\W\d_])"
)
# A day alone before running text: "01.02.2022 „The figures are ...".
_DAY = re.compile(
    r"(?P<head>\d{1,2}\.\s?\d{1,2}\.\s?(?:1[6-9]|20)\d\d|(?:1[6-9]|20)\d\d-\d\d-\d\d)\s+(?=[„“\"«»]?[^\W\d_]{2})"
)
_PROSE = 150  # least characters of a paragraph that a day alone opens
_CJK = re.compile(r"(?P<head>.{2,24}?日(?:电|電|讯|訊))[\s　:：]*")
# Names before a dash, or in brackets.
_LOOSE = re.compile(
    r"(?P<open>[\[(]?)(?P<head>[^\W\d_][\w.'’]*(?:,? [^\W\d_][\w.'’]*){0,5}),?[\])]?(?: \([^()\n]{2,40}\))?"
    r"(?P<mark>\s?(?:--|[–—])|\s-(?=\s)|)\s*(?=\S)"
)
_MOST_CAPITALISED, _LEAST_TEXT = 3, 40
_AGENCY = re.compile(r"[(（](?P<agency>[^()（）\d]{2,40})[)）]\s*$")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_EDGES = " ,،，-–—:：."
# Most words of the place, and of a place in a script without case if neither a day nor an agency marks the
# dateline; in other scripts such a place must be in capitals.
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
    """The parts of a dateline, as written.

    Attributes:
        head: the whole dateline.
        place: the town, with state or country if given; may be "".
        day: the date, or "".
        agency: the news agency, or "".
        end: offset at which the text begins.
    """

    head: str
    place: str
    day: str
    agency: str
    end: int


@lru_cache(maxsize=256)
def read_dateline(text: str) -> Dateline | None:
    """The dateline that opens a paragraph, None if there is none. Cached, as several fields need it."""
    match = _with_full_stop(text) or _with_day_alone(text)
    match = match or _HEAD.match(text[: _LONGEST + 4]) or _CJK.match(text[:_LONGEST])
    if not match:
        return None
    head = match["head"].strip(_EDGES)
    agency = _AGENCY.search(head)
    place = head[: agency.start()] if agency else head
    dates = full_dates(place) or find_dates(place) or find_dates(place, "en")
    day = dates[0].text if dates else ""
    rest = place[: dates[0].start] + place[dates[0].end :] if dates else place
    dateline = Dateline(head, rest.strip(_EDGES), day, agency["agency"] if agency else "", match.end())
    continues = ":" in match[0] or "：" in match[0] or text[match.end() : match.end() + 1].islower()
    return dateline if _is_plausible(dateline, continues) else None


def dateline_end(text: str) -> int:
    """Offset at which the text after a dateline begins, 0 without one.

    It need not show which words are place or day, so names before a dash and a new sentence are enough:
    "Washington, D.C. -- After", "[Saltport] The". No claim may be made from them.
    """
    line = read_dateline(text)
    if line:
        return line.end
    match = _LOOSE.match(text[: 2 * _LONGEST])
    return match.end() if match and _may_be_dateline(match, text) else 0


def _may_be_dateline(match: re.Match[str], text: str) -> bool:
    names, end = _NAME.findall(match["head"]), match.end()
    if not all(not name[0].islower() or name in _PARTICLES for name in names):
        return False
    marked = bool(match["mark"] or match["open"]) and (
        len(names) <= _MOST_CAPITALISED or "," in match["head"]
    )
    opens = text[end].isupper() or text[end] in '"“„«¿¡'
    return marked and names[0][0].isupper() and opens and len(text) - end >= _LEAST_TEXT


def _with_full_stop(text: str) -> re.Match[str] | None:
    match = _STOPPED.match(text)
    return match if match and any(date.text == match["day"] for date in full_dates(match["day"])) else None


def _with_day_alone(text: str) -> re.Match[str] | None:
    return _DAY.match(text) if text[:1].isdigit() and len(text) >= _PROSE else None


def _is_plausible(dateline: Dateline, continues: bool) -> bool:
    """Whether the place consists of names, and there are enough signs of a dateline.

    If the text ``continues`` after a colon or in lower case, a day or an agency is required.
    """
    place, words = dateline.place, _NAME.findall(dateline.place)
    names = all(not word[0].islower() or word in _PARTICLES for word in words)
    if len(words) > _MOST_WORDS or not names or (words and words[0][0].islower()):
        return False
    if dateline.day:
        return True
    if dateline.agency:
        return place.isupper() or not place
    capitals = bool(words) and words[0].isupper() and len(words[0]) > 1
    caseless = bool(words) and len(words) <= _MOST_CASELESS and place.lower() == place.upper()
    return (capitals or caseless) and not continues and not any(char.isdigit() for char in place)
