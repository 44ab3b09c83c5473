"""The lines that a curator keeps or drops, by number or in their own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model.documents import Declaration

CURATOR = "curator"
"""The rule under which the ledger lists a line that a curator dropped."""


def curated(
    declared: Declaration, blocks: Iterable[tuple[str, range]], rules: Sequence[str]
) -> Sequence[str]:
    """The rules after the curator's word, which overrules every other: a kept block has none.

    Args:
        declared: what a curator declared; ``keep`` and ``drop`` list line numbers, from 1, or words of lines.
        blocks: words and line numbers of each block of the document.
        rules: for each block the rule that leaves it out, "" where it stays.
    """
    keep, drop = (_named(declared.values.get(field)) for field in ("keep", "drop"))
    if not keep and not drop:
        return rules
    keys = ((" ".join(text.split()), *numbers) for text, numbers in blocks)
    return [
        rule if drop.isdisjoint(key) and keep.isdisjoint(key) else "" if drop.isdisjoint(key) else CURATOR
        for key, rule in zip(keys, rules, strict=True)
    ]


def _named(listed: object) -> frozenset[object]:
    items = listed if isinstance(listed, list) else []
    return frozenset(" ".join(item.split()) if isinstance(item, str) else item for item in items)
