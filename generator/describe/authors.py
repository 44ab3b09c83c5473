"""Decides the authors: the declared ones, else those in bylines and metadata, cleaned and split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from generator.describe.finding import CEILING, Finding, declared_evidence
from generator.model.documents import Claim, Draft
from generator.model.records import Evidence
from generator.text.tables import load_table

# "By", and what pages write before it: "View all posts by". Also labels: "Interview:".
_BY = re.compile(
    r"^(?:(?:[\w ]{0,30}\s)?by|(?:artikel )?von|par|por|di|da|door|vom|texte?|autora?|auteur|author)(?:$|\b)"
    r"\s*+[:–—-]?\s*|^[\w ]{3,20}(?::|\s[–—-])\s+",
    re.IGNORECASE,
)
_SPLIT = re.compile(r" ?(?:[,;/&|、，]|\b(?:and|und|et|y|e|en|i)\b) ?(?=\w)", re.IGNORECASE)
# Addresses, host names ("example.org"), user names ("ana.paz") and numbers are not names.
_ADDRESS = re.compile(r"https?://|www\.|@")
_NOT_A_NAME = re.compile(r"\d{3}|^\W*$|^\S+\.[a-z]{2,4}$|^[a-z]+[._][a-z]+$")
_FULL_NAME = re.compile(r"\A[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,3}")
# Rules whose claims name every author; other elements may hold a biography or another article's author.
_FULL_LISTS = frozenset({"byline", "meta-author", "jsonld-creator", "meta-creator", "og-author"})
_MOST_AUTHORS = 6


def find_authors(draft: Draft) -> Finding[tuple[str, ...]]:
    """The declared authors, else those stated by the most trusted rule, in its order."""
    declared = draft.declared.values.get("authors")
    if isinstance(declared, list) and declared:
        names = tuple(str(name) for name in declared)
        return Finding(names, declared_evidence(draft.declared, "authors", ", ".join(names)))
    claims = draft.claimed("authors")
    outlets = frozenset(claim.value.casefold().strip() for claim in draft.claimed("source_name"))
    for names, best in _ranked(claims, outlets) or _ranked(claims, frozenset(), fewest_words=2):
        return Finding(names, _evidence(best, names, claims))
    return Finding(())


def _ranked(
    claims: Sequence[Claim], outlets: frozenset[str], fewest_words: int = 1
) -> list[tuple[tuple[str, ...], Claim]]:
    """The names and first claim of each rule, most trusted first, preceded by fuller lists of its names."""
    by_rule: dict[str, tuple[dict[str, None], Claim]] = {}
    for claim in claims:
        names, _ = by_rule.setdefault(claim.rule, ({}, claim))
        cleaned = (_unbroken(name, claims) for name in clean_names(claim.value, outlets))
        names |= dict.fromkeys(name for name in cleaned if len(name.split()) >= fewest_words)
    lists = [(tuple(names), claim) for names, claim in by_rule.values() if names]
    lists.sort(key=lambda ranked: -ranked[1].confidence)
    return [(names, claim) for names, claim in lists if _is_fuller(names, claim, lists[0][0])] + lists


def _is_fuller(names: tuple[str, ...], claim: Claim, best: tuple[str, ...]) -> bool:
    """Whether a list of authors has all names of the best list, and more full names."""
    full = all(_FULL_NAME.fullmatch(name) for name in names)
    return claim.rule in _FULL_LISTS and set(names) > set(best) and len(names) <= _MOST_AUTHORS and full


def _unbroken(name: str, claims: Sequence[Claim]) -> str:
    """A name that markup breaks apart ("An a Paz"), as the claim with the fewest words spells it."""
    letters = _letters(name)
    same = [claim.value for claim in claims if _letters(claim.value) == letters]
    return min([name, *same], key=lambda spelling: len(spelling.split()))


def _letters(name: str) -> str:
    return "".join(name.split()).casefold()


def clean_names(value: str, outlets: frozenset[str]) -> list[str]:
    """The names in one byline.

    Args:
        value: the byline.
        outlets: names of the outlet, case-folded, which are not authors.

    Returns:
        The names without "By" and what follows them; none if the byline contains an address.
    """
    bare = _after_name().sub("", _BY.sub("", " ".join(value.split())))
    if _ADDRESS.search(bare):
        return []
    names = (name.strip(" .:–—-") for name in _SPLIT.split(bare))
    barred = outlets.union(load_table("bylines")["none"])
    return [name for name in names if name and not _NOT_A_NAME.search(name) and name.casefold() not in barred]


@cache
def _after_name() -> re.Pattern[str]:
    """Words that end a name, and everything after them."""
    listed = "|".join(map(re.escape, load_table("bylines")["after"]))
    return re.compile(rf"(?<!\s)\s++[|–—-]?\s*+\b(?:{listed})\b.*", re.IGNORECASE)


def _evidence(best: Claim, names: tuple[str, ...], claims: Sequence[Claim]) -> Evidence:
    agreed = any(claim.rule != best.rule and claim.value in names for claim in claims)
    texts = dict.fromkeys(claim.text for claim in claims if claim.rule == best.rule)
    return Evidence(
        "extracted", best.rule, "; ".join(texts), round(min(CEILING, best.confidence + 0.1 * agreed), 2)
    )
