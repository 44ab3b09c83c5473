"""What we write as Markdown renders in little time and depth, in any renderer."""

from __future__ import annotations

import itertools

import pytest
from making import THOROUGH
from markdown import markdown

from generator.text.markdown_limits import is_costly, renderable
from generator.text.markup import escape

EXTENSIONS = ["toc", "tables", "fenced_code"]
MARKS = (
    "_",
    "*",
    "`",
    "[",
    "]",
    "(",
    ")",
    ">",
    "#",
    "-",
    "|",
    "~",
    "=",
    "<",
    "&",
    "!",
    "\\",
    "+",
    "{",
    "}",
    ":",
    '"',
)
PIECES = (
    *MARKS,
    "1. ",
    "1) ",
    "\t",
    "_ ",
    "* ",
    "> ",
    "- ",
    "a_",
    "_a",
    "**a",
    "](",
    "[a]: ",
    "&#",
    "<!--",
    "  \n",
    "\n",
    "_“",
)
LENGTH = 40_000 if THOROUGH else 4_000


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("form", ["{run}", "Name: {run} Date: {run}", "{run}.{run}", "a{run} {run}b\n{run}"])
def test_rows_of_marks_are_rendered_as_the_same_words(piece: str, form: str) -> None:
    text = form.format(run=piece * (LENGTH // len(piece)))
    shown = markdown(renderable(escape(text), text), extensions=EXTENSIONS)
    assert "<a" not in shown.replace("<!--", "")
    assert "<img" not in shown


@pytest.mark.parametrize(
    ("mark", "other"), list(itertools.permutations(("_", "*", "`", "[", "<", "&", "\\", "__ ", "!"), 2))
)
def test_alternating_marks_are_rendered(mark: str, other: str) -> None:
    text = f"{mark * 700}{other * 700}".join(" x." * 3)
    markdown(renderable(escape(text), text), extensions=EXTENSIONS)


@pytest.mark.parametrize("piece", ["_", "*", "<", "\\", "[x](https://a.example/) ", "*a* ", "a  \n"])
def test_a_paragraph_with_too_many_marks_is_plain_text(piece: str) -> None:
    markup = piece * (200_000 // len(piece))
    made = renderable(markup, "Only the words & <marks>.")
    assert made == "<p>Only the words &amp; &lt;marks&gt;.</p>"
    assert markdown(made, extensions=EXTENSIONS) == made


@pytest.mark.parametrize("markup", ["> " * 30 + "deep", "- a\n" + "    " * 30 + "- b", "- > " * 20 + "x"])
def test_a_paragraph_that_is_nested_too_deep_is_plain_text(markup: str) -> None:
    assert renderable(markup, "deep") == "<p>deep</p>"


@pytest.mark.parametrize(
    "markup",
    [
        "Words *and* [links](https://a.example/).",
        "- a\n    - b\n        - c",
        "> > a",
        "```\n" + "> " * 30 + "\n```",
    ],
)
def test_an_ordinary_paragraph_stays(markup: str) -> None:
    assert renderable(markup, "words") is markup


@pytest.mark.parametrize(
    "piece",
    ["[", "[a](", "![a](", "[[a", '<a href="', "<!--", "<![CDATA[", "~~~a\n", "```a\n", "# a\n", "a\n=\n"],
)
@pytest.mark.parametrize("form", ["{run}", "# Page\n\nWords {run}\n{run}\n\nMore."])
def test_marks_without_an_end_are_costly(piece: str, form: str) -> None:
    assert is_costly(form.format(run=piece * 4000))


@pytest.mark.parametrize(
    "piece",
    [
        "- [A link](https://a.example/b) and `code` <br>\n",
        "# a\n\nWords (and more).\n\n",
        "```python\na[0] < b\n```\n\n",
        "| a | b |\n",
        "x",
        "<p>words</p>\n",
    ],
)
def test_a_long_page_of_a_person_is_not_costly(piece: str) -> None:
    assert not is_costly(piece * 4000)
