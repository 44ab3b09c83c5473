"""``data/withdrawn.jsonl``: the withdrawn articles, for everyone who keeps copies of the data."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.model.output import Output

PATH = "data/withdrawn.jsonl"


def withdrawn_jsonl(archive: Archive) -> Iterator[Output]:
    """One object a withdrawn article: ``id``, ``url``, ``date`` and ``reason`` of its withdrawal, or null.

    ``hide_title`` says whether its headline is withheld as well.
    """
    records = (
        {
            "id": article.id,
            "url": article.url,
            "date": article.withdrawn.date or None,
            "reason": article.withdrawn.reason or None,
            "hide_title": article.withdrawn.hide_title,
        }
        for article in archive.withdrawn
        if article.withdrawn
    )
    yield Output(PATH, "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records))
