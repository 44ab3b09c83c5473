"""Tables drawn with characters, in pasted text and in Markdown: every value stays in its column."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.extract.plain.drawn import drawn_tables
from generator.model.documents import Declaration, Seed

GRID = """
+--------+------+------+
| Mill   | 1911 | 1921 |
+========+======+======+
| Upper  |      | 12   |
+--------+------+------+
| Lower, | 7    | 9    |
| old    |      |      |
+--------+------+------+
"""
BOXED = """
┌────────────┬──────┬──────┐
│ Mill       │ 1911 │ 1921 │
├────────────┼──────┼──────┤
│ Upper      │      │ 12   │
│ Lower, old │ 7    │ 9    │
└────────────┴──────┴──────┘
"""
LINED = """
==========  ====  ====
Mill        1911  1921
==========  ====  ====
Upper             12
Lower, old  7     9
==========  ====  ====
"""
RULED = """
Mill        1911  1921
----------  ----  ----
Upper             12
Lower, old  7     9
"""
QUERIED = """
 Mill       | 1911 | 1921
------------+------+------
 Upper      |      | 12
 Lower, old | 7    | 9
"""
ROWS = [["Mill", "1911", "1921"], ["Upper", "", "12"], ["Lower, old", "7", "9"]]
BEFORE = (
    "The mills of Tarn ground less corn each year, as the register of the guild shows in its last volume."
)
AFTER = (
    "The guild was dissolved in the winter after the register ends, and the lower mill became a dye works."
)


@pytest.mark.parametrize("table", [GRID, BOXED, LINED, RULED, QUERIED])
def test_the_cells_of_a_drawn_table(table: str) -> None:
    assert [found.rows for found in drawn_tables(table, table.split("\n"))] == [ROWS]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("table", [GRID, BOXED, LINED, RULED, QUERIED])
def test_a_drawn_table_becomes_a_table_of_the_page(table: str, name: str) -> None:
    text = f"Less corn for the mills\n\n{BEFORE}\n{table}\n{AFTER}\n"
    draft = extract(Seed(name, text.encode(), ""), Declaration())
    markup = "\n".join(paragraph.markup for paragraph in draft.paragraphs)
    assert "| Upper |  | 12 |" in markup
    assert "| Lower, old | 7 | 9 |" in markup
    assert not {"+--", "===", "┌", "├"} & {part for part in ("+--", "===", "┌", "├") if part in markup}
    assert draft.paragraphs[-1].text == AFTER


def test_a_cell_over_two_columns_has_its_text_in_the_first() -> None:
    table = (
        "+------+-------------+\n| Mill |    Corn     |\n|      +------+------+\n|      | 1911 | 1921 |\n"
        "+======+======+======+\n| Low  |      | 9    |\n+------+------+------+"
    )
    rows = next(iter(drawn_tables(table, table.split("\n")))).rows
    assert rows == [["Mill", "Corn", ""], ["", "1911", "1921"], ["Low", "", "9"]]


@pytest.mark.parametrize(
    "text",
    [
        "Heading\n=======\n\nText -- with -- dashes.",
        "--- ---\n\nA text below two rules.",
        "A name that is longer than its column\n---- ----\nand runs on over the gap",
        "+---+---+\nnot closed by a second line",
        "| a | b |\n+---+",
    ],
)
def test_other_lines_are_no_table(text: str) -> None:
    assert list(drawn_tables(text, text.split("\n"))) == []


def test_a_table_in_a_block_of_code_stays_code() -> None:
    draft = extract(Seed("a.md", f"# Mills\n\n{BEFORE}\n\n```\n{QUERIED}\n```\n".encode(), ""), Declaration())
    assert not any(paragraph.markup.startswith("| Mill |") for paragraph in draft.paragraphs)


@pytest.mark.parametrize(
    ("table", "row", "head", "cell"),
    [
        ('role="table"', 'role="row"', 'role="columnheader"', 'role="cell"'),
        ('role="grid"', 'role="row"', 'role="columnheader"', 'role="gridcell"'),
        ('style="display: table"', 'style="display:table-row"', *2 * ('style="display:table-cell"',)),
    ],
)
def test_elements_that_are_a_table_by_role_or_style(table: str, row: str, head: str, cell: str) -> None:
    cells = "".join(f"<span {head}>{text}</span>" for text in ROWS[0])
    rows = "".join(
        f"<div {row}>{''.join(f'<span {cell}>{text}</span>' for text in texts)}</div>" for texts in ROWS[1:]
    )
    shown = f"<div {table}><div {row}>{cells}</div>{rows}</div>"
    page = (
        f"<html><body><article><h1>Less corn</h1><p>{BEFORE}</p>{shown}<p>{AFTER}</p></article></body></html>"
    )
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    assert any("| Upper |  | 12 |" in paragraph.markup for paragraph in draft.paragraphs)
