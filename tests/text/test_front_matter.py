"""Where front matter begins and ends, in every form in which editors write it."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Seed
from generator.text.front_matter import FrontMatter, split_front_matter

BODY = "Words.\n---\nMore.\n"


@pytest.mark.parametrize(
    ("head", "yaml", "key"),
    [
        ("---\ntitle: A\n---\n", "title: A\n", "title"),
        ("\ufeff---\ntitle: A\n---\n", "title: A\n", "title"),
        ("---\r\ntitle: A\r\n---\r\n", "title: A\r\n", "title"),
        ("---  \t\ntitle: A\n--- \n", "title: A\n", "title"),
        ("---\ntitle: A\n...\n", "title: A\n", "title"),
        ("---\n# note\ntitle:\n  - A\n\nb: c\n---\n", "# note\ntitle:\n  - A\n\nb: c\n", "title"),
        ('---\n"my title" : A\n---\n', '"my title" : A\n', "my title"),
        ("---\n---\n", "", ""),
        ("---\n\n# note\n---\n", "\n# note\n", ""),
    ],
)
def test_front_matter_ends_at_the_first_mark(head: str, yaml: str, key: str) -> None:
    assert split_front_matter(head + BODY) == FrontMatter(yaml, key, BODY, head.count("\n"))


def test_the_last_line_may_lack_a_line_break() -> None:
    assert split_front_matter("---\ntitle: A\n---") == FrontMatter("title: A\n", "title", "", 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "---\ntitle: A\n",  # no end
        "\n---\ntitle: A\n---\n",  # not at the start
        " ---\ntitle: A\n---\n",
        "----\ntitle: A\n---\n",
        "--- # x\ntitle: A\n---\n",
        "---\ntitle: A\n ---\n",
        "---\n\nA text between two rules.\n\n---\n\nMore.\n",
        "---\n\ntitle: A\n---\n",
        "---\nhttps://example.org/\n---\n",
        "---\n- a list: of things\n---\n",
    ],
)
def test_a_horizontal_rule_is_not_front_matter(text: str) -> None:
    assert split_front_matter(text) is None


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_pasted_text_and_markdown_read_it_alike(name: str) -> None:
    front = "---\r\ntitle: Declared\r\ndrop: [Advertisement]\r\n...\r\n\r\n"
    words = "The council voted on Tuesday to repair the roof of the market hall before the winter begins."
    text = f"{front}{words}\r\n\r\nAdvertisement\r\n"
    draft = extract(Seed(name, b"\xef\xbb\xbf" + text.encode(), ""), Declaration())
    assert draft.problems == ()
    assert draft.declared.values == {"title": "Declared", "drop": ["Advertisement"]}
    assert draft.declared.lines == {"title": 2, "drop": 3}
    assert [(paragraph.text, paragraph.line) for paragraph in draft.paragraphs] == [(words, 6)]
    assert [(line.text, line.line, line.rule) for line in draft.removed] == [("Advertisement", 8, "curator")]


def test_a_long_head_without_an_end_is_read_in_linear_time() -> None:
    assert split_front_matter("---\n" + "a: b\n" * 200_000) is None
    assert split_front_matter("---\n" + "#\n" * 200_000 + "---\n") is not None
