"""Words of a text on its scan, after a person has corrected some of them."""

from __future__ import annotations

from generator.scans.alto import Block, Line, ScanPage, Word
from generator.scans.places import Place, align, in_size, tokens


def page(*lines: str, kind: str = "text", confidence: float = 0.9) -> ScanPage:
    """Lines of words, each letter 10 wide; a line that ends with a hyphen breaks its last word."""
    made = []
    for row, line in enumerate(lines):
        words, left = [], 0
        for text in line.split():
            words.append(Word(text.removesuffix("-"), left, 20 * row, 10 * len(text), 15, confidence))
            left += 10 * len(text) + 10
        made.append(Line(tuple(words), line.endswith("-")))
    return ScanPage(600, 400, (Block(kind, tuple(made)),))


def test_a_word_broken_at_the_end_of_a_line_has_two_places() -> None:
    found = align("The harbour is open", [page("The har-", "bour is open")])
    assert found.texts[Place(0, 0, 1)] == found.texts[Place(0, 1, 0)] == "harbour"
    assert found.same
    assert not found.read


def test_a_corrected_word_gets_the_place_of_its_misreading() -> None:
    found = align("The harbour is open again", [page("The harhour is opcn again")])
    assert found.texts[Place(0, 0, 1)] == "harbour"
    assert found.texts[Place(0, 0, 3)] == "open"
    assert found.read == ("harhour", "opcn")
    assert not found.same


def test_words_that_were_joined_or_split_keep_their_places() -> None:
    found = align("Two old ships sailed", [page("Twoold sh ips sailed")])
    assert found.texts[Place(0, 0, 0)] == "Two old"
    assert found.texts[Place(0, 0, 1)] == found.texts[Place(0, 0, 2)] == "ships"


def test_a_text_may_continue_on_the_next_page() -> None:
    found = align("Sand and stone", [page("Sand"), None, page("and stone")])
    assert found.texts[Place(2, 0, 1)] == "stone"


def test_other_articles_on_the_page_are_not_compared() -> None:
    assert not list(tokens([page("Buy our soap", kind="foreign")]))


def test_the_accuracy_is_that_of_the_letters() -> None:
    found = align("Long words count", [page("Long words count", confidence=0.8)])
    assert round(found.accuracy, 3) == 0.8
    assert found.sure["words"] == 0.8


def test_a_text_without_a_recognized_word_has_no_places() -> None:
    found = align("Nothing here", [ScanPage(10, 10)])
    assert (found.texts, found.accuracy) == ({}, 0.0)


def test_boxes_are_brought_to_the_size_of_the_scan() -> None:
    (block,) = in_size(page("Sand"), 1200, 400).blocks
    assert (block.lines[0].words[0].width, block.lines[0].words[0].height) == (80, 15)
