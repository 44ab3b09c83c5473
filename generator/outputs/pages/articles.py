"""The page of each article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from msgspec import to_builtins

from generator.archive.archive import Archive, Shelf
from generator.archive.comparisons import Relations
from generator.describe.candidates.names import SHOWN
from generator.extract.scans import UNTRANSCRIBED
from generator.inputs.settings import Settings
from generator.model.addresses import absolute, date_url, markdown_path, term_url
from generator.model.kinds import KINDS
from generator.model.names import name_id
from generator.model.output import Output, Page
from generator.model.records import Article, ArticleText, Correction, Source, Term, TextReader
from generator.outputs.cards import shared_view
from generator.outputs.citations import citations
from generator.outputs.corporate import is_corporate
from generator.outputs.facsimile import facsimile_view, plain_facsimile
from generator.outputs.keys import digest, settings_key
from generator.outputs.pages.comparison import compared
from generator.outputs.pages.differences import differences
from generator.outputs.pages.give import correction_url, text_url
from generator.outputs.pages.linking import linked
from generator.outputs.pictures import picture_view, with_figures
from generator.outputs.record import front_matter_of
from generator.outputs.repeated_quotes import repeated_quotes
from generator.outputs.views import (
    View,
    day_text,
    direction,
    entry,
    filled,
    headline,
    language_name,
)
from generator.text.phrases import phrases
from generator.text.scripts import count_unspaced

WORDS_A_MINUTE = 230
# Characters read in a minute, in scripts without spaces.
CHARACTERS_A_MINUTE = 500
# JSON escapes for characters that could end a script element or start a comment in it.
_SCRIPT_SAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


class Around(NamedTuple):
    """Everything that an article's page shows of the rest of the archive."""

    relations: Relations
    collections: Sequence[Shelf]
    before: Article | None
    after: Article | None
    related: Sequence[Article]
    copies: Sequence[Article]
    original: Article | None
    reports: Sequence[Article]
    translations: Sequence[Article]
    earlier: str | None
    gone: Mapping[str, str]
    faults: Sequence[str]
    read: TextReader

    def key(self) -> tuple[object, ...]:
        """The values that the key of the page depends on."""
        articles = (self.before, self.after, self.original, *self.related)
        groups = [
            [article.digest for article in group] for group in (self.copies, self.reports, self.translations)
        ]
        urls = [shelf.url for shelf in self.collections]
        return (
            self.relations,
            self.earlier,
            self.gone,
            self.faults,
            urls,
            [article and article.digest for article in articles],
            groups,
        )


def article_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """One page for each article: its fields as front matter, its text as body."""
    ground = settings_key(settings)
    for article in archive.articles:
        around = _around(article, archive)
        key = digest(ground, article.digest, around.key()) if article.digest else b""
        yield Output(markdown_path(article.url), partial(_page, article, around, settings), key)


def _page(article: Article, around: Around, settings: Settings) -> Page:
    text, own = around.read(article), settings.for_article(article)
    linking = settings.link_names
    blocks = linked(article, text) if linking else tuple(paragraph.markup for paragraph in text.paragraphs)
    fields = front_matter_of(article, text, around.relations, own.pictures)
    body, shown = with_figures(blocks, article.pictures, article.url, own)
    if article.facsimile and (pages := plain_facsimile(article, own, waits=not blocks)):
        body, shown = f"{pages}\n\n{body}", body if shown is None else shown
    return Page(fields, body, "article.html", _view(article, text, around, settings), shown)


def _around(article: Article, archive: Archive) -> Around:
    name = article.id
    original, source, gone = archive.originals.get(name, name), article.source, archive.gone
    return Around(
        archive.relations[name],
        archive.collections_of.get(name, ()),
        *archive.neighbours.get(name, (None, None)),
        archive.related.get(name, ()),
        archive.copies.get(name, ()),
        archive.by_id[original] if original != name else None,
        archive.stories.get(archive.story_of.get(name, ""), ()),
        archive.translations.get(name, ()),
        archive.earlier.get(name),
        {url: gone[url] for url in (source.url, source.archived_url) if url in gone} if gone else {},
        archive.faults.get(name, ()),
        archive.text,
    )


def _view(article: Article, text: ArticleText, around: Around, settings: Settings) -> View:
    reports = around.reports
    return filled(
        phrases=list(phrases(article.title, article.language)),
        when=day_text(article.date, settings.language) if article.date else "",
        when_url=date_url(article.date[:7]) if article.date else "",
        updated=day_text(article.updated, settings.language) if article.updated else "",
        direction=direction(article.language),
        minutes=reading_minutes(text.body),
        language=_language(article, settings),
        source=_source(article.source, around.gone, settings),
        **{kind: [_term(kind, term) for term in article.terms(kind)] for kind in KINDS},
        collections=[{"name": shelf.name, "url": shelf.url} for shelf in around.collections],
        candidates=to_builtins([candidate for candidate in text.candidates if candidate.confidence >= SHOWN]),
        quotes=repeated_quotes(article, text),
        incomplete=_incomplete(text.incomplete),
        faults=list(around.faults),
        media=to_builtins(text.media),
        evidence=to_builtins(text.evidence),
        removed=to_builtins(text.removed),
        related=[entry(other, settings) for other in around.related],
        carried_by=[entry(other, settings) for other in around.copies],
        original=headline(around.original),
        story=[entry(other, settings) for other in reports if other.id != article.id],
        compare=compared(article, reports, around.read, settings) if len(reports) > 1 else [],
        translations=[_translation(other, settings) for other in around.translations],
        corrections=[_correction(correction, settings) for correction in article.corrections],
        changes=differences(around.earlier, text.body) if around.earlier is not None else [],
        previous=headline(around.before),
        next=headline(around.after),
        cite=citations(article, settings),
        permalink=article.url,
        correction_url=correction_url(article, settings),
        seed_url=f"{settings.seeds_url.rstrip('/')}/{article.seed}" if settings.seeds_url else "",
        figures=(bool(article.pictures) and settings.for_article(article).pictures != "none") or None,
        facsimile=_facsimile(article, settings),
        shared=shared_view(article, settings),
        jsonld=_json_ld(article, settings),
    )


