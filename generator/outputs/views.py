"""What templates show of a page, as data: entries, terms, pagers.

Templates read ``page.meta``, which is the front matter of the page and under ``view`` what else they need.
Addresses in a view are relative to the site's root (``people/ana/``); a template writes ``{{ address | url
}}``. Keys without a value are absent. Lists are in square brackets; these records occur in many of them:
- entry, an article in a list: ``title, phrases, url, date, when, place, source, page, summary, language,
  direction, picture``; ``date`` is YYYY-MM-DD, ``when`` the same day written out.
- picture, of an article: ``src`` (JPEG) with ``width`` and ``height`` in pixels, ``srcset`` [``path,
  width``] in WebP, the smallest first, ``alt, caption, credit, rights``. In an entry only what it needs for a
  small one. In a gallery also ``title, url, date, when, language, direction`` of its article, and ``anchor``,
  the year, on the first of each year.
- term: ``name, url, count``; on an article without ``count``, since its page must not change when another
  article is added.
- headline: ``title, url``.
- pager: ``page, pages``, and the addresses ``first, previous, next, last``.
- coverage, track, map, ties, art: pictures as numbers, see ``charts``.

Views by template:
- ``article.html``: ``when``, ``when_url``, ``updated``, ``direction``, ``minutes`` (of reading),
  ``phrases`` (of its headline, ``text/phrases.py``),
  ``language`` (term), ``source`` (``name, url, original, archived, retrieved, gone, edition, section, page,
  issn, place``; ``gone`` is the day
  on which the original was found not to answer), ``topics people organizations places tags collections``
  [term], ``candidates``, ``media``, ``evidence``, ``removed`` (as in ``articles.jsonl``), ``quotes`` [``text,
  speaker, open, close``, the marks, ``anchor``, an id in the text, and ``start``, the words there],
  ``incomplete`` (key of a sentence), ``faults`` [message, while it is served], ``related carried_by
  story`` [entry], ``original previous next``
  (headline), ``translations`` [headline with ``name`` and ``language``], ``compare`` [entry with
  ``here, numbers, names``], ``corrections`` [``date, when, text``], ``changes`` [[``same`` or
  ``removed`` or ``added``]], ``cite`` (``apa, mla, chicago, bibtex, ris, csl``), ``permalink``,
  ``seed_url``, ``correction_url``, ``figures`` (whether its text has pictures), ``shared`` (picture for links
  to it: ``src, width, height, alt``), ``facsimile`` (``pages`` [``src, shown_width, shown_height, large,
  width, height, words, number``], ``state, accuracy, alto, text, edit``),
  ``jsonld`` (JSON, safe inside a script element)
- ``listing.html`` (one term, month, year, source, language or collection): ``kind``, ``kind_url``,
  ``count``, ``description``, ``entries`` [entry with ``anchor``, the day, on the first of each day],
  ``pager``, ``together`` [``label, kind, terms``], ``parts`` [term: months of a year], ``feeds`` (``rss,
  json``), ``aliases`` [``name, language``], ``wikidata``, ``coverage``, ``quotations`` (``quotations, url,
  count``), ``ties``, ``track``, ``map``, ``art``, ``ordered``, ``start``, ``gallery`` (``pictures``
  [picture], ``count``, ``url`` of the rest), ``source`` (``where, years, issn, url, host``), ``span`` (years
  of the page), ``jump`` [``name, url, day``: where each year begins], ``turn`` (``to, url, back``: the other
  order), ``within`` [``name, value`` for the search page], ``filters`` (``sources years`` [``name, count``])
- ``gallery.html``: ``count``, ``pictures`` [picture], ``years`` [``name, url, day, count``; ``day`` is the
  anchor], ``about`` (``name, url``; on the gallery of a person, place ...), ``pager``
- ``directory.html`` (index of a kind): ``kind``, ``count``, ``terms`` [term with ``description``; the first
  of a letter with ``letter``; of collections with ``art``], ``jump`` [``name, url, day``: letters],
  ``orders`` [``key, url``], ``most``, ``whole`` (whether one page has all), ``pager``
- ``home.html``: ``order`` [name of a part], and the parts ``latest`` [entry, the lead first], ``topics``
  [``name, url, entries``], ``on_these_days`` (``day, entries``; these may be empty), ``most_covered``
  (``day, terms``), ``collections`` [term with ``art``], ``coverage``, ``browse`` [``label, url, terms``],
  ``archive_size`` (``articles, first, last, people, places, organizations, topics``)
- ``timeline.html``: ``count``, ``coverage``, ``months initials`` [name], ``years`` [``name, url, count,
  months`` [``count, url, label, shade``]], ``undated`` (``url, count``)
- ``map.html``: ``map``, ``countries`` [``name, code, url, count, terms``; the first of a continent has
  ``continent, places``], ``shown``, ``count``
- ``quotations.html``: ``quotations`` [``text, open, close, speaker, speaker_url, title, url, date, when,
  language, direction``], ``count``, ``pager``; on the index ``index``, ``speakers`` [term], ``others``
  (``url, count``); on the page of a speaker ``speaker`` (``name, url``)
- ``log.html``: ``count``, ``entries`` [``kind, title, url, date, when, text, language, direction``],
  ``pager``, ``feeds``
- ``notice.html``: ``date``, ``when``, ``reason``, ``language``, ``direction``
- ``redirect.html``: ``to``, an address
- ``give.html``: ``folder``, ``folder_url``, ``new_file`` (``address, name, value, prefix``)
- ``search.html``: ``sections`` [``label, url``]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.addresses import paged, term_url
from generator.model.partial_dates import is_partial, known_month
from generator.model.pictures import Picture
from generator.model.records import Article, Term
from generator.pictures.renditions import renditions
from generator.text.phrases import phrases

View = dict[str, Any]
# A page of a list is up to a fourth longer or shorter than page_size.
SLACK = 4


@lru_cache(maxsize=8192)
def day_text(day: str, language: str) -> str:
    """A date written out in the site's language: "22 December 2025", "May 1974", "1896" or their equals."""
    if is_partial(day):
        return month_text(day.replace("-", "/"), language) if known_month(day) else day
    return str(format_date(dt.date.fromisoformat(day), format="long", locale=_locale(language)))


