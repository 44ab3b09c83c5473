"""What the search page needs of the whole archive, joined from its shards.

- ``summary``: for the page before anything is typed. ``articles``, ``months`` (pairs ``[month, articles]``
  in the order in which articles are numbered, the newest first), and ``filters``: by kind, how many ``parts``
  its values have and the most frequent ``values`` with their numbers of articles.
- ``filters/top``: by kind, the ``[value, articles]`` of the most frequent values, to count what was found.
- ``filters/KIND-N``: the ``[value, articles]`` of all values whose ``part_of`` is N.
- ``titles/N``: ``[titles, beginnings]``: headlines as ``[headline, address, date]``; for each beginning
  of a word whose ``part_of`` is N, which of them have such a word. The summary has the number of parts.
- ``spelling/N``: the words of the archive of some lengths, and in how many articles each is. The summary has
  the shortest and longest of each file, so that a browser asks for no other lengths, and for few files.

Articles are numbered across all shards, the newest is 0; a list of them has the distances between neighbours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

import msgspec

from generator.site.search.postings import compressed, steps
from generator.site.search.tokens import Tokenizer, is_paired
from generator.text.tables import load_table

# Values of a filter in the summary, and those whose articles are in one file.
SHOWN, TOP = 12, 60
# Numbers of articles in one part of the values of a filter.
PART = 4000
# Words that spelling is corrected to: at most so many, of so many letters; in a larger archive not those that
# more than a part of the articles contains, which are words like "the".
WORDS, SHORTEST, LONGEST = 40_000, 3, 24
COMMON, LARGE = 0.3, 20
# Words in a file of spelling; one that would have more has the words of a single length.
WORDS_FILE = 6000
# Headlines for the beginning of a word, and numbers of headlines in a file.
TITLES, TITLES_PART = 40, 250


# Headline, address and date.
Title = tuple[str, str, str]


class ShardFacts(msgspec.Struct, frozen=True):
    """What a shard contributes.

    Attributes:
        months: the month (or year, or "") of each of its articles.
        facets: kind → value → numbers of its articles.
        words: word → how many of its articles contain it.
        titles: headline, address and date of each article.
    """

    months: list[str]
    facets: dict[str, dict[str, list[int]]]
    words: dict[str, int]
    titles: list[Title]


def catalog(shards: Sequence[ShardFacts]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file; ``shards`` in their order, the newest first."""
    months = list(chain.from_iterable(shard.months for shard in shards))
    facets = _joined(shards)
    ranked = {kind: _by_count(values) for kind, values in facets.items()}
    parts = {kind: _parts(values) for kind, values in facets.items()}
    titles = _titles(shards)
    spelling = _spelling(shards, len(months))
    yield (
        "summary",
        compressed(
            {
                "articles": len(months),
                "titles": len(titles),
                "spelling": [[len(words[0].word), len(words[-1].word)] for words in spelling],
                "months": [[month, len(list(group))] for month, group in groupby(months)],
                "filters": {
                    kind: {
                        "parts": len(parts[kind]),
                        "total": len(values),
                        "values": [[value, len(articles)] for value, articles in values[:SHOWN]],
                    }
                    for kind, values in ranked.items()
                },
            }
        ),
    )
    yield (
        "filters/top",
        compressed(
            {
                kind: [[value, steps(articles)] for value, articles in values[:TOP]]
                for kind, values in ranked.items()
            }
        ),
    )
    for kind, each in parts.items():
        for number, values in enumerate(each):
            yield (
                f"filters/{kind}-{number}",
                compressed([[value, steps(articles)] for value, articles in values]),
            )
    for number, words in enumerate(spelling):
        listed = [[one.word for one in words], [one.articles for one in words]]
        yield f"spelling/{number}", compressed(listed)
    yield from ((f"titles/{number}", compressed(part)) for number, part in enumerate(titles))


def part_of(value: str, parts: int) -> int:
    """The number of the part that a value is in, from the codes of its characters."""
    return sum(map(ord, value)) % parts


def _joined(shards: Sequence[ShardFacts]) -> Mapping[str, Mapping[str, list[int]]]:
    joined: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    start = 0
    for shard in shards:
        for kind, values in shard.facets.items():
            for value, articles in values.items():
                joined[kind][value].extend(start + article for article in articles)
        start += len(shard.months)
    return joined


Value = tuple[str, list[int]]


def _by_count(values: Mapping[str, list[int]]) -> list[Value]:
    return sorted(values.items(), key=lambda item: (-len(item[1]), item[0]))


def _parts(values: Mapping[str, list[int]]) -> list[list[Value]]:
    """The values of a filter in files of about the same size."""
    count = 1 + sum(len(value) // 3 + len(articles) for value, articles in values.items()) // PART
    parts: list[list[Value]] = [[] for _ in range(count)]
    for value, articles in sorted(values.items()):
        parts[part_of(value, count)].append((value, articles))
    return parts


def _titles(shards: Sequence[ShardFacts]) -> list[tuple[list[Title], dict[str, list[int]]]]:
    """The parts of the headlines."""
    tokenizer = Tokenizer(None)
    found: defaultdict[str, list[Title]] = defaultdict(list)
    for title in chain.from_iterable(shard.titles for shard in shards):
        words = {term.word for term in tokenizer.read(title[0]).terms}
        for beginning in sorted({word[:length] for word in words for length in _lengths(word)}):
            if len(found[beginning]) < TITLES:
                found[beginning].append(title)
    count = 1 + sum(map(len, found.values())) // TITLES_PART
    parts: list[tuple[list[Title], dict[str, list[int]]]] = [([], {}) for _ in range(count)]
    numbers: list[dict[Title, int]] = [{} for _ in range(count)]
    for beginning, titles in sorted(found.items()):
        part = part_of(beginning, count)
        for title in titles:
            if numbers[part].setdefault(title, len(parts[part][0])) == len(parts[part][0]):
                parts[part][0].append(title)
        parts[part][1][beginning] = [numbers[part][title] for title in titles]
    return parts


def _lengths(word: str) -> tuple[int, ...]:
    """How many letters of a word are a beginning."""
    return tuple(length for length in ((1, 2) if is_paired(word) else (2, 4)) if len(word) >= length)


class _Word(NamedTuple):
    word: str
    articles: int


def _spelling(shards: Sequence[ShardFacts], articles: int) -> list[list[_Word]]:
    """The words in files, each by length and then alphabetically."""
    counts: Counter[str] = Counter()
    for shard in shards:
        counts.update(shard.words)
    most = articles * COMMON if articles >= LARGE else articles
    function_words = {word for listed in load_table("function_words").values() for word in listed.split()}
    words = [
        _Word(word, count)
        for word, count in counts.items()
        if count <= most
        and word not in function_words
        and SHORTEST <= len(word) <= LONGEST
        and word.isalpha()
    ]
    words.sort(key=lambda one: (-one.articles, one.word))
    words = sorted(words[:WORDS], key=lambda one: (len(one.word), one.word))
    files: list[list[_Word]] = []
    for _, group in groupby(words, lambda one: len(one.word)):
        same = list(group)
        if files and len(files[-1]) + len(same) <= WORDS_FILE:
            files[-1] += same
        else:
            files.append(same)
    return files
