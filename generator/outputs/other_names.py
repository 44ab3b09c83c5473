"""Other names by which readers know a person, an organization or a place: one per language.

The aliases in authority files are forms for finding names in texts: case endings, titles, surnames. Most of
them would tell a reader nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from generator.authority.entry import Entry
from generator.authority.forms import city_names, country_names
from generator.outputs.views import View, filled
from generator.outputs.words import LANGUAGES
from generator.text.folding import fold_name
from generator.text.scripts import HAN, HANGUL, KANA
from generator.text.tables import load_table

MOST = 10
# Two spellings with at least this similarity are one name.
ALIKE = 0.75
# Languages of the names that CLDR gives countries and cities, besides those of the interface.
_MORE = ("it", "ja")
# The language of a name in a script; the first script that matches counts.
_SCRIPTS = (
    ("ja", re.compile(f"[{KANA}]")),
    ("ko", re.compile(f"[{HANGUL}]")),
    ("zh", re.compile(f"[{HAN}]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_ARTICLE = re.compile(r"(?:the|la|le|el|die|der|das|los|las|les) ")
_INITIALS = re.compile(r"[A-Z]{2,6}")
_WORD = re.compile(r"\w+")


def other_names(entry: Entry) -> list[View]:
    """Names [``name, language``] to show under "also known as"; ``language`` is absent if it is unknown."""
    seen: list[str] = [_plain(entry.name)]
    languages: set[str] = set()
    shown = []
    for language, name in (*_listed(entry), *_aliases(entry)):
        if language in languages or any(_is_same(_plain(name), other) for other in seen):
            continue
        languages |= {language} - {""}
        seen.append(_plain(name))
        shown.append(filled(name=name, language=language))
    return shown[:MOST]


def _listed(entry: Entry) -> Iterator[tuple[str, str]]:
    """Language and name of a country or a city in CLDR."""
    if entry.kind != "places":
        return
    for language in sorted({*LANGUAGES, *_MORE} - {"en"}):
        names, key = city_names(language), entry.name
        if entry.type in {"country", "territory"}:
            names, key = country_names(language), entry.country
        if key in names and names[key] != entry.name:
            yield language, names[key]


def _aliases(entry: Entry) -> Iterator[tuple[str, str]]:
    """Language, "" in Latin script, and name of each alias that is more than another form of the name."""
    for alias in entry.aliases:
        language = next((tag for tag, script in _SCRIPTS if script.search(alias)), "")
        if language or _is_another_name(entry, alias):
            yield language, alias


def _is_another_name(entry: Entry, alias: str) -> bool:
    if _INITIALS.fullmatch(alias):
        return True
    words, own = _WORD.findall(_plain(alias)), set(_WORD.findall(_plain(entry.name)))
    if (
        "." in alias
        or not alias[:1].isupper()
        or not words
        or 2 * sum(word in own for word in words) >= len(words)
    ):
        return False
    return entry.kind != "people" or not _roles().intersection(words)


@cache
def _roles() -> frozenset[str]:
    cues = load_table("cues")
    tables = ("roles", "roles_lower", "role_modifiers", "honorifics")
    return frozenset(word.lower() for table in tables for word in cues[table].split()) | {"administration"}


def _plain(name: str) -> str:
    """A name without accents, capitals and article."""
    return _ARTICLE.sub("", fold_name(name).casefold(), count=1)


def _is_same(name: str, other: str) -> bool:
    return name == other or (len(other) > 3 and SequenceMatcher(None, name, other).ratio() >= ALIKE)
