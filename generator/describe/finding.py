"""Shared by the modules of all fields: a value with its evidence, and how claims are weighed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from generator.model.documents import Claim, Declaration
from generator.model.records import Evidence

Value = TypeVar("Value")

# No statement in a document is certain; only a curator's is.
CEILING = 0.99


class Finding(NamedTuple, Generic[Value]):
    """A field's value, and its evidence (None when the value is empty)."""

    value: Value
    evidence: Evidence | None = None


class WeighedValue(NamedTuple):
    """A value that claims state, the most confident of these claims, and their joint confidence."""

    value: str
    claim: Claim
    confidence: float


def declared_text(declared: Declaration, field: str) -> Finding[str]:
    """The declared value of a text field, "" if there is none."""
    value = declared.values.get(field)
    if not isinstance(value, str) or not value:
        return Finding("")
    return Finding(value, declared_evidence(declared, field, value))


def declared_evidence(declared: Declaration, field: str, text: str) -> Evidence:
    """Evidence for a declared value: certain, with the kind of file it was declared in.

    Args:
        declared: the declaration.
        field: name of the field.
        text: the words to quote.
    """
    in_sidecar = declared.paths.get(field, "").endswith((".yml", ".yaml"))
    export = declared.values.get("provenance") if in_sidecar else None
    if isinstance(export, Mapping) and export.get("file"):
        return Evidence("declared", "import", f"{text} ({export['file']})", 1.0)
    return Evidence("declared", "sidecar" if in_sidecar else "front-matter", text, 1.0)


def by_rule(claim: Claim) -> str:
    """The default witness of a claim: its rule."""
    return claim.rule


def weigh(
    claims: Sequence[Claim],
    normalise: Callable[[Claim], str],
    witness: Callable[[Claim], str] = by_rule,
) -> tuple[WeighedValue, ...]:
    """The distinct values that claims state, the most confident first.

    Claims that agree raise each other's confidence like independent witnesses; each other value lowers it by
    a tenth. Ties keep the order of the claims.

    Args:
        claims: statements for one field, in order of preference.
        normalise: returns the value that a claim states, "" if none.
        witness: returns what a claim comes from; claims of one witness count once.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        value = normalise(claim)
        if value:
            groups.setdefault(value, []).append(claim)
    dissent = 0.9 ** (len(groups) - 1)
    values = [
        WeighedValue(value, max(group, key=lambda claim: claim.confidence), _joint(group, witness) * dissent)
        for value, group in groups.items()
    ]
    return tuple(sorted(values, key=lambda weighed: -weighed.confidence))


def _joint(claims: Iterable[Claim], witness: Callable[[Claim], str]) -> float:
    """The joint confidence of witnesses who agree."""
    surest: dict[str, float] = {}
    for claim in claims:
        surest[witness(claim)] = max(claim.confidence, surest.get(witness(claim), 0.0))
    return min(CEILING, 1 - math.prod(1 - confidence for confidence in surest.values()))


def extracted_evidence(weighed: WeighedValue) -> Evidence:
    """Evidence for a value that the document states."""
    return Evidence("extracted", weighed.claim.rule, weighed.claim.text, round(weighed.confidence, 2))
