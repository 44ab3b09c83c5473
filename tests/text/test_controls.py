"""Characters that no page can contain, and the other forms in which they are written."""

from __future__ import annotations

import pytest

from generator.inputs.strict_yaml import load_yaml
from generator.text.controls import CONTROLS, legible, without_controls, without_references

NONE = (0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)
CODES = sorted({*range(0x20), 0x7F, *range(0x80, 0xA0), *NONE} - set(b"\t\n\r"))
BREAKS = {0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85}


@pytest.mark.parametrize("code", CODES)
def test_control_characters_are_removed_and_line_separators_become_line_breaks(code: int) -> None:
    assert without_controls(f"a{chr(code)}b") == ("a\nb" if code in BREAKS else "ab")
    assert (CONTROLS.search(chr(code)) is None) == (code == 0x85)


@pytest.mark.parametrize(
    "text", ["", "a\tb\nc\rd", r"a\b\u0000", "\u00a0\u2028\u3000\u200b\ufeff", "日本語 😀 \U0001fffd"]
)
def test_all_other_characters_stay(text: str) -> None:
    assert without_controls(text) is text


@pytest.mark.parametrize(
    ("page", "clean"),
    [
        ("a&#1;b&#x1F;c&#X7f;d", "abcd"),
        ("it&#146;s &#8217; &amp;#1;", "it’s &#8217; &amp;#1;"),
        ("&#xFDD0;&#65534&#x10FFFF;", ""),
        ("&#x110000;&#99999999999999;&#x9;&#;&#x;", "&#x110000;&#99999999999999;&#x9;&#;&#x;"),
        ("&#129;&#xD800;&#0;", "\ufffd\ufffd"),
        ("&#00000000000060;", "&#00000000000060;"),
    ],
)
def test_references_to_control_characters_are_read_as_in_browsers(page: str, clean: str) -> None:
    assert without_references(page) == clean


def test_declared_values_contain_no_control_characters_at_any_depth() -> None:
    text = r"""
"ti\0tle": "a\x00b"
list: ["a\x01b", ["\a", {"k\ey": "\uFDD0x"}]]
source: {name: "N\x7Fame", url: "https://example.org/\b"}
note: "one\Ntwo\fthree"
"""
    value, places, problem = load_yaml(text, "a.yml")
    assert problem is None
    assert value == {
        "title": "ab",
        "list": ["ab", ["", {"ky": "x"}]],
        "source": {"name": "Name", "url": "https://example.org/"},
        "note": "one\ntwo\nthree",
    }
    assert places.key("title") == (2, 1)


def test_keys_that_differ_only_in_control_characters_are_duplicates() -> None:
    _, _, problem = load_yaml('title: a\n"ti\\0tle": b\n', "a.yml")
    assert problem
    assert (problem.rule, problem.line) == ("yaml-twice", 2)


def test_messages_show_terminal_control_characters_as_escapes() -> None:
    assert legible("a\x1b[31m\nb\u202e日本") == r"a\x1b[31m\nb\u202e日本"
