"""One seed to one article: read, extract, describe. No seed can stop another."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from generator.archive.likeness import fingerprint
from generator.archive.stories import features
from generator.authority.authority import Authority
from generator.describe.article import describe
from generator.describe.declared import withdrawal
from generator.describe.language import identifier
from generator.describe.withdrawn import stub, withdrawal_problems, without_text
from generator.extract.formats import extract
from generator.inputs.checks import one_line
from generator.inputs.fields import overlay, parse_declaration
from generator.model.documents import Declaration, Draft, Seed
from generator.model.problem import Problem
from generator.model.records import Article
from generator.text.printable import printable


class Made(NamedTuple):
    """The article of a seed, or None, and what a person should know about it."""

    article: Article | None
    problems: tuple[Problem, ...]


def prepare(authority: Authority) -> Authority:
    """The authority, once all is ready that every article asks for."""
    identifier()
    authority.index()
    return authority


def make_article(seed: Seed, authority: Authority) -> Made:
    """Convert one seed. An error among its problems leaves it without an article."""
    try:
        return _make(seed, authority)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one seed must not lose the others
        return Made(None, (_fault(seed, error),))


def _make(seed: Seed, authority: Authority) -> Made:
    sidecar, problems = _sidecar(seed)
    notice = None if _failed(problems) else stub(seed, sidecar)
    if notice:
        return Made(printable(notice), (*problems, *withdrawal_problems(sidecar, seed.path)))
    draft, problems = read_draft(seed)
    if draft is None:
        return Made(None, problems)
    article = printable(describe(seed, draft, authority))
    withdrawn = printable(withdrawal(draft.declared))
    problems += tuple(withdrawal_problems(draft.declared, seed.path))
    if withdrawn:
        return Made(without_text(article, withdrawn), problems)
    return Made(_comparable(replace(article, described=seed.sidecar is not None)), problems)


def _comparable(article: Article) -> Article:
    """The article with what tells texts and events apart, and what is left to a curator."""
    guessed = article.evidence.get("title")
    unsettled = {
        "title": guessed is not None and guessed.basis == "inferred",
        "candidates": bool(article.candidates),
    }
    return replace(
        article,
        fingerprint=fingerprint(article.body),
        features=features(article),
        unsettled=tuple(name for name, unsure in unsettled.items() if unsure),
    )


def read_draft(seed: Seed) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The draft of one seed, with what its sidecar declares; None where an error stands in the way."""
    sidecar, problems = _sidecar(seed)
    if _failed(problems):
        return None, problems
    draft = _shown(extract(seed, sidecar))
    problems += draft.problems
    if _failed(problems):
        return None, problems
    return replace(draft, declared=overlay(draft.declared, sidecar)), problems


def _shown(draft: Draft) -> Draft:
    """A draft of what can be shown: a headline or a name of which nothing is seen is none."""
    claims = tuple(one for one in printable(draft.claims) if one_line(one.value))
    return draft if claims == draft.claims else replace(draft, claims=claims)


def _sidecar(seed: Seed) -> tuple[Declaration, tuple[Problem, ...]]:
    if seed.sidecar is None:
        return Declaration(), ()
    path = seed.path.rpartition(".")[0] + ".yml"
    try:
        text = seed.sidecar.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Declaration(), (Problem(path, 0, "sidecar-encoding", "is not UTF-8; save it as UTF-8"),)
    return parse_declaration(text, path)


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
