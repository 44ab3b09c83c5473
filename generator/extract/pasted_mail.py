"""Reads pasted text, which may be a message; the reader of messages, which loads that of pages, only then."""

from __future__ import annotations

import importlib
from itertools import islice

from generator.extract.mail_private import head_kind, is_forward_mark
from generator.extract.plain.reader import extract_plain
from generator.model.documents import Declaration, Draft

SAMPLE = 3000
"""Characters that show whether there is a head, and the language of a message."""
_FIRST = 3  # lines with the mark of a forwarded message, or the first ones of a head


def extract_pasted(text: str, sidecar: Declaration) -> Draft:
    """Read a pasted text; a message loses its copied head.

    Args:
        text: the decoded document.
        sidecar: the curator's declaration.
    """
    if not _may_be_message(text[:SAMPLE]):
        return extract_plain(text, sidecar)
    draft: Draft = importlib.import_module("generator.extract.pasted_message").extract_message(text, sidecar)
    return draft


def _may_be_message(sample: str) -> bool:
    if "@" not in sample or (":" not in sample and "：" not in sample):
        return False
    lines = list(islice((line for line in sample.splitlines() if line.strip()), _FIRST))
    return any(map(is_forward_mark, lines)) or all(map(head_kind, lines))
