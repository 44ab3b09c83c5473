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


class _Brotli:
    """Brotli's decompressor as warcio uses one: nothing follows the compressed bytes."""

    unused_data = b""

    def __init__(self, brotli: Any) -> None:  # noqa: ANN401 - an optional library
        self.decompress: Callable[[bytes], bytes] = brotli.Decompressor().process


def _zstandard(zstandard: Any) -> Any:  # noqa: ANN401
    return zstandard.ZstdDecompressor().decompressobj()


_OPENERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "br": ("brotli", _Brotli),
    "zstd": ("zstandard", _zstandard),
}
