"""People, organizations and places of an article: declared by curators, or found by known names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.authority.authority import Authority, Entry, Key, Mention
from generator.describe.candidates.find import CERTAIN, UnknownName, find_candidates
from generator.describe.tags import Tag, find_tags, without_doubtful_name, without_names
from generator.model.documents import Claim, Declaration
from generator.model.kinds import LISTS, NAMED, Kind
from generator.model.names import name_id
from generator.model.records import Candidate, Evidence, Term
from generator.text.folding import fold_name

# Words quoted as evidence: enough to check, short enough to read.
_QUOTED = 12
# The rule of terms that a declared tag names.
DECLARED_TAG = "declared-tag"
_CITIES = frozenset({"capital", "city"})
_PLURAL: Mapping[str, Kind] = {LISTS[kind].singular: kind for kind in NAMED}


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """Names of an article in order of first mention.

    ``candidates`` are names that are in no authority file, ``tags`` the tags that match none of the names.
    """

    people: tuple[Term, ...] = ()
    organizations: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    tags: tuple[Tag, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


def find_names(
    text: str, language: str, declared: Declaration, authority: Authority, claims: Sequence[Claim]
) -> ArticleNames:
    """Find the people, organizations and places of an article, and which of its tags are left over.

    A declared list of a kind is complete: no name found in the text is added to it. Otherwise the names are
    those in the authority files that the text mentions. In both cases a declared tag that names an authority
    entry adds that entry. Tags that the document itself states only count if its text mentions them.

    Args:
        text: headline and body, composed (NFC), paragraphs separated by a blank line.
        language: BCP 47 tag, or "".
        declared: what a curator wrote; ``people``, ``organizations``, ``places`` and ``tags`` are read.
        authority: the known people, organizations, places and topics.
        claims: what the document itself states; ``tags`` and ``authors`` are read.

    Returns:
        Terms, candidates and tags, with evidence under the name of each kind that has terms.
    """
    exact = authority.mentions(text, language)
    unknown = find_candidates(text, language, exact, authority.demonyms)
    doubtful = [name for name in unknown if name.kind == "person" or name.confidence < CERTAIN]
    variants = {name.name: entry for name in doubtful if (entry := authority.spelled(name.name))}
    respelled = [
        mention
        for name in unknown
        if name.name in variants
        for mention in _variant_mentions(name, variants[name.name], text)
    ]
    candidates = [name for name in unknown if name.proposed and name.name not in variants]
    outside = [
        mention
        for mention in _outside_longer_names(exact, candidates)
        if not _is_region_of_candidate(mention, candidates, text, authority)
    ]
    mentions = sorted([*outside, *respelled], key=lambda mention: mention.start)
    found = {(mention.kind, mention.id) for mention in mentions}
    tags = [without_doubtful_name(tag, found) for tag in find_tags(declared, claims, authority)]
    terms: dict[Kind, tuple[Term, ...]] = {}
    evidence: dict[str, Evidence] = {}
    for kind in NAMED:
        of_kind = [mention for mention in mentions if mention.kind == kind]
        terms[kind], basis = declared_terms(kind, declared, tags, authority) or _known(kind, of_kind, tags)
        if basis:
            evidence[kind] = basis
    unreviewed = _unreviewed(candidates, declared, claims)
    free = _other_tags(tags, terms, mentions)
    return ArticleNames(terms["people"], terms["organizations"], terms["places"], unreviewed, free, evidence)


def _unreviewed(
    names: Iterable[UnknownName], declared: Declaration, claims: Iterable[Claim]
) -> tuple[Candidate, ...]:
    """The unknown names of the kinds that no curator declared, without those of the authors."""
    # The author of an article is not automatically a person in it.
    bylines = " ".join(fold_name(claim.value) for claim in claims if claim.field == "authors")
    return tuple(
        Candidate(name.name, name.kind, name.confidence)
        for name in names
        if _PLURAL[name.kind] not in declared.values and not (bylines and fold_name(name.name) in bylines)
    )


def _other_tags(
    tags: Sequence[Tag], terms: Mapping[Kind, Sequence[Term]], mentions: Iterable[Mention]
) -> tuple[Tag, ...]:
    """The tags that match none of these terms by entry, by name, or by the spelling in the text."""
    if not tags:
        return ()
    known = {(kind, term) for kind in terms for term in terms[kind]}
    written = [
        mention.text
        for mention in mentions
        # A surname alone may also be an ordinary word.
        if (mention.kind != "people" or " " in mention.text)
        and (mention.kind, Term(mention.id, mention.name)) in known
    ]
    others = [tag for tag in tags if not any((kind, tag.known(kind)) in known for kind in terms)]
    return without_names(others, [*written, *(term.name for _, term in known)])


def _outside_longer_names(mentions: Sequence[Mention], candidates: Iterable[UnknownName]) -> list[Mention]:
    """The mentions that are not part of a longer unknown name: "Bank of Norway" does not mention Norway."""
    longer = sorted(span for name in candidates if name.confidence >= CERTAIN for span in name.spans)
    starts = [start for start, _ in longer]
    return [
        mention
        for mention in mentions
        if not _within(mention, longer, bisect_right(starts, mention.start) - 1)
    ]


def _is_region_of_candidate(
    mention: Mention, candidates: Iterable[UnknownName], text: str, authority: Authority
) -> bool:
    """Whether a known city is the region of an unknown place: the state in "West Point, New York"."""
    entry = authority.entries[Key(mention.kind, mention.id)]
    if entry.type not in _CITIES or text[mention.start - 2 : mention.start] != ", ":
        return False
    return any(
        name.kind == "place" and name.name.endswith(f", {mention.text}") and end == mention.start - 2
        for name in candidates
        for _, end in name.spans
    )


def _variant_mentions(name: UnknownName, entry: Entry, text: str) -> Iterator[Mention]:
    """Mentions of a known person under a spelling that no authority file lists."""
    for start, end in name.spans:
        yield Mention(entry.kind, entry.id, entry.name, start, end, text[start:end])


def _within(mention: Mention, spans: Sequence[tuple[int, int]], last: int) -> bool:
    """Whether ``spans[last]``, the last span to start at or before the mention, contains it.

    Spans do not overlap.
    """
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
    """Term → text of the declared tag that names it, for the terms of one kind."""
    return {term: tag.text for tag in tags if tag.declared and (term := tag.known(kind))}


def declared_terms(
    kind: Kind, declared: Declaration, tags: Iterable[Tag], authority: Authority
) -> tuple[tuple[Term, ...], Evidence] | None:
    """The terms that a curator declared for a kind, with their evidence; None if the kind is not declared.

    A declared value that is the id, name or alias of an entry becomes that entry; any other value becomes a
    term of its own (``model.names``). Entries of the kind that declared tags name follow.
    """
    values = declared.values.get(kind)
    if not isinstance(values, list):
        return None
    entries = [(str(value), authority.find(kind, str(value))) for value in values]
    first: dict[str, Term] = {}  # two spellings of one name are one term
    for value, entry in entries:
        term = Term(entry.id, entry.name) if entry else Term(name_id(value), value)
        first.setdefault(term.id, term)
    terms = dict.fromkeys(first.values())
    tagged = {term: tag for term, tag in declared_tags(kind, tags).items() if term not in terms}
    quoted = quote((*(value for value, _ in entries), *tagged.values()))
    return (*terms, *tagged), Evidence("declared", "declared", quoted, 1.0)


def quote(words: Iterable[str]) -> str:
    """Distinct words for evidence to quote, joined by "; ". An ellipsis replaces all after the first 12."""
    distinct = list(dict.fromkeys(words))
    return "; ".join([*distinct[:_QUOTED], *(["…"] if len(distinct) > _QUOTED else [])])
