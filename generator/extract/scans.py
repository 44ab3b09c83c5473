"""An article of which the archive has only a scan: it is published as described, and waits for its text."""

from __future__ import annotations

from generator.model.documents import Claim, Declaration, Draft
from generator.model.problem import Problem

UNTRANSCRIBED = "no transcription"


def scan_draft(declared: Declaration, what: str = "the image") -> Draft:
    """The draft of a scan without a transcription, with a warning; an error if nothing describes it.

    Args:
        declared: the declaration in its sidecar.
        what: the document, for messages.
    """
    if not declared.values:
        message = (
            f"{what} has no text: type it into a .txt file of the same name, or describe it in a sidecar"
        )
        return Draft((), problems=(Problem("", 0, "no-text", message),))
    message = f"{what} waits for its transcription: type its text into a .txt file of the same name"
    claim = Claim("incomplete", UNTRANSCRIBED, "scan", "", 1.0)
    return Draft((), claims=(claim,), problems=(Problem("", 0, "untranscribed", message, "warning"),))
