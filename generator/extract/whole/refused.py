"""Recognises a saved error page, or one that checks the browser: there is no article in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.extract.plain.shape import width
from generator.extract.whole.terms import count_terms, terms
from generator.model.documents import Draft
from generator.model.problem import Problem
from generator.text.tables import load_table

# Width of the body of an error page at most, and of one that only a phrase gives away.
_LONGEST, _SHORT = 700, 500
# Most characters of a title beyond its term.
_MORE = 30
_PARTS = re.compile(r"\s[|–—·»«:-]\s|[|:：]|(?<![.!?…。！？])[.!?…。！？]++(?:\s|\Z)")
_EDGES = " .!?…,;:'\"“”„«»()[]。！？、，-–—|"
_STATUS = re.compile(r"\A(?:(?:error|http|status|fehler|erreur) )?[45]\d\d\b[\s:.–—-]*(?=\w)")
_PROXIES = ("error page", "challenge page")
# The number of a request, as a proxy server prints it; an article about such numbers gives none.
_RAY = re.compile(r"(?i:\bray[- ]id)\W{1,4}[0-9a-f]{6,20}\b")
_LEADING = ("oops", "sorry", "error", "hoppla", "ups", "desculpe", "lo sentimos", "désolé")


def refusal_of_draft(draft: Draft) -> Problem | None:
    """Why what was read is no article, None if it may be one."""
    size = sum(width(paragraph.text) for paragraph in draft.paragraphs)
    if size > _LONGEST:
        return None
    # A page with a day or an author is an article, unless both its title and its text are of no article.
    stated = any(claim.field in {"date", "authors"} for claim in draft.claims)
    titles = list(_titles(draft))
    body = [paragraph.text for paragraph in draft.paragraphs]
    # Without a body, what was removed may be all that the page says.
    words = (
        [*body, *titles] if size > _SHORT // 4 else [*body, *titles, *(line.text for line in draft.removed)]
    )
    for kind, row in load_table("incomplete")["refused"].items():
        named = any(_is_title(title, kind) for title in titles)
        said = size <= _SHORT and any(_says(text, kind) for text in words)
        if (named and said) if stated else (named or said):
            message = f"the file is a saved {kind} and holds no article: {row['remedy']}"
            return Problem("", 0, "no-article", message)
    return None


def _says(text: str, kind: str) -> bool:
    if kind in _PROXIES and _RAY.search(text):
        return True
    return count_terms(text, terms("refused", kind, "phrases")) > 0


def _titles(draft: Draft) -> Iterator[str]:
    yield from (claim.value for claim in draft.claims if claim.field == "title")
    size = sum(width(paragraph.text) for paragraph in draft.paragraphs)
    # Below a menu, the line that says so may be the last one.
    yield from (paragraph.text for paragraph in draft.paragraphs[: 2 if size > _SHORT // 4 else None])
    yield from (line.text for line in draft.removed[:3] if line.rule == "headline")


def _is_title(title: str, kind: str) -> bool:
    if len(title) > 4 * _MORE:
        return False
    return any(_is_term(part, kind) for part in (title, *_PARTS.split(title)))


def _is_term(part: str, kind: str) -> bool:
    text = part.casefold().replace("’", "'").strip(_EDGES)
    for lead in _LEADING:
        text = text.removeprefix(f"{lead}, ").removeprefix(f"{lead} ") if text not in _exact(kind) else text
    text = text if text in _exact(kind) else _STATUS.sub("", text)
    if text in _exact(kind):
        return True
    # Several words may be followed by a few more: "page not found on this server".
    return text.startswith(_long(kind)) and any(
        text.startswith(term) and len(text) <= len(term) + _MORE for term in _long(kind)
    )


@cache
def _exact(kind: str) -> frozenset[str]:
    return frozenset(
        term.casefold().strip(_EDGES) for term in load_table("incomplete")["refused"][kind]["titles"]
    )


@cache
def _long(kind: str) -> tuple[str, ...]:
    return tuple(
        term for term in _exact(kind) if len(term.split()) > 2 or (len(term) > 5 and not term.isascii())
    )
