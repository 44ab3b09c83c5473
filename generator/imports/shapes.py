"""Which columns of a table and keys of a JSON record hold what: the table ``data/exports.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from generator.inputs.foreign import folded
from generator.text.tables import load_table

_PREFIX = re.compile(
    r"\A(?:https?://\S*[/#]|dublin core ?: ?|item type metadata ?: ?|"
    r"(?:dcterms|dc|dcterm|schema|bibo|foaf|extracttext|o|z|prism)[.:])",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:\[[a-z_-]{0,10}\]|@[a-z]{2,3}(?:-[a-z]{2,4})?|\.en|\[\])\Z", re.IGNORECASE)
# What a name means besides a field of ours.
TEXT, HTML, URL, TITLE, NOTE, IDENTIFIER, FILE, DROP = (
    "text",
    "html",
    "url",
    "title",
    "note",
    "identifier",
    "file",
    "",
)
_ROLES = (TEXT, URL, TITLE, NOTE, IDENTIFIER, FILE)


class Shape(NamedTuple):
    """The names of an export, folded, and what they mean.

    Attributes:
        format: what reports call it.
        meanings: name → one of the roles above or a field of ours.
        rest: names that are in no list are dropped.
        folders: names of folders, which become tags.
        unfiled: names of folders and tags that mean none.
        spaces: tags are separated by spaces.
        withheld: word of the report → name → values that say so; ``skipped`` likewise.
        key: of JSON: of the list; ``inner``: of the list in each entry.
        empty: words that the program has in place of a text.
    """

    format: str
    meanings: Mapping[str, str]
    needs: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    rest: bool = False
    folders: frozenset[str] = frozenset()
    unfiled: frozenset[str] = frozenset()
    spaces: bool = False
    withheld: Mapping[str, Mapping[str, frozenset[str]]] = {}
    skipped: Mapping[str, Mapping[str, frozenset[str]]] = {}
    key: str = ""
    inner: str = ""
    empty: tuple[str, ...] = ()

    def fits(self, names: frozenset[str]) -> bool:
        """Whether these folded names are those of this export."""
        return self.needs <= names and (not self.any or bool(self.any & names))


# Folders of reading lists that are no subjects.
UNFILED = frozenset(
    map(
        folded,
        (
            "unread",
            "archive",
            "archived",
            "starred",
            "unsorted",
            "home",
            "inbox",
            "bookmarks bar",
            "other bookmarks",
            "reading list",
            "read later",
            "read archive",
            "recently read",
        ),
    )
)


def shown_name(column: str) -> str:
    """The name of a column without what metadata standards put before and after it.

    ``dcterms:title``, ``Dublin Core:Title`` and ``dc.title[en]`` are ``title``.
    """
    plain = _SUFFIX.sub("", column.strip())
    return _PREFIX.sub("", plain) or plain


def name_of(column: str) -> str:
    """The folded name of a column, as ``shown_name`` gives it."""
    return folded(shown_name(column))


def shape_of(names: Iterable[str]) -> Shape | None:
    """The export that has these names, None if they are of no known one."""
    known = frozenset(map(folded, names))
    return next((shape for shape in shapes() if not shape.inner and shape.fits(known)), None)


@cache
def shapes() -> tuple[Shape, ...]:
    """All known exports."""
    return tuple(_shape(entry) for entry in load_table("exports")["exports"])


def _shape(entry: Mapping[str, Any]) -> Shape:
    stated = {folded(name): meaning for name, meaning in entry.get("fields", {}).items()}
    dropped = entry.get("drop", [])
    rest = "*" in dropped
    meanings = {
        **({} if rest else plain_shape().meanings),
        **dict.fromkeys(map(folded, dropped), DROP),
        **stated,
    }
    return Shape(
        entry["format"],
        meanings,
        frozenset(map(folded, entry.get("needs_inner", entry["needs"]))),
        frozenset(map(folded, entry.get("any", ()))),
        rest,
        frozenset(map(folded, entry.get("folders", ()))),
        frozenset(map(folded, entry.get("unfiled", ()))) | UNFILED,
        entry.get("spaces", False),
        _conditions(entry.get("withheld", {})),
        _conditions(entry.get("skipped", {})),
        entry.get("list", ""),
        entry.get("inner", ""),
        tuple(entry.get("empty", ())),
    )


def _conditions(stated: Mapping[str, Mapping[str, list[str]]]) -> Mapping[str, Mapping[str, frozenset[str]]]:
    return {
        why: {folded(name): frozenset(map(folded, values)) for name, values in names.items()}
        for why, names in stated.items()
    }


@cache
def plain_shape() -> Shape:
    """The meanings of names in tables of unknown programs."""
    table = load_table("exports")
    meanings: dict[str, str] = {}
    for role in _ROLES:
        meanings |= {folded(name): role for name in table[role] if folded(name) not in meanings}
    for field, names in table["fields"].items():
        meanings |= {folded(name): field for name in names if folded(name) not in meanings}
    meanings |= {folded(name): DROP for name in table["drop"] if folded(name) not in meanings}
    return Shape("table", meanings)


@cache
def rank_of(role: str) -> Mapping[str, int]:
    """Of each name with a role or field, how exactly it states it: 0 is best."""
    table = load_table("exports")
    names = table[role] if role in table else table["fields"].get(role, ())
    return {folded(name): rank for rank, name in enumerate(names)}
