"""One seed to one draft: its bytes are decoded, then read in the format that its name indicates."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.extract.decode import decode
from generator.extract.front import read_front
from generator.inputs.fields import overlay
from generator.model.documents import Declaration, Draft, Seed
from generator.model.problem import Problem


class Format(NamedTuple):
    """A reader: its module, loaded when first needed, and the function that turns text into a draft.

    ``html`` says that the text states its own encoding, ``binary`` that the reader takes bytes. With
    ``front`` the text may begin with front matter; where it is ``pasted``, one that begins with our fields.
    """

    module: str
    function: str
    html: bool = False
    binary: bool = False
    front: bool = False
    pasted: bool = True


_PLAIN = Format("generator.extract.plain.reader", "extract_plain", front=True)
_MARKDOWN = Format("generator.extract.markdown", "extract_markdown", front=True, pasted=False)
_HTML = Format("generator.extract.html.page_reader", "extract_html", html=True)
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
    ".pdf": Format("generator.extract.documents", "extract_pdf", binary=True),
}
"""The formats of seeds, by the end of their names."""


def extract(seed: Seed, sidecar: Declaration) -> Draft:
    """Read one seed. What is wrong with it is in the draft's ``problems``; nothing is raised.

    ``sidecar`` is what the curator declared beside the seed; its source address dates and resolves links.
    """
    reader = FORMATS.get(PurePosixPath(seed.path).suffix.lower())
    if reader is None:
        accepted = ", ".join(FORMATS)
        return _failed(
            seed.path, "format", f"no reader for this kind of file: a seed's name ends in one of {accepted}"
        )
    if reader.binary:
        return _located(_run(reader, seed.data, sidecar), seed.path)
    decoded = decode(seed.path, seed.data, html=reader.html)
    if decoded.text is None:
        return Draft((), problems=decoded.problems)
    read = _fronted if reader.front else _run
    draft = _located(read(reader, decoded.text, sidecar), seed.path)
    return replace(draft, problems=decoded.problems + draft.problems) if decoded.problems else draft


def declared_fields(seed: Seed) -> Declaration:
    """What is declared about a seed: its front matter overlaid by its sidecar. The text is not read."""
    reader = FORMATS.get(PurePosixPath(seed.path).suffix.lower())
    # After a byte order mark, of whichever encoding.
    if reader is None or not reader.front or b"-" not in seed.data[:4]:
        return seed.declared
    front = read_front(decode(seed.path, seed.data).text or "", known=reader.pasted)
    return overlay(_located(Draft((), declared=front.declared), seed.path).declared, seed.declared)


def _fronted(reader: Format, text: str, sidecar: Declaration) -> Draft:
    """The draft of a text that may begin with front matter; the reader gets what follows it."""
    front = read_front(text, known=reader.pasted)
    if front.text is text:
        return _run(reader, text, sidecar)
    draft = _run(reader, front.text, overlay(front.declared, sidecar))
    declared = overlay(draft.declared, front.declared)
    return replace(draft, problems=front.problems + draft.problems, declared=declared)


def _run(reader: Format, content: str | bytes, sidecar: Declaration) -> Draft:
    draft: Draft = getattr(importlib.import_module(reader.module), reader.function)(content, sidecar)
    if draft.paragraphs or any(problem.severity == "error" for problem in draft.problems):
        return draft
    fault = Problem(
        "", 0, "no-text", "no article was found in the file: check that it holds the article's text"
    )
    return replace(draft, problems=(*draft.problems, fault))


def _located(draft: Draft, path: str) -> Draft:
    """The draft with the seed's path in its problems: readers know only the text."""
    if not draft.problems and not draft.declared.paths:
        return draft
    problems = tuple(problem if problem.path else replace(problem, path=path) for problem in draft.problems)
    declared = replace(draft.declared, paths={key: own or path for key, own in draft.declared.paths.items()})
    return replace(draft, problems=problems, declared=declared)


def _failed(path: str, rule: str, message: str) -> Draft:
    return Draft((), problems=(Problem(path, 0, rule, message),))
