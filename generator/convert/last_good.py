"""The last good article of each seed, for a server: a mistake in a sidecar does not take the page away.

A build never uses this: what it publishes depends on the seeds alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.convert.cache.records import CachedSeed
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.problem import Problem
from generator.model.records import Article, ArticleText, TextReader


@dataclass(slots=True)
class LastGood:
    """What the last conversions of this process made; start with an empty one for each server.

    Attributes:
        articles: path of a seed → its last good article, without id and address.
        texts: the same → its text, if the seed has changed since.
        faults: path of a seed that has errors now → these.
        mistakes: path of a seed that has an article and problems now → these.
        begun: whether there was a conversion before.
        served: whether pages show the errors of their seeds.
    """

    articles: dict[str, Article] = field(default_factory=dict)
    texts: dict[str, ArticleText] = field(default_factory=dict)
    faults: dict[str, Sequence[Problem]] = field(default_factory=dict)
    mistakes: dict[str, Sequence[Problem]] = field(default_factory=dict)
    begun: bool = False
    served: bool = True
    _seeds: dict[str, Seed] = field(default_factory=dict)

    def hold(self, seeds: Iterable[Seed], read: TextReader) -> None:
        """Read the texts of seeds that have changed, before the cache forgets them."""
        now = {seed.path: seed for seed in seeds}
        for path in self.articles.keys() - now.keys():
            del self.articles[path]
        for path, article in self.articles.items():
            if path not in self.texts and _has_changed(self._seeds.get(path), now[path]):
                try:
                    self.texts[path] = read(article)
                except ClipfileError:  # the cache was deleted
                    continue
        self.faults, self.mistakes = {}, {}
        self._seeds = now

    def article_of(self, seed: Seed, record: CachedSeed) -> Article | None:
        """The article of a seed; after an error, the last good one, if there is any."""
        path, errors = seed.path, [problem for problem in record.problems if problem.severity == "error"]
        if record.article is None and errors and path in self.texts:
            self.faults[path] = errors
            return self.articles[path]
        self.texts.pop(path, None)
        if record.article is None:
            self.articles.pop(path, None)
        else:
            self.articles[path] = record.article
            self.mistakes[path] = record.problems
        return record.article

    def reader(self, read: TextReader) -> TextReader:
        """Reads the texts of these articles too."""
        texts = {path: self.texts[path] for path in self.faults}

        def text(article: Article) -> ArticleText:
            return texts[article.seed] if article.seed in texts else read(article)

        return text

    def messages(self, articles: Iterable[Article]) -> Mapping[str, Sequence[str]]:
        """Id of an article whose seed has problems → these, as messages. None for a build."""
        if not self.served:
            return {}
        problems = {**self.mistakes, **self.faults}
        return {
            article.id: [str(problem) for problem in problems[article.seed]]
            for article in articles
            if problems.get(article.seed)
        }


def _has_changed(before: Seed | None, now: Seed) -> bool:
    return before is None or before.sha256 != now.sha256 or _sidecar(before) != _sidecar(now)


def _sidecar(seed: Seed) -> bytes:
    return seed.sidecar.data if seed.sidecar else b""
