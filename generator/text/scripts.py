"""Which scripts write without spaces between words."""

from __future__ import annotations

import re

# Written without spaces between words, so that any neighbour will do.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)


def unspaced(text: str) -> bool:
    """Whether a text is written without spaces between words, as its first letter shows."""
    return _UNSPACED.match(text) is not None
