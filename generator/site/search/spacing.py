"""Scripts without spaces between words, for an index that recognizes words by the spaces between them.

Each letter of such a script becomes a word of its own, and the search page looks for several of them as a phrase
(``theme/assets/search-index.js``).
"""

from __future__ import annotations

import re

# Han, kana with its prolonged sound mark, Thai, Lao, Burmese, Khmer.
UNSPACED = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
_RUN = re.compile(f"[{UNSPACED}]{{2,}}")


def spaced(text: str) -> str:
    """A text with a space between any two letters of such scripts. Other text, and HTML tags, stay as they are."""
    return text if text.isascii() else _RUN.sub(lambda run: " ".join(run[0]), text)
