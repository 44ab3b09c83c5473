"""Reads the name with which an article ends: "— Ana Paz", "(Ana Paz)", "– Ana Paz in Lisbon"."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.extract.bylines.names import author_names, is_full, is_given
from generator.extract.bylines.words import byline_words
from generator.model.documents import Claim, Declaration, Draft, Paragraph, Removed

_LONGEST, _MOST_WORDS = 70, 4
_DASHED = re.compile(r"[—–―-]{1,2}\s?([^\W\d_][^\n]*)")
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）]{4,60})[)\]）】]")
_ENDED = re.compile(r"[.!?…。！？][\"”’»)]?\Z")
# What an article ends with: not a quotation of which the name would be the source.
_QUOTED = re.compile(r"\A[\"“„«»‹「『]|[\"”»「」』]\Z")


def with_signature(draft: Draft, declared: Declaration) -> Draft:
    """The draft with the name below its text as its author, and without that line.

    Args:
        draft: what a reader found.
        declared: the curator's declaration, whose kept lines stay.
    """
    body = draft.paragraphs
    if len(body) < 2 or len(body[-1].text) > _LONGEST or "keep" in declared.values:
        return draft
    text = body[-1].text.strip()
    match = _DASHED.fullmatch(text) or _BRACKETED.fullmatch(text)
    if match is None or _is_source_of(body[-1], body[-2]):
        return draft
    names = author_names(match[1])
    if not names or not all(_is_person(name) and name in text for name in names):
        return draft
    known = draft.claimed("authors")
    # Words with capitals that nothing else names as the author may be anything: "— The End", "(White House)".
    named = any(name in claim.value for claim in known for name in names)
    if not (named if known else all(map(is_given, names))):
        return draft
    # Who is told of is not who tells.
    if any(name.rpartition(" ")[2] in paragraph.text for name in names for paragraph in body[:-1]):
        return draft
    claims = () if known else tuple(Claim("authors", name, "byline", text, 0.7) for name in names)
    removed = (*draft.removed, Removed(body[-1].line, text, "byline"))
    ledger = tuple(sorted(removed, key=lambda line: line.line))
    return replace(draft, paragraphs=body[:-1], claims=(*draft.claims, *claims), removed=ledger)


def _is_source_of(last: Paragraph, above: Paragraph) -> bool:
    """Whether a line names the source of a quotation above it, or is an item of a list."""
    if not _ENDED.search(above.text) or _QUOTED.search(above.text) or above.markup.startswith(">"):
        return True
    return last.markup.startswith((">", "- ", "* "))


def _is_person(name: str) -> bool:
    """Whether a name is that of a person: "Ana Paz", not "Getty Images" or "Los Angeles"."""
    words = name.split()
    if (
        not is_full(name)
        or len(words) > _MOST_WORDS
        or not all(word[0].isupper() for word in words[:: len(words) - 1 or 1])
    ):
        return False
    return is_given(name) or byline_words().impersonal.isdisjoint(map(str.casefold, words))
