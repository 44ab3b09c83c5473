"""Groups an article with its translations, as curators declare them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.model.records import Article


def find_translations(
    articles: Iterable[Article], by_id: Mapping[str, Article]
) -> Mapping[str, tuple[Article, ...]]:
    """Article id → the same article in other languages."""
    groups: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[_first_language(article, by_id)].append(article)
    return {
        article.id: tuple([other for other in group if _is_translation(article, other)])
        for group in groups.values()
        if len(group) > 1
        for article in group
    }


def _first_language(article: Article, by_id: Mapping[str, Article]) -> str:
    """The id of the article that a chain of translations starts from."""
    chain = [article.id]
    while (source := by_id[chain[-1]].translation_of) in by_id and source not in chain:
        chain.append(source)
    # Articles that name each other form a group too.
    return min(chain) if source in chain else chain[-1]


def _is_translation(article: Article, other: Article) -> bool:
    return article.id != other.id and article.language != other.language
