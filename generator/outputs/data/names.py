"""The names of the archive in small files, from which the search page suggests pages and spellings.

``data/names/index.json`` has the first letters of all words of names. ``data/names/CODES.json`` (code points
of a prefix, in hexadecimal) has ``names``, at most ``LIMIT`` names with a word that starts with the prefix,
most articles first, and ``next``, the letters by which the prefix continues in files of their own. So a
reader loads a few small files, whatever the size of the archive. ``theme/assets/search-names.js`` reads them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.archive.archive import Archive, Shelf
from generator.inputs.settings import Settings
from generator.model.kinds import LISTS
from generator.model.output import Output
from generator.text.folding import fold_typed

FOLDER = "data/names"
LIMIT = 150
# Longest prefix with a file of its own; longer ones are cut at ``LIMIT`` names.
DEEPEST = 6
_WORD = re.compile(r"[^\W_]+")


class NameWord(NamedTuple):
    """A word of a name, folded; the name in full; how its term is shown, its address, how many articles."""

    word: str
    form: str
    name: str
    url: str
    articles: int


def name_files(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``data/names/``: every name of the archive by its prefixes."""
    del settings
    kinds = [kind for kind, traits in LISTS.items() if traits.suggested]
    named = [name for kind in kinds for shelf in archive.shelves[kind] for name in _named(shelf, archive)]
    named.sort(key=lambda name: (-name.articles, name.form, name.url))
    groups = _by_letter(named, 0)
    yield Output(f"{FOLDER}/index.json", json.dumps("".join(sorted(groups)), ensure_ascii=False) + "\n")
    for letter in sorted(groups):
        yield from _files(letter, groups[letter])


def _named(shelf: Shelf, archive: Archive) -> Iterator[NameWord]:
    entry = archive.entry(shelf.kind, shelf.id)
    for form in dict.fromkeys((shelf.name, *(entry.aliases if entry else ()))):
        for word in dict.fromkeys(_WORD.findall(fold_typed(form))):
            yield NameWord(word, form, shelf.name, shelf.url, len(shelf.articles))


def _files(beginning: str, named: Sequence[NameWord]) -> Iterator[Output]:
    rows = list(dict.fromkeys(_row(name) for name in named))
    deeper = _by_letter(named, len(beginning)) if len(rows) > LIMIT and len(beginning) < DEEPEST else {}
    codes = "-".join(f"{ord(letter):x}" for letter in beginning)
    data = {"names": rows[:LIMIT], "next": "".join(sorted(deeper))}
    yield Output(f"{FOLDER}/{codes}.json", json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n")
    for letter in sorted(deeper):
        yield from _files(beginning + letter, deeper[letter])


def _row(name: NameWord) -> tuple[str | int, ...]:
    """``[name, address, articles]``, and the form that has the word if that is not the name itself."""
    return (name.name, name.url, name.articles, *([name.form] if name.form != name.name else []))


def _by_letter(named: Sequence[NameWord], at: int) -> dict[str, list[NameWord]]:
    groups: defaultdict[str, list[NameWord]] = defaultdict(list)
    for name in named:
        if len(name.word) > at:
            groups[name.word[at]].append(name)
    return dict(groups)
