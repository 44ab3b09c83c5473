"""The tables of patterns say what they seem to say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator import PACKAGE
from generator.text.tables import load_table


def lists_in(value: object) -> Iterator[list[object]]:
    if isinstance(value, dict):
        for part in value.values():
            yield from lists_in(part)
    elif isinstance(value, list):
        yield value
        for part in value:
            yield from lists_in(part)


@pytest.mark.parametrize("name", sorted(path.stem for path in (PACKAGE / "data").glob("*.yml")))
def test_no_word_of_a_list_is_a_truth_value(name: str) -> None:
    """YAML reads the words on, off, yes and no as true and false unless they are in quotation marks."""
    items = [item for part in lists_in(load_table(name)) for item in part]
    assert [item for item in items if item is None or isinstance(item, bool)] == []
