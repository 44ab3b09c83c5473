"""Titles and notes of exports lose their markup, and nothing else."""

from __future__ import annotations

import pytest

from generator.imports.html_words import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The <i>Sluice</i> is <span class='nocase'>shut</span>", "The Sluice is shut"),
        ("Vec<T> in the harbour's software", "Vec<T> in the harbour's software"),
        ("<jats:p>Water</jats:p>", "Water"),
        ("<scp>Usa</scp> and <madeup>others</madeup>", "Usa and others"),
        ("5 < 6 > 4 &amp; more", "5 < 6 > 4 & more"),
        ("<p>First</p><p>Second<br>third<!-- hidden --></p>", "First\n\nSecond\n\nthird"),
    ],
)
def test_only_markup_is_removed(text: str, expected: str) -> None:
    assert plain(text) == expected
