"""Front matter in TOML and JSON, and header lines."""

from __future__ import annotations

import pytest

from generator.text.front_matter import header_lines, read_lines, split_front_matter

BODY = "\nThe ferry sails again.\n"


@pytest.mark.parametrize(
    ("head", "notation", "key"),
    [
        ("+++\ntitle = 'A'\n+++\n", "toml", "title"),
        ("---toml\ntitle = 'A'\n---\n", "toml", "title"),
        ('{"title": "A"}\n', "json", "title"),
        ('{\n\t"tags": ["a", "{b}"],\n\t"title": "A"\n}\n', "json", "tags"),
        (';;;\n"title": "A"\n;;;\n', "json", "title"),
        ("---yaml\ntitle: A\n---\n", "yaml", "title"),
    ],
)
def test_each_notation_is_recognised_with_its_first_key(head: str, notation: str, key: str) -> None:
    front = split_front_matter(head + BODY)
    assert front
    assert (front.notation, front.key, front.body, front.lines) == (notation, key, BODY, head.count("\n"))


@pytest.mark.parametrize(
    "text", ["+++\nA rule above a text.\n+++\n", "{A text in braces}\n", '{"a": \n', "{}\n"]
)
def test_other_texts_have_no_front_matter(text: str) -> None:
    assert split_front_matter(text + BODY) is None


def test_header_lines_end_at_a_blank_line() -> None:
    front = header_lines("Title: A: b\nAuthors: C,\n    D\nSlug: x\n" + BODY)
    assert front
    assert read_lines(front.yaml) == {"Title": "A: b", "Authors": "C,\nD", "Slug": "x"}
    assert (front.body, front.lines, front.first_line) == (BODY, 4, 1)


def test_header_lines_may_be_below_a_heading_or_be_properties() -> None:
    below = header_lines("# A headline\n\nStatus: draft\nTags: a\n" + BODY)
    assert below
    assert (below.above, below.first_line, below.lines) == ("# A headline\n\n", 3, 4)
    properties = header_lines("- title:: A\n  tags:: b, c\n- The ferry sails again.\n")
    assert properties
    assert read_lines(properties.yaml) == {"title": "A", "tags": "b, c"}


@pytest.mark.parametrize(
    "text", ["The ferry sails again.\n", "Title: A\nThe ferry sails again.\n", "", "# A\n"]
)
def test_a_text_without_header_lines_has_none(text: str) -> None:
    assert header_lines(text) is None
