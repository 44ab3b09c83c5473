"""The items of an import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.accession.save import Clipping

# The same limit as for a fetched page.
MAX_BYTES = 10_000_000


class ImportItem(NamedTuple):
    """An item of an import: its name, the progress once it is done, and a clipping or a fault.

    An item with neither was never an article, such as a picture or a redirect.
    """

    name: str
    done: int
    clipping: Clipping | None = None
    fault: str = ""


class ImportSource(NamedTuple):
    """What is imported: its size (in the unit of ``ImportItem.done``: items or bytes), and its items."""

    size: int
    items: Iterator[ImportItem]
