"""The entries of an archive's authority files, and the search for their names in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from generator.authority.entry import Entry, Key, Mention
from generator.authority.forms import Form, city_names, country_names
from generator.authority.longer import in_longer_name
from generator.authority.match import Matcher, choose, matcher, names_a_thing
from generator.authority.read import AuthorityFile, Raw, parse_file, read_files
from generator.authority.spelling import Spellings
from generator.model.kinds import AUTHORITY_KINDS, NAMED, Kind
from generator.model.problem import Problem
from generator.text.folding import fold, fold_name, fold_term

__all__ = ["Authority", "Entry", "Key", "Mention", "load_authority"]

_CITIES = {"capital", "city"}


@dataclass(frozen=True)
class Authority:
    """All entries by kind and id, and the search for their names.

    The automatons are built when first needed, once per worker process: only ``entries`` are pickled.
    """

    entries: Mapping[Key, Entry] = field(default_factory=dict)

    def mentions(self, text: str, language: str = "") -> list[Mention]:
        """Mentions of known people, organizations and places in a text, in order, without overlaps.

        Args:
            text: any text, composed (NFC).
            language: BCP 47 tag, or ""; adds the names of countries and large cities in that language.
        """
        if (text, language) not in self._last:
            self._last.clear()
            self._last[text, language] = self._search(text, language)
        return list(self._last[text, language])

    def mentions_at_end(self, text: str, whole: str, language: str) -> list[Mention]:
        """The mentions in ``text``, with offsets in it, taken from a search of ``whole``, which ends with it.

        Args:
            text: any text, composed (NFC).
            whole: a longer text; if it does not end with ``text``, ``text`` is searched by itself.
            language: BCP 47 tag, or "".
        """
        if not whole.endswith(text):
            return self.mentions(text, language)
        offset = len(whole) - len(text)
        mentions = (mention for mention in self.mentions(whole, language) if mention.start >= offset)
        return [
            mention._replace(start=mention.start - offset, end=mention.end - offset) for mention in mentions
        ]

    def _search(self, text: str, language: str) -> list[Mention]:
        folded = fold(text)
        matches = self._matcher.matches(folded) + self._translations(language).matches(folded)
        chosen = choose(matches, self.entries, folded)
        edges = {edge for match, _ in chosen for edge in (match.start, match.end)}
        base = _base_language(language) or "en"
        return [
            Mention(*key, self.entries[key].name, match.start, match.end, text[match.start : match.end])
            for match, key in chosen
            if key.kind != "places"
            or not (
                names_a_thing(folded, match.end)
                or in_longer_name(text, (match.start, match.end), base, self.demonyms, edges)
            )
        ]

    def find(self, kind: Kind, name: str) -> Entry | None:
        """The entry of a kind with this id, name or alias, without regard to accents and case, or None."""
        exact = self._by_id(Key(kind, name))
        return exact or next((entry for entry in self._called(name) if entry.kind == kind), None)

    def only(self, name: str) -> Entry | None:
        """The entry of any kind with this id, name or alias; None if there is none or more than one."""
        exact = [entry for kind in AUTHORITY_KINDS if (entry := self._by_id(Key(kind, name)))]
        entries = {entry.key: entry for entry in (*exact, *self._called(name))}
        return next(iter(entries.values())) if len(entries) == 1 else None

    def _by_id(self, key: Key) -> Entry | None:
        return self.entries.get(key) or self.replacements.get(key)

    def _called(self, name: str) -> Sequence[Entry]:
        return self._by_name.get(fold_name(name), ())

    def spelled(self, name: str) -> Entry | None:
        """The person with this name in another spelling (transliterated, reordered, inflected), or None."""
        key = self._spellings.find(name)
        return self.entries[key] if key else None

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """All entries of a kind, in the order of the files."""
        return tuple(entry for entry in self.entries.values() if entry.kind == kind)

    def index(self) -> None:
        """Build what every search needs in advance; the index of spellings waits until it is needed."""
        _ = self._matcher, self.demonyms

    @cached_property
    def demonyms(self) -> frozenset[str]:
        """Words for the people and things of a place, folded (``Russian``)."""
        return frozenset(fold(word) for entry in self.entries.values() for word in entry.demonyms)

    @cached_property
    def replacements(self) -> Mapping[Key, Entry]:
        """Former key → the entry that replaces it."""
        return {Key(entry.kind, name): entry for entry in self.entries.values() for name in entry.former}

    @cached_property
    def _matcher(self) -> Matcher:
        return matcher(entry for kind in NAMED for entry in self.of(kind))

    @cached_property
    def _last(self) -> dict[tuple[str, str], list[Mention]]:
        """The result of the last search: an article's names and speakers are found in the same text."""
        return {}

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self.of("people"))

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Entry]]:
        """Folded name or alias → the entries that have it, in the order of the files."""
        by_name: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            for name in entry.names:
                by_name[fold_name(name)].append(entry)
        return by_name

    @cached_property
    def _by_language(self) -> dict[tuple[Kind, str], Matcher]:
        return {}

    def topic_matcher(self, language: str) -> Matcher:
        """The matcher for the terms of topics in a language (BCP 47 tag); it takes texts of ``fold_term``."""
        base = _base_language(language)
        key: tuple[Kind, str] = ("topics", base)
        if key not in self._by_language:
            self._by_language[key] = Matcher(
                (entry.key, Form(fold_term(term, base)))
                for entry in self.of("topics")
                for term in entry.terms.get(base, ())
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
                if not self._matcher.is_only(fold(form), entry.key)
            )
        return self._by_language[key]

    def __getstate__(self) -> dict[str, Any]:
        return {"entries": self.entries}


