"""Lines of a clipping become paragraphs: broken words are joined as the language of the text has it."""

from __future__ import annotations

import pytest

from generator.transcribe.text import Joiner


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["The har-", "bour is open."], "The harbour is open."),
        (["The", "harbour"], "The harbour"),
        (["the Anglo-", "Saxon wall"], "the Anglo-Saxon wall"),
        (["OPENING OF THE HAR-", "BOUR"], "OPENING OF THE HARBOUR"),
        (["die Berg-", "und Talbahn"], "die Berg- und Talbahn"),
        (["a toll –", "and a fine"], "a toll – and a fine"),
        (["pages 10-", "12"], "pages 10- 12"),
        (["渡し船が再", "び運航する。"], "渡し船が再び運航する。"),
        (["版 Debian", "の更新"], "版 Debian の更新"),
        (["all twenty-", "four boats"], "all twenty-four boats"),
        (["les vingt-", "deux barques"], "les vingt-deux barques"),
        (["quatre-", "vingts francs"], "quatre-vingts francs"),
        ([], ""),
    ],
)
def test_lines_are_joined(lines: list[str], joined: str) -> None:
    assert Joiner(lines).joined(lines) == joined


def test_a_compound_keeps_the_hyphen_that_it_has_elsewhere() -> None:
    assert Joiner(["a well-known ferry"]).joined(["the well-", "known ferry"]) == "the well-known ferry"
    assert Joiner(["an unrelated line"]).joined(["the well-", "known ferry"]) == "the wellknown ferry"
