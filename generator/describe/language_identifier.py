"""A faster language identifier: py3langid's model, unpacked once and applied to all bytes of a text at once.

The library unpacks the model in ten thousand small steps, then walks byte by byte through tables of 60 MB and
waits for memory at each step. Since the state after a byte depends only on the last few bytes, the states of
all positions can be computed in parallel with NumPy.
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

# Length of the longest byte sequence in the model: earlier bytes do not affect a state.
REACH = 6
_ROW = 8  # bits per byte: a row of the table has a transition for each byte value


class FastIdentifier(LanguageIdentifier):  # type: ignore[misc]  # the library has no types
    """Gives the same results as its parent class, to the last digit."""

    __slots__ = ("_features", "_moves", "_rows")

    def __init__(self, tables: Mapping[str, npt.NDArray[Any]]) -> None:
        """Use the library's tables; those that only its own walk needs stay empty in the parent class."""
        classes = tables["classes"].tolist()
        super().__init__(tables["ptc"], tables["pc"], classes, (), (), norm_probs=True, tk_row=())
        self._moves = tables["nextmove"]
        self._rows = tables["nextmove_row"].astype(np.intp) << _ROW
        self._features = tables["out_feat"]

    @classmethod
    def unpacked(cls, folder: Path) -> FastIdentifier:
        """An identifier with the model that the library ships.

        Args:
            folder: caches the unpacked model (68 MB); if it cannot be written, only time is lost.
        """
        packed = (MODEL_DIR / MODEL_FILE).read_bytes()
        cache = folder / f"languages-{xxh3_128_hexdigest(packed)}.npz"
        # A damaged cache file fails its checksums.
        with suppress(OSError, ValueError, EOFError, BadZipFile):
            return cls(_tables(cache))
        model = lzma.decompress(packed)
        with suppress(OSError):
            cache.parent.mkdir(parents=True, exist_ok=True)
            # Other processes may write it at the same time.
            replace(cache.as_posix(), model, str(os.getpid()))
        return cls(_tables(io.BytesIO(model)))

    def _raw_score(self, text: bytes) -> npt.NDArray[np.float32]:
        features = self._features[self._states(text)]
        visits = Counter(features[features >= 0].tolist())
        score: npt.NDArray[np.float32] = (
            self._sparse_score(visits, self.nb_ptc) if visits else super()._raw_score(b"")
        )
        return score

    def _states(self, text: bytes) -> npt.NDArray[np.intp]:
        """The state after each byte, as if the walk had begun ``REACH`` bytes before it."""
        values = np.frombuffer(bytes(REACH - 1) + text, dtype=np.uint8).astype(np.intp)
        states = np.zeros(len(text), dtype=np.intp)
        for step in range(REACH):
            states = self._moves[self._rows[states] + values[step : step + len(text)]]
        return states


def _tables(model: Path | IO[bytes]) -> dict[str, npt.NDArray[Any]]:
    with np.load(model, allow_pickle=False) as tables:
        return {name: tables[name] for name in tables.files}
