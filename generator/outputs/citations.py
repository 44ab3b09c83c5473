"""One article cited in APA, MLA, Chicago, BibTeX, RIS and CSL-JSON.

Styles: Publication Manual of the APA (7th edition, 10.1), MLA Handbook (9th edition, 5.100), the Chicago
Manual of Style (18th edition, 14.89, bibliography), the RIS tags of a newspaper article (TY  - NEWS), and the
variables of the Citation Style Language (article-newspaper). Unknown fields are left out. The address of the
original comes first, then that of the archive's page. The name of an organization is never inverted.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache
from typing import NamedTuple

from babel.dates import format_date

from generator.inputs.settings import Settings
from generator.model.addresses import absolute
from generator.model.partial_dates import first_day, full_day, known_month
from generator.model.records import Article
from generator.outputs.corporate import is_corporate

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "#$%&_"},
    }
)


class _Author(NamedTuple):
    """An author; ``given`` is empty if the name is cited whole."""

    name: str
    family: str
    given: str

    @property
    def inverted(self) -> str:
        """The name as in "Ruiz, Ana María", or as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family


class _Cited(NamedTuple):
    """What the styles share.

    Attributes:
        container: the publication, or the archive if it is unknown.
        url: address of the original, or of the archive's page if there is none.
        archive: name of the archive, if ``kept`` is given.
        kept: address of the archive's page, if it is another one.
    """

    article: Article
    authors: tuple[_Author, ...]
    container: str
    url: str
    archive: str
    kept: str


def citations(article: Article, settings: Settings) -> dict[str, str]:
    """Style → the article's citation in it, as plain text."""
    own = absolute(settings.site_url, article.url) if settings.site_url else ""
    url, kept = (article.source.url, own) if article.source.url else (own, "")
    cited = _Cited(
        article,
        tuple(_author(name, article) for name in article.authors),
        article.source.name or settings.site_name,
        url,
        settings.site_name if kept else "",
        kept,
    )
    return {
        "apa": _apa(cited),
        "mla": _mla(cited),
        "chicago": _chicago(cited),
        "bibtex": _bibtex(cited),
        "ris": _ris(cited),
        "csl": _csl(cited),
    }


def _author(name: str, article: Article) -> _Author:
    given, _, family = name.rpartition(" ")
    if not given or is_corporate(name, article):
        return _Author(name, name, "")
    return _Author(name, family, given)


def _month(day: dt.date) -> str:
    return _months()[day.month - 1]


@cache
def _months() -> tuple[str, ...]:
    return tuple(str(format_date(dt.date(2000, month, 1), "MMMM", locale="en")) for month in range(1, 13))


def _apa(cited: _Cited) -> str:
    article = cited.article
    people = [_apa_name(author) for author in cited.authors]
    authors = ", ".join(people[:-1]) + (", & " if len(people) > 1 else "") + people[-1] if people else ""
    when = f"({_when(article.date, '{year}, {month} {day}', '{year}, {month}') or 'n.d.'})."
    title = _stopped(article.title)
    head = f"{_stopped(authors)} {when} {title}" if authors else f"{title} {when}"
    kept = f"Archived at {cited.kept}" if cited.kept else ""
    container = ", ".join(part for part in (cited.container, article.source.page) if part)
    return " ".join(part for part in (head, _stopped(container), cited.url, kept) if part)


def _when(date: str, full: str, month: str) -> str:
    """A date in a form for days or one for months, its year if nothing else is known, or ""."""
    if not known_month(date):
        return date
    first = dt.date.fromisoformat(first_day(date))
    form = full if full_day(date) else month
    return form.format(year=first.year, month=_month(first), day=first.day)


def _apa_name(author: _Author) -> str:
    initials = " ".join(f"{part[0]}." for part in author.given.split())
    return f"{author.family}, {initials}" if initials else author.family


def _mla(cited: _Cited) -> str:
    when = _when(cited.article.date, "{day} {month} {year}", "{month} {year}")
    source = cited.article.source
    edition = _edition(source.edition, "ed.")
    page = f"{_pages_word(source.page)} {source.page}" if source.page else ""
    tails = [
        (cited.container, edition, when, page, _bare(cited.url)),
        (cited.archive, _bare(cited.kept)),
    ]
    ends = (_stopped(", ".join(part for part in tail if part)) for tail in tails)
    start = f"{_mla_authors(cited.authors)}“{_stopped(cited.article.title)}”"
    return " ".join(part for part in (start, *ends) if part)


