"""The identifier of py3langid, its tables unpacked in one step and all letters of a text read at once.

The library unpacks in ten thousand small steps, then goes from letter to letter through tables of 60 MB and
waits for memory at each. Where it is after a letter depends on the last few bytes alone, so the ways to all
letters can be gone side by side.
"""

from __future__ import annotations

import io
import lzma
import os
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
from xxhash import xxh3_128_hexdigest

from generator.system.files import replace

# The longest run of bytes that the model knows; more would change nothing.
REACH = 6
_ROW = 8  # bits of a byte: a row of the table has a move for each


class Walker(LanguageIdentifier):  # type: ignore[misc]  # the library has no types
    """Gives the answers of its parent, to the last digit."""

    __slots__ = ("_features", "_moves", "_rows")

    def __init__(self, tables: Mapping[str, npt.NDArray[Any]]) -> None:
        """Take the library's tables; those that its own walk reads stay empty there."""
        classes = tables["classes"].tolist()
        super().__init__(tables["ptc"], tables["pc"], classes, (), (), norm_probs=True, tk_row=())
        self._moves = tables["nextmove"]
        self._rows = tables["nextmove_row"].astype(np.intp) << _ROW
        self._features = tables["out_feat"]

    @classmethod
    def unpacked(cls, folder: Path) -> Walker:
        """With the model that the library brings.

        Args:
            folder: keeps the model unpacked, 68 MB; a folder that cannot be written costs time alone.
        """
        packed = (MODEL_DIR / MODEL_FILE).read_bytes()
        kept = folder / f"languages-{xxh3_128_hexdigest(packed)}.npz"
        # A damaged file does not get past the checksums in it.
        with suppress(OSError, ValueError, EOFError, BadZipFile):
            return cls(_tables(kept))
        model = lzma.decompress(packed)
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            # Other processes may write it at the same time.
            replace(kept.as_posix(), model, str(os.getpid()))
        return cls(_tables(io.BytesIO(model)))

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


def _tables(model: Path | IO[bytes]) -> dict[str, npt.NDArray[Any]]:
    with np.load(model, allow_pickle=False) as tables:
        return {name: tables[name] for name in tables.files}
