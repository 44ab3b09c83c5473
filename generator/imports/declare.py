"""What an export states about an item, as the fields of a sidecar.

The names that programs use mean what they mean in front matter: ``inputs.fields``, ``data/front_matter.yml``.
What has no field goes to the note with its name, and so does a value that cannot be understood.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.imports.item import Item
from generator.imports.source import Options
from generator.inputs.checks import Checked
from generator.inputs.fields import BY_NAME, KNOWN, read_declaration
from generator.inputs.foreign import folded, meaning_of
from generator.inputs.publicity import RULE as NOT_PUBLISHED
from generator.inputs.publicity import Window
from generator.inputs.strict_yaml import Places
from generator.model.documents import Declaration
from generator.model.pictures import FoundPicture
from generator.model.problem import Problem
from generator.text.controls import without_controls

NOTE, UNUSED = "note", "not needed"
# Words of reports for what a mark of front matter says.
DRAFT, SCHEDULED, EXPIRED = "draft", "scheduled", "expired"
_DEEPEST = 6
# A value that is not understood may contain what must not be shown.
_HIDDEN = "user name"
_MOST_NOTED = 2_000  # characters of a value in a note


class Stated(NamedTuple):
    """What an export states about an item.

    Attributes:
        fields: values in the form of a sidecar.
        targets: name in the export → our field, ``note``, or "not needed".
        warnings: sentences about values that cannot be understood.
        withheld: why the item is not public, in one word; "" if it is.
    """

    fields: Mapping[str, object]
    targets: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    withheld: str = ""


def stated(item: Item, options: Options) -> Stated:
    """The fields of an item, checked."""
    options.note(item.fields)
    names = options.targets()
    given = _given(item.fields, names)
    declared, problems = read_declaration(given, Places(), item.name, foreign=True)
    marks = [problem for problem in problems if problem.rule == NOT_PUBLISHED]
    faults = [problem for problem in problems if problem.rule not in (NOT_PUBLISHED, "unknown-field")]
    misfits = [name for problem in faults for name in given if problem.message.startswith(f"{name} ")]
    unknown = [name for name in given if _target(name) == NOTE]
    fields = _fields(declared, item, options)
    noted = _note(given, dict.fromkeys((*unknown, *misfits)), faults)
    note = "\n\n".join(filter(None, (str(fields.pop("note", "")), item.note.strip(), noted)))
    withheld = item.withheld or (DRAFT if marks else _closed(declared, options.day))
    known = {name: value for name, value in fields.items() if name in BY_NAME}
    return Stated(
        {**known, "note": note} if note else known,
        {name: _target(target) for name in item.fields if (target := names.get(folded(name), name)) in given},
        tuple(problem.message for problem in faults),
        withheld,
    )


def _given(fields: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """The values that are not empty, under the names that a person chose; of two with one name, both."""
    given: dict[str, object] = {}
    for name, value in fields.items():
        plain, key = _plain(value), names.get(folded(name), name)
        if plain in (None, "", [], {}) or not key:
            continue
        if key in given:
            both = (given[key], plain)
            plain = [part for several in both for part in _listed(several)]
        given[key] = plain
    return given


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def checked(field: str, value: object) -> Checked:
    """The value of one of our fields, checked."""
    return BY_NAME[field].check(value)


def _plain(value: object, depth: int = 0) -> object:
    """A value as the reader of front matter expects it: every scalar is text, and nothing is too deep."""
    if value is None or depth > _DEEPEST:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        items = ((str(key), _plain(part, depth + 1)) for key, part in value.items())
        return {key: part for key, part in items if part not in (None, "", [], {})}
    if isinstance(value, list | tuple | set | frozenset):
        parts = [_plain(part, depth + 1) for part in value]
        return [part for part in parts if part not in (None, "", [], {})]
    return without_controls(str(value)).strip()


def _target(name: str) -> str:
    """Which of our fields a name of the export fills."""
    own = KNOWN.get(name) or KNOWN.get(folded(name))
    if own:
        return own
    meaning = meaning_of(name)
    if meaning is None:
        return NOTE
    if meaning.field:
        return meaning.field
    kinds = {"housekeeping": UNUSED, "nested": "its parts", "pictures": "pictures"}
    return kinds.get(meaning.kind, "status")


def _fields(declared: Declaration, item: Item, options: Options) -> dict[str, object]:
    """The declared values in the order of a sidecar, with the day of retrieval as a part of the source."""
    values = dict(declared.values)
    retrieved = values.pop("retrieved", "")
    source = values.get("source")
    parts = dict(source) if isinstance(source, Mapping) else {}
    parts["retrieved"] = (
        parts.get("retrieved") or retrieved or (options.day.isoformat() if item.fields else "")
    )
    values["source"] = {name: part for name, part in parts.items() if part}
    if values.get("status") != "published":
        values.pop("status", None)
    if declared.pictures and "pictures" not in values:
        values["pictures"] = list(_pictures(declared.pictures))
    return {name: values[name] for name in BY_NAME if values.get(name)}


def _pictures(pictures: Sequence[FoundPicture]) -> Iterator[dict[str, object]]:
    """Pictures that a field names. The first is the picture of the article."""
    seen: set[str] = set()
    for picture in pictures:
        if picture.address not in seen:
            words = {"alt": picture.alt, "caption": picture.caption, "credit": picture.credit}
            lead = {} if seen else {"lead": True}
            seen.add(picture.address)
            yield {"file": picture.address, **{name: word for name, word in words.items() if word}, **lead}


def _closed(declared: Declaration, day: dt.date) -> str:
    """Why a declared first or last day keeps the item from the public on the day of the import."""
    start, end = (str(declared.values.get(name, "")) for name in ("public_from", "public_until"))
    if not Window(start, end).closed(day.isoformat()):
        return ""
    return SCHEDULED if Window(start).closed(day.isoformat()) else EXPIRED


def _note(given: Mapping[str, object], names: Mapping[str, None], faults: Sequence[Problem]) -> str:
    """Values without a field, each on a line with its name."""
    secret = {
        name
        for fault in faults
        for name in names
        if fault.message.startswith(name) and _HIDDEN in fault.message
    }
    return "\n".join(f"{name}: {_words(given[name])}" for name in names if name not in secret)


def _words(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_words(part)}" for key, part in value.items())[:_MOST_NOTED]
    if isinstance(value, list):
        return ", ".join(map(_words, value))[:_MOST_NOTED]
    return " ".join(str(value).split())[:_MOST_NOTED]
