"""People, organizations and places of an article: those that curators declare, then those that are known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.authority.authority import Authority, Entry, Mention
from generator.describe.candidates.find import CERTAIN, UnknownName, find_candidates
from generator.describe.tags import Tag, find_tags, other_than
from generator.model.addresses import slug
from generator.model.documents import Claim, Declaration
from generator.model.kinds import LISTS, NAMED, Kind
from generator.model.records import Candidate, Evidence, Term
from generator.text.folding import fold_name

# Words quoted as evidence: enough to check, short enough to read.
_QUOTED = 12
# The rule of what a declared tag names.
DECLARED_TAG = "declared-tag"
_PLURAL: Mapping[str, Kind] = {LISTS[kind].singular: kind for kind in NAMED}


@dataclass(frozen=True, slots=True)
class Names:
    """Names of an article in order of first mention.

    ``candidates`` are names that no authority file knows, ``tags`` those that are none of the names.
    """

    people: tuple[Term, ...] = ()
    organizations: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    tags: tuple[Tag, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


def find_names(
    text: str, language: str, declared: Declaration, authority: Authority, claims: Sequence[Claim]
) -> Names:
    """The names of an article.

    A declared list of a kind is the whole list of that kind: nothing found in the text is added to it.
    Otherwise the text's mentions of names that an authority file knows count. Either way a declared tag that
    such a file knows is added; the document's own tags add nothing that its text does not mention.

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
    tags = find_tags(declared, claims, authority)
    # Who wrote an article is not thereby a person in it.
    bylines = " ".join(fold_name(claim.value) for claim in claims if claim.field == "authors")
    terms: dict[Kind, tuple[Term, ...]] = {}
    evidence: dict[str, Evidence] = {}
    for kind in NAMED:
        of_kind = [mention for mention in mentions if mention.kind == kind]
        terms[kind], basis = declared_terms(kind, declared, tags, authority) or _known(kind, of_kind, tags)
        if basis:
            evidence[kind] = basis
    unreviewed = tuple(
        Candidate(one.name, one.kind, one.confidence)
        for one in candidates
        if _PLURAL[one.kind] not in declared.values and not (bylines and fold_name(one.name) in bylines)
    )
    free = _other_tags(tags, terms, mentions)
    return Names(terms["people"], terms["organizations"], terms["places"], unreviewed, free, evidence)


def _other_tags(
    tags: Sequence[Tag], terms: Mapping[Kind, Sequence[Term]], mentions: Iterable[Mention]
) -> tuple[Tag, ...]:
    """The tags that are none of these terms, whether by entry, by name or as the text writes them."""
    if not tags:
        return ()
    known = {(kind, term) for kind in terms for term in terms[kind]}
    written = [
        mention.text
        for mention in mentions
        # A surname alone may be a word of any meaning.
        if (mention.kind != "people" or " " in mention.text)
        and (mention.kind, Term(mention.id, mention.name)) in known
    ]
    others = [tag for tag in tags if not any((kind, tag.known(kind)) in known for kind in terms)]
    return other_than(others, [*written, *(term.name for _, term in known)])


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
    kind: Kind, mentions: Sequence[Mention], tags: Sequence[Tag]
) -> tuple[tuple[Term, ...], Evidence | None]:
    words: dict[Term, str] = {}
    for mention in mentions:
        words.setdefault(Term(mention.id, mention.name), mention.text)
    tagged = declared_tags(kind, tags)
    words |= {term: text for term, text in tagged.items() if term not in words}
    if not words:
        return (), None
    quoted = quote(words.values())
    if tagged:
        confidence = 1.0 if len(tagged) == len(words) else 0.95
        return tuple(words), Evidence("declared", DECLARED_TAG, quoted, confidence)
    return tuple(words), Evidence("extracted", "authority-name", quoted, 0.95)


def declared_tags(kind: Kind, tags: Iterable[Tag]) -> dict[Term, str]:
    """The terms of a kind that declared tags name, each with the tag."""
    return {term: tag.text for tag in tags if tag.declared and (term := tag.known(kind))}


def declared_terms(
    kind: Kind, declared: Declaration, tags: Iterable[Tag], authority: Authority
) -> tuple[tuple[Term, ...], Evidence] | None:
    """The terms that a curator declared for a kind, or None where the kind is not declared.

    A declared value that is the id, name or alias of an entry is that entry; any other gets an id of
    its own. Declared tags that name an entry of the kind follow.
    """
    values = declared.values.get(kind)
    if not isinstance(values, list):
        return None
    entries = [(str(value), authority.find(kind, str(value))) for value in values]
    terms = dict.fromkeys(
        Term(entry.id, entry.name) if entry else Term(slug(value), value) for value, entry in entries
    )
    tagged = {term: tag for term, tag in declared_tags(kind, tags).items() if term not in terms}
    quoted = quote((*(value for value, _ in entries), *tagged.values()))
    return (*terms, *tagged), Evidence("declared", "declared", quoted, 1.0)


def quote(words: Iterable[str]) -> str:
    """The words that evidence quotes, separated by semicolons, each once; an ellipsis where cut."""
    distinct = list(dict.fromkeys(words))
    return "; ".join([*distinct[:_QUOTED], *(["…"] if len(distinct) > _QUOTED else [])])
