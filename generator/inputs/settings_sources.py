"""Settings for a source that no article has: probably a misspelt name, so they would have no effect."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.inputs.settings import Settings, keys_of, place_of
from generator.model.problem import Problem
from generator.model.records import Article

RULE = "setting-source"
_NEAR = 0.6


def unknown_sources(settings: Settings, articles: Iterable[Article]) -> Iterator[Problem]:
    """A warning for each source whose pictures have a setting, and that no article names as its source.

    Args:
        settings: the settings.
        articles: all that are published. If there are none, nothing is unknown.
    """
    if not settings.pictures_by_source or settings.file is None:
        return
    known: dict[str, str] = {}
    for source in dict.fromkeys(article.source for article in articles if not article.withdrawn):
        for key in filter(None, keys_of(source)):
            known.setdefault(key, source.name if key == source.name.casefold() else key)
    for name in sorted(settings.pictures_by_source.keys() - known.keys()) if known else ():
        near = difflib.get_close_matches(name, sorted(known), 1, _NEAR)
        hint = f"Did you mean {known[near[0]]!r}?" if near else "Write the name of a source, or its host."
        file, line = place_of(settings.file, ("extra", "clipfile", "pictures"))
        path = Path(os.path.relpath(file, settings.seeds)).as_posix()
        message = f"no article has the source {name!r}, so its setting has no effect. {hint}"
        yield Problem(path, line, RULE, f"pictures: {message}", "warning")
