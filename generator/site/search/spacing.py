"""Scripts without spaces between words, for an index that recognizes words by the spaces between them.

Each letter of such a script becomes a word of its own, and the search page looks for several of them as a
phrase (``theme/assets/search-index.js``).
"""

from __future__ import annotations

import re

from generator.text.scripts import UNSPACED

_RUN = re.compile(f"[{UNSPACED}]{{2,}}")


def spaced(text: str) -> str:
    """A text with a space between any two letters of such scripts; other text and HTML tags are unchanged."""
    return text if text.isascii() else _RUN.sub(lambda run: " ".join(run[0]), text)
