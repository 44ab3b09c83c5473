"""Patterns kept as data: the tables in ``data/``, and how their words become patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import yaml

from generator import PACKAGE

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]


@cache
def load_table(name: str) -> Any:  # noqa: ANN401 - each table has a shape of its own
    """The table ``data/NAME.yml``, read once."""
    return yaml.load((PACKAGE / "data" / f"{name}.yml").read_text(encoding="utf-8"), Loader=SafeLoader)


def alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, longer ones first, so that none hides another."""
    return "|".join(re.escape(word) for word in sorted({*words}, key=lambda word: (-len(word), word)))
