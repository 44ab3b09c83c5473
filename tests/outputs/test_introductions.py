from __future__ import annotations

import pytest
from markdown import markdown

from generator.outputs.pages.introductions import plain_start, tame
from generator.text.controls import CONTROLS

HARMLESS = (
    'Two *threads* & a [link](../people/ana/).\n\n> "Quoted" <https://a.example/>\n\n- one\n- two\n\n`x < y`'
)


def test_a_harmless_introduction_stays_as_it_was_written() -> None:
    assert tame(HARMLESS) == HARMLESS


@pytest.mark.parametrize(
    "hostile",
    [
        "Text <script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "<iframe src='https://a.example/'></iframe>",
        "<p style='position:fixed'>Text</p>",
        "<svg onload=alert(1)>",
        "<body onload=alert(1)>",
        "<BODY onload!#$%&()*~+-_.,:;?@[=alert(1)>",
        "<html onload=alert(1)><head><frameset onload=alert(1)>",
        "<!-- onload -->",
        "![a](https://a.example/onerror.png)",
        "<img src=https://a.example/onerror.png>",
        "[a](https://a.example/x'\"onload)",
    ],
)
def test_scripts_and_frames_are_removed_and_the_rest_is_preserved(hostile: str) -> None:
    page = markdown(tame(f"**First.**\n\n{hostile}\n\nLast."))
    assert "<strong>First.</strong>" in page
    assert "Last." in page
    for sign in ("script", "onerror", "javascript", "iframe", "style", "onload"):
        assert sign not in page


@pytest.mark.parametrize("text", ["[a](b){: onload=alert(1) }", '--8<-- "secret.md"', "{{ config }}"])
def test_syntax_of_markdown_extensions_has_no_effect(text: str) -> None:
    page = markdown(tame(text), extensions=["attr_list", "toc"])
    assert "<p onload" not in page
    assert "<a onload" not in page
    assert tame(text).startswith("<div><p>")


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_text_nested_too_deeply_for_markdown_is_shown_line_by_line(mark: str) -> None:
    text = f"First <b>.\n\n{mark * 3000}deep\n\nLast."
    assert plain_start(text).startswith("First")
    assert tame(text).startswith("<div><p>First &lt;b&gt;.</p>")
    assert tame(text).endswith("<p>Last.</p></div>")


@pytest.mark.parametrize("text", ["", "-" * 60, "* " * 10, "> > > deep"])
def test_ordinary_nesting_is_preserved(text: str) -> None:
    assert tame(text) == text or len(text) == 60


@pytest.mark.parametrize("address", ["https:a.example", "HTTPS:/a.example", "///a.example", "https://"])
def test_an_invalid_address_does_not_become_a_link(address: str) -> None:
    assert "href" not in markdown(tame(f"[a]({address})"))


def test_a_reference_to_an_invalid_character_is_text() -> None:
    assert "&amp;NoSuch;" in tame("a &NoSuch; b")


def test_an_item_outside_a_list_becomes_a_block() -> None:
    assert "<li>" not in tame("Text\n\n<li>One\n")
    assert tame("- one\n\n<script>x</script>").count("<li>") == 1


@pytest.mark.parametrize(
    "loose", ["words", "<code>x</code>", "<li>a</li> words", "<a href='x'>b</a><li>c</li>"]
)
def test_a_list_with_other_content_than_items_becomes_a_block(loose: str) -> None:
    page = tame(f"First\n\n<ul>{loose}</ul>\n\n<script>x</script>")
    assert "<ul>" not in page
    assert "<li>" not in page
    assert "<ul>" in tame("First\n\n<ul> <li>a</li>\n<li>b</li> </ul>\n\n<script>x</script>")


@pytest.mark.parametrize("reference", ["&#2;", "&#x3;", "&#27;", "&#xfffe;"])
def test_references_do_not_produce_control_characters(reference: str) -> None:
    assert plain_start(f"a{reference}b").isprintable()
    assert not CONTROLS.search(tame(f"a{reference}b"))
