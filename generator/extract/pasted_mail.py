"""Reads pasted text that is a forwarded message: its copied head states the article's day and headline."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from generator.extract.mail import forwarded_claims, people_of
from generator.extract.mail_private import is_forward_mark
from generator.extract.mail_reading import Reader, clean_plain, without_people
from generator.extract.plain.reader import extract_plain
from generator.model.documents import Declaration, Draft
from generator.text.language_guess import guess_language

_SAMPLE = 3000  # characters that show whether there is a head, and the language of a message
_FIRST = 4  # lines in which a program marks a message as forwarded


def extract_pasted(text: str, sidecar: Declaration) -> Draft:
    """Read a pasted text; a message that a program marked as forwarded loses its copied head.

    Args:
        text: the decoded document.
        sidecar: the curator's declaration.
    """
    if not _may_be_forwarded(text[:_SAMPLE]):
        return extract_plain(text, sidecar)
    mail = clean_plain(text, Reader((), is_forward=False))
    if mail.head is None:
        return extract_plain(text, sidecar)
    draft = extract_plain(mail.text, sidecar)
    claims = (*forwarded_claims(mail.head, guess_language(mail.text[:_SAMPLE])), *draft.claims)
    removed = sorted((*draft.removed, *mail.removed), key=lambda line: line.line)
    return without_people(replace(draft, claims=claims, removed=tuple(removed)), people_of(mail.head))


def _may_be_forwarded(sample: str) -> bool:
    if "@" not in sample or (":" not in sample and "：" not in sample):
        return False
    lines = islice((line for line in sample.splitlines() if line.strip()), _FIRST)
    return any(is_forward_mark(line) for line in lines)
