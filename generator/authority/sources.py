"""``authority/sources.yml``: what a curator says about the newspapers and sites that articles come from.

It describes sources that articles name; it never gives an article a source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.authority.read import parse_file, read_files
from generator.model.names import name_key
from generator.model.problem import Problem

KIND = "sources"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A newspaper or a site.

    Attributes:
        id: identifier, unique in the file.
        name: as articles give it.
        aliases: other names that articles give; they become ``name``.
        wikidata: Wikidata id, or "".
        description: a sentence for readers.
        town: where it is published.
        country: ISO 3166-1 alpha-2 code.
        years: of the first and the last issue.
        issn: International Standard Serial Number.
        url: address of its site.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    description: str = ""
    town: str = ""
    country: str = ""
    years: str = ""
    issn: str = ""
    url: str = ""


def read_sources(folders: Sequence[Path]) -> tuple[Mapping[str, SourceEntry], tuple[Problem, ...]]:
    """The sources by the key of each of their names (``model.names.name_key``), and what is wrong.

    A later folder overrides earlier ones, entry by entry.
    """
    entries: dict[str, SourceEntry] = {}
    problems: list[Problem] = []
    for file in read_files(folders, (KIND,)):
        # A folder that cannot be read is reported with its other files.
        if not file.path.endswith(".yml"):
            continue
        raws, faults = parse_file(file)
        problems += faults
        for raw in raws:
            values: dict[str, Any] = dict(raw.values)
            if not values.get("name"):
                message = f"an entry must have a name: {values['id']!r}. Add 'name:'."
                problems.append(Problem(raw.path, raw.line, "authority-name", message))
                continue
            if fault := _issn_fault(values.get("issn", "")):
                problems.append(Problem(raw.path, raw.line, "authority-issn", fault))
                values["issn"] = ""
            entries[values["id"]] = SourceEntry(**values)
    by_name: dict[str, SourceEntry] = {}
    for entry in entries.values():
        for name in (entry.name, *entry.aliases):
            by_name.setdefault(name_key(name), entry)
    return by_name, tuple(problems)


def _issn_fault(issn: str) -> str:
    """Why an ISSN cannot be right: its last digit is a check digit."""
    digits = issn.replace("-", "").upper()
    if not digits:
        return ""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=False))
    check = -total % 11
    right = "X" if check == 10 else str(check)
    if digits[-1] == right:
        return ""
    return f"issn has a wrong check digit: {issn!r}. With these seven digits it would end with {right}."
