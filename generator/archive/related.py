"""Related articles: those whose texts have most rare words in common, above a threshold.

The thresholds were set by hand on pairs of real articles; ``bench/README.md`` says how. No relation is better
than a wrong one, so many articles have none.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import xxhash

from generator.archive.distinct import distinct
from generator.model.records import Article, ArticleText
from generator.text.scripts import HAN, KANA

# How many related articles an article has at most.
RELATED = 4
# A word of more articles says little about any two, and comparing all of them would make the work grow
# with the square of the archive.
COMMON = 60
# Cosine similarity, in thousandths, of two articles whose headlines share a rare word, and of all others.
SIMILARITY, WITHOUT_HEADLINE = 160, 250
# Characters of the body that are read, and characters of a word that count: "hurricanes" is "hurricane".
BODY, STEM = 4000, 7
# A word of the headline counts as often as so many words of the body.
TITLE = 2
_WORD = re.compile(rf"[{HAN}{KANA}]{{2,}}|[^\W\d_{HAN}{KANA}]{{4,}}")
# The same words, found in half the time.
_ASCII_WORD = re.compile(r"[a-z]{4,}")
_UNSPACED = re.compile(f"[{HAN}{KANA}]")
# The lowest bits of a number: how often the word occurs, as a bit length, and whether it is in the headline.
_REMEMBERED = 65536
_LEVEL, _IN_TITLE, _BITS = 7, 8, 4
# That bit length, by how often a word is in an article, which is at most once per letter.
_LEVELS = tuple(min(_LEVEL, count.bit_length()) for count in range(BODY + TITLE + 1))

Integers = npt.NDArray[np.int64]


def subject(article: Article, text: ArticleText) -> bytes:
    """What an article is about: hashes of its words, sorted, each with its frequency in the lowest bits.

    Names of people do not count as words of the headline: press releases of one person share nothing else.
    """
    counts = Counter(_stems(text.body[:BODY]))
    title = set(_stems(article.title))
    for word in title:
        counts[word] += TITLE
    people = (term.name for term in article.people)
    unknown = (candidate.name for candidate in text.candidates if candidate.kind == "person")
    title.difference_update(*(_stems(name) for name in (*people, *unknown)))
    in_title = {word: counts.pop(word) for word in title}
    hashed = [_hashes[word] | _LEVELS[count] for word, count in counts.items()]
    hashed += [_hashes[word] | _LEVELS[count] | _IN_TITLE for word, count in in_title.items()]
    return array("Q", sorted(hashed)).tobytes()


class _Hashes(dict[str, int]):
    """Hashes of words, looked up in a third of the time that a function needs."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        hashed = self[word] = xxhash.xxh3_64_intdigest(word.encode()) >> _BITS << _BITS
        return hashed


_hashes = _Hashes()


def _stems(text: str) -> list[str]:
    """The words of a text in lower case, shortened; in Chinese and Japanese, each two letters."""
    if text.isascii():
        return [word[:STEM] for word in _ASCII_WORD.findall(text.lower())]
    words = _WORD.findall(text.lower())
    if not _UNSPACED.search(text):
        return [word[:STEM] for word in words]
    return [stem for word in words for stem in _parts(word)]


def _parts(word: str) -> Iterable[str]:
    if _UNSPACED.match(word):
        return (word[place : place + 2] for place in range(len(word) - 1))
    return (word[:STEM],)


def find_related(
    articles: Sequence[Article], listed: Callable[[str], Collection[str]]
) -> Mapping[str, Sequence[str]]:
    """Article id → ids of related articles: those in its language first, then the most similar.

    Args:
        articles: in any order.
        listed: article id → ids of the articles that its page lists elsewhere, which are left out.
    """
    scored: defaultdict[int, list[tuple[bool, int, str]]] = defaultdict(list)
    for early, late, score in similar(articles):
        foreign = articles[early].language != articles[late].language
        scored[early].append((foreign, -score, articles[late].id))
        scored[late].append((foreign, -score, articles[early].id))
    related = {}
    for place, others in scored.items():
        name = articles[place].id
        left_out = {name, *listed(name)}
        kept = [other for _, _, other in sorted(others) if other not in left_out]
        if kept:
            related[name] = kept[:RELATED]
    return related


