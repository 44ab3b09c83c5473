"""The ways to write a name, and whether a form found in a text is a whole word.

Folding preserves the length of a text, so offsets in the folded text are valid in the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import babel
from babel.core import get_global

from generator.authority.entry import Entry
from generator.text.folding import fold
from generator.text.scripts import KATAKANA, is_touching
from generator.text.tables import load_table

# Katakana words adjoin words in other scripts without a space, so a run of katakana is one word.
_KATAKANA = re.compile(f"[{KATAKANA}]")
# One-letter words that Arabic and Hebrew attach to the next word: and, so, in, to, as; the.
_PREFIXED = re.compile(r"(?<!\w)(?:[وف]?[بلك]?(?:ال)?|و?لل|ו?[בלמהשכ]?)$")
_ARTICLE = "ال"
_PARTICLE = re.compile(r"al|bin|ibn|ben|de|da|di|del|der|den|dos|du|el|la|le|ten|ter|van|von")
_GENERATION = re.compile(r"(?:[JS]r\.?|II|III|IV),?")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
# Many texts write names without these signs, which distinguish other words.
_BARE_ALEF = str.maketrans("أإآ", "ااا")
_CASED = re.compile(r"[A-Za-zА-Яа-яΑ-Ωα-ω]")


class Form(NamedTuple):
    """One way to write a name, folded. ``partial``: a surname, which needs the full name in the text."""

    text: str
    partial: bool = False


def forms(entry: Entry) -> Iterator[Form]:
    """All distinct forms in which a text may write the names of an entry."""
    written = dict.fromkeys(
        form
        for name in entry.names
        for base in _bases(name)
        for form in _written(base, person=entry.kind == "people")
    )
    yield from map(Form, written)
    if entry.kind == "people" and entry.partial:
        for form in _cased(split_name(fold(entry.name))[1]):
            if form not in written:
                yield Form(form, partial=True)


def _bases(name: str) -> Iterable[str]:
    """A name folded; with its umlauts as two letters, or without the signs on its alefs, if it has any."""
    folded = fold(name)
    if name.isascii():
        return (folded,)
    return dict.fromkeys((folded, fold(name.translate(_UMLAUTS)), folded.translate(_BARE_ALEF)))


def _written(name: str, *, person: bool) -> Iterator[str]:
    yield from _cased(name)
    if person and " " in name and _CASED.match(name):
        yield from _reordered(name)


def _cased(name: str) -> Iterator[str]:
    """The name, and the same in capitals, as in datelines and headlines."""
    yield name
    if name.startswith(_ARTICLE):  # "to the" in one word
        yield "لل" + name.removeprefix(_ARTICLE)
    if len(name) > 3:  # a shorter name in capitals would match acronyms
        yield name.upper()


def _reordered(name: str) -> Iterator[str]:
    """Family name first or in capitals, as lists and news agencies write it."""
    given, family = split_name(name)
    loud = family.upper()
    yield from (
        f"{family}, {given}",
        f"{family} {given}",
        f"{loud}, {given}",
        f"{loud} {given}",
        f"{given} {loud}",
    )


def split_name(name: str) -> tuple[str, str]:
    """Given and family name; the family name is the last word with the particles before it.

    Returns:
        ``("", "")`` for a single word.
    """
    words = name.split()
    while len(words) > 2 and _GENERATION.fullmatch(words[-1]):
        words.pop()
    cut = len(words) - 1
    while cut > 1 and _PARTICLE.fullmatch(words[cut - 1].lower()):
        cut -= 1
    return (" ".join(words[:cut]).rstrip(","), " ".join(words[cut:]).rstrip(",")) if cut > 0 else ("", "")


def whole(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a whole word or words (``text`` folded or not).

    Part of a longer word, of an address (``example.com``) or of an amount (``US$``) is not.
    """
    if text[start - 1 : start] == " " == text[end : end + 1]:  # the usual case
        return True
    return _starts(text, start) and _ends(text, end)


def _starts(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    if not (before.isalnum() or before in "_@/") or is_touching(text[start]):
        return not (_KATAKANA.match(before) and _KATAKANA.match(text[start]))
    return "\u0590" <= before <= "\u06ff" and bool(_PREFIXED.search(text, max(0, start - 4), start))


def _ends(text: str, end: int) -> bool:
    last, after = text[end - 1], text[end : end + 2] + "  "
    plain = last.isascii()  # not a script without spaces
    if not plain and _KATAKANA.match(after) and _KATAKANA.match(last):
        return False
    if after[0].isalnum() or after[0] in "_@$€£":
        return not last.isalnum() or (not plain and is_touching(last))
    return not (after[0] == "." and (after[1].islower() or after[1].isdigit()) and last != ".")


@cache
def country_names(language: str) -> Mapping[str, str]:
    """Names of countries in a language by ISO 3166-1 alpha-2 code, from CLDR; empty for unknown languages."""
    locale = _locale(language)
    territories = locale.territories if locale else {}
    return {code: name for code, name in territories.items() if code.isalpha() and len(code) == 2}


@cache
def city_names(language: str) -> Mapping[str, str]:
    """Names of cities in a language by their English name, for cities that name a time zone, from CLDR."""
    english, locale = babel.Locale("en").time_zones, _locale(language)
    if not locale:
        return {}
    plain = {zone: zone.rsplit("/", 1)[-1].replace("_", " ") for zone in get_global("zone_territories")}
    cities = {zone: english.get(zone, {}).get("city", name) for zone, name in plain.items() if "/" in zone}
    return {name: locale.time_zones.get(zone, {}).get("city", name) for zone, name in cities.items()}


@cache
def given_names() -> frozenset[str]:
    """Common given names, folded."""
    return frozenset(fold(name) for name in load_table("cues_given")["given"].split())


def _locale(language: str) -> babel.Locale | None:
    try:
        return babel.Locale.parse(language.replace("-", "_"))
    except (ValueError, babel.UnknownLocaleError):
        return None
