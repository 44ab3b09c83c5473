from __future__ import annotations

import html
import re

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.text.controls import CONTROLS
from generator.text.markup import escape, front_matter, link

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
def test_no_text_is_ever_markup(text: str) -> None:
    page = rendered(text)
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "br"}
    assert "".join(words(page)) == "".join(text.split())


@given(st.lists(st.text(alphabet=st.sampled_from("ab1.)#>-+*_&<= \x00\u00a0"), max_size=12), min_size=2))
def test_a_line_alone_is_escaped_as_it_is_among_others(lines: list[str]) -> None:
    assert "\n".join(map(escape, lines)) == escape("\n".join(lines))


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=40), max_size=5))
def test_front_matter_reads_back(meta: dict[str, str]) -> None:
    clean = {CONTROLS.sub("", key): CONTROLS.sub("", value) for key, value in meta.items()}
    text = front_matter(clean)
    assert text.startswith("---\n")
    assert text.endswith("---\n")
    assert (yaml.safe_load(text[4:-4]) or {}) == clean


WORDS = st.text(
    st.sampled_from("aAnNyYoOeE0159é漢 .,:#-'\"’&*!?[]{}|>%@`~$/()\u00a0\u2028\x85\t"), max_size=12
)
TRICKY = st.sampled_from(
    ["yes", "No", "y", "null", "2024-01-05", "1.5", "0x1f", ".inf", "a: b", "a #b", "- a", "<<"]
)
TEXTS = WORDS | TRICKY
NUMBERS = st.none() | st.booleans() | st.integers(0, 9) | st.floats(0, 1).map(lambda one: round(one, 3))


@given(
    st.dictionaries(
        TEXTS.filter(bool),
        TEXTS
        | NUMBERS
        | st.lists(TEXTS, max_size=4)
        | st.lists(st.dictionaries(TEXTS, TEXTS | NUMBERS, max_size=3), max_size=3)
        | st.dictionaries(
            TEXTS.filter(bool), st.dictionaries(TEXTS, TEXTS | NUMBERS, max_size=3), max_size=3
        ),
        max_size=5,
    )
)
def test_every_value_reads_back_as_what_it_was(meta: dict[str, object]) -> None:
    meta = {key: value for key, value in meta.items() if key not in ("", "view")}
    assert (yaml.safe_load(front_matter(meta)[4:-4]) or {}) == meta


def test_front_matter_stays_readable() -> None:
    meta = {
        "title": "Bridge opens",
        "date": "2000-07-01",
        "places": ["Malmö", "New York"],
        "quotes": [{"a": 1}],
    }
    lines = [
        "title: Bridge opens",
        'date: "2000-07-01"',
        "places: [Malmö, New York]",
        "quotes:",
        '- {"a": 1}',
    ]
    assert front_matter(meta).splitlines()[1:-1] == lines


@given(
    st.recursive(
        st.text(max_size=20) | st.integers() | st.none(),
        lambda one: st.lists(one) | st.dictionaries(st.text(max_size=9), one),
    )
)
def test_what_a_template_reads_comes_back_as_it_was(view: object) -> None:
    assert yaml.safe_load(front_matter({"title": "T", "view": view})[4:-4]) == {"title": "T", "view": view}


def test_a_link_cannot_be_left_early() -> None:
    assert link("a]b", "https://a.example/x) y") == "[a\\]b](https://a.example/x%29%20y)"
