"""Finds names in Japanese: by forms of address, offices, last words and units of addresses.

The words are in ``data/cues_han.yml`` and ``speakers.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from generator.describe.candidates.chinese import letters_of
from generator.describe.candidates.found import Found
from generator.text.scripts import HAN
from generator.text.tables import alternatives, load_table

_KATAKANA = "\u30a1-\u30fa\u30fc"


class _Japanese(NamedTuple):
    honorific: re.Pattern[str]
    title: re.Pattern[str]
    office: re.Pattern[str]
    not_first: frozenset[str]
    endings: frozenset[str]
    bodies: re.Pattern[str]
    general: frozenset[str]
    units: re.Pattern[str]
    not_units: Mapping[str, str]


_DOTTED = f"[{_KATAKANA}]{{2,12}}(?:[・＝=][{_KATAKANA}]{{1,12}}){{1,3}}"
_PERSON = f"(?<![{HAN}々ヶ{_KATAKANA}])([{HAN}々ヶ]{{2,6}}|{_DOTTED})"


@cache
def _japanese() -> _Japanese:
    table, speakers = load_table("cues_han")["ja"], load_table("speakers")["ja"]
    honorifics, titles = speakers["honorifics"].split(), speakers["titles"].split()
    return _Japanese(
        honorific=re.compile(rf"{_PERSON}(?:[（(][^（）()]{{1,12}}[）)])?(?:{alternatives(honorifics)})"),
        title=re.compile(rf"{_PERSON}({alternatives(titles)})(?![{HAN}])"),
        office=re.compile(
            rf"(?:{alternatives([*titles, *table['offices'].split()])})の?"
            rf"({_DOTTED})"
        ),
        not_first=letters_of(table["not_first"]),
        endings=letters_of(speakers["endings"]),
        bodies=re.compile(
            rf"(?<![{HAN}々ヶ{_KATAKANA}A-Za-z・])([{HAN}々ヶ{_KATAKANA}A-Za-z]{{2,14}}?)({alternatives(table['heads'].split())})"
            rf"(?![{HAN}{_KATAKANA}])"
        ),
        general=frozenset(table["general"].split()),
        units=re.compile(rf"(?<![{HAN}々ヶ])(?:[{HAN}ヶ]{{1,4}}?[{_letters_class(table['units'])}])++"),
        not_units=table["not_units"],
    )


def _letters_class(text: str) -> str:
    return "".join(sorted(letters_of(text)))


def find_japanese(text: str) -> Iterator[Found]:
    """Every name that a rule finds in a Japanese text; one may appear several times."""
    known = _japanese()
    for match in known.honorific.finditer(text):
        if name := _japanese_person(match[1], known, honorific=True):
            yield Found(name, "honorific")
    for match in known.title.finditer(text):
        if name := _japanese_person(match[1], known, honorific=False):
            yield Found(name, "title-after")
    yield from (Found(match[1], "office-before") for match in known.office.finditer(text))
    for match in known.bodies.finditer(text):
        if match[1] not in known.general and match[1][:1] not in known.not_first:
            yield Found(match[0], "last-word")
    yield from _japanese_places(text, known)


def _japanese_person(run: str, known: _Japanese, *, honorific: bool) -> str:
    """The run before a form of address or an office, if it can be a person's name."""
    if "・" in run or "＝" in run or "=" in run:
        return run
    if run[0] in known.not_first or run[-1] in known.endings:
        return ""
    return run if (honorific and 2 <= len(run) <= 5) or 4 <= len(run) <= 5 else ""


def _japanese_places(text: str, known: _Japanese) -> Iterator[Found]:
    """The parts of an address: prefecture, city, ward, town."""
    units = "".join(known.not_units)
    for match in known.units.finditer(text):
        body = ""
        for letter in match[0]:
            body += letter
            if letter in units and len(body) > 2 and body[-2] not in known.not_units[letter]:
                yield Found(body, "unit")
                body = ""
