"""People, organizations and places of an article: those that curators declare, then those that are known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.authority.authority import NAMED, Authority, Entry, Mention
from generator.describe.candidates.find import CERTAIN, UnknownName, find_candidates
from generator.model.addresses import slug
from generator.model.documents import Claim, Declaration
from generator.model.records import KINDS, SINGULAR, Candidate, Evidence, Kind, Term
from generator.text.folding import fold_name

# Words quoted as evidence: enough to check, short enough to read.
_QUOTED = 12
_PLURAL: Mapping[str, str] = {singular: plural for plural, singular in SINGULAR.items()}
_SEPARATOR = re.compile(r"(?:(?<!\s)\s++)?[,;|·•、،؛]\s*")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of an article in order of first mention, those nobody vouches for, and what they rest on."""

    people: tuple[Term, ...] = ()
    organizations: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


def find_names(
    text: str, language: str, declared: Declaration, authority: Authority, claims: Sequence[Claim]
) -> Names:
    """The names of an article.

    A declared list of a kind is the whole list of that kind: nothing found in the text is added to it.
    Else the names that an authority file knows count, and the document's own tags where they name one.

    Args:
        text: headline and body, composed (NFC), paragraphs separated by a blank line.
        language: BCP 47 tag, or "".
        declared: what a curator wrote; ``people``, ``organizations``, ``places`` and ``tags`` are read.
        authority: who and what is known.
        claims: what the document itself states; ``tags`` and ``authors`` are read.
    """
    whole = authority.mentions(text, language)
    unknown = find_candidates(text, language, whole, authority.demonyms)
    doubtful = [one for one in unknown if one.kind == "person" or one.confidence < CERTAIN]
    spelled = {one.name: entry for one in doubtful if (entry := authority.spelled(one.name))}
    respelled = [
        mention for one in unknown if one.name in spelled for mention in _mentions(one, spelled, text)
    ]
    candidates = [one for one in unknown if one.proposed and one.name not in spelled]
    mentions = sorted([*_own(whole, candidates), *respelled], key=lambda one: one.start)
    tags = stated_tags(declared, claims)
    # Who wrote an article is not thereby a person in it.
    bylines = " ".join(fold_name(claim.value) for claim in claims if claim.field == "authors")
    terms: dict[Kind, tuple[Term, ...]] = {}
    evidence: dict[str, Evidence] = {}
    for kind in NAMED:
        of_kind = [mention for mention in mentions if mention.kind == kind]
        known = declared_terms(kind, declared, authority) or _known(kind, of_kind, tags, authority)
        terms[kind], basis = known
        if basis:
            evidence[kind] = basis
    unreviewed = tuple(
        Candidate(one.name, one.kind, one.confidence)
        for one in candidates
        if _PLURAL[one.kind] not in declared.values and not (bylines and fold_name(one.name) in bylines)
    )
    return Names(terms["people"], terms["organizations"], terms["places"], unreviewed, evidence)


def _own(mentions: Sequence[Mention], candidates: Iterable[UnknownName]) -> list[Mention]:
    """Mentions that are not a part of a longer name: no Norway in a "Bank of Norway" that nobody knows."""
    longer = sorted(span for one in candidates if one.confidence >= CERTAIN for span in one.spans)
    starts = [start for start, _ in longer]
    return [one for one in mentions if not _within(one, longer, bisect_right(starts, one.start) - 1)]


def _mentions(one: UnknownName, spelled: Mapping[str, Entry], text: str) -> Iterator[Mention]:
    """Mentions of a known person whose name the text spells in a way of its own."""
    entry = spelled[one.name]
    for start, end in one.spans:
        yield Mention(entry.kind, entry.id, entry.name, start, end, text[start:end])


def _within(mention: Mention, spans: Sequence[tuple[int, int]], last: int) -> bool:
    """Whether the last span that starts no later than the mention holds it; spans do not overlap."""
    return last >= 0 and mention.end <= spans[last][1]


def _known(
    kind: Kind, mentions: Sequence[Mention], tags: Sequence[str], authority: Authority
) -> tuple[tuple[Term, ...], Evidence | None]:
    words = {Term(mention.id, mention.name): mention.text for mention in reversed(mentions)}
    terms = dict.fromkeys(Term(mention.id, mention.name) for mention in mentions)
    for tag in tags:
        entry = authority.find(kind, tag)
        if entry and Term(entry.id, entry.name) not in terms:
            terms[Term(entry.id, entry.name)] = None
            words[Term(entry.id, entry.name)] = tag
    if not terms:
        return (), None
    quoted = quote(words[term] for term in terms)
    return tuple(terms), Evidence("extracted", "authority-name", quoted, 0.95)


def declared_terms(
    kind: Kind, declared: Declaration, authority: Authority
) -> tuple[tuple[Term, ...], Evidence] | None:
    """The terms that a curator declared for a kind, or None where nothing is declared.

    A declared value that is the id, name or alias of an entry is that entry; any other gets an id of
    its own.
    """
    values = declared.values.get(kind)
    if not isinstance(values, list):
        return None
    entries = [(str(value), authority.find(kind, str(value))) for value in values]
    terms = dict.fromkeys(
        Term(entry.id, entry.name) if entry else Term(slug(value), value) for value, entry in entries
    )
    return tuple(terms), Evidence("declared", "declared", quote(str(value) for value in values), 1.0)


def stated_tags(declared: Declaration, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Tags that a curator declared, then those the document states (``Filed under: Russia, Venezuela``)."""
    # A converted page lists its names among its tags, too.
    named = {str(name).casefold() for kind in KINDS for name in _listed(declared, kind)}
    own = [str(value) for value in _listed(declared, "tags") if str(value).casefold() not in named]
    stated = [
        tag
        for claim in claims
        if claim.field == "tags"
        for tag in _SEPARATOR.split(claim.value.strip())
        if tag
    ]
    first: dict[str, str] = {}
    for tag in [*own, *stated]:
        first.setdefault(tag.casefold(), tag)
    return tuple(first.values())


def _listed(declared: Declaration, field: str) -> list[object]:
    values = declared.values.get(field)
    return values if isinstance(values, list) else []


def quote(words: Iterable[str]) -> str:
    """The words that evidence quotes, separated by semicolons, each once; an ellipsis where cut."""
    distinct = list(dict.fromkeys(words))
    return "; ".join([*distinct[:_QUOTED], *(["…"] if len(distinct) > _QUOTED else [])])
