"""The word lists and weights of ``data/cues*.yml``, prepared for looking up, one set per language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.authority.forms import city_names, given_names
from generator.text.folding import fold
from generator.text.tables import load_table

_SETS = (
    "honorifics",
    "roles",
    "offices",
    "role_modifiers",
    "openers",
    "dates",
    "alone",
    "peoples",
    "organization_suffixes",
    "legal_forms",
    "organization_heads",
    "leading_heads",
    "joined_heads",
    "joined_suffixes",
    "place_suffixes",
    "place_prefixes",
    "place_heads",
    "things",
    "things_first",
    "never",
    "numbered",
)
# Sets that are looked up together, joined in advance.
_UNIONS = {
    "whole": ("organization_suffixes", "place_suffixes", "legal_forms", "things"),
    "general_suffixes": ("organization_suffixes", "legal_forms"),
    "offices_and_modifiers": ("roles", "role_modifiers"),
    "front": ("openers", "peoples"),
    "back": ("roles", "role_modifiers", "openers"),
    "cutting": ("honorifics", "roles", "role_modifiers", "dates", "legal_forms", "openers", "peoples"),
    # None of these words is a name by itself.
    "general": (
        "alone",
        "peoples",
        "never",
        "role_modifiers",
        "roles",
        "openers",
        "legal_forms",
        "numbered",
        "organization_suffixes",
        "organization_heads",
        "place_suffixes",
        "things",
    ),
}
_POSITIONS = ("before", "before_of", "after", "after_comma")
_JOINTS = ("of", "for", "and")


# Compared by identity, so that it can be a cache key: there is one instance per language.
@dataclass(frozen=True, slots=True, eq=False)
class CueTables:
    """What is known about the words in and around names, for one language.

    Attributes:
        words: sets of capitalised words, by their role in a name.
        joints: phrases that join two parts of a name, each mapped to "of", "for" or "and".
        particles: small words that may occur inside a name.
        roles_lower: roles in lower case ("president").
        given: given names, folded.
        places: names in the gazetteer, folded.
        abbreviations: abbreviations of places, as written after a town ("Mich.").
        context: by position (before, before_of, after, after_comma, speech), the rule that a word triggers.
        weights: for each rule, the kind it suggests and its weight, from 0 to 1.
        of: the language's word for "of".
    """

    words: Mapping[str, frozenset[str]]
    joints: Mapping[str, str]
    particles: tuple[str, ...]
    roles_lower: frozenset[str]
    given: frozenset[str]
    places: frozenset[str]
    abbreviations: frozenset[str]
    context: Mapping[str, Mapping[str, str]]
    weights: Mapping[str, tuple[str, float]]
    of: str


@cache
def cue_tables(language: str) -> CueTables:
    """The tables for a BCP 47 tag; a language without words of its own gets only the cues inside names."""
    cues: dict[str, Any] = load_table("cues")
    gazetteer: dict[str, Any] = load_table("cues_places")
    base = language.partition("-")[0] or "en"
    context: dict[str, Any] = cues["context"].get(base, {})
    joints: dict[str, list[str]] = cues["joints"].get(base, {})
    lower = {role.lower() for role in cues["roles"].split()} | set(cues["roles_lower"].split())
    rows = [*gazetteer["regions"], *gazetteer["cities"], city_names("en").values(), city_names(base).values()]
    return CueTables(
        words=_words(cues),
        joints={phrase: joint for joint in _JOINTS for phrase in joints.get(joint, ())},
        particles=(*joints.get("particles", ()), *cues["particles"].split()),
        roles_lower=frozenset(lower),
        given=given_names(),
        places=frozenset(fold(name) for row in rows for name in row),
        abbreviations=frozenset(gazetteer["abbreviations"].split()),
        context={
            **{position: _by_word(context.get(position, {})) for position in _POSITIONS},
            **_speech(base),
        },
        weights=_weights(cues, base),
        of=context.get("of", ""),
    )


def _words(cues: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    words = {name: frozenset(cues[name].split()) for name in _SETS}
    openers = (word.capitalize() for word in load_table("speech")["openers"].split())
    words["openers"] = words["openers"].union(openers)
    unions = {
        name: frozenset[str]().union(*(words[member] for member in members))
        for name, members in _UNIONS.items()
    }
    # Plurals count as well: "Missiles" is no more a name than "Missile", and "Senators" is a role.
    unions["general"] |= {f"{word}s" for word in words["things"]}
    unions["cutting"] |= {f"{word}s" for word in words["roles"]}
    return {**words, **unions}


def _weights(cues: Mapping[str, Any], language: str) -> Mapping[str, tuple[str, float]]:
    nouns = language in cues["capital_nouns"].split()
    weak = set(cues["weak"].split()) if nouns or language not in cues["context"] else set()
    weak |= set(cues["weak_nouns"].split()) if nouns else set()
    return {
        rule: (kind, weight)
        for kind, rules in cues["weights"].items()
        for rule, weight in rules.items()
        if rule not in weak
    }


def _by_word(rules: Mapping[str, str]) -> Mapping[str, str]:
    return {word: rule for rule, words in rules.items() for word in words.split()}


def _speech(language: str) -> Mapping[str, Mapping[str, str]]:
    verbs: Iterable[str] = load_table("speech")["verbs"].get(language, "").split()
    return {"speech": dict.fromkeys(verbs, "said")}
