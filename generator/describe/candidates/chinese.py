"""Finds names in Chinese: by family names, offices, verbs of speech, last words and units of places.

The words are in ``data/cues_han.yml``, ``speakers.yml`` and ``speech.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from generator.describe.candidates.found import Found
from generator.text.scripts import HAN
from generator.text.tables import alternatives, load_table

_HAN = re.compile(f"[{HAN}]+")
_WINDOW = 16  # characters before a last word in which its name begins
_DATELINE = re.compile(rf"(?:社|网|網|讯|訊)([{HAN}]{{2,4}})\d{{1,2}}月\d{{1,2}}日[电電讯訊]")
_DOT = "·‧・•"


class _Chinese(NamedTuple):
    surnames: frozenset[str]
    weak: frozenset[str]
    compound: frozenset[str]
    small: frozenset[str]
    words: frozenset[str]
    sounds: str
    triggers: re.Pattern[str]
    titles: frozenset[str]
    inner: re.Pattern[str]
    right: re.Pattern[str]
    left: re.Pattern[str]
    honorifics: frozenset[str]
    heads: re.Pattern[str]
    whole: re.Pattern[str]
    general: frozenset[str]
    joined: frozenset[str]
    cut: re.Pattern[str]
    units: re.Pattern[str]
    not_units: Mapping[str, str]
    joined_units: frozenset[str]
    not_places: frozenset[str]
    dotted: re.Pattern[str]
    enumerated: re.Pattern[str]
    listed: re.Pattern[str]
    foreign: re.Pattern[str]
    not_heads: Mapping[str, str]


def letters_of(text: str) -> frozenset[str]:
    """The characters of a table's entry."""
    return frozenset("".join(text.split()))


@cache
def _chinese() -> _Chinese:
    table, speakers = load_table("cues_han")["zh"], load_table("speakers")["zh"]
    words = {name: text.split() for name, text in table.items() if isinstance(text, str)}
    verbs = load_table("speech")["verbs"]["zh"].split()
    barred = letters_of(table["no_surnames"])
    more = letters_of(table["more_surnames"])
    surnames, weak = (
        (letters_of(speakers["surnames"]) | more) - barred,
        letters_of(speakers["weak_surnames"]) - barred,
    )
    sounds = "".join(sorted(letters_of(table["sounds"])))
    families = "".join(sorted(surnames))
    titles = {*words["titles"], *words["honorifics"]}
    return _Chinese(
        surnames=surnames | weak,
        weak=weak,
        compound=frozenset(speakers["compound_surnames"].split()),
        small=letters_of(speakers["small"]) | letters_of(table["not_given"]),
        words=frozenset([*speakers["words"].split(), *words["no_people"]]),
        sounds=sounds,
        triggers=re.compile(f"(?P<title>{alternatives(titles)})|(?P<verb>{alternatives(verbs)})"),
        titles=frozenset(titles),
        inner=re.compile(
            f"([{families}])(?:{alternatives(words['inner'])})([{HAN}]{{2}})(?={alternatives(words['honorifics'])}|、|今|都|[在於于])"
        ),
        right=re.compile(rf"[^{HAN}]|$|{alternatives([*words['after'], *verbs, *titles])}"),
        left=re.compile(rf"(?:^|[^{HAN}{_DOT}]|{alternatives([*words['before'], *titles])})\Z"),
        honorifics=frozenset(words["honorifics"]),
        heads=re.compile(alternatives(words["heads"])),
        whole=re.compile(alternatives(words["whole"])),
        general=frozenset(words["general"]),
        joined=letters_of(table["joined"]),
        cut=re.compile(f"(?:{alternatives(words['kept'])})|(?P<cut>{alternatives(words['cuts'])}|[^{HAN}])"),
        units=re.compile(alternatives(words["units"])),
        not_units=table["not_units"],
        joined_units=letters_of(table["joined_units"]),
        not_places=letters_of(table["not_places"]),
        dotted=re.compile(rf"[{sounds}]{{1,7}}(?:[{_DOT}][{sounds}]{{1,7}}){{1,3}}"),
        enumerated=re.compile(rf"(?<=、)[{families}][{HAN}]{{2}}(?=[、，。；）]|等|和|及|與|与)"),
        listed=re.compile(
            rf"(?<![{HAN}、])[{families}][{HAN}]{{2}}(?:、[{families}][{HAN}]{{2}}){{2,60}}(?![{HAN}])"
        ),
        foreign=re.compile(f"[{sounds}]{{2,6}}"),
        not_heads=table["not_heads"],
    )


