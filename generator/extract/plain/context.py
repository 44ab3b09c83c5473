"""What can be seen of a line among its neighbours: repetition, runs of one kind, prose and dates near it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from generator.extract.plain.lines import Block
from generator.extract.plain.phrases import Met, meets
from generator.extract.plain.shape import SHORT, bucket, is_prose, observe, width

REACH = 40
_DISTANCES = (1, 2, 3, 5, 8, 12, 20, 40)
_MASSES = (1, 150, 400, 800)
_NEIGHBOURS = (15, 40, 80, 160)
_SKELETON = re.compile(r"[^\W\d_]+|\d+")


def observations(blocks: Sequence[Block]) -> list[list[str]]:
    """The names that hold for each block by itself and among its neighbours; none far from any prose."""
    texts = [block.text for block in blocks]
    sizes = [width(text) for text in texts]
    prose = [min(size, 300) if is_prose(text, size) else 0 for text, size in zip(texts, sizes, strict=True)]
    close = near(prose)
    met = [meets(text) if near_prose else () for text, near_prose in zip(texts, close, strict=True)]
    found = [
        list(observe(text, size, some)) if near_prose else []
        for text, size, some, near_prose in zip(texts, sizes, met, close, strict=True)
    ]
    for side in (
        _repeats(texts, sizes),
        _masses(prose),
        _distances(prose),
        _sizes_beside(sizes),
        _runs(texts, sizes),
        _dates(found),
        _under_lists(met, sizes, prose),
        _thin(sizes, prose),
    ):
        for names, more in zip(found, side, strict=True):
            if names:
                names.extend(more)
    return found


def near(prose: Sequence[int]) -> list[bool]:
    """For each block whether prose stands within ``REACH`` blocks."""
    sums = [0, *accumulate(bool(size) for size in prose)]
    count = len(prose)
    return [sums[min(count, i + REACH + 1)] > sums[max(0, i - REACH)] for i in range(count)]


def _repeats(texts: Sequence[str], sizes: Sequence[int]) -> Iterator[list[str]]:
    total, seen = Counter(texts), Counter[str]()
    for text, size in zip(texts, sizes, strict=True):
        kind = "short" if size < SHORT else "long"
        seen[text] += 1
        yield [f"{kind}-seen-before"] if seen[text] > 1 else [f"{kind}-seen-later"] if total[text] > 1 else []


def _masses(prose: Sequence[int]) -> Iterator[list[str]]:
    sums, count = [0, *accumulate(prose)], len(prose)
    for i in range(count):
        before, after = sums[i] - sums[max(0, i - 4)], sums[min(count, i + 5)] - sums[i + 1]
        yield [bucket("mass-before", before, _MASSES), bucket("mass-after", after, _MASSES)]


def _distances(prose: Sequence[int]) -> Iterator[list[str]]:
    before, after = _gaps(prose), _gaps(prose[::-1])[::-1]
    for i, j in zip(before, after, strict=True):
        yield [bucket("prose-before", i, _DISTANCES), bucket("prose-after", j, _DISTANCES)]


def _gaps(prose: Sequence[int]) -> list[int]:
    """For each block how many without prose stand between it and the prose before it."""
    gaps, gap = [], 99
    for size in prose:
        gaps.append(gap)
        gap = 0 if size else gap + 1
    return gaps


def _sizes_beside(sizes: Sequence[int]) -> Iterator[list[str]]:
    padded = [0, *sizes, 0]
    for i in range(len(sizes)):
        yield [bucket("previous", padded[i], _NEIGHBOURS), bucket("next", padded[i + 2], _NEIGHBOURS)]


def _runs(texts: Sequence[str], sizes: Sequence[int]) -> Iterator[list[str]]:
    """Short lines that are built alike: three of a kind or more are a list."""
    forms = [form(text) if size < 2 * SHORT else () for text, size in zip(texts, sizes, strict=True)]
    before, after = _alike(forms), _alike(forms[::-1])[::-1]
    for one, i, j in zip(forms, before, after, strict=True):
        yield [bucket("alike", i + j, (1, 2, 3, 6))] if one else []


def form(text: str) -> tuple[str, str, str]:
    """How a short line is built: its first word, its last, and the kinds of words it begins with."""
    words = text.split()
    return words[0], words[-1], " ".join(_SKELETON.sub(_kind, text[:30]).split()[:3])


def _kind(match: re.Match[str]) -> str:
    word = match[0]
    return "9" if word[0].isdigit() else "a" if word[0].islower() else "A" if word.isupper() else "Aa"


def _alike(forms: Sequence[tuple[str, ...]]) -> list[int]:
    """For each form how many before it, without a break, are like the one after them."""
    runs: list[int] = []
    for i, one in enumerate(forms):
        same = i and any(x == y for x, y in zip(one, forms[i - 1], strict=False))
        runs.append(runs[i - 1] + 1 if same else 0)
    return runs


def _dates(found: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Lines with dates and times come in numbers among comments and lists of stories."""
    sums = [0, *accumulate("date-line" in names or "short-clock" in names for names in found)]
    count = len(found)
    for i in range(count):
        behind, ahead = sums[i] - sums[max(0, i - 20)], sums[min(count, i + 21)] - sums[i + 1]
        close = sums[min(count, i + 7)] - sums[max(0, i - 6)]
        yield [
            bucket("dates-behind", behind, (1, 2, 3, 5)),
            bucket("dates-ahead", ahead, (1, 2, 3, 5)),
            bucket("dates-near", close, (1, 2, 3, 5)),
        ]


def _under_lists(
    met: Sequence[Sequence[Met]], sizes: Sequence[int], prose: Sequence[int]
) -> Iterator[list[str]]:
    since = 99
    for some, size, is_text in zip(met, sizes, prose, strict=True):
        kind = "short" if size < SHORT else "long"
        yield [bucket(f"{kind}-under-list", since, (1, 3, 6))] if since < 12 else []
        opens = any(one.phrase.effect == "list" for one in some)
        since = 0 if opens else 99 if is_text and size >= 2 * SHORT else since + 1


def _thin(sizes: Sequence[int], prose: Sequence[int]) -> Iterator[list[str]]:
    """On a page with little prose short lines may be the article."""
    total = sum(prose)
    name = bucket("prose-total", total, (600, 1500))
    return ([f"{name}:{'short' if size < SHORT else 'long'}"] for size in sizes)
