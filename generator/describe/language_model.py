"""py3langid's model of languages, kept unpacked between runs, and a faster way through its tables.

The library decompresses its model in each process, which takes half a second, and then walks from letter to
letter through tables of 40 MB, waiting for memory at each: with its own walk, converting 1,000 press releases
takes 13 % more processor time, even when the model is already unpacked.
"""

from __future__ import annotations

import io
import lzma
import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
from xxhash import xxh3_128_hexdigest

from generator.system.files import load, save

# The longest run of bytes that the model knows. The state after a byte depends on that many bytes alone.
REACH = 6
DIGESTS = "digests.msgpack"
_ROW = 8  # a row of the transition table has one entry for each value of a byte: 2 ** 8


class Identifier(LanguageIdentifier):  # type: ignore[misc]  # the library has no types
    """Gives its parent's answers, to the last digit; finds the states after all bytes of a text at once."""

    __slots__ = ("_features", "_rows", "_transitions")

    def __init__(self, tables: Mapping[str, npt.NDArray[Any]]) -> None:
        """Take the library's tables. Those of its own walk stay empty."""
        classes = tables["classes"].tolist()
        super().__init__(tables["ptc"], tables["pc"], classes, (), (), norm_probs=True, tk_row=())
        self._transitions = tables["nextmove"]
        self._rows = tables["nextmove_row"].astype(np.intp) << _ROW
        self._features = tables["out_feat"]

    def _raw_score(self, text: bytes) -> npt.NDArray[np.float32]:
        features = self._features[self._states(text)]
        visits = Counter(features[features >= 0].tolist())
        score: npt.NDArray[np.float32] = (
            self._sparse_score(visits, self.nb_ptc) if visits else super()._raw_score(b"")
        )
        return score

    def _states(self, text: bytes) -> npt.NDArray[np.intp]:
        """The state after each byte, as if the walk had started ``REACH`` bytes before it."""
        letters = np.frombuffer(bytes(REACH - 1) + text, dtype=np.uint8).astype(np.intp)
        states = np.zeros(len(text), dtype=np.intp)
        for step in range(REACH):
            states = self._transitions[self._rows[states] + letters[step : step + len(text)]]
        return states


def load_identifier(folder: Path) -> Identifier:
    """The identifier of languages, with the model that the library brings.

    Args:
        folder: where the unpacked model (68 MB) is kept. If it cannot be written, each run unpacks the model.

    Returns:
        An identifier whose ``classify`` gives a language and a probability from 0 to 1.
    """
    packed = (MODEL_DIR / MODEL_FILE).read_bytes()
    unpacked = folder / f"languages-{xxh3_128_hexdigest(packed)}"
    # A damaged file does not have its digest, and is written again.
    with suppress(OSError, ValueError, EOFError):
        return Identifier(_mapped(unpacked))
    with np.load(io.BytesIO(lzma.decompress(packed)), allow_pickle=False) as model:
        tables = {name: model[name] for name in model.files}
    with suppress(OSError):
        _save(unpacked, tables)
    return Identifier(tables)


def _mapped(folder: Path) -> dict[str, npt.NDArray[Any]]:
    """The tables in a folder, mapped into memory, of which they take only what is used."""
    digests = load(folder / DIGESTS, dict[str, str]) or {}
    # As plain arrays: every slice of a memmap is another memmap, which takes longer to make than to read.
    tables = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in digests}
    if not tables or any(_digest(tables[name]) != digest for name, digest in digests.items()):
        raise ValueError
    return tables


def _save(folder: Path, tables: Mapping[str, npt.NDArray[Any]]) -> None:
    """Write a folder that other processes may be reading or writing at the same time."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as temporary:
        new = Path(temporary) / folder.name
        new.mkdir()
        for name, table in tables.items():
            np.save(new / f"{name}.npy", table)
        save(new / DIGESTS, {name: _digest(table) for name, table in tables.items()})
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)


def _digest(table: npt.NDArray[Any]) -> str:
    return xxh3_128_hexdigest(table.reshape(-1).view(np.uint8).data)
