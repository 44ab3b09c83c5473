"""Short codes of WordPress and its themes are no text; what they enclose is, and pictures stay pictures."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.extract.short_codes import without_short_codes
from generator.model.documents import Declaration, Draft, Seed

FERRY = "The ferry to Easter Quay sails again after a long repair, the harbour master said on Friday."
FARES = "A crossing costs four crowns, and children under seven sail for nothing until the end of June."


def read(text: str, name: str = "a.md") -> Draft:
    return extract(Seed(name, text.encode(), ""), Declaration())


@pytest.mark.parametrize("code", ['[gallery ids="1,2,3"]', "[newsletter]", "[vc_empty_space height=”30px”]"])
def test_a_code_leaves_a_text_and_a_page_and_is_in_the_ledger(code: str) -> None:
    markdown = read(f"# Ferry\n\n{FERRY}\n\n{code}\n\n{FARES}\n")
    page = read(
        f"<html><body><article><p>{FERRY}</p><p>{code}</p><p>{FARES}</p></article></body></html>", "a.html"
    )
    for draft in (markdown, page):
        assert draft.body.split("\n\n")[-2:] == [FERRY, FARES]
        assert (code, "short-code") in [(line.text, line.rule) for line in draft.removed]


def test_codes_may_enclose_text_and_each_other() -> None:
    button = "[button link='/a']Book now[/button]"
    text = f"[et_pb_row][custom_box]{FERRY}[/custom_box][/et_pb_row]\n\n{button} {FARES}"
    cleaned = without_short_codes(text)
    assert cleaned.text == f"{FERRY}\n\n {FARES}"
    assert cleaned.removed[-1].text == button


def test_a_caption_stays_with_its_picture() -> None:
    code = '[caption id="a" width="300"]<img src="/boat.jpg" alt="Boat"> The boat on Sunday[/caption]'
    draft = read(
        f"<html><body><article><p>{FERRY}</p><p>{code}</p><p>{FARES}</p></article></body></html>", "a.html"
    )
    assert "The boat on Sunday" not in draft.body
    assert [(picture.address, picture.caption) for picture in draft.pictures] == [
        ("/boat.jpg", "The boat on Sunday")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He said [sic] so [1], [see below].",
        "[a link](https://bay.example/a) and [x] [TODO]",
        "<script>a[/x/]=[b c=1]</script>",
    ],
)
def test_other_brackets_are_text(text: str) -> None:
    assert without_short_codes(f"{text} [/x]").text == f"{text} [/x]"


@pytest.mark.parametrize(
    "code", ["```toml\n[search]\nport = 8\n[/etc]\n```", 'Write `[gallery ids="1,2"]` for pictures.']
)
def test_codes_that_markdown_shows_as_code_stay(code: str) -> None:
    draft = read(f"# Ferry\n\n{FERRY}\n\n{code}\n\n[newsletter]\n\n{FARES}\n")
    assert draft.paragraphs[1].markup == code.replace("toml", "")
    assert [(line.line, line.text) for line in draft.removed if line.rule == "short-code"] == [
        (6 + code.count("\n") + 1, "[newsletter]")
    ]
