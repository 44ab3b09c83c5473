"""An article of which the archive has only a scan: it is published as described, and waits for its text."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.inputs.scans import article_name
from generator.model.documents import Claim, Draft
from generator.model.problem import Problem

UNTRANSCRIBED = "no transcription"


# The rule of the note about it.
WAITING = "untranscribed"
# What a file of a scan is called before its own name: the day, which is a field.
_DAY_FIRST = re.compile(r"\A\d{4}-\d{2}-\d{2}[\s_-]+(?=\S)")
_JOINTS = re.compile(r"[\s_]+|(?<=\w)-(?=\w)")
_NAME = 0.3  # confidence of a headline that is only the name of a file


def scan_draft(what: str = "the image") -> Draft:
    """The draft of a scan without a transcription, with a note that it waits for it.

    Args:
        what: the document, for messages.
    """
    message = (
        f"{what} waits for its transcription: run clipfile transcribe, or type its text into a .txt file "
        "of the same name"
    )
    claim = Claim("incomplete", UNTRANSCRIBED, "scan", "", 1.0)
    return Draft((), claims=(claim,), problems=(Problem("", 0, WAITING, message, "warning"),))


def with_name(draft: Draft, path: str) -> Draft:
    """The draft of a scan with a headline from the name of its file, which a declared one overrides.

    Args:
        draft: of the scan.
        path: of its file.
    """
    if not any(claim.rule == "scan" for claim in draft.claims) or draft.claimed("title"):
        return draft
    name = article_name(path)
    title = _JOINTS.sub(" ", _DAY_FIRST.sub("", name)).strip()
    claim = Claim("title", title[:1].upper() + title[1:], "file-name", name, _NAME)
    return replace(draft, claims=(*draft.claims, claim)) if title else draft