def _base_language(language: str) -> str:
    return language.lower().partition("-")[0]


def _locale(language: str) -> str:
    """The locale for names of places: with the script for Chinese, else the language alone."""
    tag = language.lower()
    return tag if tag.startswith("zh-han") else _base_language(language)


def _translated(place: Entry, language: str) -> str:
    """The name of a country or large city in a language, "" if CLDR has none."""
    if place.type == "country":
        return country_names(language).get(place.country, "")
    return city_names(language).get(place.name, "") if place.type in _CITIES else ""


def _written(name: str, *, country: bool) -> Iterable[str]:
    """The spellings of a CLDR name, also in capitals.

    ``Myanmar (Burma)`` is two names; ``Tripoli (Libye)`` is a name with its country.
    """
    parts = name.rstrip(")").split(" (")
    for part in parts if country else parts[:1]:
        yield part
        if len(part) > 3:
            yield part.upper()


def load_authority(folders: Sequence[Path]) -> tuple[Authority, tuple[Problem, ...]]:
    """Read the authority files of several folders.

    A later folder adds entries and overrides earlier ones, key by key.

    Args:
        folders: each may contain ``people.yml``, ``organizations.yml``, ``places.yml`` and ``topics.yml``.

    Returns:
        The authority, and a problem for each value, key, entry or file that cannot be used.
    """
    return parse_authority(read_files(folders))


def parse_authority(files: Iterable[AuthorityFile]) -> tuple[Authority, tuple[Problem, ...]]:
    """As ``load_authority``, from files that have been read."""
    raws: dict[Key, Raw] = {}
    replaced: dict[Key, Key] = {}
    problems: list[Problem] = []
    for file in files:
        file_raws, file_problems = parse_file(file)
        problems += file_problems
        for raw in file_raws:
            kind = cast("Kind", raw.kind)
            key = Key(kind, str(raw.values["id"]))
            if key not in raws and not raw.values.get("name"):
                # A change to an entry that has been replaced is a change to the other one.
                key = replaced.get(key, key)
            base = raws[key].values if key in raws else {}
            raws[key] = Raw(raw.kind, raw.path, raw.line, {**base, **raw.values, "id": key.id})
            former: Any = raw.values.get("former", ())
            replaced |= {Key(kind, name): key for name in former}
    known = raws.keys() | replaced
    problems += [problem for key, raw in raws.items() for problem in _problems(key, raw, known)]
    entries = {key: _entry(raw) for key, raw in raws.items() if raw.values.get("name")}
    return Authority(entries), tuple(problems)


def _entry(raw: Raw) -> Entry:
    values: dict[str, Any] = dict(raw.values)
    return Entry(cast("Kind", raw.kind), **values)


def _problems(key: Key, raw: Raw, known: Collection[Key]) -> Iterable[Problem]:
    if not raw.values.get("name"):
        message = f"an entry must have a name: {key.id!r}. Add 'name:'."
        yield Problem(raw.path, raw.line, "authority-name", message)
    parent = raw.values.get("parent")
    if parent and key._replace(id=str(parent)) not in known:
        message = f"parent must be the id of a topic: {parent!r}. Correct the id, or add the topic."
        yield Problem(raw.path, raw.line, "authority-parent", message)
