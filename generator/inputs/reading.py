"""Reads the fields of a declaration by what their names mean, ours and those of other programs."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from generator.inputs import checks, publicity
from generator.inputs.checks import Check, Checked
from generator.inputs.foreign import Meaning, folded, meaning_of
from generator.inputs.front_pictures import pictures_in
from generator.inputs.strict_yaml import Places
from generator.model.pictures import FoundPicture
from generator.model.problem import Problem, Severity
from generator.text.dates import parse_date
from generator.text.declared_dates import day_of_moment

# A withdrawal that cannot be understood must not leave the article published.
ESSENTIAL = frozenset({"withdrawn"})
_SLIP = 2  # characters that a slip adds or leaves out
_DEEPEST = 3  # mappings in mappings
# Keys of programs, which are no addresses for readers: UUIDs, long numbers, digests, and mixed letters
# and digits.
_MACHINE_ID = re.compile(
    r"\A(?:[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|\d{9,}+|(?=[a-f]*+\d)[0-9a-f]{16,}+"
    r"|(?=(?:[a-z]*+\d++){3}[a-z])[0-9a-z]{16,40})\Z",
    re.IGNORECASE,
)
_LINK = re.compile(r"\A\[([^\[\]]*+)\]\((https?://[^\s()]++)\)\Z")
# Also a host alone: "example.org".
_ADDRESS = re.compile(
    r"\A(?:(?:https?://|www\.)\S++|(?:[\w-]{1,63}\.){1,9}[a-z]{2,12}(?:/\S*+)?)\Z", re.IGNORECASE
)
_WORDS_OF_JEKYLL = re.compile(r"\A[^\s,;A-Z]++(?: ++[^\s,;A-Z]++)++\Z")


class DeclaredField(Protocol):
    """A field as ``fields.FIELDS`` lists it."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def check(self) -> Check:
        """Checks a value."""


class FieldNames(NamedTuple):
    """Our names of fields: each synonym with the field it names, and names that are skipped."""

    known: Mapping[str, str]
    skipped: frozenset[str]


class FieldValue(NamedTuple):
    """A value for a field, where it is, and how exactly its name states the field: 0 is our own name."""

    rank: int
    at: tuple[str, ...]
    value: object


