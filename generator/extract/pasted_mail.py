"""Reads pasted text that is a message: its copied head states the day and the headline of the article."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from generator.extract.mail_headers import forwarded_claims, people_of
from generator.extract.mail_private import head_kind, is_forward_mark
from generator.extract.mail_reading import Reader, clean_plain, without_people
from generator.extract.plain.reader import extract_plain
from generator.model.documents import Declaration, Draft
from generator.text.language_guess import guess_language

_SAMPLE = 3000  # characters that show whether there is a head, and the language of a message
_FIRST = 3  # lines with the mark of a forwarded message, or the first ones of a head


def extract_pasted(text: str, sidecar: Declaration) -> Draft:
    """Read a pasted text; a message loses its copied head.

    Args:
        text: the decoded document.
        sidecar: the curator's declaration.
    """
    if not _may_be_message(text[:_SAMPLE]):
        return extract_plain(text, sidecar)
    mail = clean_plain(text, Reader((), is_forward=True))
    if mail.head is None or not mail.head.keys() & {"to", "subject"}:
        return extract_plain(text, sidecar)
    draft = extract_plain(mail.text, sidecar)
    claims = (*forwarded_claims(mail.head, guess_language(mail.text[:_SAMPLE])), *draft.claims)
    removed = sorted((*draft.removed, *mail.removed), key=lambda line: line.line)
    return without_people(replace(draft, claims=claims, removed=tuple(removed)), people_of(mail.head))


def _may_be_message(sample: str) -> bool:
    if "@" not in sample or (":" not in sample and "：" not in sample):
        return False
    lines = list(islice((line for line in sample.splitlines() if line.strip()), _FIRST))
    return any(map(is_forward_mark, lines)) or all(map(head_kind, lines))