def _edition(name: str, word: str) -> str:
    """An edition with the word for it, which its name may already have."""
    return f"{name} {word}" if name and not re.search(r"\bed(?:ition|\.)", name, re.IGNORECASE) else name


def _pages_word(page: str) -> str:
    return "pp." if re.search(r"\d\s?[-–,]\s?\w*\d", page) else "p."


def _bare(url: str) -> str:
    return re.sub(r"^https?://", "", url)


def _mla_authors(authors: tuple[_Author, ...]) -> str:
    if not authors:
        return ""
    more = {1: "", 2: f", and {authors[-1].name}"}.get(len(authors), ", et al.")
    return _stopped(authors[0].inverted + more) + " "


def _chicago(cited: _Cited) -> str:
    when = _when(cited.article.date, "{month} {day}, {year}", "{month} {year}")
    source = cited.article.source
    section = f"sec. {source.section}" if source.section else ""
    edition = _edition(source.edition, "edition")
    tail = ", ".join(part for part in (cited.container, when, edition, section, source.page) if part)
    authors = _stopped(_chicago_authors(cited.authors))
    kept = f"Archived at {cited.kept}" if cited.kept else ""
    title = f"“{_stopped(cited.article.title)}”"
    parts = (authors, title, _stopped(tail), _stopped(cited.url), _stopped(kept))
    return " ".join(part for part in parts if part)


def _chicago_authors(authors: tuple[_Author, ...]) -> str:
    """Up to six authors, or the first three of more; the first name is inverted."""
    if not authors:
        return ""
    names = [authors[0].inverted, *(author.name for author in authors[1:])]
    if len(names) > 6:
        return ", ".join(names[:3]) + ", et al."
    return ", and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _bibtex(cited: _Cited) -> str:
    article = cited.article
    source = article.source
    note = [f"Section {_latex(source.section)}"] if source.section else []
    note += [f"Archived at {_latex(cited.kept)}"] if cited.kept else []
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in cited.authors),
        # Braces preserve the capitals of names.
        "title": f"{{{_latex(article.title)}}}",
        "journal": _latex(cited.container),
        "date": article.date,
        "year": article.date[:4],
        "edition": _latex(source.edition),
        "pages": _latex(re.sub(r"(?<=\w)\s?[-–]\s?(?=\w)", "--", source.page)),
        "issn": source.issn,
        "location": _latex(source.place),
        "url": cited.url,
        "note": "; ".join(note),
        "langid": article.language,
    }
    body = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@article{{{article.id}{body}\n}}"


def _bibtex_name(author: _Author) -> str:
    """Braces keep a name of several words, and "and" in it, together."""
    name = _latex(author.name)
    return name if author.given or " " not in name else f"{{{name}}}"


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _ris(cited: _Cited) -> str:
    article = cited.article
    source = article.source
    first, _, last = source.page.replace("–", "-").partition("-")
    rows = [
        ("TY", "NEWS"),
        *(("AU", author.inverted) for author in cited.authors),
        ("TI", article.title),
        ("T2", cited.container),
        ("DA", article.date.replace("-", "/")),
        ("PY", article.date[:4]),
        ("ET", source.edition),
        ("SE", source.section),
        ("SP", first.strip()),
        ("EP", last.strip()),
        ("SN", source.issn),
        ("CY", source.place),
        ("LA", article.language),
        ("UR", cited.url),
        # Name of the archive, and where in it.
        ("DB", cited.archive),
        ("AV", cited.kept),
    ]
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value) + "\nER  - "


def _csl(cited: _Cited) -> str:
    article = cited.article
    issued = [int(part) for part in article.date.split("-")] if article.date else []
    item = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "container-title": cited.container,
        "author": [
            {"family": author.family, "given": author.given} if author.given else {"literal": author.name}
            for author in cited.authors
        ],
        "issued": {"date-parts": [issued]} if issued else {},
        "abstract": article.summary,
        "edition": article.source.edition,
        "section": article.source.section,
        "page": article.source.page,
        "ISSN": article.source.issn,
        "publisher-place": article.source.place,
        "language": article.language,
        "URL": cited.url,
        "archive": cited.archive,
        "archive_location": cited.kept,
    }
    # On one line, since it is on every article's page.
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False)


def _stopped(text: str) -> str:
    return text if not text or text[-1] in ".?!…。？！" else text + "."
