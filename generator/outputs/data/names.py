"""The names of the archive in small files, from which the search page suggests pages and spellings.

``data/names/index.json`` lists the first letters of all words in names. ``data/names/CODES.json``, where
CODES are the code points of a prefix in hexadecimal, has ``names``, at most ``LIMIT`` names with a word that
starts with the prefix, most articles first, and ``next``, the letters for which there is a file with a longer
prefix. So the search page (``theme/assets/search-names.js``) only loads a few small files from any archive.
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
# Longest prefix, in letters; of the names that share it only the first ``LIMIT`` are listed.
DEEPEST = 6
_WORD = re.compile(r"[^\W_]+")


class NameWord(NamedTuple):
    """A word that finds a name.

    Attributes:
        word: folded.
        form: the name or alias that contains the word.
        name: of the term.
        url: address of the term's page.
        articles: number of articles that name it.
    """

    word: str
    form: str
    name: str
    url: str
    articles: int


def name_files(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``data/names/``: every name of the archive by the prefixes of its words."""
    del settings
    kinds = [kind for kind, traits in LISTS.items() if traits.suggested]
    words = [word for kind in kinds for shelf in archive.shelves[kind] for word in _words(shelf, archive)]
    words.sort(key=lambda word: (-word.articles, word.form, word.url))
    groups = _by_letter(words, 0)
    yield Output(f"{FOLDER}/index.json", json.dumps("".join(sorted(groups)), ensure_ascii=False) + "\n")
    for letter in sorted(groups):
        yield from _files(letter, groups[letter])


def _words(shelf: Shelf, archive: Archive) -> Iterator[NameWord]:
    entry = archive.entry(shelf.kind, shelf.id)
    for form in dict.fromkeys((shelf.name, *(entry.aliases if entry else ()))):
        for word in dict.fromkeys(_WORD.findall(fold_typed(form))):
            yield NameWord(word, form, shelf.name, shelf.url, len(shelf.articles))


def _files(prefix: str, words: Sequence[NameWord]) -> Iterator[Output]:
    rows = list(dict.fromkeys(map(_row, words)))
    deeper = _by_letter(words, len(prefix)) if len(rows) > LIMIT and len(prefix) < DEEPEST else {}
    codes = "-".join(f"{ord(letter):x}" for letter in prefix)
    data = {"names": rows[:LIMIT], "next": "".join(sorted(deeper))}
    yield Output(f"{FOLDER}/{codes}.json", json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n")
    for letter in sorted(deeper):
        yield from _files(prefix + letter, deeper[letter])


def _row(word: NameWord) -> tuple[str | int, ...]:
    """``[name, address, articles]``, followed by the alias that contains the word, if it is an alias."""
    return (word.name, word.url, word.articles, *([word.form] if word.form != word.name else []))


def _by_letter(words: Sequence[NameWord], index: int) -> dict[str, list[NameWord]]:
    groups: defaultdict[str, list[NameWord]] = defaultdict(list)
    for word in words:
        if len(word.word) > index:
            groups[word.word[index]].append(word)
    return dict(groups)
