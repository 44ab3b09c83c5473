from __future__ import annotations

import datetime as dt
import html
import re

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.text.markup import escape, front_matter, heading, link

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "def_list", "admonition", "abbr", "footnotes"]


def rendered(text: str) -> str:
    return markdown.markdown(escape(text), extensions=EXTENSIONS)


def words(page: str) -> list[str]:
    return html.unescape(re.sub(r"<[^>]+>", "", page)).split()


@pytest.mark.parametrize(
    "text",
    [
        *("1986. It was", "# 5", "- a", "---", "===", "a\n===", "> q", "    code", "[a](b)", "![a](b)"),
        *("x {: .c}", "`c`", "~~~", "_a_", "*a*", "<script>x</script>", "<!-- x", "&amp;lt;", "| a |\n|---|"),
        *("*[H]: x", "[^1]: x", "[a]: http://x", "!!! note", "a_b_c", "C:\\x", ": x"),
    ],
)
def test_plain_text_renders_to_its_own_words(text: str) -> None:
    page = rendered(text)
    assert words(page) == text.split()
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "br"}


@given(st.text(alphabet=st.sampled_from("ab1.)#>-+*_`[](){}!<&;=~|:\\\n \"'^"), max_size=40))
def test_text_never_becomes_markup(text: str) -> None:
    page = rendered(text)
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "br"}
    assert "".join(words(page)) == "".join(text.split())


@given(st.lists(st.text(alphabet=st.sampled_from("ab1.)#>-+*_&<= \x00\u00a0"), max_size=12), min_size=2))
def test_a_single_line_is_escaped_like_a_line_among_others(lines: list[str]) -> None:
    assert "\n".join(map(escape, lines)) == escape("\n".join(lines))


@given(st.text(alphabet=st.sampled_from("ab1.)#>-+*_`[](){}!<&;=~|:\\ \"'^"), min_size=1, max_size=40))
@example("Learning C#")
@example("C# and F## #")
@example("__init__ \\#")
@example(" #")
def test_a_heading_renders_to_its_own_words(text: str) -> None:
    page = markdown.markdown(heading(3, text), extensions=EXTENSIONS)
    assert set(re.findall(r"<(\w+)", page)) == {"h3"}
    assert "".join(words(page)) == "".join(text.split())


# Texts that YAML reads as something else, or that need quotes, escapes or several lines.
TRICKY = st.sampled_from(
    [
        *("2024", "1.5", "1e5", "0x1f", "0o17", ".inf", "1:30", "yes", "No", "y", "null", "~", "=", "<<", ""),
        *("2024-01-05", "2024-01-05T01:02:03Z", "a: b", "a #b", "- a", "? a", ": a", "!x", "&a", "*a", "%a"),
        *("@a", "`a", "|", ">", "{a}", "[a]", "a, b", "'", '"', "---", "...", "a\n---\nb", "a\n...\nb\n"),
        *("\n", " a ", "a\n b\n", "a\n  b", "a \nb", "a\n# b", "a\n\tb", "a\n\n\nb", "a\tb", "\U0001f600"),
        *("\x00\x07", "\x7f\x85\x9f", "\u2028\u2029", "\ufeff", "\ufffe\uffff", "x" * 5000, "a b " * 3000),
    ]
)
TEXTS = TRICKY | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PARTS = st.dictionaries(TEXTS, TEXTS | st.dates(), max_size=3)
VALUES = (
    TEXTS
    | st.dates()
    | st.none()
    | st.booleans()
    | st.lists(TEXTS, max_size=4)
    | PARTS
    | st.lists(PARTS, max_size=3)
)


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_front_matter_is_read_back_unchanged(fields: dict[str, object]) -> None:
    text = front_matter(fields)
    assert yaml.safe_load(text.removeprefix("---\n").removesuffix("---\n")) == fields
    # With the end of the front matter found by MkDocs, and libyaml, which refuses more.
    assert get_data(f"{text}\nBody\n") == ("Body\n", fields)


def test_a_lone_surrogate_is_replaced() -> None:
    fields = {"seed": "a\udc80b.txt", "tags": ["\ud83d\ude00", "\ud83d"]}
    expected = {"seed": "a\ufffdb.txt", "tags": ["\U0001f600", "\ufffd"]}
    assert yaml.safe_load(front_matter(fields)[4:-4]) == expected


def test_front_matter_is_what_a_person_would_write() -> None:
    fields = {
        "title": "Bridge opens",
        "date": dt.date(2000, 7, 1),
        "places": ["Malmö", "New York"],
        "source": {"name": "The Example", "retrieved": dt.date(2000, 7, 2)},
        "corrections": [{"text": "It is longer."}],
        "note": "One line.\nAnother.",
    }
    assert (
        front_matter(fields)
        == """---
title: Bridge opens
date: 2000-07-01
places: [Malmö, New York]
source: {name: The Example, retrieved: 2000-07-02}
corrections:
- {text: It is longer.}
note: |-
  One line.
  Another.
---
"""
    )


def test_link_text_cannot_end_the_link() -> None:
    assert link("a]b", "https://a.example/x) y") == "[a\\]b](https://a.example/x%29%20y)"
