"""One occurrence of a name that a rule found, in a text without capitals."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A name and the rule that found it; the weights of rules are in ``data/cues.yml``."""

    name: str
    rule: str
