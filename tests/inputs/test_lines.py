"""What a curator declares about single lines is applied in every format."""

from __future__ import annotations

import pytest

from generator.inputs.lines import CURATOR, curated
from generator.model.documents import Declaration

BLOCKS = [("First line", range(1, 2)), ("Broken\n over  two", range(3, 5)), ("Last", range(6, 7))]
RULES = ["menu", "", ""]


@pytest.mark.parametrize(
    ("declared", "rules"),
    [
        ({}, RULES),
        ({"keep": ["First  line"]}, ["", "", ""]),
        ({"keep": [1]}, ["", "", ""]),
        ({"drop": [4]}, ["menu", CURATOR, ""]),
        ({"drop": ["Broken over two", "6", 6]}, ["menu", CURATOR, CURATOR]),
        ({"keep": [6], "drop": ["Last"]}, ["menu", "", CURATOR]),
        ({"keep": ["Nowhere", 99]}, RULES),
    ],
)
def test_lines_are_named_by_number_or_words(declared: dict[str, object], rules: list[str]) -> None:
    assert list(curated(Declaration(declared), BLOCKS, RULES)) == rules
