"""One seed to one article: read, extract, describe. No seed can stop another."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from msgspec import structs

from generator.archive.likeness import fingerprint
from generator.archive.stories import features
from generator.authority.authority import Authority
from generator.describe.article import describe
from generator.describe.declared import withdrawal
from generator.describe.language import identifier
from generator.describe.withdrawn import stub, withdrawal_problems, without_text
from generator.extract.formats import extract
from generator.inputs.checks import one_line
from generator.inputs.fields import overlay
from generator.model.addresses import slug
from generator.model.documents import Draft, Seed
from generator.model.problem import Problem
from generator.model.records import Article, ArticleText
from generator.text.markdown_limits import renderable


class Outcome(NamedTuple):
    """The result of converting a seed: its article, if any, with its text, and its problems."""

    article: Article | None
    text: ArticleText
    problems: tuple[Problem, ...]


def prepare(authority: Authority) -> Authority:
    """The authority, after loading what describing any article needs."""
    identifier()
    authority.index()
    return authority


def make_article(seed: Seed, authority: Authority) -> Outcome:
    """Convert one seed. A problem that is an error means that there is no article."""
    try:
        return _make(seed, authority)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one seed must not lose the others
        return _without_article((_fault(seed, error),))


def _make(seed: Seed, authority: Authority) -> Outcome:
    notice = None if _failed(seed.problems) else stub(seed)
    if notice:
        problems = (*seed.problems, *withdrawal_problems(seed.declared, seed.path))
        return Outcome(notice, ArticleText(), problems)
    draft, problems = read_draft(seed)
    if draft is None:
        return _without_article(problems)
    article, text = describe(seed, draft, authority)
    withdrawn = withdrawal(draft.declared)
    problems += tuple(withdrawal_problems(draft.declared, seed.path))
    if withdrawn:
        return Outcome(without_text(article, withdrawn), ArticleText(), problems)
    return Outcome(_derived(article, text, described=seed.sidecar is not None), text, problems)


def _without_article(problems: tuple[Problem, ...]) -> Outcome:
    return Outcome(None, ArticleText(), problems)


def _derived(article: Article, text: ArticleText, *, described: bool) -> Article:
    """The article with the fields that follow from the others."""
    title = text.evidence.get("title")
    unsettled = {
        "title": title is not None and title.basis == "inferred",
        "candidates": bool(text.candidates),
    }
    return structs.replace(
        article,
        described=described,
        fingerprint=fingerprint(text.body),
        features=features(article, text),
        unsettled=tuple(field for field, unsure in unsettled.items() if unsure),
        slug=slug(article.title),
    )


def read_draft(seed: Seed) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The draft of one seed with the fields that its sidecar declares; None after an error."""
    if _failed(seed.problems):
        return None, seed.problems
    draft = _renderable(_without_invisible_claims(extract(seed, seed.declared)))
    problems = (*seed.problems, *draft.problems)
    if _failed(problems):
        return None, problems
    return replace(draft, declared=overlay(draft.declared, seed.declared)), problems


def _without_invisible_claims(draft: Draft) -> Draft:
    """The draft without claims whose values have no visible characters."""
    claims = tuple(claim for claim in draft.claims if one_line(claim.value))
    return draft if claims == draft.claims else replace(draft, claims=claims)


def _renderable(draft: Draft) -> Draft:
    """The draft; a paragraph that no renderer of Markdown could manage is plain text."""
    paragraphs = tuple(
        one if (markup := renderable(one.markup, one.text)) is one.markup else replace(one, markup=markup)
        for one in draft.paragraphs
    )
    return replace(draft, paragraphs=paragraphs)


def _failed(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _fault(seed: Seed, error: Exception) -> Problem:
    what = f"{type(error).__name__}: {error}"[:300]
    return Problem(
        seed.path,
        0,
        "internal",
        f"could not be converted: {what}. This is a fault of Clipfile; please report it with the seed",
    )
