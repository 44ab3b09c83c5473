"""The date that is printed on a clipping."""

from __future__ import annotations

import pytest

from generator.transcribe.dates import printed_date
from generator.transcribe.text import Transcript


@pytest.mark.parametrize(
    ("header", "language", "line"),
    [
        ("Wednesday, October 5,2005", "en", "Wednesday, October 5, 2005"),
        ("Wednesday, October5, 2005", "en", "Wednesday, October 5, 2005"),
        ("Mittwoch, 5.Oktober 2005", "de", "Mittwoch, 5. Oktober 2005"),
        ("05.10.2005", "de", "05.10.2005"),
        ("2005年10月5日", "ja", "2005年10月5日"),
    ],
)
def test_a_date_without_its_spaces_is_read(header: str, language: str, line: str) -> None:
    said = Transcript(headers=("Vestholm Post", header), body=("The ferry is back.",))
    assert printed_date(said, language) == ("2005-10-05", line)


def test_a_date_on_the_wrong_day_of_the_week_was_misread() -> None:
    assert printed_date(Transcript(headers=("Monday, October 5,2005",)), "en") == ("", "")
