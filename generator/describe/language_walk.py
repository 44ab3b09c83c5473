"""The identifier of py3langid, reading all letters of a text at once.

Its own loop goes from letter to letter through tables of 60 MB, and waits for memory at each. Where it is
after a letter depends on the last few bytes alone, so the ways to all letters are gone side by side.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt
from py3langid.langid import LanguageIdentifier

# The longest run of bytes that the model knows; more would change nothing.
REACH = 6
_ROW = 8  # bits of a byte: a row of the table has a move for each


class Walker(LanguageIdentifier):  # type: ignore[misc]  # the library has no types
    """Gives the answers of its parent, to the last digit."""

    __slots__ = ("_features", "_moves", "_rows")

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - what the library's loader gives
        """Take the library's tables, without copying the large one."""
        super().__init__(*args, **options)
        self._moves = np.asarray(self.tk_nextmove)
        self._rows = np.asarray(self.tk_row).astype(np.intp) << _ROW
        self._features = np.asarray(self.tk_output)

    def _raw_score(self, text: bytes) -> npt.NDArray[np.float32]:
        found = self._features[self._states(text)]
        visits = Counter(found[found >= 0].tolist())
        score: npt.NDArray[np.float32] = (
            self._sparse_score(visits, self.nb_ptc) if visits else super()._raw_score(b"")
        )
        return score

    def _states(self, text: bytes) -> npt.NDArray[np.intp]:
        """The state after each letter, as if the walk had begun ``REACH`` letters before it."""
        letters = np.frombuffer(bytes(REACH - 1) + text, dtype=np.uint8).astype(np.intp)
        states = np.zeros(len(text), dtype=np.intp)
        for step in range(REACH):
            states = self._moves[self._rows[states] + letters[step : step + len(text)]]
        return states
