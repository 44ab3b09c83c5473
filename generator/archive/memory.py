"""What comparing articles gave, kept for the next conversion. Deleting it changes nothing but time."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.system.files import load, save

FILE = Path(".cache") / "compared.msgpack"


class Memory(msgspec.Struct):
    """Results by a digest of all that they follow from.

    Attributes:
        related: ids of the articles that share most with one.
        alike: whether two articles carry one text.
    """

    related: dict[bytes, list[str]] = msgspec.field(default_factory=dict)
    alike: dict[bytes, bool] = msgspec.field(default_factory=dict)


def load_memory(folder: Path) -> Memory:
    """What the last conversion into ``folder`` kept; empty where there is nothing."""
    return load(folder / FILE, Memory) or Memory()


def save_memory(memory: Memory, folder: Path) -> None:
    """Keep it for the next conversion."""
    save(folder / FILE, memory)
