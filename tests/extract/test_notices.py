"""A document whose first line says that it is not for the public stays a draft."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed

TEXT = (
    "The weir at Oldmill was opened on Friday, eleven days late, because a gate had jammed in the frost.\n\n"
    "Boats waited below it. The keeper said that a new gate would be cast in the spring and hung in May.\n"
)


def read(first: str) -> Draft:
    return extract(Seed("a.txt", f"{first}\n\n{TEXT}".encode(), ""), Declaration())


@pytest.mark.parametrize(
    "first",
    ["DRAFT – NOT FOR PUBLICATION", "[Do not publish]", "Entwurf – nicht zur Veröffentlichung", "不得公开"],
)
def test_a_notice_keeps_a_document_from_the_public(first: str) -> None:
    draft = read(first)
    assert draft.declared.values["status"] == "draft"
    assert "not-published" in {problem.rule for problem in draft.problems}


@pytest.mark.parametrize("first", ["Not for publication", "Draft", "DRAFT LAW PASSES", "CONFIDENTIAL"])
def test_headlines_are_no_notices(first: str) -> None:
    assert "status" not in read(first).declared.values
