"""An entry of an authority file, and its mention in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.kinds import Kind


class Key(NamedTuple):
    """Identifies an entry: its kind, and its id, which is unique within the kind."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, organization, place or topic in an authority file.

    Attributes:
        kind: topics, people, organizations or places.
        id: identifier, unique within the kind.
        name: display name.
        aliases: other names.
        wikidata: Wikidata id (``Q42``), or "".
        description: a short text for readers.
        type: what kind of place it is (country, capital, city ...).
        country: ISO 3166-1 alpha-2 code.
        latitude: degrees (WGS 84).
        longitude: degrees (WGS 84).
        demonyms: words for the people and things of a place.
        parent: id of the wider topic.
        iptc: IPTC Media Topic code.
        terms: by language, the words that signal a topic.
        context: if given, the entry counts only in a text with one of these words.
        partial: after the full name, the surname alone counts as a mention.
        former: ids of entries that this one replaces; their pages redirect to its page.
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
    former: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Kind and id."""
        return Key(self.kind, self.id)

    @property
    def names(self) -> tuple[str, ...]:
        """The display name, then the aliases."""
        return (self.name, *self.aliases)


class Mention(NamedTuple):
    """A known name in a text: the entry's kind, id and name, the offsets, and the words as written."""

    kind: Kind
    id: str
    name: str
    start: int
    end: int
    text: str
