"""The tables of patterns say what they seem to say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

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


def unquoted(text: str) -> Iterator[str]:
    """The words of the lists in brackets of a table that have no quotation marks."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += bool(depth or event.flow_style)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= bool(depth)
        elif depth and isinstance(event, yaml.ScalarEvent) and not event.style:
            yield event.value


@pytest.mark.parametrize("name", sorted(path.stem for path in (PACKAGE / "data").glob("*.yml")))
def test_a_table_can_be_read_without_libyaml(name: str) -> None:
    """PyYAML's own reader takes a question mark in brackets for the beginning of a key."""
    text = (PACKAGE / "data" / f"{name}.yml").read_text(encoding="utf-8")
    assert [word for word in unquoted(text) if "?" in word] == []
