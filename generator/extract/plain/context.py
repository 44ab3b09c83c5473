"""Observations on a line among its neighbours: repetitions, runs of similar lines, prose and dates nearby."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from generator.extract.plain.lines import LineBlock
from generator.extract.plain.phrases import PhraseMatch, match_phrases
from generator.extract.plain.shape import SHORT, bucket, is_prose, observe, width

REACH = 40
_DISTANCES = (1, 2, 3, 5, 8, 12, 20, 40)
_MASSES = (1, 150, 400, 800)
_NEIGHBOURS = (15, 40, 80, 160)
_SKELETON = re.compile(r"[^\W\d_]+|\d+")


def observations(blocks: Sequence[LineBlock]) -> list[list[str]]:
    """For each block the names of the observations on it and its neighbours; none far from any prose."""
    texts = [block.text for block in blocks]
    sizes = [width(text) for text in texts]
    prose = [min(size, 300) if is_prose(text, size) else 0 for text, size in zip(texts, sizes, strict=True)]
    close = near(prose)
    matches = [
        match_phrases(text) if near_prose else () for text, near_prose in zip(texts, close, strict=True)
    ]
    observed = [
        list(observe(text, size, line_matches)) if near_prose else []
        for text, size, line_matches, near_prose in zip(texts, sizes, matches, close, strict=True)
    ]
    for side in (
        _repeats(texts, sizes),
        _masses(prose),
        _distances(prose),
        _sizes_beside(sizes),
        _runs(texts, sizes),
        _dates(observed),
        _under_lists(matches, sizes, prose),
        _thin(sizes, prose),
    ):
        for names, more in zip(observed, side, strict=True):
            if names:
                names.extend(more)
    return observed


def near(prose: Sequence[int]) -> list[bool]:
    """For each block whether there is prose within ``REACH`` blocks.

    Args:
        prose: for each block its width if it is prose, else 0.
    """
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
    """For each block the number of blocks between it and the prose before it, 99 if there is none."""
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
    """Runs of short lines with a similar form: three or more are a list."""
    forms = [form(text) if size < 2 * SHORT else () for text, size in zip(texts, sizes, strict=True)]
    before, after = _alike(forms), _alike(forms[::-1])[::-1]
    for line_form, i, j in zip(forms, before, after, strict=True):
        yield [bucket("alike", i + j, (1, 2, 3, 6))] if line_form else []


def form(text: str) -> tuple[str, str, str]:
    """The form of a short line: its first word, its last word, and the shapes of the words it begins with."""
    words = text.split()
    return words[0], words[-1], " ".join(_SKELETON.sub(_kind, text[:30]).split()[:3])


def _kind(match: re.Match[str]) -> str:
    word = match[0]
    return "9" if word[0].isdigit() else "a" if word[0].islower() else "A" if word.isupper() else "Aa"


def _alike(forms: Sequence[tuple[str, ...]]) -> list[int]:
    """For each form the number of consecutive forms before it that are each similar to the next."""
    runs: list[int] = []
    for i, line_form in enumerate(forms):
        same = i and any(part == other for part, other in zip(line_form, forms[i - 1], strict=False))
        runs.append(runs[i - 1] + 1 if same else 0)
    return runs


def _dates(observed: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Lines with dates and times nearby: there are many among comments and lists of stories."""
    sums = [0, *accumulate("date-line" in names or "short-clock" in names for names in observed)]
    count = len(observed)
    for i in range(count):
        behind, ahead = sums[i] - sums[max(0, i - 20)], sums[min(count, i + 21)] - sums[i + 1]
        close = sums[min(count, i + 7)] - sums[max(0, i - 6)]
        yield [
            bucket("dates-behind", behind, (1, 2, 3, 5)),
            bucket("dates-ahead", ahead, (1, 2, 3, 5)),
            bucket("dates-near", close, (1, 2, 3, 5)),
        ]


def _under_lists(
    matches: Sequence[Sequence[PhraseMatch]], sizes: Sequence[int], prose: Sequence[int]
) -> Iterator[list[str]]:
    since = 99
    for line_matches, size, is_text in zip(matches, sizes, prose, strict=True):
        kind = "short" if size < SHORT else "long"
        yield [bucket(f"{kind}-under-list", since, (1, 3, 6))] if since < 12 else []
        opens = any(match.phrase.effect == "list" for match in line_matches)
        since = 0 if opens else 99 if is_text and size >= 2 * SHORT else since + 1


def _thin(sizes: Sequence[int], prose: Sequence[int]) -> Iterator[list[str]]:
    """The amount of prose on the page: with little, short lines may be the article."""
    total = sum(prose)
    name = bucket("prose-total", total, (600, 1500))
    return ([f"{name}:{'short' if size < SHORT else 'long'}"] for size in sizes)
