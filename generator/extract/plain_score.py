"""How much each block reads like prose: the shape first, the table of phrases second."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.extract.plain_lines import Block
from generator.extract.plain_phrases import phrases_in

_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
_END = tuple('.!?…。！？"”’»')


def width(text: str) -> int:
    """Characters, those of Chinese, Japanese and Korean counted double: they say more each."""
    return len(text) + (0 if text.isascii() else len(_WIDE.findall(text[:400])))


def scores(blocks: Sequence[Block]) -> list[float]:
    """One figure a block: above 0 it reads like an article, below like furniture."""
    seen = Counter(block.text for block in blocks)
    return [_score(block.text, seen[block.text]) for block in blocks]


def _score(text: str, repeated: int) -> float:
    size = width(text)
    if size < 80 and not (size > 40 and text.endswith(_END)):
        return -0.5 if size < 30 else -0.3
    value = min(size, 400) / 100
    if any(phrase.effect != "soft" for phrase in phrases_in(text)):
        value = -1.0
    return value if repeated == 1 else -0.5