@dataclass
class Reading:
    """What is read from one declaration: start with ``sort``, then decide each of the ``candidates``.

    ``foreign`` is True for front matter, which another program may have written.
    """

    path: str
    places: Places
    names: FieldNames
    foreign: bool = False
    values: dict[str, object] = dataclasses.field(default_factory=dict)
    lines: dict[str, int] = dataclasses.field(default_factory=dict)
    problems: list[Problem] = dataclasses.field(default_factory=list)
    unused: list[str] = dataclasses.field(default_factory=list)
    pictures: list[FoundPicture] = dataclasses.field(default_factory=list)
    candidates: dict[str, list[FieldValue]] = dataclasses.field(default_factory=dict)
    _is_note: bool = False
    _is_page: bool = False
    _is_jekyll: bool = False

    def sort(self, mapping: Mapping[object, object], above: tuple[str, ...] = ()) -> None:
        """Sort the values of a mapping by the meaning of their names."""
        if not above:
            keys = [str(key) for key in mapping]
            meanings = [meaning_of(key) for key in keys if key not in self.names.known]
            # A note has a day of its own, and its last change is not that of the article.
            self._is_note = any(meaning and meaning.field == "source.retrieved" for meaning in meanings)
            self._is_page, self._is_jekyll = {"seed", "sha256"} <= {*keys}, "layout" in keys
        for key, value in mapping.items():
            name, at = str(key), (*above, str(key))
            if above or name not in self.names.skipped:
                self._sort_one(name, at, value)

    def _sort_one(self, name: str, at: tuple[str, ...], value: object) -> None:
        meaning = self._meaning(name)
        if meaning is None:
            self._unknown(name, at)
        elif meaning.kind == "nested":
            if isinstance(value, dict) and len(at) < _DEEPEST:
                self.sort(value, at)
        elif meaning.kind == "pictures":
            self.pictures += pictures_in(value)
        elif publicity.withholds(meaning, value):
            shown = "..." if meaning.kind == "secret" else checks.quoted(value).strip("'")
            self._withhold(at, f"'{name}: {shown}' says that it is not public")
        elif meaning.kind in {"until", "from"}:
            self._limit(meaning, at, value)
        if meaning and self._gives_value(meaning, value):
            # An outer value comes before one in a nested mapping.
            rank = meaning.rank + 1000 * (len(at) - 1)
            name = "retrieved" if meaning.field == "source.retrieved" else meaning.field
            self.candidates.setdefault(name, []).append(FieldValue(rank, at, value))
            self.lines.setdefault(name.partition(".")[0], self.places.value(*at)[0])

    def _meaning(self, name: str) -> Meaning | None:
        field, foreign = self.names.known.get(name) or self.names.known.get(folded(name)), meaning_of(name)
        if field == "updated" and self._is_note and self.foreign:
            return Meaning("housekeeping")
        # Programs write "date" for many days, "published" for one.
        if field == "date" and folded(name) == "date" and self.foreign:
            return Meaning("field", field, 50)
        if foreign and foreign.kind not in {"field", "housekeeping", "nested", "pictures"}:
            return foreign
        if field:
            return Meaning("status" if field == "status" else "field", field)
        return foreign

    def is_scalar(self, name: str, value: object) -> bool:
        """Whether a name of ours has a value here, and is no mark: ``published: true`` has none."""
        meaning = self._meaning(name)
        return meaning is not None and self._gives_value(meaning, value)

    def _gives_value(self, meaning: Meaning, value: object) -> bool:
        if not meaning.field or publicity.withholds(meaning, value):
            return False
        return not (meaning.kind in {"released", "from"} and publicity.is_flag(value))

    def _unknown(self, name: str, at: tuple[str, ...]) -> None:
        near = difflib.get_close_matches(name, self.names.known, n=1, cutoff=0.8 if self.foreign else 0.6)
        # "published_by" is no slip in "published".
        near = [known for known in near if not self.foreign or abs(len(known) - len(name)) <= _SLIP]
        if self.foreign and not near:
            self.unused.append(name)
            return
        own = dict.fromkeys(self.names.known.values())
        hint = f"did you mean {near[0]!r}?" if near else f"known fields: {', '.join(own)}"
        line, column = self.places.key(at[0])
        message = f"no field is called {name!r}; {hint}"
        self.problems.append(Problem(self.path, line, "unknown-field", message, "warning", column))

    def _withhold(self, at: tuple[str, ...], why: str) -> None:
        line, column = self.places.value(*at)
        self.values["status"], self.lines["status"] = "draft", line
        self.problems.append(publicity.not_published(self.path, line, why, column=column))

    def _limit(self, meaning: Meaning, at: tuple[str, ...], value: object) -> None:
        """Read a day from which or until which the article is public."""
        day = publicity.day_of(value)
        key = "public_until" if meaning.kind == "until" else "public_from"
        if day:
            # Of several such days, that which keeps the article from the public longer counts.
            self.values |= publicity.narrowest(self.values, {key: day})
            self.lines[key] = self.places.value(*at)[0]
        elif publicity.is_yes(value):
            self._withhold(at, f"'{at[-1]}: {value}' says that it is not public")
        elif value and not publicity.is_flag(value) and not meaning.field:
            self._fault(at[0], at, Checked(None, f"must be YYYY-MM-DD: {checks.quoted(value)}"))

    def decide(self, field: DeclaredField, candidates: Sequence[FieldValue]) -> None:
        """Take the most exact value that can be understood; of tags, all of them."""
        # Of two names that state it equally well, the later counts.
        latest = list(reversed(candidates))
        ranked = sorted(latest, key=lambda candidate: candidate.rank)
        if field.name == "tags":
            ranked = list(candidates)
        taken: list[object] = []
        for candidate in ranked:
            checked = self._checked(field, candidate)
            if checked.fault:
                self._fault(field.name, candidate.at, checked)
            elif field.name == "tags" and isinstance(checked.value, list):
                taken += (tag for tag in checked.value if tag not in taken)
            elif checked.value not in ("", [], {}) and not (
                field.name == "status" and "status" in self.values
            ):
                self._take(field.name, checked.value)
                return
        if taken:
            self.values[field.name] = taken

    def _take(self, name: str, value: object) -> None:
        parts = self.values.get(name)
        if isinstance(parts, dict) and isinstance(value, dict):
            value = {**parts, **value}
        self.values[name] = value

    def _checked(self, field: DeclaredField, candidate: FieldValue) -> Checked:
        value = candidate.value
        if field.name == "retrieved":
            value = day_of_moment(str(value)) or value
        if field.name == "source":
            return self._source(field, candidate)
        if field.name == "status" and isinstance(value, str) and publicity.is_public_word(value):
            return Checked("published")
        if (
            field.name == "id"
            and self.foreign
            and not self._is_page
            and _MACHINE_ID.fullmatch(str(value).strip())
        ):
            return Checked("")
        if (
            field.name == "tags"
            and self._is_jekyll
            and isinstance(value, str)
            and _WORDS_OF_JEKYLL.fullmatch(value)
        ):
            return field.check(value.split())
        checked = field.check(value)
        day = parse_date(value) if checked.fault and self.foreign and isinstance(value, str) else ""
        if day and field.name in {"date", "updated", "retrieved"}:
            # Other words surround the only day.
            self._fault(
                field.name, candidate.at, checked._replace(fault=f"{checked.fault}. It was read as {day}")
            )
            return Checked(day)
        return checked

    def _source(self, field: DeclaredField, candidate: FieldValue) -> Checked:
        """A source: an address, a name, a link, or a mapping, of which a faulty part costs only itself."""
        value = _source_of(candidate.value)
        checked = field.check(value)
        while checked.fault and isinstance(value, dict) and checked.at:
            self._fault(field.name, candidate.at, checked)
            value = {key: part for key, part in value.items() if key != checked.at[0]}
            checked = field.check(value)
        return checked

    def decide_part(self, field: str, part: str, candidates: Sequence[FieldValue]) -> None:
        """Take a part of the source from names of other programs, unless it is declared as such."""
        parts = self.values.get(field)
        merged = dict(parts) if isinstance(parts, dict) else {}
        unusable = []
        for candidate in sorted(candidates, key=lambda candidate: candidate.rank):
            value = _one(candidate.value)
            if part == "name":
                plain = checks.text(value)
                usable = not plain.fault and not _ADDRESS.fullmatch(str(plain.value))
            else:
                plain = checks.address(value)
                usable = not plain.fault
            if usable and plain.value and not merged.get(part):
                merged[part] = plain.value
            elif not usable and part == "name":
                continue
            elif plain.fault and ("user name" in plain.fault or not str(value).startswith("/")):
                unusable.append((candidate.at, plain))
        # An address below the root of a site is no slip: static site generators write their own there.
        for at, plain in unusable:
            if "user name" in plain.fault or not merged.get(part):
                self._fault(field, at, plain)
        if merged:
            self.values[field] = merged

    def _fault(self, name: str, at: tuple[str, ...], checked: Checked) -> None:
        severity: Severity = "error" if name in ESSENTIAL else "warning"
        line, column = self.places.value(*at, *checked.at)
        message = f"{at[-1]} {checked.fault}"
        self.problems.append(Problem(self.path, line, f"field-{name}", message, severity, column))


def _one(value: object) -> object:
    """The first item of a list, and the target of a link."""
    first = value[0] if isinstance(value, list) and value else value
    link = _LINK.fullmatch(first.strip()) if isinstance(first, str) else None
    return link[2] if link else first


def _source_of(value: object) -> object:
    """The source in the form of its field: an address that is not in a mapping is its address."""
    first = value[0] if isinstance(value, list) and len(value) == 1 else value
    if not isinstance(first, str):
        return first
    text = first.strip()
    link = _LINK.fullmatch(text)
    if link:
        return {"name": link[1], "url": link[2]} if link[1] and "://" not in link[1] else {"url": link[2]}
    if re.match(r"https?://", text):
        return {"url": text}
    # A link to a note.
    return text[2:-2].partition("|")[0] if text.startswith("[[") and text.endswith("]]") else text
