"""The records of an authority file: what is known about a name, and where a text mentions it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.records import Kind

NAMED: tuple[Kind, ...] = ("people", "organizations", "places")


class Key(NamedTuple):
    """What names one entry among all: its kind and its id, unique in that kind."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, organization, place or topic that a curator vouches for.

    ``latitude`` and ``longitude`` are degrees (WGS 84). ``country`` is ISO 3166-1 alpha-2.
    ``terms`` gives, by language, the words that signal a topic. An entry with ``context`` counts
    only in a text that holds one of these words. ``partial`` accepts the surname alone after the
    full name.
    """

    kind: Kind
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    description: str = ""
    type: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    demonyms: tuple[str, ...] = ()
    parent: str = ""
    iptc: str = ""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    context: tuple[str, ...] = ()
    partial: bool = True

    @property
    def key(self) -> Key:
        """Kind and id."""
        return Key(self.kind, self.id)

    @property
    def names(self) -> tuple[str, ...]:
        """Display name, then aliases."""
        return (self.name, *self.aliases)


class Mention(NamedTuple):
    """A known name in a text: the entry's kind, id and name; where it stands; the words as written."""

    kind: Kind
    id: str
    name: str
    start: int
    end: int
    text: str
