"""Decides the authors: the declared ones, else those in bylines and metadata, cleaned and split."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generator.describe.finding import CEILING, Finding, declared_evidence
from generator.extract.bylines.names import author_names, is_full, is_given, without_lead
from generator.extract.bylines.words import byline_words
from generator.model.documents import Claim, Draft
from generator.model.records import Evidence

# Host names ("example.org") and user names ("ana.paz") are not names.
_NOT_A_NAME = re.compile(r"^\S+\.[a-z]{2,4}$|^[a-z]+[._][a-z]+$")
_SEPARATORS = re.compile(r"[\s,;/&、，；]|\b(?:and|und|et|y|e|och|og|en|i|и)\b")
_FULL_NAME = re.compile(r"\A[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,3}")
# Rules whose claims name every author; other elements may hold a biography or another article's author.
_FULL_LISTS = frozenset({"byline", "meta-author", "jsonld-creator", "meta-creator", "og-author"})
_MOST_AUTHORS = 6


def find_authors(draft: Draft) -> Finding[tuple[str, ...]]:
    """The declared authors, else those stated by the most trusted rule, in its order."""
    declared = draft.declared.values.get("authors")
    if isinstance(declared, list) and declared:
        names = tuple(dict.fromkeys(name for value in declared for name in _declared_names(str(value))))
        return Finding(names, declared_evidence(draft.declared, "authors", ", ".join(names)))
    claims = draft.claimed("authors")
    outlets = frozenset(claim.value.casefold().strip() for claim in draft.claimed("source_name"))
    for names, best in _ranked(claims, outlets) or _ranked(claims, frozenset(), fewest_words=2):
        return Finding(names, _evidence(best, names, claims))
    return Finding(())


def _declared_names(value: str) -> Sequence[str]:
    """A declared author; the names in it, where a clipper declared a whole byline ("By Ana Paz and Bo Lind").

    The value stays as it is unless all of it is accounted for. "von" may also open a name: "von Trapp Maria".
    """
    first, _, rest = value.partition(" ")
    if first in byline_words().particles and not is_given(rest):
        return (value,)
    byline = without_lead(value)
    names = author_names(byline)
    if not names or not all(map(is_full, names)):
        return (value,)
    if byline != value and (len(names) > 1 or " " in byline):
        return names
    rest = byline
    for name in names:
        rest = rest.replace(name, "", 1)
    return names if len(names) > 1 and not _SEPARATORS.sub("", rest) else (value,)


def _ranked(
    claims: Sequence[Claim], outlets: frozenset[str], fewest_words: int = 1
) -> list[tuple[tuple[str, ...], Claim]]:
    """The names and first claim of each rule, most trusted first, preceded by fuller lists of its names."""
    by_rule: dict[str, tuple[dict[str, None], Claim]] = {}
    stated = dict.fromkeys(name for claim in claims for name in clean_names(claim.value, frozenset()))
    for claim in claims:
        names, _ = by_rule.setdefault(claim.rule, ({}, claim))
        cleaned = (_fullest(name, stated) for name in clean_names(claim.value, outlets))
        names |= dict.fromkeys(name for name in cleaned if len(name.split()) >= fewest_words)
    lists = [(tuple(names), claim) for names, claim in by_rule.values() if names]
    lists.sort(key=lambda ranked: -ranked[1].confidence)
    return [(names, claim) for names, claim in lists if _is_fuller(names, claim, lists[0][0])] + lists


def _is_fuller(names: tuple[str, ...], claim: Claim, best: tuple[str, ...]) -> bool:
    """Whether a list of authors has all names of the best list, and more full names."""
    full = all(_FULL_NAME.fullmatch(name) for name in names)
    return claim.rule in _FULL_LISTS and set(names) > set(best) and len(names) <= _MOST_AUTHORS and full


def _fullest(name: str, stated: Collection[str]) -> str:
    """The fullest spelling of a name among those that the document states.

    "janepaz" and "An a Paz" are "Jane Paz" and "Ana Paz" with or without the spaces; "J. Paz" and "Paz" are
    short for the only longer name that they fit.
    """
    letters = _letters(name)
    same = [other for other in stated if _letters(other) == letters]
    whole = [other for other in same if _is_well_formed(other)]
    best = max(whole, key=lambda other: (len(other.split()), not other.isupper()), default="") or min(
        [name, *same], key=lambda other: len(other.split())
    )
    longer = {other for other in stated if _is_short_for(best, other)}
    return longer.pop() if len(longer) == 1 else best


def _is_well_formed(name: str) -> bool:
    """Whether each word begins like part of a name."""
    words, particles = name.split(), byline_words().particles
    return all(not word[0].islower() or (number and word in particles) for number, word in enumerate(words))


def _is_short_for(short: str, full: str) -> bool:
    """Whether a name is the other with initials ("J. Paz"), or one of its two or more words."""
    words, others = short.casefold().split(), full.casefold().split()
    if len(others) < 2 or words == others or not _FULL_NAME.fullmatch(full):
        return False
    if len(words) == 1:
        return len(words[0]) > 2 and words[0] in {others[0], others[-1]}
    if words[-1] != others[-1] or len(words) > len(others):
        return False
    pairs = list(zip(words[:-1], others, strict=False))
    shortened = [word for word, other in pairs if word != other]
    return bool(shortened) and all(
        word == other or (len(word.rstrip(".")) == 1 and other.startswith(word[0])) for word, other in pairs
    )


def _letters(name: str) -> str:
    return "".join(name.split()).casefold()


def clean_names(value: str, outlets: frozenset[str]) -> list[str]:
    """The names in one byline.

    Args:
        value: the byline.
        outlets: names of the outlet, case-folded, which are not authors.

    Returns:
        The names without "By", jobs, places and what follows them.
    """
    names = author_names(value)
    return [name for name in names if not _NOT_A_NAME.search(name) and name.casefold() not in outlets]


def _evidence(best: Claim, names: tuple[str, ...], claims: Sequence[Claim]) -> Evidence:
    agreed = any(claim.rule != best.rule and claim.value in names for claim in claims)
    texts = dict.fromkeys(claim.text for claim in claims if claim.rule == best.rule)
    return Evidence(
        "extracted", best.rule, "; ".join(texts), round(min(CEILING, best.confidence + 0.1 * agreed), 2)
    )
