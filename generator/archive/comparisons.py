"""Results of comparing articles, kept for the next conversion. Deleting the file only costs time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

FILE = Path(".cache") / "compared.msgpack"


class Comparisons(msgspec.Struct, frozen=True):
    """Results by a digest of everything that they depend on.

    Attributes:
        related: ids of the articles that share most with an article.
        same_text: whether two articles have the same text.
    """

    related: Mapping[bytes, Sequence[str]] = msgspec.field(default_factory=dict)
    same_text: Mapping[bytes, bool] = msgspec.field(default_factory=dict)


def load_comparisons(folder: Path) -> Comparisons:
    """The comparisons that the last conversion into ``folder`` saved; empty if there are none."""
    try:
        return msgspec.msgpack.decode((folder / FILE).read_bytes(), type=Comparisons)
    except (FileNotFoundError, msgspec.MsgspecError):
        return Comparisons()


def save_comparisons(comparisons: Comparisons, folder: Path) -> None:
    """Save them for the next conversion into ``folder``."""
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_bytes(msgspec.msgpack.encode(comparisons))
    aside.replace(path)
