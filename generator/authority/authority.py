"""The authority files of an archive: who and what is known, and where a text mentions it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.authority.entry import NAMED, Entry, Key, Mention
from generator.authority.forms import Form, city_names, country_names
from generator.authority.match import Matcher, choose, matcher, names_a_thing
from generator.authority.read import AuthorityFile, Raw, parse_file, read_files
from generator.authority.spelling import Spellings
from generator.model.problem import Problem
from generator.model.records import Kind
from generator.text.folding import fold, fold_name

__all__ = ["NAMED", "Authority", "Entry", "Key", "Mention", "load_authority"]


_CITIES = {"capital", "city"}


@dataclass(frozen=True)
class Authority:
    """Every entry by (kind, id), and the search for their names.

    The automatons are built at first need, and again in each worker process: only ``entries`` travel.
    """

    entries: Mapping[Key, Entry] = field(default_factory=dict)

    def mentions(self, text: str, language: str = "") -> list[Mention]:
        """Known people, organizations and places in a text, in order, without overlaps.

        Args:
            text: any text, composed (NFC).
            language: BCP 47 tag; adds the names of countries and large cities in that language.
        """
        if (text, language) not in self._last:
            self._last.clear()
            self._last[text, language] = self._searched(text, language)
        return list(self._last[text, language])

    def mentions_at_end(self, text: str, whole: str, language: str) -> list[Mention]:
        """The mentions of ``whole`` that lie in ``text``, its end, counted from there."""
        if not whole.endswith(text):
            return self.mentions(text, language)
        start = len(whole) - len(text)
        found = (one for one in self.mentions(whole, language) if one.start >= start)
        return [one._replace(start=one.start - start, end=one.end - start) for one in found]

    def _searched(self, text: str, language: str) -> list[Mention]:
        folded = fold(text)
        hits = self._matcher.hits(folded) + self._translations(language).hits(folded)
        chosen = choose(hits, self.entries, folded)
        return [
            Mention(key.kind, key.id, self.entries[key].name, hit.start, hit.end, text[hit.start : hit.end])
            for hit, key in chosen
            if key.kind != "places" or not names_a_thing(folded, hit.end)
        ]

    def find(self, kind: Kind, name: str) -> Entry | None:
        """The entry of this kind whose id, name or alias is ``name``; accents and case do not count."""
        exact = self.entries.get(Key(kind, name))
        return exact or self._by_name.get((kind, fold_name(name)))

    def spelled(self, name: str) -> Entry | None:
        """The one person whose name this is in another spelling: transliterated, reordered, inflected."""
        key = self._spellings.find(name)
        return self.entries[key] if key else None

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """Every entry of a kind, in the order of the files."""
        return tuple(entry for entry in self.entries.values() if entry.kind == kind)

    def index(self) -> None:
        """Build now what every search for names needs. Spellings wait for a name that is not known."""
        _ = self._matcher, self.demonyms

    @cached_property
    def demonyms(self) -> frozenset[str]:
        """Words for the people and things of a place, folded (``Russian``)."""
        return frozenset(fold(word) for entry in self.entries.values() for word in entry.demonyms)

    @cached_property
    def _matcher(self) -> Matcher:
        return matcher(entry for kind in NAMED for entry in self.of(kind))

    @cached_property
    def _last(self) -> dict[tuple[str, str], list[Mention]]:
        """The text that was searched last: an article's names and its speakers are looked for in one text."""
        return {}

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self.of("people"))

    @cached_property
    def _by_name(self) -> Mapping[tuple[Kind, str], Entry]:
        # Reversed, so that of two entries with one name the first of the file stays.
        return {
            (entry.kind, fold_name(name)): entry
            for entry in reversed(list(self.entries.values()))
            for name in (*reversed(entry.aliases), entry.name)
        }

    @cached_property
    def _by_language(self) -> dict[tuple[Kind, str], Matcher]:
        return {}

    def topic_matcher(self, language: str) -> Matcher:
        """The search, in a folded lower-case text, for the terms of topics in a language (BCP 47 tag)."""
        tongue = _tongue(language)
        key: tuple[Kind, str] = ("topics", tongue)
        if key not in self._by_language:
            self._by_language[key] = Matcher(
                (entry.key, Form(fold(term).lower()))
                for entry in self.of("topics")
                for term in entry.terms.get(tongue, ())
            )
        return self._by_language[key]

    def _translations(self, language: str) -> Matcher:
        locale = _locale(language)
        key: tuple[Kind, str] = ("places", locale)
        if key not in self._by_language:
            self._by_language[key] = Matcher(
                (entry.key, Form(fold(form)))
                for entry in self.of("places")
                for form in _written(_translated(entry, locale), country=entry.type == "country")
            )
        return self._by_language[key]

    def __getstate__(self) -> dict[str, Any]:
        return {"entries": self.entries}


def _tongue(language: str) -> str:
    return language.lower().partition("-")[0]


def _locale(language: str) -> str:
    """The locale whose names of places a text uses: Chinese has two scripts, others one for all regions."""
    tag = language.lower()
    return tag if tag.startswith("zh-han") else _tongue(language)


def _translated(place: Entry, language: str) -> str:
    """The name of a country or large city in a language, "" where CLDR has none."""
    if place.type == "country":
        return country_names(language).get(place.country, "")
    return city_names(language).get(place.name, "") if place.type in _CITIES else ""


def _written(name: str, *, country: bool) -> Iterable[str]:
    """``Myanmar (Burma)`` is two names, ``Tripoli (Libye)`` one and its country; each also in capitals."""
    parts = name.rstrip(")").split(" (")
    for part in parts if country else parts[:1]:
        yield part
        if len(part) > 3:
            yield part.upper()


def load_authority(folders: Sequence[Path]) -> tuple[Authority, tuple[Problem, ...]]:
    """Entries of every folder; a later folder adds to an earlier one, and changes an entry key by key.

    Args:
        folders: each may hold ``people.yml``, ``organizations.yml``, ``places.yml``, ``topics.yml``.

    Returns:
        The authority, and a problem for each value, key, entry or file that cannot be used.
    """
    return parse_authority(read_files(folders))


def parse_authority(files: Iterable[AuthorityFile]) -> tuple[Authority, tuple[Problem, ...]]:
    """As ``load_authority``, from files that have been read."""
    raws: dict[Key, Raw] = {}
    problems: list[Problem] = []
    for file in files:
        found, faults = parse_file(file)
        problems += faults
        for raw in found:
            key = Key(raw.kind, str(raw.values["id"]))
            under = raws[key].values if key in raws else {}
            raws[key] = Raw(raw.kind, raw.path, raw.line, {**under, **raw.values})
    problems += [fault for key, raw in raws.items() for fault in _faults(key, raw, raws)]
    entries = {key: _entry(raw) for key, raw in raws.items() if raw.values.get("name")}
    return Authority(entries), tuple(problems)


def _entry(raw: Raw) -> Entry:
    values: dict[str, Any] = dict(raw.values)
    return Entry(raw.kind, **values)


def _faults(key: Key, raw: Raw, raws: Mapping[Key, Raw]) -> Iterable[Problem]:
    if not raw.values.get("name"):
        yield Problem(raw.path, raw.line, "authority-name", f"an entry must have a name: {key.id!r}")
    parent = raw.values.get("parent")
    if parent and Key(raw.kind, str(parent)) not in raws:
        yield Problem(raw.path, raw.line, "authority-parent", f"parent must be the id of a topic: {parent!r}")