def month_text(month: str, language: str) -> str:
    """``YYYY/MM`` as a month and year in the site's language."""
    year, number = map(int, month.split("/"))
    return str(format_skeleton("yMMMM", dt.date(year, number, 1), locale=_locale(language)))


@lru_cache(maxsize=64)
def short_month(number: int, language: str) -> str:
    """The name of a month (1 to 12), short, in the site's language."""
    return str(format_skeleton("MMM", dt.date(2000, number, 1), locale=_locale(language)))


def month_initial(number: int, language: str) -> str:
    """The name of a month (1 to 12) at its shortest, as on the head of a calendar: "J", "1" or its equal."""
    return str(_locale(language).months["stand-alone"]["narrow"][number])


def day_of_year(day: str, language: str) -> str:
    """A day without its year, written out: "14 October" or its equal."""
    return str(format_skeleton("MMMMd", dt.date.fromisoformat(day), locale=_locale(language)))


@lru_cache(maxsize=512)
def country_name(code: str, language: str) -> str:
    """A country's name (ISO 3166-1 alpha-2) in the site's language; the code itself where it has none."""
    return str(_locale(language).territories.get(code, code))


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=256)
def language_name(tag: str, site_language: str) -> str:
    """A language's name in the site's language; the tag itself where it has none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(_locale(site_language)) or tag
    except (UnknownLocaleError, ValueError):
        return tag


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """``rtl`` or ``ltr``; empty for a language that is not known."""
    try:
        return str(Locale.parse(tag, sep="-").text_direction) if tag else ""
    except (UnknownLocaleError, ValueError):
        return ""


def filled(**values: object) -> View:
    """The values that are not empty: a template tests whether a key is there."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}


