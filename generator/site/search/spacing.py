"""Scripts that write without spaces, for an index that knows words by the spaces between them.

Each letter of such a script becomes a word, and the search page looks for several as a phrase
(``theme/assets/search.js``). Only the copy that is indexed is changed, never a page that is read.
"""

from __future__ import annotations

import re

from generator.text.scripts import UNSPACED

_BETWEEN = re.compile(f"(?<=[{UNSPACED}])(?=[{UNSPACED}])")
_ANY = re.compile(f"[{UNSPACED}]{{2}}")
# Bytes with which no letter of theirs begins in UTF-8: most pages hold no other, which is soon seen.
_OTHERS = bytes(byte for byte in range(256) if not 0xE0 <= byte <= 0xE9 or byte == 0xE2)
# The parts of an article's page that are indexed as text: its headline, and all from its body on.
_INDEXED = re.compile(
    r"<h1\b[^<]*+(?:<(?!/?h1\b)[^<]*+)*+</h1>"
    r'|<div class="cf-body[^<]*+(?:<(?!/article>|div class="cf-body)[^<]*+)*+</article>'
)
_TEXT = re.compile(r">[^<]+")


def needs_spaces(page: str) -> bool:
    """Whether a page holds two letters in a row of such a script."""
    return bool(page.encode().translate(None, _OTHERS)) and bool(_ANY.search(page))


def spaced(page: str) -> str:
    """An article's page with its letters apart; the same page where it has no such script."""
    if not needs_spaces(page):
        return page
    return _INDEXED.sub(lambda part: _TEXT.sub(lambda text: _BETWEEN.sub(" ", text[0]), part[0]), page)