def find_chinese(text: str) -> Iterator[Found]:
    """Every name that a rule finds in a Chinese text; one may appear several times."""
    known = _chinese()
    yield from (Found(match[0], "transliterated") for match in known.dotted.finditer(text))
    yield from (Found(match[1], "dateline") for match in _DATELINE.finditer(text))
    for match in known.inner.finditer(text):
        if known.small.isdisjoint(match[2]) and match[2] not in known.words:
            yield Found(match[1] + match[2], "honorific", match.span())
    people: set[str] = set()
    for match in known.triggers.finditer(text):
        for found in _chinese_people(text, match, known):
            people.add(found.name)
            yield found
    yield from _enumerated(text, people, known)
    for match in known.whole.finditer(text):
        if text[match.end() : match.end() + 1] not in known.joined:
            yield Found(match[0], "listed-body", match.span())
    yield from _bodies(text, known)
    yield from _chinese_places(text, known)


def _chinese_people(text: str, match: re.Match[str], known: _Chinese) -> Iterator[Found]:
    """The names right before and after an office or form of address, or right before a verb."""
    start, end = match.span()
    if match["verb"]:
        if name := _name_before(text, start, known):
            yield Found(name, "speaks-uncased" if len(name) > 2 else "short-title")
        return
    if name := _name_before(text, start, known):
        yield Found(name, _after_rule(name, match[0], known))
    elif name := _name_after(text, end, known):
        yield Found(name, "office-before")
    else:
        foreign = known.foreign.match(text, end)
        if foreign and known.right.match(text, foreign.end()) and foreign[0] not in known.words:
            yield Found(foreign[0], "foreign-after")


def _enumerated(text: str, people: set[str], known: _Chinese) -> Iterator[Found]:
    """Names in a list next to one that is known to be a person's: 林大山、陈小河等."""
    for match in known.listed.finditer(text):
        names = match[0].split("、")
        if all(_is_person(name, 3, known) for name in names):
            people.update(names)
            yield from (Found(name, "enumerated") for name in names)
    for match in known.enumerated.finditer(text):
        start, end = match.span()
        sizes = range(2, 5)
        beside = any(text[start - 1 - size : start - 1] in people for size in sizes if start > size)
        beside = beside or any(text[end + 1 : end + 1 + size] in people for size in sizes)
        if beside and _is_person(match[0], len(match[0]), known):
            people.add(match[0])
            yield Found(match[0], "enumerated")


def _after_rule(name: str, title: str, known: _Chinese) -> str:
    """The rule of a name before an office; two characters are often a word, so they need another cue."""
    if title in known.honorifics:
        return "honorific"
    return "title-after" if len(name) > 2 else "short-title"


def _name_after(text: str, start: int, known: _Chinese) -> str:
    for length in _lengths(text[start : start + 2], known):
        name = text[start : start + length]
        if _is_person(name, length, known) and known.right.match(text, start + length):
            return name
    return ""


def _name_before(text: str, end: int, known: _Chinese) -> str:
    for length in (4, 3, 2):
        start = end - length
        name = text[start:end] if start >= 0 else ""
        if length not in _lengths(name[:2], known) or not _is_person(name, length, known):
            continue
        if known.left.search(text[max(0, start - 6) : start]):
            return name
    return ""


def _lengths(first: str, known: _Chinese) -> tuple[int, ...]:
    """The lengths that a name may have that begins with two characters."""
    if first in known.compound:
        return (4, 3)
    if first[:1] in known.surnames:
        return (3,) if first[:1] in known.weak else (3, 2)
    return ()


def _is_person(name: str, length: int, known: _Chinese) -> bool:
    if len(name) != length or not _HAN.fullmatch(name) or name[:2] in known.words:
        return False
    given = name[2:] if name[:2] in known.compound else name[1:]
    return known.small.isdisjoint(given) and given not in known.titles and name not in known.titles


def _bodies(text: str, known: _Chinese) -> Iterator[Found]:
    """Organizations: the words from a clear left edge to a last word such as 大学."""
    for match in known.heads.finditer(text):
        start, end = match.span()
        if text[end : end + 1] in known.joined:
            continue
        low = max(0, start - _WINDOW)
        first = low
        edge = not low
        for part in known.cut.finditer(text, low, start):
            if part["cut"] is not None:
                first, edge = part.end(), True
        body = text[first:start]
        named = edge and 2 <= len(body) <= 12 and body not in known.general
        if named and body[:1] not in known.general and body[-1] not in known.not_heads.get(match[0], ""):
            yield Found(text[first:end], "last-word")


def _chinese_places(text: str, known: _Chinese) -> Iterator[Found]:
    """Provinces, cities, districts, villages: two or three characters from a clear left edge to the unit."""
    previous = -1
    for match in known.units.finditer(text):
        start, end = match.span()
        low = max(previous, start - 8, 0)
        first, edge = low, low in {0, previous}
        for part in known.cut.finditer(text, low, start):
            if part["cut"] is not None:
                first, edge = part.end(), True
        body = text[first:start]
        named = edge and 2 <= len(body) <= 3 and known.not_places.isdisjoint(body)
        following = text[end : end + 1] not in known.joined_units
        if named and following and body[-1] not in known.not_units.get(match[0], ""):
            yield Found(body + match[0], "unit")
            previous = end
