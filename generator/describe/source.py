"""Decides where an article was published: outlet, addresses, and when it was retrieved."""

from __future__ import annotations

from collections.abc import Mapping

from generator.describe.finding import Finding, declared_evidence, extracted_evidence, weigh
from generator.inputs import checks
from generator.model.documents import Claim, Draft, Seed
from generator.model.records import Evidence, Source
from generator.text.archived import original_of


def find_source(draft: Draft) -> Finding[Source]:
    """Declared parts of the source; parts that are not declared come from the document's claims."""
    declared = _declared(draft)
    name = weigh(draft.claimed("source_name"), _name)
    url = weigh(draft.claimed("source_url"), _address) or weigh(draft.claimed("source_name"), _address)
    saved = weigh(draft.claimed("retrieved"), lambda claim: claim.value)
    address = declared.get("url") or (url[0].value if url else "")
    archived = declared.get("archived_url", "")
    original = original_of(address)
    if original and archived in ("", address):
        # The address of a copy contains that of the original.
        address, archived = original, address
    source = Source(
        declared.get("name") or (name[0].value if name else ""),
        address,
        archived,
        declared.get("retrieved") or (saved[0].value if saved else ""),
        *(declared.get(part, "") for part in ("edition", "section", "page", "issn", "place")),
    )
    if source == Source():
        return Finding(source)
    return Finding(source, _evidence(draft, declared) or extracted_evidence((name or url or saved)[0]))


def _name(claim: Claim) -> str:
    """The claimed name, "" for an address: "Source: https://..." names no outlet."""
    return "" if "://" in claim.value else " ".join(claim.value.split())


def _address(claim: Claim) -> str:
    """The claimed address, "" if it would not be accepted from a curator either."""
    return str(checks.address(claim.value).value or "")


def latest_date(seed: Seed, draft: Draft) -> str:
    """The last day on which the article can have been published, as YYYY-MM-DD, "" if unknown.

    It is the day of retrieval, else that of the first commit of the seed.
    """
    saved = next((claim.value for claim in draft.claimed("retrieved")), "")
    return _declared(draft).get("retrieved") or saved or (seed.added or "")


def _declared(draft: Draft) -> dict[str, str]:
    retrieved = draft.declared.values.get("retrieved")
    return {**({"retrieved": str(retrieved)} if retrieved else {}), **draft.declared.source}


def _evidence(draft: Draft, declared: Mapping[str, str]) -> Evidence | None:
    if not declared:
        return None
    field = "source" if "source" in draft.declared.values else "retrieved"
    return declared_evidence(draft.declared, field, ", ".join(declared.values()))
