"""Columns are read one after another, and what belongs to other articles is set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from transcribe.laying import BODY, column, row

from generator.transcribe.body import Part
from generator.transcribe.boxes import Box
from generator.transcribe.layout import laid_out
from generator.transcribe.marks import Marks
from generator.transcribe.rows import Row, rows_of
from generator.transcribe.text import paragraphs, transcript


def words(parts: Sequence[Part], kind: str) -> list[str]:
    return [each.text.split()[0] for part in parts if part.kind == kind for each in part.block.rows]


def lay(rows: list[Row], marks: Marks | None = None, *, first: bool = True) -> list[Part]:
    return laid_out(rows, marks or Marks(), BODY, first=first)


HEADLINE = [row("Ferry returns to the river", 50, 60, 400, times=2.0)]
COLUMNS = [*column("a", 50, 120), *column("b", 270, 120)]


def test_columns_are_read_one_after_another() -> None:
    parts = lay([*reversed(COLUMNS), *HEADLINE])
    assert words(parts, "text") == ["a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5"]
    assert words(parts, "headline") == ["Ferry"]


def test_a_centred_byline_is_not_the_first_line_of_the_middle_column() -> None:
    columns = [*column("a", 50, 120), *column("b", 270, 120), *column("c", 490, 120)]
    parts = lay(
        [
            row("Ferry returns to the river", 50, 60, 640, times=2.0),
            row("By the Desk", 320, 118, 100),
            *columns,
        ]
    )
    assert [part.kind for part in parts[:2]] == ["headline", "byline"]
    assert words(parts, "text")[0] == "a1"
    assert len(words(parts, "text")) == 15


def test_columns_that_begin_with_short_blocks_are_no_introduction() -> None:
    short = [*column("a", 50, 120, 1), *column("b", 270, 120, 1)]
    parts = lay([*HEADLINE, *short, *column("c", 50, 185), *column("d", 270, 185)])
    order = [each.text.split()[0] for part in parts for each in part.block.rows]
    assert order.index("a1") < order.index("c1") < order.index("b1") < order.index("d1")


def test_the_lines_of_a_headline_are_one() -> None:
    second = row("after a long winter", 80, 102, 300, times=2.0)
    assert words(lay([*column("a", 50, 160), second, *HEADLINE]), "headline") == ["Ferry", "after"]


def test_what_is_above_the_headline_is_no_text() -> None:
    parts = lay([row("River Courier", 50, 10, 120), *HEADLINE, *COLUMNS])
    assert words(parts, "header") == ["River"]


def test_an_article_beside_has_a_headline_of_its_own() -> None:
    other = [row("Bridge toll to rise", 500, 64, 190, times=1.5), *column("c", 500, 120)]
    parts = lay([*HEADLINE, *COLUMNS, *other])
    assert set(words(parts, "foreign")) == {"Bridge", "c1", "c2", "c3", "c4", "c5"}
    assert "c1" not in words(parts, "text")


def test_an_article_below_a_rule_is_another() -> None:
    below = [row("Market moves to the square", 50, 290, 400, times=1.4), *column("d", 50, 330, 2)]
    parts = lay([*HEADLINE, *COLUMNS, *below], Marks(across=(Box(50, 270, 470, 272),)))
    assert "d1" in words(parts, "foreign")


def test_a_heading_within_a_column_stays() -> None:
    heading = row("Fares unchanged", 50, 236, 150, times=1.3)
    parts = lay([*HEADLINE, *column("a", 50, 120), heading, *column("e", 50, 250)])
    assert words(parts, "text")[-6:] == ["Fares", "e1", "e2", "e3", "e4", "e5"]


def test_a_frame_is_a_box() -> None:
    boxed = [row("By the numbers", 290, 262, 120), row("Forty cars a day", 290, 284, 150)]
    parts = lay([*HEADLINE, *COLUMNS, *boxed], Marks(frames=(Box(275, 255, 465, 320),)))
    assert words(parts, "box") == ["By", "Forty"]


def test_a_drop_cap_begins_its_line() -> None:
    cap = row("T", 50, 142, 40, times=2.2)
    first = [row("he ferry is back", 92, 142, 158), row("a2 of the text", 92, 164, 158)]
    parts = lay([*HEADLINE, cap, *first, *column("a", 50, 164, 4)])
    page = paragraphs(parts, BODY.line)
    body = transcript([page]).body
    assert body[0].startswith("The ferry is back a2 of the text")


def test_a_line_that_is_cleared_below_a_drop_cap_goes_on() -> None:
    cap = row("T", 50, 142, 40, times=2.2)
    beside = [row(text, 92, y, 158) for text, y in (("he fer-", 142), ("ry is back", 164), ("at last.", 187))]
    page = paragraphs(lay([*HEADLINE, cap, *beside, *column("a", 50, 187, 4)]), BODY.line)
    assert transcript([page]).body[0].startswith("The ferry is back at last. a1 of the text")


def test_an_indented_line_begins_a_paragraph() -> None:
    rows = column("a", 50, 120, 3)
    indented = row("b1 of the text", 65, 208, 185)
    page = paragraphs(lay([*HEADLINE, *rows, indented, row("b2 of the text", 50, 230)]), BODY.line)
    assert [text.split()[0] for text in transcript([page]).body] == ["a1", "b1"]


def test_a_later_page_goes_on() -> None:
    rule = Marks(across=(Box(40, 40, 480, 42),))
    pages = [
        paragraphs(lay([*HEADLINE, *column("a", 50, 120, 3)]), BODY.line),
        paragraphs(
            lay([row("River Courier", 50, 10, 120), *column("g", 50, 60, 3)], rule, first=False), BODY.line
        ),
    ]
    said = transcript(pages)
    assert said.headers == ("River Courier",)
    assert said.body[-1].endswith("g3 of the text")


def test_words_between_two_rules_are_a_quotation_of_the_text() -> None:
    quote = [row("Nobody will miss it", 50, 245, 190, times=1.6)]
    rules = Marks(across=(Box(50, 236, 250, 238), Box(50, 285, 250, 287)))
    parts = lay([*HEADLINE, *column("a", 50, 120), *quote, *column("e", 50, 275)], rules)
    assert words(parts, "box") == ["Nobody"]
    assert words(parts, "text")[-5:] == ["e1", "e2", "e3", "e4", "e5"]


def test_a_column_below_a_caption_is_no_caption() -> None:
    picture = Marks(pictures=(Box(50, 115, 470, 200),))
    caption = row("The ferry at its berth before the flood", 50, 205, 300)
    parts = lay([*HEADLINE, caption, *column("a", 50, 212), *column("b", 270, 212)], picture)
    assert words(parts, "caption") == ["The"]
    assert words(parts, "text") == [f"{name}{number}" for name in "ab" for number in range(1, 6)]


def test_a_line_with_wide_spaces_is_one_line() -> None:
    """White that two lines have at the same place by chance is no column."""
    gutters = np.zeros((400, 600), np.uint8)
    gutters[150:240, 130:150] = 255
    whole = [row(f"{name} line of words", 50, y) for name, y in (("upper", 120), ("lower", 164))]
    parts = [row("spaced", 50, 142, 75), row("words", 155, 142, 95)]
    strips = [strip for each in [*whole, *parts] for strip in each.strips]
    assert len(rows_of(strips, Marks(gutters=gutters), BODY.line)) == 3


def test_the_second_line_of_a_headline_may_have_small_letters_only() -> None:
    strip = row("not move", 50, 102, 160, times=2.0).strips[0]
    small = Row((replace(strip, size=strip.size * 0.7),))
    assert words(lay([*column("a", 50, 160), small, *HEADLINE]), "headline") == ["Ferry", "not"]


def test_words_of_a_headline_far_apart_are_one_line() -> None:
    parts = [row("Forty-One", 0, 0, 200, times=3.0), row("Clocks", 210, 0, 150, times=3.0)]
    strips = [strip for part in parts for strip in part.strips]
    stroke = Box(204, 10, 206, 55)  # the first letter
    assert [each.text for each in rows_of(strips, Marks(down=(stroke,)), BODY.line)] == ["Forty-One Clocks"]


def test_a_line_that_is_spread_across_its_column_is_one() -> None:
    around = [row(f"a{number} of the text", 0, 22 * number, 300) for number in range(3)]
    spread = [row("gap", 0, 66, 60), row("wide", 190, 66, 110)]
    strips = [strip for part in (*around, *spread) for strip in part.strips]
    assert [each.text for each in rows_of(strips, Marks(), BODY.line)][-1] == "gap wide"
