"""What every stage of a description works with: a value, what it rests on, and how claims are weighed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from generator.model.documents import Claim, Declaration
from generator.model.records import Evidence

Value = TypeVar("Value")

# No statement of a document is certain: only a curator's is.
CEILING = 0.99


class Finding(NamedTuple, Generic[Value]):
    """A field's value, and its evidence (None where the value is empty)."""

    value: Value
    evidence: Evidence | None = None


class Weighed(NamedTuple):
    """One value that claims state, the best of these claims, and the confidence all give together."""

    value: str
    claim: Claim
    confidence: float


def declared_text(declared: Declaration, field: str) -> Finding[str]:
    """What the curator wrote for a field of plain text, "" if nothing."""
    value = declared.values.get(field)
    if not isinstance(value, str) or not value:
        return Finding("")
    return Finding(value, declared_evidence(declared, field, value))


def declared_evidence(declared: Declaration, field: str, text: str) -> Evidence:
    """Evidence for a curator's own statement: it names the file that holds it, and is certain."""
    in_sidecar = declared.paths.get(field, "").endswith((".yml", ".yaml"))
    return Evidence("declared", "sidecar" if in_sidecar else "front-matter", text, 1.0)


def by_rule(claim: Claim) -> str:
    """Each rule is a witness of its own."""
    return claim.rule


def weigh(
    claims: Sequence[Claim],
    normalise: Callable[[Claim], str],
    witness: Callable[[Claim], str] = by_rule,
) -> tuple[Weighed, ...]:
    """The distinct values that claims state, the most trusted first.

    Claims that agree raise each other's confidence as independent witnesses do; for each value the
    others state, it loses a tenth. Of equal claims the first decides.

    Args:
        claims: statements for one field, in the order in which they count.
        normalise: the value that a claim states, "" if none.
        witness: what a claim comes from; claims of one witness count once.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        value = normalise(claim)
        if value:
            groups.setdefault(value, []).append(claim)
    dissent = 0.9 ** (len(groups) - 1)
    found = [
        Weighed(value, max(group, key=lambda claim: claim.confidence), _joint(group, witness) * dissent)
        for value, group in groups.items()
    ]
    return tuple(sorted(found, key=lambda weighed: -weighed.confidence))


def _joint(claims: Iterable[Claim], witness: Callable[[Claim], str]) -> float:
    """Confidence of independent witnesses who agree."""
    surest: dict[str, float] = {}
    for claim in claims:
        surest[witness(claim)] = max(claim.confidence, surest.get(witness(claim), 0.0))
    return min(CEILING, 1 - math.prod(1 - confidence for confidence in surest.values()))


def stated(weighed: Weighed) -> Evidence:
    """Evidence for a value that the document itself states."""
    return Evidence("extracted", weighed.claim.rule, weighed.claim.text, round(weighed.confidence, 2))
