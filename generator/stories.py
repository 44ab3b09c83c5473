"""Reports of one event: groups of articles by the names and rare words that they share, a few days apart."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.model import KINDS, Article

# Reports of one event appear within so many days.
DAYS = 3
# A word or name that more articles hold does not tell one event from another.
COMMON = 60
# Cosine of the weighted names and words that two reports of one event reach.
LIKE = 0.35
# Weight of a name against a word.
NAMES = 2.0
LEDE = 600
_WORD = re.compile(r"[^\W\d_]{4,}")


def stories(articles: Sequence[Article]) -> Mapping[str, str]:
    """Article id → id of its story: that of the story's first article. Articles without a story are absent.

    Undated articles have no story: nothing says when their event was.
    """
    dated = sorted((one for one in articles if one.date), key=lambda one: (one.date, one.id))
    vectors = _vectors([_features(one) for one in dated])
    first = list(range(len(dated)))
    for early, late in _pairs(dated, vectors):
        # An article joins the story of its first match; chains of matches would tie unlike events together.
        if first[late] == late and first[early] == early:
            first[late] = early
    sizes = Counter(first)
    return {dated[i].id: dated[start].id for i, start in enumerate(first) if sizes[start] > 1}


def _features(article: Article) -> Counter[str]:
    found: Counter[str] = Counter()
    for kind in KINDS[1:]:
        found.update({f"{kind}:{term.id}": NAMES for term in article.terms(kind)})
    found.update({f"name:{one.name.lower()}": NAMES for one in article.candidates})
    found.update(set(_WORD.findall(f"{article.title} {article.body[:LEDE]}".lower())))
    return found


def _vectors(features: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """Unit vectors of inverse document frequency."""
    frequency = Counter(name for one in features for name in one)
    made = []
    for one in features:
        weighted = {
            name: count * math.log(1 + len(features) / frequency[name]) for name, count in one.items()
        }
        length = math.sqrt(sum(value * value for value in weighted.values())) or 1.0
        made.append({name: value / length for name, value in weighted.items()})
    return made


def _pairs(articles: Sequence[Article], vectors: Sequence[Mapping[str, float]]) -> Iterator[tuple[int, int]]:
    """Positions of reports of one event, the earlier first, in order of time."""
    days = [dt.date.fromisoformat(one.date).toordinal() for one in articles]
    recent: defaultdict[str, list[int]] = defaultdict(list)
    frequency = Counter(name for vector in vectors for name in vector)
    for late, vector in enumerate(vectors):
        shared: set[int] = set()
        for name in vector:
            if 1 < frequency[name] <= COMMON:
                shared.update(early for early in recent[name] if days[late] - days[early] <= DAYS)
                recent[name].append(late)
        for early in sorted(shared):
            if sum(value * vectors[early].get(name, 0.0) for name, value in vector.items()) >= LIKE:
                yield early, late
