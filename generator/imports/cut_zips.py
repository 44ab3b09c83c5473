"""What can be saved from a zip archive that lacks its end, in which the list of its files is.

Each file has a header of its own just before it, and they are read in their order.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import IO

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_FILE, _DESCRIPTOR = b"PK\x03\x04", b"PK\x07\x08"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZE_FOLLOWS, _UTF8 = 0x1, 0x8, 0x800
_PIECE = 1 << 16
# How much smaller a file may be packed. Small files may be packed better: an empty table of a program.
_MOST_RATIO, _SMALL = 250, 10_000_000


def is_bomb(size: int, packed: int) -> bool:
    """Whether a file is so much larger than it is packed that it is meant to fill the disk."""
    return size > _SMALL and size > _MOST_RATIO * max(1, packed)


class CutError(Exception):
    """The archive ends within this file, or the file is damaged, or a bomb."""


class Member:
    """A file of an archive.

    Attributes:
        name: in the archive.
        flags: of its header, as ``zipfile`` has them.
    """

    def __init__(self, file: IO[bytes], head: tuple[int, ...], name: bytes) -> None:
        _, self.flags, self._method, _, _, self._sum, self._left, *_ = head
        self.name = name.decode("utf-8" if self.flags & _UTF8 else "cp437", "replace")
        self._file, self._start, self._given = file, file.tell(), 0
        self._found, self._ended = 0, False
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if self._method == _DEFLATED else None

    @property
    def readable(self) -> bool:
        """Whether its end is known, and its bytes can be understood."""
        known = self._method == _DEFLATED or not self.flags & _SIZE_FOLLOWS
        return known and self._method in (_STORED, _DEFLATED) and not self.flags & _ENCRYPTED

    def read(self, size: int = _PIECE) -> bytes:
        """The next bytes, at most ``size``; b"" at the end.

        Raises:
            CutError: the archive ends here, is damaged, or a bomb.
        """
        data = b""
        while not data and not self._ended:
            data = self._inflated(size) if self._inflate else self._copied(size)
        self._found = zlib.crc32(data, self._found)
        self._given += len(data)
        if is_bomb(self._given, self._file.tell() - self._start):
            raise CutError
        if not data and not self.flags & _SIZE_FOLLOWS and self._found != self._sum:
            raise CutError
        return data

    def _copied(self, size: int) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        self._ended = self._left == 0
        if not data and not self._ended:
            raise CutError
        return data

    def _inflated(self, size: int) -> bytes:
        assert self._inflate is not None  # noqa: S101 - for the reader of types
        packed = self._inflate.unconsumed_tail or self._file.read(_PIECE)
        if not packed:
            raise CutError
        try:
            data = self._inflate.decompress(packed, size)
        except zlib.error:
            raise CutError from None
        if self._inflate.eof:
            self._ended = True
            self._file.seek(-len(self._inflate.unused_data), 1)
        return data


def members(file: IO[bytes]) -> Iterator[Member]:
    """The files of an archive whose headers are whole, in their order."""
    while True:
        head = file.read(_HEADER.size)
        if head.startswith(_DESCRIPTOR):
            # Sum and sizes of the file before, of 4 or 8 bytes each.
            file.seek(-_HEADER.size, 1)
            after = file.read(24)
            file.seek((16 if after[16:20] == _FILE else 24) - len(after), 1)
            continue
        if len(head) < _HEADER.size or not head.startswith(_FILE):
            return
        fields = _HEADER.unpack(head)
        name, extra = file.read(fields[9]), file.read(fields[10])
        if len(name) + len(extra) < fields[9] + fields[10]:
            return
        member = Member(file, fields[1:], name)
        yield member
        # The next header is after its end, also if nobody read it: Java compresses the nothing in a folder.
        try:
            while member.read():
                pass
        except CutError:
            return
