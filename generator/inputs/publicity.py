"""Whether an item is meant for the public, by what its fields, its name and its folder say.

What says that an item is not public always wins. Marks that depend on a day ("expires") are compared with the
day of the last commit, because no output depends on the current time.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.inputs.foreign import Meaning, folded, table, words
from generator.model.problem import Problem
from generator.text.declared_dates import calendar_day

RULE = "not-published"
REMEDY = "Remove the mark to publish it"
# Without history: every build is after the first day, and no build of this version is after the second.
_PAST, _FUTURE = "2026-01-01", "2036-01-01"
_WORDS = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset({"", "null", "~"})


def withholds(meaning: Meaning, value: object) -> bool:
    """Whether the value of a field with this meaning says that its item is not public."""
    if value is None or (not isinstance(value, (list, dict)) and str(value).strip().lower() in _EMPTY):
        return False
    # "/f/" is an address, not a no.
    word, is_no = folded(str(value)), str(value).strip().casefold() in _flags("negative")
    if meaning.kind == "released":
        return is_no or word in words("withheld_words")
    if meaning.kind == "visibility":
        return word not in words("public_words") and not is_yes(value)
    if meaning.kind in {"withheld", "secret"}:
        return not is_no
    return meaning.kind == "status" and _is_withheld_word(str(value))


def _is_withheld_word(value: str) -> bool:
    """Whether a status, or one of its words, means "not public", also with a slip of the pen."""
    word, listed = folded(value), words("withheld_words")
    if word in listed or any(folded(part) in words("withheld") for part in _WORDS.findall(value)):
        return True
    if word in words("public_words"):
        return False
    return bool(difflib.get_close_matches(word, _long_words(), 1, 0.85))


def _long_words() -> list[str]:
    return sorted(word for word in words("withheld_words") if len(word) >= 5)


def is_public_word(value: str) -> bool:
    """Whether a status is a word for what is published."""
    return folded(value) in words("public_words")


def is_flag(value: object) -> bool:
    """Whether a value is only a yes or a no."""
    return str(value).strip().casefold() in _flags("affirmative") | _flags("negative")


def is_yes(value: object) -> bool:
    """Whether a value is a yes."""
    return str(value).strip().casefold() in _flags("affirmative")


def _flags(which: str) -> frozenset[str]:
    listed: Mapping[str, list[str]] = table()["flags"]
    return frozenset(word.casefold() for word in listed[which])


def withheld_by_name(path: str) -> str:
    """The folder or file name that marks a seed as not public, "" if there is none.

    Args:
        path: below the folder of seeds, with ``/``.
    """
    parts = PurePosixPath(path)
    folder = next((part for part in parts.parts[:-1] if part.casefold() in _folders()), "")
    if folder:
        return f"the folder {folder!r}"
    name, stem = parts.name.casefold(), parts.stem.casefold()
    marked = name.startswith(tuple(table()["file_starts"])) or stem.endswith(tuple(table()["file_ends"]))
    return f"the file name {parts.name!r}" if marked else ""


def _folders() -> frozenset[str]:
    return frozenset(table()["folders"])


def not_published(path: str, line: int, why: str, remedy: str = REMEDY, column: int = 0) -> Problem:
    """The warning about an item that is left out because it is not public."""
    return Problem(path, line, RULE, f"is not published: {why}. {remedy}", "warning", column)


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which an item is public: from ``start``, before ``end``. Each is YYYY-MM-DD or ""."""

    start: str = ""
    end: str = ""

    def closed(self, today: str) -> str:
        """Why the item is not public on the day of the last commit, "" if it is.

        Args:
            today: that day as YYYY-MM-DD, "" without history.
        """
        if self.start > _day_after(today or _FUTURE):
            when = f"after the last commit ({today})" if today else "which is far in the future"
            return f"it is scheduled for {self.start}, {when}"
        if self.end and self.end <= (today or _PAST):
            when = f"before the last commit ({today})" if today else "in the past"
            return f"it expired on {self.end}, {when}"
        return ""

    def undecided(self, today: str) -> str:
        """The day that cannot be judged without history, "" if there is none."""
        return self.end if not today and _PAST < self.end < _FUTURE and not self.closed(today) else ""


def _day_after(day: str) -> str:
    """The next day: it has already begun in other time zones."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def is_limited(window: Window) -> bool:
    """Whether it depends on the day whether an item is public."""
    return window.start > _PAST or bool(window.end)


def undecided(path: str, day: str) -> Problem:
    """The warning about an item that is published although its last day cannot be compared with anything."""
    message = (
        f"may have expired on {day}: there is no git history whose last day could tell. Commit the seeds"
    )
    return Problem(path, 0, "expiry-unknown", message, "warning")


def narrowest(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Of two declarations, what keeps an item from the public longer: a draft, and the fewest days."""
    starts = [str(values["public_from"]) for values in (under, over) if "public_from" in values]
    ends = [str(values["public_until"]) for values in (under, over) if "public_until" in values]
    merged: dict[str, object] = {"public_from": max(starts)} if starts else {}
    if ends:
        merged["public_until"] = min(ends)
    if "draft" in (under.get("status"), over.get("status")):
        merged["status"] = "draft"
    return merged


def day_of(value: object) -> str:
    """The day in the value of a field such as "expires", "" if there is none; 9999-12-31 means never."""
    return "" if isinstance(value, (list, dict)) else calendar_day(str(value or ""))
