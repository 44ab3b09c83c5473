"""What the field names of other programs mean: the table ``data/front_matter.yml``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from generator.text.tables import load_table

_BETWEEN = re.compile(r"[\W_]+")
# Keys of the table whose names say on which days, and whether at all, an item is public.
_MARKS = ("withheld", "visibility", "secret", "until", "from")


class Meaning(NamedTuple):
    """What a name means: ``kind`` is "field", "housekeeping", "nested", "pictures" or a key of the table.

    ``field`` is the field it fills, with a part after a dot ("source.url"), or "". ``rank`` is lower for
    names that state the field more exactly.
    """

    kind: str
    field: str = ""
    rank: int = 0


def folded(name: str) -> str:
    """A name without case, spaces and punctuation."""
    return _BETWEEN.sub("", unicodedata.normalize("NFC", name).casefold())


def meaning_of(name: str) -> Meaning | None:
    """The meaning of a name, None if no program that we know uses it."""
    return _meanings().get(folded(name))


def table() -> Mapping[str, Any]:
    """The whole table."""
    loaded: Mapping[str, Any] = load_table("front_matter")
    return loaded


def foreign_names() -> tuple[str, ...]:
    """Every name of the table as programs write it: with underscores, or without spaces."""
    lists = [table()[kind] for kind in (*_MARKS, "status", "from_date", "nested", "pictures", "housekeeping")]
    listed = [name for names in (table()["released"], *table()["fields"].values(), *lists) for name in names]
    return tuple(dict.fromkeys(name.replace(" ", "_") for name in listed))


@cache
def words(key: str) -> frozenset[str]:
    """The folded words under a key of the table."""
    return frozenset(folded(word) for word in table()[key])


@cache
def _meanings() -> dict[str, Meaning]:
    meanings: dict[str, Meaning] = {}

    def add(names: list[str], meaning: Meaning) -> None:
        for rank, name in enumerate(names, 1):
            meanings.setdefault(folded(name), meaning._replace(rank=rank))

    for kind in _MARKS:
        add(table()[kind], Meaning(kind))
    add(table()["status"], Meaning("status", "status"))
    add(table()["from_date"], Meaning("from", "date"))
    for name, field in table()["released"].items():
        add([name], Meaning("released", field))
    for field, names in table()["fields"].items():
        add(names, Meaning("field", field))
    add(table()["nested"], Meaning("nested"))
    add(table()["pictures"], Meaning("pictures"))
    add(table()["housekeeping"], Meaning("housekeeping"))
    return meanings
