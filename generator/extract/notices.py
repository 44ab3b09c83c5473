"""Recognises a document whose first lines say "DRAFT – NOT FOR PUBLICATION" or the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from generator.inputs.fields import overlay
from generator.inputs.foreign import folded, words
from generator.inputs.publicity import not_published
from generator.model.documents import Declaration, Draft

_LONGEST = 60  # characters of such a line
_FIRST = 2  # paragraphs that may be one
_BETWEEN = re.compile(r"\s[-–—|/•·*]+\s|[.,:;!]\s+")


def with_notice(draft: Draft) -> Draft:
    """The draft; it is not public if one of its first lines says so."""
    notice = next(filter(_is_notice, _first_lines(draft)), "")
    if not notice:
        return draft
    problem = not_published("", 0, f"its first line says {notice!r}", "Remove that line to publish it")
    declared = overlay(draft.declared, Declaration({"status": "draft"}))
    return replace(draft, problems=(*draft.problems, problem), declared=declared)


def _first_lines(draft: Draft) -> Iterator[str]:
    yield from (claim.value for claim in draft.claims if claim.field == "title")
    yield from (paragraph.text for paragraph in draft.paragraphs[:_FIRST])
    yield from (line.text for line in islice(draft.removed, _FIRST))


def _is_notice(text: str) -> bool:
    """Whether a line only says that a text is not public, in capitals or brackets, or in two phrases."""
    if not text or len(text) > _LONGEST:
        return False
    parts = [part for part in map(folded, _BETWEEN.split(text)) if part]
    if not any(part in words("notices") for part in parts):
        return False
    alone = text == text.upper() or text.strip("* ")[0] in "[(<"
    return all(part in words("notices") | words("withheld_words") for part in parts) and (
        alone or len(parts) > 1
    )
