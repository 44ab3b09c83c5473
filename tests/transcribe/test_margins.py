"""Lines around an article that are no part of it."""

from __future__ import annotations

import pytest
from transcribe.laying import BODY, column, row

from generator.transcribe.margins import foot_of, is_jump


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Continued on page 4", True),
        ("(Cont'd from Page I)", True),
        ("See FERRY, page 6", True),
        ("Fortsetzung auf Seite 5", True),
        ("Suite en page 3", True),
        ("Forts. på sid. 4", True),
        ("Sigue en la pág. 8", True),
        ("Окончание на стр. 4", True),
        ("下转第3版", True),
        ("Continued on the same day, he said,", False),
        ("suite of rooms above the harbour", False),
    ],
)
def test_a_line_that_leads_to_another_page_is_known(text: str, expected: bool) -> None:
    assert is_jump(text) is expected


def test_the_number_of_a_page_and_what_is_beside_it_are_its_foot() -> None:
    rows = [*column("a", 0, 0), *column("b", 250, 0), row("34", 0, 180, 20), row("SHORE LIFE", 150, 181, 90)]
    assert [each.text for each in foot_of(rows, BODY)] == ["34", "SHORE LIFE"]


def test_the_last_lines_of_columns_are_no_foot() -> None:
    assert not [*foot_of([*column("a", 0, 0), row("1962.", 0, 132, 60)], BODY)]
    rows = [*column("a", 0, 0), *column("b", 250, 0, lines=7), row("1962", 0, 154, 60)]
    assert not [*foot_of(rows, BODY)]
