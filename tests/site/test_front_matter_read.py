"""Front matter that is read fast is what MkDocs reads, whatever stands in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.site.render.front_matter import read_front_matter
from generator.text.markup import page

WORDS = st.text(max_size=40)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS
RECORDS = st.dictionaries(WORDS, SCALARS | st.lists(SCALARS, max_size=3), max_size=4)
VALUES = SCALARS | RECORDS | st.lists(RECORDS, max_size=3) | st.lists(WORDS, max_size=3)
KEYS = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
ODD = (
    "---\na: {'b': 1}\n---\n",
    '---\na: {"b": 1e5, "c": .5}\n---\n',
    '---\na: {"b": NaN}\n---\n',
    '---\na: {"b": "\\ud83d\\ude00"}\n---\n',
    '---\na: {"b": "\x85\u2028"}\n---\n',
    '---\na: {"b": 1\n---\nno end\n',
    '---\na: |\n  b: {"c": 1}\n  - {"d": 2}\n---\nx\n',
    '---\na: taken-out-0\nb: {"c": 1}\n---\nx\n',
    '---\na: {"b": 1, "b": 2}\na: {"c": "\\/"}\n---\n',
    '---\n- {"a": 1}\n---\nx\n',
    '---\na: {"b": 1} # why\n---\nx\n',
    "no front matter\n\n---\n",
    "",
)


@given(meta=st.dictionaries(KEYS | st.just("view"), VALUES, min_size=1), body=WORDS)
def test_what_a_conversion_writes(meta: dict[str, object], body: str) -> None:
    source = page(meta, body)
    assert read_front_matter(source) == get_data(source)


@given(lines=st.lists(st.tuples(st.sampled_from(["a: ", "- ", "  b: ", "c:"]), RECORDS | WORDS)))
def test_lines_that_nobody_wrote(lines: list[tuple[str, object]]) -> None:
    rows = "".join(f"{start}{json.dumps(value)}\n" for start, value in lines)
    source = f"---\n{rows}---\ntext\n"
    assert read_front_matter(source) == get_data(source)


@pytest.mark.parametrize("source", ODD)
def test_what_json_and_yaml_read_differently(source: str) -> None:
    assert repr(read_front_matter(source)) == repr(get_data(source))
