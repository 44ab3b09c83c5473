"""Reads pasted text that is a message: its copied head states the day and the headline of the article."""

from __future__ import annotations

from dataclasses import replace

from generator.extract.mail_headers import forwarded_claims, people_of
from generator.extract.mail_reading import Reader, clean_plain, without_people
from generator.extract.pasted_mail import SAMPLE
from generator.extract.plain.reader import extract_plain
from generator.model.documents import Declaration, Draft
from generator.text.language_guess import guess_language


def extract_message(text: str, sidecar: Declaration) -> Draft:
    """Read a pasted message; a text without its head is read as any other.

    Args:
        text: the decoded document.
        sidecar: the curator's declaration.
    """
    mail = clean_plain(text, Reader((), is_forward=True))
    if mail.head is None or not mail.head.keys() & {"to", "subject"}:
        return extract_plain(text, sidecar)
    draft = extract_plain(mail.text, sidecar)
    claims = (*forwarded_claims(mail.head, guess_language(mail.text[:SAMPLE])), *draft.claims)
    removed = sorted((*draft.removed, *mail.removed), key=lambda line: line.line)
    return without_people(replace(draft, claims=claims, removed=tuple(removed)), people_of(mail.head))
