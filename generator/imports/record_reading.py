"""What a row of a table, or a record of JSON, states: each value sorted by the meaning of its name."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.imports.shapes import (
    DROP,
    FILE,
    HTML,
    IDENTIFIER,
    NOTE,
    TEXT,
    TITLE,
    URL,
    Shape,
    name_of,
    rank_of,
    shown_name,
)
from generator.imports.values import as_day, language_tag, names_in, notes_in, plain, separated
from generator.inputs.foreign import folded, meaning_of

LISTS = frozenset({"tags", "authors", "places", "people", "organizations", "topics"})
_PEOPLE = frozenset({"authors", "people"})
_DAYS = frozenset({"date", "updated", "retrieved"})
# Names that a person may give a column which holds the text.
_TEXT_TARGETS = frozenset({"text", "body", "content", "document", "article"})
# "Surname, Given", as catalogues write it; the surname may have a particle.
_TURNED = re.compile(
    r"\A(?P<family>(?:(?:v[ao]n|de[rn]?|di|da|du|la|le|ter) ){0,2}[^\W\d_][\w'’-]*+), "
    r"(?P<given>[^\W\d_][\w.'’ -]{0,40})\Z"
)


class Candidate(NamedTuple):
    """A value that may be the title, the address or the text: how exactly its name states it (0 is best)."""

    rank: int
    text: str
    name: str = ""
    html: bool = False


@dataclass
class RecordReading:
    """What is read from one record: ``take`` each of its values.

    Attributes:
        shape: what its names mean.
        columns: folded name of a column → what the person says that it means.
    """

    shape: Shape
    columns: Mapping[str, str]
    texts: list[Candidate] = field(default_factory=list)
    titles: list[Candidate] = field(default_factory=list)
    urls: list[Candidate] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    identifier: str = ""
    fields: dict[str, object] = field(default_factory=dict)
    source: dict[str, object] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    _ranks: dict[str, int] = field(default_factory=dict)

    def take(self, name: str, value: object) -> None:
        """Sort a value."""
        if (
            value is None
            or value in ("", [], {})
            or (isinstance(value, bool | int | float) and self._is_switch(name))
        ):
            return
        mapped = self.columns.get(folded(name))
        if mapped is not None:
            self._take_mapped(name, mapped, value)
            return
        shape = self.shape
        key = folded(name) if folded(name) in shape.meanings or shape.rest else name_of(name)
        if key in shape.folders:
            self.tags += self._filed([words(value)])
            return
        meaning = shape.meanings.get(key, DROP if shape.rest else None)
        if meaning is None:
            self._keep(name, value)
        elif meaning != DROP:
            self._taker(meaning)(meaning, key, name, value)

    def _is_switch(self, name: str) -> bool:
        """Whether a number, yes or no under this name is of use to the program only."""
        return folded(name) not in {*self.shape.meanings, *self.columns} and (
            self.shape.rest or meaning_of(name) is None
        )

    def _taker(self, meaning: str) -> Callable[[str, str, str, object], None]:
        if meaning in (TEXT, HTML):
            return self._take_text
        takers = {
            TITLE: self._take_title,
            URL: self._take_url,
            NOTE: self._take_note,
            FILE: self._take_file,
            IDENTIFIER: self._take_identifier,
            "tags": self._take_tags,
        }
        return takers.get(meaning, self._take_field)

    def _take_mapped(self, name: str, target: str, value: object) -> None:
        """Take a value whose meaning the person has given: ``declare`` does the rest, under its own name."""
        if folded(target) in _TEXT_TARGETS:
            self.texts.append(Candidate(-1, words(value)))
            return
        if folded(target) in (TITLE, URL):
            (self.titles if folded(target) == TITLE else self.urls).append(Candidate(-1, words(value)))
            return
        if target in LISTS and isinstance(value, str):
            value = separated(value, commas=target not in _PEOPLE)
        self.fields.setdefault(name, value)

    def _keep(self, name: str, value: object) -> None:
        self.fields.setdefault(shown_name(name), value)

    def _take_text(self, meaning: str, key: str, name: str, value: object) -> None:
        text = words(value)
        if not any(mark in text[:2000].replace("’", "'") for mark in self.shape.empty):
            self.texts.append(Candidate(rank_of(TEXT).get(key, -1), text, name, meaning == HTML))

    def _take_title(self, meaning: str, key: str, name: str, value: object) -> None:
        # WordPress and others write titles as HTML.
        title = html.unescape(plain(words(value)))
        self.titles.append(Candidate(rank_of(meaning).get(key, 0), " ".join(title.split()), name))

    def _take_url(self, meaning: str, key: str, name: str, value: object) -> None:
        self.urls.append(Candidate(rank_of(meaning).get(key, 0), words(value), name))

    def _take_note(self, meaning: str, key: str, name: str, value: object) -> None:
        del meaning, key, name
        self.notes += notes_in(value)

    def _take_file(self, meaning: str, key: str, name: str, value: object) -> None:
        del meaning, key, name
        self.files += separated(value) if isinstance(value, str) else names_in(value)

    def _take_identifier(self, meaning: str, key: str, name: str, value: object) -> None:
        del meaning, key
        text = words(value)
        if text.startswith(("http://", "https://")):
            self.urls.append(Candidate(100, text, name))
        self.identifier = self.identifier or text

    def _take_tags(self, meaning: str, key: str, name: str, value: object) -> None:
        del meaning, key, name
        listed = separated(value, spaces=self.shape.spaces) if isinstance(value, str) else names_in(value)
        self.tags += self._filed(listed)

    def _filed(self, tags: Sequence[str]) -> list[str]:
        """Names of folders and tags; a folder in a folder is two names."""
        parts = [part.strip() for tag in tags for part in (tag.split("/") if self.shape.folders else [tag])]
        return [tag for tag in parts if tag and folded(tag) not in self.shape.unfiled]

    def _take_field(self, meaning: str, key: str, name: str, value: object) -> None:
        """Take a value for a field. Of two, that whose name is more exact; the other keeps its name."""
        rank = rank_of(meaning).get(key, 0)
        if self._ranks.get(meaning, rank + 1) <= rank:
            if meaning not in _DAYS:
                self._keep(name, value)
            return
        self._ranks[meaning] = rank
        _, _, part = meaning.partition(".")
        if part:
            self.source[part] = " ".join(words(value).split())
        elif meaning in LISTS:
            self.fields[meaning] = _names(meaning, value)
        elif meaning in _DAYS:
            self.fields[meaning] = as_day(value)
        elif meaning == "language":
            self._take_language(name, words(value))
        else:
            self.fields[meaning] = plain(words(value)) if meaning == "summary" else words(value)

    def _take_language(self, name: str, value: str) -> None:
        """Take a language; several say nothing about the text."""
        listed = separated(value)
        if len(listed) == 1:
            self.fields["language"] = language_tag(listed[0])
        else:
            self._keep(name, value)


def _names(field_name: str, value: object) -> object:
    """The names in a cell. Commas may separate people, or the surname from the first name."""
    if not isinstance(value, str):
        return names_in(value)
    if field_name not in _PEOPLE:
        return separated(value)
    names = [given_first(name) for name in separated(value, commas=False)]
    return names[0] if len(names) == 1 else names


def given_first(name: str) -> str:
    """A name of a catalogue (``Surname, Given``) as a byline has it; all others as they are."""
    match = _TURNED.match(name)
    if match is None or match["given"].isupper() or not match["given"][0].isupper():
        return name
    return f"{match['given'].strip()} {match['family']}"


def words(value: object) -> str:
    """A value as text."""
    if isinstance(value, str):
        return value.strip()
    return ", ".join(names_in(value)) if isinstance(value, list | dict) else str(value)
