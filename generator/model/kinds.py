"""The kinds of lists that an archive has, and their properties, in the order of the menus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["topics", "people", "organizations", "places", "tags"]

# Names that a text mentions.
NAMED: tuple[Kind, ...] = ("people", "organizations", "places")
# Kinds whose terms a curator describes in ``authority/KIND.yml``.
AUTHORITY_KINDS: tuple[Kind, ...] = ("topics", *NAMED)
# Kinds of terms that an article has.
KINDS: tuple[Kind, ...] = (*AUTHORITY_KINDS, "tags")


class ListKind(NamedTuple):
    """The properties of all lists of one kind.

    Attributes:
        singular: name of the kind in the singular.
        always_feed: whether each list has a feed, even if it has only a few articles.
        json_feed: whether lists that have a feed also have a JSON feed.
        suggested: whether the search page suggests these lists by name.
        optional: whether an archive without such lists has no index of them.
    """

    singular: str
    always_feed: bool = False
    json_feed: bool = False
    suggested: bool = True
    optional: bool = False


# By kind, which is also the folder of its pages.
LISTS: Mapping[str, ListKind] = {
    "topics": ListKind("topic", always_feed=True, json_feed=True),
    "people": ListKind("person"),
    "organizations": ListKind("organization"),
    "places": ListKind("place"),
    "tags": ListKind("tag", json_feed=True, optional=True),
    "dates": ListKind("date", suggested=False),
    "sources": ListKind("source"),
    "languages": ListKind("language", suggested=False),
    "collections": ListKind("collection", always_feed=True, json_feed=True),
}