class _Words(NamedTuple):
    """Every word of every article: the article, its number, its frequency, whether it is in the headline."""

    owners: Integers
    numbers: Integers
    levels: Integers
    titled: npt.NDArray[np.bool_]


def similar(articles: Sequence[Article]) -> Iterable[tuple[int, int, int]]:
    """Positions of two related articles, the first one first, with their similarity in thousandths."""
    hashes = np.frombuffer(b"".join(article.subject for article in articles), dtype=np.uint64)
    if not len(hashes):
        return ()
    owners = np.repeat(np.arange(len(articles)), [len(article.subject) // 8 for article in articles])
    _, numbers, sizes = distinct(hashes >> np.uint64(_BITS))
    bits = (hashes & np.uint64(_LEVEL | _IN_TITLE)).astype(np.int64)
    words = _Words(owners, numbers, bits & _LEVEL, (bits & _IN_TITLE) > 0)
    weights = words.levels * _rarity(len(articles), sizes)[numbers]
    lengths = np.zeros(len(articles), dtype=np.int64)
    np.add.at(lengths, owners, weights**2)
    pairs, shared, titled = _pairs(len(articles), words, weights, sizes)
    early, late = np.divmod(pairs, len(articles))
    norms = np.sqrt(lengths.astype(np.float64))
    scores = (1000 * shared / np.maximum(norms[early] * norms[late], 1)).astype(np.int64)
    enough = scores >= np.where(titled, SIMILARITY, WITHOUT_HEADLINE)
    return zip(early[enough].tolist(), late[enough].tolist(), scores[enough].tolist(), strict=True)


def _rarity(count: int, sizes: Integers) -> Integers:
    """The weight of a word, by its number: more for rare words.

    It only changes when a word or the archive becomes twice as common, so that another article hardly ever
    changes what is related to others.
    """
    lengths = {size: int(size).bit_length() for size in set(sizes.tolist())}
    known = np.array([lengths[size] for size in sizes.tolist()], dtype=np.int64)
    return np.maximum(count.bit_length() + 1 - known, 0)


def _pairs(
    count: int, words: _Words, weights: Integers, sizes: Integers
) -> tuple[Integers, Integers, npt.NDArray[np.bool_]]:
    """Pairs of articles with a rare word in common, as position × count + later position.

    Also the weight that each pair shares, and whether both headlines have such a word.
    """
    order = np.argsort(words.numbers, kind="stable")
    owners, weights, titled = words.owners[order], weights[order], words.titled[order]
    spread = sizes[words.numbers[order]]
    pairs, shared, both = (
        [np.zeros(0, dtype=np.int64)],
        [np.zeros(0, dtype=np.int64)],
        [np.zeros(0, dtype=bool)],
    )
    for size in range(2, COMMON + 1):
        chosen = spread == size
        group, weight, head = (part[chosen].reshape(-1, size) for part in (owners, weights, titled))
        early, late = np.triu_indices(size, 1)
        pairs.append((group[:, early] * count + group[:, late]).ravel())
        shared.append((weight[:, early] * weight[:, late]).ravel())
        both.append((head[:, early] & head[:, late]).ravel())
    joined = np.concatenate(pairs)
    order = np.argsort(joined, kind="stable")
    starts = np.flatnonzero(np.diff(joined[order], prepend=-1))
    if not len(starts):
        return joined, joined, np.zeros(0, dtype=bool)
    sums = np.add.reduceat(np.concatenate(shared)[order], starts)
    return joined[order][starts], sums, np.logical_or.reduceat(np.concatenate(both)[order], starts)
