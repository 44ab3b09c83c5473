"""One occurrence of a name that a rule found by the words around it, without the help of capitals."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A name and the rule that found it; the weights of rules are in ``data/cues.yml``.

    Attributes:
        name: its display form.
        rule: the id of the rule.
        span: where it is, if the text may write it in another form.
    """

    name: str
    rule: str
    span: tuple[int, int] = (-1, -1)
