"""A long s that was taken for another letter is settled by the same word elsewhere on the page."""

from __future__ import annotations

import pytest

from generator.transcribe.engines.engine import Reading, ReadWord
from generator.transcribe.long_s import settled


def line(*words: tuple[str, float]) -> Reading:
    return tuple(ReadWord(text, 0.0, 1.0, confidence) for text, confidence in words)


@pytest.mark.parametrize(
    ("doubtful", "sure", "read"),
    [
        (("Wieſenftraße", 0.6), ("an", 0.9), "Wiesenftraße"),
        (("Flullufer,", 0.6), ("Fluſſufer", 0.9), "Flussufer,"),
        (("Flullufer", 0.95), ("Fluſſufer", 0.7), "Flullufer"),
        (("Fall", 0.6), ("Faſt", 0.9), "Fall"),
        (("Wellen", 0.6), ("Weſſen", 0.9), "Wessen"),
    ],
)
def test_a_word_is_written_as_where_it_is_certain(
    doubtful: tuple[str, float], sure: tuple[str, float], read: str
) -> None:
    assert settled([line(doubtful), line(sure)])[0][0].text == read
