"""Front matter of generated pages is read without YAML, and lines in any order as YAML reads them."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ROOT
from mkdocs.utils import meta

from generator.convert.convert import convert
from generator.inputs.settings import load_settings
from generator.site.render.front_matter import read_front_matter
from generator.system.work import Where

STARTS = ("a: ", "b:", "  c: ", "- ", "d:\n", "y: ", "on: ", "a-b: ", "  ", "- - ", "")
VALUES = (
    *(
        "word",
        "two words",
        "Yes",
        "null",
        "1",
        "1.5",
        "1e5",
        "-0",
        '{"a": 1}',
        "[a, b]",
        "[a, yes]",
        "[1, 2]",
    ),
    *(
        '["a"]',
        "[]",
        '"t"',
        "it's",
        "a: b",
        "x # y",
        "2006-01-01",
        "e5",
        "a  b",
        "a ",
        '"a" b',
        "",
        "~",
        "a\tb",
    ),
    *("[a,b]", '"\\/"', "1_000", "1:30", '[a, "b"]', '"x', "|", "Ünï", "NaN", '{"a": [{}', "{}]}"),
)
LINES = st.tuples(st.sampled_from(STARTS), st.sampled_from(VALUES)).map("".join)
DEMO = ROOT / "examples" / "demo"


@settings(max_examples=500, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4).map("\n".join))
def test_lines_in_any_order(head: str) -> None:
    source = f"---\n{head}\n---\n\nText.\n"
    assert repr(read_front_matter(source)) == repr(meta.get_data(source))


def test_what_a_conversion_writes_needs_no_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = load_settings(DEMO / "mkdocs.yml").located(
        seeds=DEMO / "seeds", docs=tmp_path, site=tmp_path / "no"
    )
    convert(found, where=Where(1))
    sources = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.rglob("*.md"))]
    assert [read_front_matter(one) for one in sources[::5]] == [meta.get_data(one) for one in sources[::5]]

    def refuse(source: str) -> NoReturn:
        raise AssertionError(source)

    monkeypatch.setattr(meta, "get_data", refuse)
    assert all(read_front_matter(source)[1]["template"] for source in sources)
