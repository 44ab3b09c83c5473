"""One seed to one article: read, extract, describe. No seed can stop another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from msgspec import structs

from generator.archive.likeness import fingerprint
from generator.archive.related import subject
from generator.archive.stories import features
from generator.authority.authority import Authority
from generator.convert.outcome import FAULT, GIVEN_UP, Outcome
from generator.convert.scanned import facsimile_problems, scanned, with_scan
from generator.describe.article import describe
from generator.describe.candidates.names import SHOWN
from generator.describe.declared import withdrawal
from generator.describe.language import identifier
from generator.describe.repeated_title import without_repeated_title
from generator.describe.withdrawn import stub, withdrawal_problems, without_text
from generator.extract.formats import extract
from generator.extract.scans import WAITING
from generator.inputs.checks import one_line, quoted
from generator.inputs.fields import overlay
from generator.inputs.publicity import RULE as NOT_PUBLISHED
from generator.inputs.publicity import not_published, withheld_by_name
from generator.model.documents import Draft, Paragraph, Seed
from generator.model.pictures import FileState
from generator.model.problem import Problem
from generator.model.records import Article, ArticleText
from generator.model.slugs import slug
from generator.pictures.declared import with_declared
from generator.pictures.fetched import with_fetched
from generator.pictures.reading import read_pictures
from generator.scans.facsimile import Facsimile, read_facsimile
from generator.text.markdown_limits import renderable
from generator.text.web_address import is_web_address, web_address_fault


def prepare(authority: Authority) -> Authority:
    """The authority, after loading what describing any article needs."""
    identifier()
    authority.index()
    return authority


def make_article(seed: Seed, authority: Authority) -> Outcome:
    """Convert one seed. A problem that is an error means that there is no article."""
    try:
        return _make(seed, authority)
    except MemoryError:
        return given_up(seed)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one seed must not lose the others
        return _without_article((_fault(seed, error),))


def given_up(seed: Seed) -> Outcome:
    """The outcome of a seed for which there was not enough memory. It is tried again in the next run."""
    message = (
        "could not be converted: the system ended the process that read it, or refused it memory, most "
        "likely because it needed too much. Keep only the text of the article, or convert with more memory"
    )
    return _without_article((*seed.problems, Problem(seed.path, 0, GIVEN_UP, message)))


def _make(seed: Seed, authority: Authority) -> Outcome:
    notice = None if _failed(seed.problems) else stub(seed)
    if notice:
        problems = (*seed.problems, *withdrawal_problems(seed.declared, seed.path))
        return Outcome(notice, ArticleText(), problems)
    draft, problems = read_draft(seed)
    hidden = withheld_by_name(seed.path)
    if hidden:
        why = f"{hidden} says that it is not public"
        problems = (*problems, not_published(seed.path, 0, why, "Move or rename it to publish it"))
    if draft is None:
        return _without_article(problems)
    problems += tuple(facsimile_problems(seed, draft.declared))
    seed, draft = scanned(seed, draft)
    draft = without_repeated_title(draft)
    located = with_fetched(seed, draft.pictures)
    pictures = with_declared(located.pictures, draft.declared)
    if "pictures" in draft.declared.values:
        # An import declares a picture with its address, and its file is in the folder of the document.
        located = with_fetched(seed, pictures, located)
        pictures = located.pictures
    read = read_pictures(seed, replace(draft, pictures=pictures))
    scan = Facsimile()
    if seed.scans:
        scan = read_facsimile(seed, {file.path for file in read.files})
    problems += (*read.problems, *scan.problems)
    files = (*located.states.values(), *read.files, *scan.files)
    if _failed(scan.problems) or (seed.path in seed.scans and not scan.pages):
        # Nobody can transcribe what cannot be shown.
        return _without_article(tuple(problem for problem in problems if problem.rule != WAITING), files)
    draft = replace(draft, removed=(*draft.removed, *scan.removed))
    article, text = describe(seed, replace(draft, removed=(*draft.removed, *read.removed)), authority)
    article = structs.replace(article, pictures=read.pictures)
    article, text = with_scan(article, text, seed, draft, scan)
    withdrawn = withdrawal(draft.declared)
    problems += tuple(withdrawal_problems(draft.declared, seed.path))
    if hidden:
        article = structs.replace(article, status="draft")
    elif withdrawn:
        known = tuple(problem for problem in problems if problem.rule != WAITING)
        return Outcome(without_text(article, withdrawn), ArticleText(), known, files)
    return Outcome(_derived(article, text, described=seed.sidecar is not None), text, problems, files)


def public(outcome: Outcome) -> Outcome:
    """The outcome without what must not be published: a draft leaves a warning, also if unreadable."""
    problems = outcome.problems
    if outcome.article is not None and outcome.article.status == "draft":
        if not any(problem.rule == NOT_PUBLISHED for problem in problems):
            mark = not_published(outcome.article.seed, 0, "its status is 'draft'")
            problems = (*problems, mark)
        return _without_article(
            tuple(problem for problem in problems if problem.rule != WAITING), outcome.files
        )
    if outcome.article is None and any(problem.rule == NOT_PUBLISHED for problem in problems):
        kept = tuple(problem for problem in problems if problem.severity == "warning")
        return _without_article(kept, outcome.files)
    return outcome


def _without_article(problems: tuple[Problem, ...], files: tuple[FileState, ...] = ()) -> Outcome:
    return Outcome(None, ArticleText(), problems, files)


def _derived(article: Article, text: ArticleText, *, described: bool) -> Article:
    """The article with the fields that follow from the others."""
    title = text.evidence.get("title")
    date = text.evidence.get("date")
    unsettled = {
        "title": title is not None and title.basis == "inferred",
        "date": date is None or date.basis != "declared",
        "candidates": any(name.confidence >= SHOWN for name in text.candidates),
    }
    return structs.replace(
        article,
        described=described,
        # Scans without a text are no copies of each other.
        fingerprint=fingerprint(text.body) if text.body.strip() else b"",
        features=features(article, text),
        subject=subject(article, text),
        unsettled=tuple(field for field, unsure in unsettled.items() if unsure),
        slug=slug(article.title),
        left_out=tuple(sorted(Counter(line.kind for line in text.removed).items())),
    )


def read_draft(seed: Seed) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The draft of one seed with the fields that its sidecar declares; None after an error."""
    if _failed(seed.problems):
        return None, seed.problems
    draft = _renderable(_without_invisible_claims(extract(seed, seed.declared)))
    problems = (*seed.problems, *draft.problems)
    if _failed(problems):
        return None, problems
    whole = replace(draft, declared=overlay(draft.declared, seed.declared))
    return whole, (*problems, *_address_problems(whole, seed.path))