def entry(article: Article, settings: Settings) -> View:
    """One article in a list."""
    return filled(
        title=article.title,
        phrases=list(phrases(article.title, article.language)),
        url=article.url,
        date=article.date,
        when=day_text(article.date, settings.language) if article.date else "",
        place=article.place,
        source=article.source.name,
        page=article.source.page,
        summary=article.summary,
        language=article.language,
        direction=direction(article.language),
        picture=_small(article.lead, settings.for_article(article)),
    )


def _small(picture: Picture | None, settings: Settings) -> View | None:
    """The picture of an article in a list: decoration, since its headline is next to it."""
    webp = renditions(picture, settings.pictures)[:-1] if picture else ()
    if not webp:
        return None
    return {
        "srcset": [{"path": rendition.path, "width": rendition.width} for rendition in webp],
        "width": webp[0].width,
        "height": webp[0].height,
    }


def headline(article: Article | None) -> View | None:
    """Title and address of an article."""
    return {"title": article.title, "url": article.url} if article else None


def term(kind: str, item: Term, archive: Archive) -> View:
    """A term with its address and its number of articles."""
    return {
        "name": item.name,
        "url": term_url(kind, item.id),
        "count": archive.counts.get((kind, item.id), 0),
    }


def chunks(
    items: Sequence[Any], size: int, name: Callable[[Any], str]
) -> Iterator[tuple[int, Sequence[Any]]]:
    """A list, newest first, cut into pages: (number, 0 for the newest; items).

    Older pages are counted from the oldest and stay the same when an article is added. They have about
    ``size`` items and end where a digest of an item's ``name`` says so: an item added in the middle changes
    its own page and no other. The newest page has the rest, at least ``size`` items if there are that many.
    """
    ends = _ends(items[::-1], size, name) if len(items) >= 2 * size else []
    while ends and len(items) - ends[-1] < size:
        ends.pop()
    starts = [0, *ends]
    yield 0, items[: len(items) - starts[-1]]
    for number in range(len(ends), 0, -1):
        yield number, items[len(items) - starts[number] : len(items) - starts[number - 1]]


def _ends(items: Sequence[Any], size: int, name: Callable[[Any], str]) -> list[int]:
    """The positions at which pages end, in a list with the oldest first."""
    slack, ends, start = size // SLACK, [], 0
    for position, item in enumerate(items):
        length = position - start
        near = length >= size - slack and crc32(name(item).encode(errors="replace")) % max(1, slack) == 0
        if near or length >= size + slack:
            ends.append(position)
            start = position
    return ends


class Part(NamedTuple):
    """One page of an index: its address, its items and its pager."""

    url: str
    items: Sequence[Any]
    pager: View


def paged_part(url: str, items: Sequence[Any], size: int) -> Iterator[Part]:
    """An index cut into pages, counted from its start, since its order changes anyway."""
    total = max(1, -(-len(items) // size))
    addresses = [url, *(paged(url, number) for number in range(2, total + 1))]
    for place, address in enumerate(addresses):
        yield Part(address, items[place * size : (place + 1) * size], pager_of(addresses, address))


def pager(url: str, number: int, total: int) -> View:
    """The pager of one of ``total`` pages of the list at ``url``; ``number`` is that of ``chunks``."""
    return pager_of([page_url(url, other) for other in (0, *range(total - 1, 0, -1))], page_url(url, number))


def pager_of(addresses: Sequence[str], here: str) -> View:
    """The pager of the page ``here`` of a list whose pages have these addresses, in the order of reading."""
    place = addresses.index(here)
    total = len(addresses)
    return filled(
        page=place + 1,
        pages=total,
        first=addresses[0] if place > 1 else "",
        previous=addresses[place - 1] if place else "",
        next=addresses[place + 1] if place + 1 < total else "",
        last=addresses[-1] if place + 2 < total else "",
    )


def page_url(url: str, number: int) -> str:
    """Address of an older page, counted from the oldest; 0 is the list itself."""
    return paged(url, number) if number else url
