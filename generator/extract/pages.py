"""Joins the drafts of an article whose pages are several files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.extract.whole.incomplete import INCOMPLETE
from generator.extract.whole.missing import PAGE_RULES
from generator.extract.whole.refusal import is_declared_whole
from generator.inputs.fields import overlay
from generator.model.documents import Claim, Draft, Paragraph, Removed, Seed, SeedPage
from generator.model.problem import Problem

JOINED, REPEATED = "joined-page", "repeated"
# Fields of which a further page may know more than the first.
_LATER = frozenset({"updated", "incomplete"})


def joined(first: Draft, seed: Seed, further: Sequence[tuple[SeedPage, Draft]]) -> Draft:
    """The draft of a whole article. A page that cannot be read is reported, and the article is incomplete.

    Args:
        first: of the first page, whose fields are those of the article.
        seed: the first page.
        further: the other pages with their drafts.
    """
    if not first.paragraphs:
        return first
    draft, numbers = _without_marks(first), [seed.number]
    for page, other in further:
        faults = tuple(
            replace(problem, severity="warning") for problem in other.problems if problem.rule != INCOMPLETE
        )
        draft = replace(draft, problems=(*draft.problems, *faults))
        declared = overlay(replace(other.declared, values=_publicity(other)), draft.declared)
        if any(problem.severity == "error" for problem in other.problems):
            continue
        numbers.append(page.number)
        draft = _appended(replace(draft, declared=declared), page, _without_marks(other))
    return _marked(draft, seed.path, numbers, max(seed.total, *numbers, further[-1][0].number))


def _publicity(draft: Draft) -> dict[str, object]:
    """What a page says about whether it is public; its other fields are those of the first page."""
    return {
        key: draft.declared.values[key]
        for key in ("status", "public_from", "public_until")
        if key in draft.declared.values
    }


def _without_marks(draft: Draft) -> Draft:
    """The draft without the warning that it is only one page."""
    if not any(claim.field == "incomplete" and claim.rule in PAGE_RULES for claim in draft.claims):
        return draft
    claims = tuple(
        claim for claim in draft.claims if claim.field != "incomplete" or claim.rule not in PAGE_RULES
    )
    problems = tuple(problem for problem in draft.problems if problem.rule != INCOMPLETE)
    return replace(draft, claims=claims, problems=problems)


def _appended(draft: Draft, page: SeedPage, other: Draft) -> Draft:
    """The draft with the text of another page. What a page repeats of the ones before it is in the ledger."""
    known = {paragraph.text for paragraph in draft.paragraphs}
    known |= {claim.value for claim in draft.claimed("title")}
    kept: list[Paragraph] = []
    ledger = [Removed(0, f"{page.path} (page {page.number} of the article)", JOINED)]
    before = [len(draft.paragraphs)]
    for paragraph in other.paragraphs:
        if paragraph.text in known:
            ledger.append(Removed(paragraph.line, paragraph.text, REPEATED))
        else:
            kept.append(paragraph)
        before.append(len(draft.paragraphs) + len(kept))
    pictures = [
        replace(picture, after=before[min(picture.after, len(before) - 1)], lead=False, page=page.path)
        for picture in other.pictures
    ]
    listed = {(line.text, line.rule) for line in draft.removed}
    ledger += (line for line in other.removed if (line.text, line.rule) not in listed)
    return replace(
        draft,
        paragraphs=(*draft.paragraphs, *kept),
        removed=(*draft.removed, *ledger),
        claims=(*draft.claims, *(claim for claim in other.claims if claim.field in _LATER)),
        media=(*draft.media, *(link for link in other.media if link not in draft.media)),
        pictures=(*draft.pictures, *pictures),
        embeds=(*draft.embeds, *(embed for embed in other.embeds if embed not in draft.embeds)),
    )


def _marked(draft: Draft, path: str, numbers: Sequence[int], total: int) -> Draft:
    """The draft with a warning about the pages that are missing."""
    missing = sorted(set(range(1, total + 1)) - set(numbers))
    if not missing or is_declared_whole(draft.declared) or "incomplete" in draft.declared.values:
        return draft
    pages = ", ".join(map(str, missing))
    what = f"page {pages} of {total} missing" if len(missing) == 1 else f"pages {pages} of {total} missing"
    message = f"the article is incomplete ({what}): save the other pages next to the first one"
    claim = Claim("incomplete", what, next(iter(PAGE_RULES)), pages, 0.9)
    problem = Problem(path, 0, INCOMPLETE, message, "warning")
    return replace(draft, claims=(*draft.claims, claim), problems=(*draft.problems, problem))
