"""Distinct values are those of NumPy's own function."""

from __future__ import annotations

import numpy as np
import pytest

from generator.archive.distinct import distinct


@pytest.mark.parametrize("values", [[], [7], [5, 5, 5], [9, 1, 2**63, 1, 9, 9, 0]])
def test_distinct_values_their_numbers_and_counts(values: list[int]) -> None:
    given = np.array(values, dtype=np.uint64)
    for ours, theirs in zip(
        distinct(given), np.unique(given, return_inverse=True, return_counts=True), strict=True
    ):
        assert ours.tolist() == theirs.tolist()
