"""The galleries: all pictures, and those of a person, an organization, a place or a collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.archive.archive import Archive, Shelf
from generator.inputs.settings import Settings
from generator.model.addresses import markdown_path
from generator.model.output import Output, Page
from generator.model.pictures import Picture
from generator.model.records import Article
from generator.outputs.keys import articles_key
from generator.outputs.page import made_page
from generator.outputs.pictures import picture_view
from generator.outputs.views import (
    View,
    chunks,
    day_text,
    direction,
    filled,
    page_url,
    pager,
)
from generator.outputs.words import words

URL = "pictures/"
KINDS = ("people", "organizations", "places", "collections")
# Pictures on the page of a person, a place ...; if there are more, these have a gallery of their own.
SHOWN = 8


class ArticlePicture(NamedTuple):
    """A picture, and the article that has it."""

    picture: Picture
    article: Article


class Gallery(NamedTuple):
    """Pictures with pages of their own at ``url``. ``about`` is the term whose articles have them, if any."""

    url: str
    title: str
    pictures: Sequence[ArticlePicture]
    about: View | None = None


def pictures_in(articles: Iterable[Article], archive: Archive, settings: Settings) -> list[ArticlePicture]:
    """The pictures of articles, in their order, the lead of each first, and each photograph once."""
    photographs: dict[str, ArticlePicture] = {}
    for article in articles:
        if not article.pictures or settings.for_article(article).pictures == "none":
            continue
        for picture in sorted(article.pictures, key=lambda picture: not picture.lead):
            photographs.setdefault(archive.photographs[picture.sha256], ArticlePicture(picture, article))
    return list(photographs.values())


def gallery_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``pictures/`` if there are any, and a gallery for each term with more pictures than its page shows."""
    pictures = pictures_in(archive.newest, archive, settings)
    if not pictures:
        return
    title = words(settings.language)["pictures"]
    yield from _pages(Gallery(URL, title, pictures), settings)
    for kind in KINDS:
        for shelf in archive.shelves[kind]:
            own = pictures_in(shelf.articles, archive, settings)
            if len(own) > SHOWN:
                about = {"name": shelf.name, "url": shelf.url}
                yield from _pages(
                    Gallery(f"{shelf.url}{URL}", f"{title}: {shelf.name}", own, about), settings
                )


def gallery_key(shelf: Shelf, archive: Archive, settings: Settings) -> list[object]:
    """What ``own_pictures`` depends on besides the articles of the shelf, and the settings.

    Which of two files show one photograph is decided by the pictures of all articles.
    """
    pictures = pictures_in(shelf.articles, archive, settings) if shelf.kind in KINDS else []
    return [len(pictures), *(item.picture.sha256 for item in pictures[:SHOWN])]


def own_pictures(shelf: Shelf, archive: Archive, settings: Settings) -> View | None:
    """The newest pictures of a person, an organization, a place or a collection, for its page."""
    pictures = pictures_in(shelf.articles, archive, settings) if shelf.kind in KINDS else []
    if not pictures:
        return None
    return filled(
        pictures=[_view(item, settings) for item in pictures[:SHOWN]],
        count=len(pictures),
        url=f"{shelf.url}{URL}" if len(pictures) > SHOWN else "",
    )


def _pages(gallery: Gallery, settings: Settings) -> Iterator[Output]:
    cut = list(chunks(gallery.pictures, settings.page_size, lambda item: item.picture.sha256))
    years = _years(gallery, cut)
    for number, part in cut:
        # Only the first page has the total and the years, so that older pages stay the same.
        total = {} if number else {"count": len(gallery.pictures), "years": years}
        view = {**total, **filled(about=gallery.about), "pager": pager(gallery.url, number, len(cut))}
        shown = [item.picture.sha256 for item in part]
        key = articles_key(settings, (item.article for item in part), gallery.title, view, shown)
        make = partial(_page, gallery, number, part, view, settings)
        yield Output(markdown_path(page_url(gallery.url, number)), make, key)


def _page(
    gallery: Gallery, number: int, part: Sequence[ArticlePicture], view: View, settings: Settings
) -> Page:
    seen = {""}
    views = []
    for item in part:
        year = item.article.date[:4]
        views.append(_view(item, settings) | filled(anchor="" if year in seen else year))
        seen.add(year)
    url = page_url(gallery.url, number)
    return made_page("gallery", url, gallery.title, {**view, "pictures": views}, settings)


def _years(gallery: Gallery, cut: Sequence[tuple[int, Sequence[ArticlePicture]]]) -> list[View]:
    """The years of dated pictures, newest first, with the page on which each begins."""
    first: dict[str, str] = {}
    for number, part in cut:
        for item in part:
            first.setdefault(item.article.date[:4], page_url(gallery.url, number))
    counts = Counter(item.article.date[:4] for item in gallery.pictures)
    return [
        {"name": year, "url": first[year], "day": year, "count": counts[year]}
        for year in sorted(filter(None, counts), reverse=True)
    ]


def _view(item: ArticlePicture, settings: Settings) -> View:
    article = item.article
    return picture_view(item.picture, settings.for_article(article)) | filled(
        title=article.title,
        url=article.url,
        date=article.date,
        when=day_text(article.date, settings.language) if article.date else "",
        language=article.language,
        direction=direction(article.language),
    )
