"""The word lists and weights of ``data/cues*.yml``, prepared for looking up, one set per language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from generator.authority.forms import city_names, given_names
from generator.describe.candidates.declension import DECLINED, all_forms, forms, stem
from generator.text.folding import fold, fold_word
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
    "joined_nouns",
    "place_suffixes",
    "place_prefixes",
    "place_heads",
    "things",
    "things_first",
    "never",
    "numbered",
)
# Languages with words of their own, and the table of each.
_OWN_TABLE = {"de": "cues_de", "ru": "cues_ru", "uk": "cues_ru"}
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
        listed: organizations by their whole name.
        fronts: capitalised nouns before a name, with the rule that each triggers.
        surnames: how family names end, None where that says nothing.
        declined: names change with their case.
        nominative: where names are declined, the nominative of each form of a given name, place or body.
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
    listed: frozenset[str] = frozenset()
    fronts: Mapping[str, str] = field(default_factory=dict)
    surnames: re.Pattern[str] | None = None
    declined: bool = False
    nominative: Mapping[str, str] = field(default_factory=dict)

    def key(self, word: str) -> str:
        """What the spellings of a word have in common, and its case forms where there are any."""
        return stem(word) if self.declined else fold_word(word)


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
    tables = CueTables(
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
    if base in _OWN_TABLE:
        return _extended(tables, base, load_table(_OWN_TABLE[base])[base])
    return tables


def _extended(tables: CueTables, language: str, table: Mapping[str, Any]) -> CueTables:
    """The tables with the words of one language, in all case forms where it has cases."""
    own: dict[str, list[str]] = {name: text.split() for name, text in table.items() if isinstance(text, str)}
    declined = language in DECLINED
    spread = all_forms if declined else frozenset[str]
    roles, places = spread(own["roles"]), [name.replace("_", " ") for name in own["places"]]
    listed = [name.replace("_", " ") for name in own["listed"]]
    capital = {role[:1].upper() + role[1:] for role in roles}
    words = {name: tables.words[name].union(own.get(name, ())) for name in _SETS}
    words["roles"] = words["roles"] | capital
    words["legal_forms"] = words["legal_forms"].union(own.get("legal", ()))
    words["named_after"] = frozenset(own.get("named_after", ()))
    words["never"] = words["never"].union(spread(own.get("never", ())))
    cities = city_names(language).values()
    named = [name for row in cities for name in ([row] if isinstance(row, str) else row)] if declined else []
    before = {word: rule for rule, text in table.get("before", {}).items() for word in text.split()}
    fronts = {word: "corporate-before" for word in own.get("body_nouns", ()) if not declined}
    fronts |= {word: "of-place" for word in own.get("place_nouns", ()) if not declined}
    if declined:
        before |= dict.fromkeys(all_forms(own["bodies"]), "corporate-before")
        before |= dict.fromkeys(all_forms(own["of_place"]), "of-place")
    weak = own.get("weak", ())
    return replace(
        tables,
        words=_joined(words),
        roles_lower=tables.roles_lower | (roles if declined else frozenset()),
        given=tables.given.union(fold(name) for name in spread(own["given"])),
        places=tables.places.union(fold(name) for name in spread([*places, *named])),
        context={**tables.context, "before": {**tables.context["before"], **before}},
        weights={rule: weight for rule, weight in _all_weights().items() if rule not in weak}
        if declined
        else tables.weights,
        listed=spread(listed),
        fronts=fronts,
        surnames=_endings(own["surnames"]) if "surnames" in own else None,
        declined=declined,
        nominative=_nominatives((*listed, *named, *places, *own["given"])) if declined else {},
    )


def _nominatives(names: Sequence[str]) -> Mapping[str, str]:
    """The nominative of each form; a form of two names belongs to the later one, a nominative is its own."""
    return {**{form: name for name in names for form in forms(name)}, **{name: name for name in names}}


def _endings(endings: Iterable[str]) -> re.Pattern[str]:
    """Family names by their ending, which that of a case may follow."""
    cases = "(?:ого|ому|ой|ою|ий|ая|ую|ым|им|ом|ем|ам|ами|ах|ых|ої|ій|ею|і|а|у|е|ы|и|ю|я)?"
    return re.compile(rf"\w(?:{'|'.join(sorted(endings))}){cases}$", re.IGNORECASE)


def _words(cues: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    words = {name: frozenset(cues[name].split()) for name in _SETS}
    openers = (word.capitalize() for word in load_table("speech")["openers"].split())
    words["openers"] = words["openers"].union(openers)
    return _joined(words)


def _joined(words: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """The sets, with those that are looked up together."""
    unions = {
        name: frozenset[str]().union(*(words[member] for member in members))
        for name, members in _UNIONS.items()
    }
    # Plurals count as well: "Missiles" is no more a name than "Missile", and "Senators" is a role.
    unions["general"] |= {f"{word}s" for word in words["things"]}
    unions["cutting"] |= {f"{word}s" for word in words["roles"]}
    return {"named_after": frozenset(), **words, **unions}


def _all_weights() -> Mapping[str, tuple[str, float]]:
    weights: dict[str, dict[str, float]] = load_table("cues")["weights"]
    return {rule: (kind, weight) for kind, rules in weights.items() for rule, weight in rules.items()}


def _weights(cues: Mapping[str, Any], language: str) -> Mapping[str, tuple[str, float]]:
    nouns = language in cues["capital_nouns"].split()
    weak = set(cues["weak"].split()) if nouns or language not in cues["context"] else set()
    weak |= set(cues["weak_nouns"].split()) if nouns else set()
    return {rule: weight for rule, weight in _all_weights().items() if rule not in weak}


def _by_word(rules: Mapping[str, str]) -> Mapping[str, str]:
    return {word: rule for rule, words in rules.items() for word in words.split()}


def _speech(language: str) -> Mapping[str, Mapping[str, str]]:
    verbs: Iterable[str] = load_table("speech")["verbs"].get(language, "").split()
    return {"speech": dict.fromkeys(verbs, "said")}