def _without_invisible_claims(draft: Draft) -> Draft:
    """The draft without claims whose values have no visible characters."""
    claims = tuple(claim for claim in draft.claims if one_line(claim.value))
    return draft if claims == draft.claims else replace(draft, claims=claims)


def _renderable(draft: Draft) -> Draft:
    """The draft; a paragraph that no renderer of Markdown could manage is plain text."""

    def as_rendered(paragraph: Paragraph) -> Paragraph:
        markup = renderable(paragraph.markup, paragraph.text)
        return paragraph if markup is paragraph.markup else replace(paragraph, markup=markup)

    return replace(draft, paragraphs=tuple(map(as_rendered, draft.paragraphs)))


def _address_problems(draft: Draft, seed: str) -> Iterator[Problem]:
    """A warning for each value that is not an address, if the source is left without one."""
    claimed = [
        claim
        for claim in draft.claims
        if claim.field == "source_url" or (claim.field == "source_name" and "://" in claim.value)
    ]
    if draft.declared.source_url or any(is_web_address(claim.value.strip()) for claim in claimed):
        return
    for claim in claimed:
        fault = web_address_fault(claim.value.strip())
        message = f"the source's address in the document was left out: it {fault}: {quoted(claim.value)}"
        yield Problem(seed, 0, "source-address", message, "warning")


def _failed(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _fault(seed: Seed, error: Exception) -> Problem:
    what = f"{type(error).__name__}: {error}"[:300]
    return Problem(
        seed.path,
        0,
        FAULT,
        f"could not be converted: {what}. This is a fault of Clipfile; please report it with the seed",
    )
