"""Pages become black on white."""

from __future__ import annotations

import numpy as np

from generator.transcribe.clean import positive


def test_a_negative_is_turned_and_a_sheet_on_a_dark_table_is_not() -> None:
    film = np.full((300, 200), 20, dtype=np.uint8)
    film[100:200:10, 50:150] = 230
    assert positive(film)[100, 100] == 25
    sheet = np.full((300, 200), 40, dtype=np.uint8)
    sheet[30:270, 20:180] = 220
    assert positive(sheet) is sheet
