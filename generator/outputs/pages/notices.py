"""The notice that replaces a withdrawn article at its address."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.page import page
from generator.outputs.views import day_text, direction, filled
from generator.outputs.words import words
from generator.text.markup import escape


def notice_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """A notice for each withdrawn article; its status asks search engines not to index it."""
    opening = escape(words(settings.language)["withdrawn_help"])
    for article in archive.withdrawn:
        withdrawn = article.withdrawn
        if withdrawn is None:
            continue
        view = filled(
            date=withdrawn.date,
            when=day_text(withdrawn.date, settings.language) if withdrawn.date else "",
            reason=withdrawn.reason,
            **title_language(article),
        )
        title = title_shown(article, settings)
        yield page("notice", article.url, title, view, settings, status="withdrawn", opening=opening)


def title_shown(article: Article, settings: Settings) -> str:
    """The headline of an article, or a replacement in the language of the interface if it is withheld."""
    return article.title if _is_shown(article) else words(settings.language)["withdrawn_article"]


def title_language(article: Article) -> dict[str, str]:
    """``language`` and ``direction`` of a headline; {} if it is withheld or its language is unknown."""
    if not (_is_shown(article) and article.language):
        return {}
    return {"language": article.language, "direction": direction(article.language)}


def _is_shown(article: Article) -> bool:
    return bool(article.title) and not (article.withdrawn and article.withdrawn.hide_title)
