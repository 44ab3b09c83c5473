"""What the search page needs of the whole archive, joined from its shards.

- ``summary``: for the page before anything is typed. ``articles``, ``months`` (pairs ``[month, articles]``
  in the order in which articles are numbered, the newest first), and ``filters``: by kind, how many ``parts``
  its values have and the most frequent ``values`` with their numbers of articles.
- ``filters/top``: by kind, the ``[value, articles]`` of the most frequent values, to count what was found.
- ``filters/KIND-N``: the ``[value, articles]`` of all values whose ``part_of`` is N.
- ``titles/N``: ``[titles, beginnings]``: headlines as ``[headline, address, date]``; for each beginning
  of a word whose ``part_of`` is N, which of them have such a word. The summary has the number of parts.
- ``spelling/N``: the words of the archive (``spelling``).

Articles are numbered across all shards, the newest is 0; a list of them has the distances between neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby

import msgspec

from generator.site.search.postings import compressed, steps
from generator.site.search.spelling import spelling
from generator.site.search.tokens import Tokenizer, is_paired

# Values of a filter in the summary, and those whose articles are in one file.
SHOWN, TOP = 12, 60
# Numbers of articles in one part of the values of a filter.
PART = 4000
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
        written: word → how it is written, if that is always with accents.
        titles: headline, address and date of each article.
    """

    months: list[str]
    facets: dict[str, dict[str, list[int]]]
    words: dict[str, int]
    written: dict[str, str]
    titles: list[Title]


def catalog(shards: Sequence[ShardFacts]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file; ``shards`` in their order, the newest first."""
    months = list(chain.from_iterable(shard.months for shard in shards))
    facets = _joined(shards)
    ranked = {kind: _by_count(values) for kind, values in facets.items()}
    parts = {kind: _parts(values) for kind, values in facets.items()}
    titles = _titles(shards)
    words = spelling([shard.words for shard in shards], [shard.written for shard in shards], len(months))
    yield (
        "summary",
        compressed(
            {
                "articles": len(months),
                "titles": len(titles),
                "spelling": words.summary,
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
    yield from ((path, compressed(content)) for path, content in words.files())
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
    beginnings: defaultdict[str, list[Title]] = defaultdict(list)
    for title in chain.from_iterable(shard.titles for shard in shards):
        words = {term.word for term in tokenizer.read(title[0]).terms}
        for beginning in sorted({word[:length] for word in words for length in _lengths(word)}):
            if len(beginnings[beginning]) < TITLES:
                beginnings[beginning].append(title)
    count = 1 + sum(map(len, beginnings.values())) // TITLES_PART
    parts: list[tuple[list[Title], dict[str, list[int]]]] = [([], {}) for _ in range(count)]
    numbers: list[dict[Title, int]] = [{} for _ in range(count)]
    for beginning, titles in sorted(beginnings.items()):
        part = part_of(beginning, count)
        for title in titles:
            if numbers[part].setdefault(title, len(parts[part][0])) == len(parts[part][0]):
                parts[part][0].append(title)
        parts[part][1][beginning] = [numbers[part][title] for title in titles]
    return parts


def _lengths(word: str) -> tuple[int, ...]:
    """How many letters of a word are a beginning."""
    return tuple(length for length in ((1, 2) if is_paired(word) else (2, 4)) if len(word) >= length)
