"""Turns one seed into one draft: decodes its bytes, and chooses the reader by the extension of its name."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.extract.bylines.signature import with_signature
from generator.extract.decode import decode
from generator.extract.front import read_front
from generator.extract.front_pictures import with_front_pictures
from generator.extract.generators import StrippedText, file_claims, without_generator_marks
from generator.extract.notices import with_notice
from generator.extract.pages import joined
from generator.extract.picture_bytes import with_cut_out
from generator.extract.private_links import without_tracking
from generator.extract.scans import scan_draft, with_name
from generator.extract.short_codes import without_short_codes
from generator.extract.whole.incomplete import without_rest
from generator.extract.whole.refusal import is_declared_whole, refusal_of_text
from generator.extract.whole.refused import refusal_of_draft
from generator.inputs.fields import overlay
from generator.inputs.scans import is_image
from generator.model.documents import Declaration, Draft, Removed, Seed, SeedPage
from generator.model.problem import Problem
from generator.scans.words import recognized_text


class Format(NamedTuple):
    """How to read a kind of file.

    Attributes:
        module: the reader's module, imported when first needed.
        function: the reader: content and declaration to draft.
        html: the text may state its own encoding.
        binary: the reader takes bytes instead of text.
        front: the text may begin with front matter.
        pasted: front matter must begin with a field that we know.
        headers: front matter may be lines without marks around them.
    """

    module: str
    function: str
    html: bool = False
    binary: bool = False
    front: bool = False
    pasted: bool = True
    headers: bool = False


_PLAIN = Format("generator.extract.pasted_mail", "extract_pasted", front=True)
_MARKDOWN = Format("generator.extract.markdown", "extract_markdown", front=True, pasted=False, headers=True)
_HTML = Format("generator.extract.html.page_reader", "extract_html", html=True, front=True)
_MAIL = Format("generator.extract.mail", "extract_mail", binary=True)

FORMATS: Mapping[str, Format] = {
    ".txt": _PLAIN,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".mhtml": _MAIL,
    ".mht": _MAIL,
    ".eml": _MAIL,
    ".docx": Format("generator.extract.documents", "extract_docx", binary=True),
    ".odt": Format("generator.extract.odt", "extract_odt", binary=True),
    ".rtf": Format("generator.extract.rtf", "extract_rtf", binary=True),
    ".pdf": Format("generator.extract.documents", "extract_pdf", binary=True),
}
"""The readers by extension of the seed's name."""
_NOTHING = Declaration()
# What front matter may begin with.
_MARKS = frozenset(b"-+{;")


def extract(seed: Seed, sidecar: Declaration) -> Draft:
    """Read one seed.

    Args:
        seed: the document.
        sidecar: the declaration in its sidecar; the source's address may give the date and resolves links.

    Returns:
        The draft. Failures are among its problems; nothing is raised.
    """
    kind = _format_of(seed)
    if kind is None and is_image(seed.path):
        draft = _recognized(seed, sidecar) or scan_draft()
        return _with_path(
            with_name(replace(draft, claims=(*draft.claims, *file_claims(seed.path))), seed.path), seed.path
        )
    if kind is None and seed.path.lower().endswith((".yml", ".yaml")):
        message = "the name of a sidecar ends in .yml: rename it, or let 'check --fix' do so"
        return _failed(seed.path, "format", message)
    if kind is None:
        accepted = ", ".join(FORMATS)
        return _failed(
            seed.path,
            "format",
            f"no reader for this kind of file: a seed's name ends in one of {accepted}. "
            "If another program exported it, move it elsewhere and run: clipfile import FILE",
        )
    draft = without_tracking(_read_seed(kind, seed, sidecar))
    claims = tuple(file_claims(seed.path))
    draft = replace(draft, claims=draft.claims + claims) if claims else draft
    draft = with_name(draft, seed.path) if seed.path.lower().endswith(".pdf") else draft
    if not seed.pages:
        return draft
    further = [
        (page, extract(_seed_of(page), page.sidecar.declared if page.sidecar else _NOTHING))
        for page in seed.pages
    ]
    return joined(draft, seed, further)


def _recognized(seed: Seed, sidecar: Declaration) -> Draft | None:
    """The draft of a scan without a text, whose words another program has recognized."""
    text = recognized_text(seed.folder, seed.scan_words) if seed.scan_words else ""
    draft = _read(_PLAIN, text, sidecar) if text else None
    if draft is None or any(problem.severity == "error" for problem in draft.problems):
        return None
    return draft if draft.paragraphs else None


def _seed_of(page: SeedPage) -> Seed:
    return Seed(page.path, page.data, page.sha256, page.sidecar)


