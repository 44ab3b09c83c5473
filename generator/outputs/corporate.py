"""Whether an author is an organization, whose name citations must leave whole: "Associated Press"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from generator.model.names import name_key
from generator.model.records import Article
from generator.text.tables import load_table


def is_corporate(name: str, article: Article) -> bool:
    """Whether an author of an article is an organization and not a person.

    It is one if it is the source of the article or an organization that the article names, or if its words
    say so: "Ministry of Health", "Harbour Times staff", "The Example Group".
    """
    key = name_key(name)
    known = (article.source.name, *(term.name for term in article.organizations))
    if any(name_key(other) == key for other in known if other):
        return True
    words = name.casefold().replace(",", " ").split()
    if len(words) < 2:
        return False
    heads, ends, surnames = _words()
    last = words[-1].rstrip(".")
    if words[0] in heads or words[0] == "the" or name.rsplit(maxsplit=1)[-1] in _forms():
        return True
    if last in ends and (last not in surnames or len(words) > 3):
        return True
    return any(word in heads and after in ("of", "for") for word, after in pairwise(words))


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """First and last words of organizations and newsrooms, and those that are surnames too, in lower case."""
    cues, bylines = load_table("cues"), load_table("bylines")
    heads = f"{cues['organization_heads']} {cues['leading_heads']}".casefold().split()
    ends = str(cues["organization_suffixes"]).casefold().split()
    newsrooms = (*bylines["impersonal"], *bylines["signing_together"])
    return frozenset(heads), frozenset((*ends, *newsrooms)), frozenset(bylines["surnames_too"])


@cache
def _forms() -> frozenset[str]:
    return frozenset(str(load_table("cues")["legal_forms"]).split())
