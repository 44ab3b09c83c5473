"""No text of a seed makes a rendered page load anything, whatever marks it mixes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import fromstring
from making import THOROUGH
from markdown import markdown

from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.model.documents import Seed

EXTENSIONS = ["toc", "tables", "fenced_code"]
LOADING = {
    "img",
    "iframe",
    "script",
    "object",
    "embed",
    "link",
    "style",
    "svg",
    "video",
    "audio",
    "source",
    "input",
}
LOADING |= {"base", "meta", "form", "frame", "picture", "image", "track", "applet"}
URL = "https://evil.example/p.png"
PROSE = "The council voted on Tuesday to repair the roof of the market hall before the winter begins."
PIECES = (
    *(
        "!",
        "\\",
        "\\!",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "<",
        ">",
        "&",
        "&#33;",
        "&#x21;",
        "&excl;",
        "&lsqb;",
        "`",
        "*",
        "**",
    ),
    *(
        "_",
        "~~",
        "|",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "# ",
        "1. ",
        "    ",
        "^",
        "{",
        "}",
        "\u2028",
        "\u00a0",
        "\t",
        '"',
        "'",
        ":",
    ),
    *(
        f"[see]({URL})",
        f"![see]({URL})",
        f"[see]: {URL}",
        f"[see]: <{URL}> 'x'",
        "[see]",
        "![see]",
        "[see][see]",
        "![][see]",
    ),
    *(
        f"<{URL}>",
        URL,
        f"<img src={URL}>",
        f"<img src='{URL}' onerror=x>",
        f"<a href='{URL}'>see</a>",
        f"<b>!</b><a href={URL}>s</a>",
    ),
    *(
        f"<iframe src={URL}></iframe>",
        "<!--",
        "-->",
        "<br>",
        "</p>",
        "<p>",
        "see",
        " ",
        "\\\\",
        "{: src=x}",
        f"!<a href='{URL}'>",
    ),
    *(
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<sup>",
        "</sup>",
        "<td>",
        "<table><tr><td>",
        "<li>",
        "<em>",
        "</em>",
        "```\n",
    ),
)
SUFFIXES = ("md", "html", "txt", "eml")
EASE = settings(
    max_examples=400 if THOROUGH else 40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def loading(suffix: str, text: str) -> Iterator[str]:
    """Elements and attributes of the rendered article that would load something."""
    head = "From: a@news.example\nSubject: Market hall\nContent-Type: text/html; charset=utf-8\n\n" * (
        suffix == "eml"
    )
    seed = Seed(f"a.{suffix}", f"{head}{PROSE}\n\n{text}\n\n{PROSE}".encode(), "")
    made = make_article(seed, Authority())
    assert [problem for problem in made.problems if problem.rule == "internal"] == []
    body = "\n\n".join(paragraph.markup for paragraph in made.text.paragraphs)
    for element in fromstring(f"<div>{markdown(body, extensions=EXTENSIONS)}</div>").iter("*"):
        if element.tag in LOADING or (element.tag == "a" and not str(element.get("href")).startswith("http")):
            yield str(element.tag)
        yield from (
            name
            for name in map(str, element.attrib)
            if name.startswith(("src", "on", "data", "poster", "back"))
        )


@pytest.mark.parametrize("suffix", SUFFIXES)
@EASE
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_mix_of_marks_loads_anything(suffix: str, text: str) -> None:
    assert list(loading(suffix, text)) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "before",
    [
        "!",
        "\\!",
        "\\\\!",
        "\\\\\\!",
        "x!",
        "x\\!",
        "x \\\\!",
        "<b>!</b>",
        "&#33;",
        "! ",
        "\n!",
        "**!**",
        "`\\`!",
    ],
)
@pytest.mark.parametrize("link", [f"[see]({URL})", f"<a href='{URL}'>see</a>", f"![see]({URL})", "[see]"])
def test_an_exclamation_mark_before_a_link_makes_no_picture(suffix: str, before: str, link: str) -> None:
    for text in (
        f"{before}{link}",
        f"Look {before}{link} and\n{before}{link}",
        f"- {before}{link}",
        f"> {before}{link}",
    ):
        assert list(loading(suffix, f"{text}\n\n[see]: {URL}")) == []
