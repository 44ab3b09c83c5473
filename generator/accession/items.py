"""What an import finds, one thing after another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.accession.save import Clipping

# The same as for a page that is fetched.
MAX_BYTES = 10_000_000


class Item(NamedTuple):
    """One thing found: its name, how far one is with it, and a clipping, why there is none, or neither.

    Neither is what was never an article: a picture, a redirect.
    """

    name: str
    done: int
    clipping: Clipping | None = None
    fault: str = ""


class Source(NamedTuple):
    """What is imported: how much there is (in the unit of ``Item.done``), and its items, one by one."""

    size: int
    items: Iterator[Item]
