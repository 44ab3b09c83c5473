"""The bytes of an image in a PDF file as a file of its own: as they are, or its pixels as PNG."""

from __future__ import annotations

import importlib
import struct
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

# Filters whose data is a whole file: JPEG and JPEG 2000.
_FILES = frozenset({"DCTDecode", "DCT", "JPXDecode"})
_CHANNELS = {"DeviceGray": 1, "G": 1, "CalGray": 1, "DeviceRGB": 3, "RGB": 3, "CalRGB": 3}
_DEPTHS = (1, 2, 4, 8, 16)
_MOST_COLOURS = 256
_GREY, _COLOURED, _INDEXED = 0, 2, 3


class _Pixels(NamedTuple):
    """Kind of a PNG, channels of a pixel, and the colours to which pixels refer, three bytes each."""

    kind: int
    channels: int
    palette: bytes = b""


def bytes_of(image: Any) -> bytes:  # noqa: ANN401 - of an optional library
    """An image as a file that other programs read; empty for kinds that are rare or damaged."""
    try:
        return _bytes_of(image)
    except Exception:  # noqa: BLE001 - the library raises many kinds for a damaged or unusual image
        return b""


def _bytes_of(image: Any) -> bytes:  # noqa: ANN401
    filters = [str(getattr(name, "name", name)) for name, _ in image.stream.get_filters()]
    data: bytes = image.stream.get_data()
    if filters and filters[-1] in _FILES:
        return data
    width, height = image.srcsize
    bits = 1 if image.imagemask else image.bits
    pixels = _pixels(image, len(data) // max(1, width * height))
    if pixels is None or bits not in _DEPTHS or (pixels.kind != _GREY and bits < 8 and not pixels.palette):
        return b""
    row = (width * pixels.channels * bits + 7) // 8
    if len(data) < row * height:
        return b""
    if _is_inverted(image) and pixels.kind == _GREY:
        data = bytes(255 - byte for byte in data[: row * height])
    return _png(data, (width, height, bits, row), pixels)


def _pixels(image: Any, bytes_of_pixel: int) -> _Pixels | None:  # noqa: ANN401
    """What the bytes of an image mean; None if that is not known."""
    resolve = importlib.import_module("pdfminer.pdftypes").resolve1
    space = [resolve(part) for part in image.colorspace]
    if len(space) == 1 and isinstance(space[0], list):
        space = [resolve(part) for part in space[0]]
    name = _name(space[0]) if space else ""
    if name in {"Indexed", "I"} and len(space) >= 4:
        base = _channels([resolve(part) for part in space[1]] if isinstance(space[1], list) else [space[1]])
        table = space[3].get_data() if hasattr(space[3], "get_data") else space[3]
        if base == 1:
            table = bytes(level for level in table for _ in range(3))
        return _Pixels(_INDEXED, 1, bytes(table)[: 3 * _MOST_COLOURS]) if base in {1, 3} else None
    channels = 1 if image.imagemask else _channels(space) or bytes_of_pixel
    return _Pixels(_GREY if channels == 1 else _COLOURED, channels) if channels in {1, 3} else None


def _channels(space: Sequence[Any]) -> int:
    """Channels of a colour space, 0 if unknown."""
    resolve = importlib.import_module("pdfminer.pdftypes").resolve1
    name = _name(space[0]) if space else ""
    if name == "ICCBased" and len(space) > 1:
        return int(resolve(space[1]).get("N", 0))
    return _CHANNELS.get(name, 0)


def _name(value: Any) -> str:  # noqa: ANN401
    return str(getattr(value, "name", "")) if value is not None else ""


def _is_inverted(image: Any) -> bool:  # noqa: ANN401
    """Whether the lowest value of an image is white."""
    decode = image.stream.get_any(("D", "Decode"))
    return isinstance(decode, list) and len(decode) == 2 and decode[0] == 1


def _png(pixels: bytes, form: tuple[int, int, int, int], meaning: _Pixels) -> bytes:
    width, height, bits, row = form
    rows = b"".join(b"\0" + pixels[start : start + row] for start in range(0, row * height, row))
    head = struct.pack(">IIBBBBB", width, height, bits, meaning.kind, 0, 0, 0)
    palette = _chunk(b"PLTE", meaning.palette) if meaning.kind == _INDEXED else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + palette
        + _chunk(b"IDAT", zlib.compress(rows, 1))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