def _facsimile(article: Article, settings: Settings) -> View | None:
    return facsimile_view(article, settings, text_url(article, settings)) if article.facsimile else None


def _incomplete(missing: str) -> str:
    """Key of the sentence that says what is missing, "" for a complete article."""
    return "untranscribed" if missing == UNTRANSCRIBED else "incomplete" if missing else ""


def reading_minutes(body: str) -> int:
    """Reading time in whole minutes, at least 1."""
    return max(1, round(len(body.split()) / WORDS_A_MINUTE + count_unspaced(body) / CHARACTERS_A_MINUTE))


def _term(kind: str, item: Term) -> View:
    """A term without its number of articles: a page must not change when another article is added."""
    return {"name": item.name, "url": term_url(kind, item.id)}


def _language(article: Article, settings: Settings) -> View | None:
    if not article.language:
        return None
    name = language_name(article.language, settings.language)
    return {"name": name, "url": term_url("languages", article.language.lower())}


def _translation(article: Article, settings: Settings) -> View:
    name = language_name(article.language, settings.language)
    return filled(**{**(headline(article) or {}), "name": name, "language": article.language})


def _correction(correction: Correction, settings: Settings) -> View:
    day = correction.date
    return filled(date=day, when=day_text(day, settings.language) if day else "", text=correction.text)


def _source(source: Source, gone: Mapping[str, str], settings: Settings) -> View:
    page = term_url("sources", name_id(source.name, settings.addresses[0])) if source.name else ""
    retrieved = day_text(source.retrieved, settings.language) if source.retrieved else ""
    return filled(
        name=source.name,
        url=page,
        original=source.url,
        archived="" if source.archived_url in gone else source.archived_url,
        retrieved=retrieved,
        gone=gone.get(source.url, ""),
        edition=source.edition,
        section=source.section,
        page=source.page,
        issn=source.issn,
        place=source.place,
    )


def _images(article: Article, settings: Settings) -> list[View]:
    """The pictures as schema.org ImageObjects, the lead first; these need full addresses."""
    settings = settings.for_article(article)
    if not settings.site_url or settings.pictures == "none":
        return []
    pictures = sorted(article.pictures, key=lambda picture: picture is not article.lead)
    views = [picture_view(picture, settings) for picture in pictures]
    return [{"@type": "ImageObject", **_image(view, settings)} for view in views]


def _image(view: View, settings: Settings) -> View:
    rights = view.get("rights", "")
    return filled(
        contentUrl=absolute(settings.site_url, view["src"]),
        width=view["width"],
        height=view["height"],
        caption=view.get("caption"),
        creditText=view.get("credit"),
        **{"license" if rights.startswith("http") else "copyrightNotice": rights},
    )


def _creator(name: str, article: Article) -> View:
    return {"@type": "Organization" if is_corporate(name, article) else "Person", "name": name}


def _printed(source: Source) -> View:
    """What schema.org says of an article in a newspaper."""
    periodical = filled(name=source.name, issn=source.issn) if source.issn else {}
    return filled(
        printEdition=source.edition,
        printSection=source.section,
        printPage=source.page,
        isPartOf={"@type": "Newspaper", **periodical} if periodical else None,
    )


def _json_ld(article: Article, settings: Settings) -> str:
    """schema.org NewsArticle as JSON that is safe inside a script element."""
    named = {"people": "Person", "organizations": "Organization", "places": "Place", "topics": "Thing"}
    data: dict[str, Any] = filled(
        headline=article.title,
        description=article.summary,
        datePublished=article.date,
        dateModified=article.updated,
        inLanguage=article.language,
        url=absolute(settings.site_url, article.url) if settings.site_url else "",
        isBasedOn=article.source.url,
        # An address is a licence; any other text is a notice.
        **{"license" if article.rights.startswith("http") else "copyrightNotice": article.rights},
        author=[_creator(name, article) for name in article.authors],
        publisher={"@type": "Organization", "name": article.source.name} if article.source.name else None,
        **_printed(article.source),
        keywords=[topic.name for topic in article.topics],
        contentLocation=[{"@type": "Place", "name": place.name} for place in article.places],
        mentions=[
            {"@type": named[kind], "name": term.name}
            for kind in ("people", "organizations")
            for term in article.terms(kind)
        ],
        image=_images(article, settings),
    )
    text = json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", **data},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return text.translate(_SCRIPT_SAFE)
