"""How servers compress pages, besides what warcio reads by itself; the extra ``imports`` has the libraries.

warcio knows Brotli, but not its newer versions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from warcio.bufferedreaders import BufferedReader

from generator.imports.libraries import library
from generator.model.errors import ClipfileError

_ready: set[str] = set()
# Of a page or picture, and how many compressed bytes are read at a time.
_MOST_BYTES, _SLICE = 64_000_000, 64


def missing_for(encoding: str) -> str:
    """Let warcio read a ``Content-Encoding``; a sentence about what it lacks, "" if it lacks nothing."""
    name = encoding.strip().lower()
    if name not in _OPENERS or name in _ready:
        return ""
    module, opener = _OPENERS[name]
    try:
        loaded = library(module, f"Reading the compression {name!r}")
    except ClipfileError as error:
        return str(error)
    BufferedReader.DECOMPRESSORS[name] = lambda: opener(loaded)
    _ready.add(name)
    return ""


class _Limited:
    """A decompressor as warcio uses one: nothing follows the compressed bytes.

    A few bytes may stand for gigabytes: what would be larger than anything that is read ends early.
    """

    unused_data = b""

    def __init__(self, decompress: Callable[[bytes], bytes]) -> None:
        self._decompress, self._left = decompress, _MOST_BYTES

    def decompress(self, data: bytes) -> bytes:
        """What some bytes stand for."""
        found = []
        for start in range(0, len(data), _SLICE):
            if self._left < 0:
                break
            found.append(self._decompress(data[start : start + _SLICE]))
            self._left -= len(found[-1])
        return b"".join(found)


def _brotli(brotli: Any) -> _Limited:  # noqa: ANN401 - an optional library
    return _Limited(brotli.Decompressor().process)


def _zstandard(zstandard: Any) -> _Limited:  # noqa: ANN401
    return _Limited(zstandard.ZstdDecompressor().decompressobj().decompress)


_OPENERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "br": ("brotli", _brotli),
    "zstd": ("zstandard", _zstandard),
}