def _read_seed(kind: Format, seed: Seed, sidecar: Declaration) -> Draft:
    if kind.binary:
        return _with_path(_read(kind, seed.data, sidecar), seed.path)
    decoded = decode(seed.path, seed.data, html=kind.html, markup=kind.headers)
    if decoded.text is None:
        return Draft((), problems=decoded.problems)
    read = _read_below_front_matter if kind.front else _read
    draft = _with_path(_refused(kind, decoded.text, sidecar) or read(kind, decoded.text, sidecar), seed.path)
    draft = with_cut_out(draft, decoded.pictures)
    return replace(draft, problems=decoded.problems + draft.problems) if decoded.problems else draft


def declared_fields(seed: Seed) -> Declaration:
    """The declaration of a seed: its front matter overlaid by its sidecar. The rest is not read."""
    kind = _format_of(seed)
    # The first bytes may be a byte order mark in any encoding.
    if kind is None or not kind.front or not (kind.headers or _may_have_front(seed.data)):
        return seed.declared
    text = decode(seed.path, seed.data, html=kind.html, markup=kind.headers).text or ""
    front = read_front(text, known=kind.pasted, headers=kind.headers)
    return overlay(_with_path(Draft((), declared=front.declared), seed.path).declared, seed.declared)


def _may_have_front(data: bytes) -> bool:
    return bool(_MARKS.intersection(data[:4])) or (data[:4] == b"<!--" and b"\n.. " in data[:40])


def _refused(kind: Format, text: str, sidecar: Declaration) -> Draft | None:
    """The draft of a text that is not one article, as a curator may deny in front matter too."""
    if not kind.front:
        return None
    fault = refusal_of_text(text, sidecar, split=True)
    if fault is None or is_declared_whole(read_front(text, known=kind.pasted, headers=kind.headers).declared):
        return None
    return Draft((), problems=(fault,))


def _format_of(seed: Seed) -> Format | None:
    return FORMATS.get(PurePosixPath(seed.path).suffix.lower())


def _read_below_front_matter(kind: Format, text: str, sidecar: Declaration) -> Draft:
    """The draft of a text that may begin with front matter, which the reader itself does not see."""
    front = read_front(text, known=kind.pasted, headers=kind.headers)
    has_front = front.text is not text
    cleaned = StrippedText(front.text)
    if has_front or kind.headers:
        cleaned = without_generator_marks(front.text, templates=has_front, clipped=kind.headers)
    if "[" in cleaned.text:
        codes = without_short_codes(cleaned.text, markdown=kind.headers)
        cleaned = codes._replace(removed=cleaned.removed + codes.removed, claims=cleaned.claims)
    if not has_front and not cleaned.removed and not cleaned.claims and cleaned.text == text:
        return _read(kind, text, sidecar)
    draft = _read(kind, cleaned.text, overlay(front.declared, sidecar))
    draft = replace(draft, removed=cleaned.removed + draft.removed, claims=cleaned.claims + draft.claims)
    declared = overlay(draft.declared, front.declared)
    # Only the names: the values may be private.
    unused = (Removed(1, ", ".join(declared.unused), "unused-field"),) if declared.unused else ()
    problems = front.problems + draft.problems
    draft = replace(draft, removed=(*unused, *draft.removed), problems=problems, declared=declared)
    return with_front_pictures(draft, declared.pictures) if declared.pictures else draft


def _read(kind: Format, content: str | bytes, sidecar: Declaration) -> Draft:
    draft: Draft = getattr(importlib.import_module(kind.module), kind.function)(content, sidecar)
    draft = with_notice(with_signature(without_rest(draft, sidecar), sidecar))
    if not is_declared_whole(sidecar) and (fault := refusal_of_draft(draft)):
        return replace(draft, problems=(*draft.problems, fault))
    waiting = bool(sidecar.values.get("facsimile")) or any(
        claim.field == "incomplete" for claim in draft.claims
    )
    if draft.paragraphs or waiting or any(problem.severity == "error" for problem in draft.problems):
        return draft
    message = "no article was found in the file: check that it contains the article's text"
    return replace(draft, problems=(*draft.problems, Problem("", 0, "no-text", message)))


def _with_path(draft: Draft, path: str) -> Draft:
    """The draft with the seed's path in its problems and declaration, which readers leave empty."""
    if not draft.problems and not draft.declared.paths:
        return draft
    problems = tuple(problem if problem.path else replace(problem, path=path) for problem in draft.problems)
    paths = {key: declared_in or path for key, declared_in in draft.declared.paths.items()}
    declared = replace(draft.declared, paths=paths)
    return replace(draft, problems=problems, declared=declared)


def _failed(path: str, rule: str, message: str) -> Draft:
    return Draft((), problems=(Problem(path, 0, rule, message),))
