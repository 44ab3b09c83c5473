"""One article cited in APA, MLA, Chicago, BibTeX, RIS and CSL-JSON.

Styles: Publication Manual of the APA (7th edition, 10.1), MLA Handbook (9th edition, 5.100), the Chicago
Manual of Style (18th edition, 14.89, bibliography), the RIS tags of a newspaper article (TY  - NEWS), and the
variables of the Citation Style Language (article-newspaper). Unknown fields are left out.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache

from babel.dates import format_date

from generator.inputs.settings import Settings
from generator.model.addresses import absolute
from generator.model.partial_dates import first_day, full_day, known_month
from generator.model.records import Article

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


def citations(article: Article, settings: Settings) -> dict[str, str]:
    """Style → the article's citation in it, as plain text."""
    url = article.source.url or (absolute(settings.site_url, article.url) if settings.site_url else "")
    container = article.source.name or settings.site_name
    return {
        "apa": _apa(article, container, url),
        "mla": _mla(article, container, url),
        "chicago": _chicago(article, container, url),
        "bibtex": _bibtex(article, container, url),
        "ris": _ris(article, container, url),
        "csl": _csl(article, container, url),
    }


def _month(day: dt.date) -> str:
    return _months()[day.month - 1]


@cache
def _months() -> tuple[str, ...]:
    return tuple(str(format_date(dt.date(2000, month, 1), "MMMM", locale="en")) for month in range(1, 13))


def _inverted(name: str) -> tuple[str, str]:
    """Family name and given names; the whole name if they cannot be distinguished."""
    given, _, family = name.rpartition(" ")
    return (family, given) if given else (name, "")


def _apa(article: Article, container: str, url: str) -> str:
    people = [_apa_name(name) for name in article.authors]
    authors = ", ".join(people[:-1]) + (", & " if len(people) > 1 else "") + people[-1] if people else ""
    when = f"({_when(article.date, '{year}, {month} {day}', '{year}, {month}') or 'n.d.'})."
    title = _stopped(article.title)
    head = f"{_stopped(authors)} {when} {title}" if authors else f"{title} {when}"
    return f"{head} {_stopped(container)} {url}".strip()


def _when(date: str, full: str, month: str) -> str:
    """A date in a form for days or one for months, its year if nothing else is known, or ""."""
    if not known_month(date):
        return date
    first = dt.date.fromisoformat(first_day(date))
    form = full if full_day(date) else month
    return form.format(year=first.year, month=_month(first), day=first.day)


def _apa_name(name: str) -> str:
    family, given = _inverted(name)
    initials = " ".join(f"{part[0]}." for part in given.split())
    return f"{family}, {initials}" if initials else family


def _mla(article: Article, container: str, url: str) -> str:
    when = _when(article.date, "{day} {month} {year}", "{month} {year}")
    tail = ", ".join(part for part in (container, when, re.sub(r"^https?://", "", url)) if part)
    return f"{_mla_authors(article.authors)}“{_stopped(article.title)}” {_stopped(tail)}"


def _mla_authors(authors: tuple[str, ...]) -> str:
    if not authors:
        return ""
    family, given = _inverted(authors[0])
    first = f"{family}, {given}" if given else family
    more = {1: "", 2: f", and {authors[-1]}"}.get(len(authors), ", et al.")
    return _stopped(first + more) + " "


def _chicago(article: Article, container: str, url: str) -> str:
    when = _when(article.date, "{month} {day}, {year}", "{month} {year}")
    tail = ", ".join(part for part in (container, when) if part)
    authors = _stopped(_chicago_authors(article.authors))
    parts = (authors, f"“{_stopped(article.title)}”", _stopped(tail), _stopped(url))
    return " ".join(part for part in parts if part)


def _chicago_authors(authors: tuple[str, ...]) -> str:
    """Up to six authors, or the first three of more; the first name is inverted."""
    if not authors:
        return ""
    names = [", ".join(part for part in _inverted(authors[0]) if part), *authors[1:]]
    if len(names) > 6:
        return ", ".join(names[:3]) + ", et al."
    return ", and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _bibtex(article: Article, container: str, url: str) -> str:
    fields = {
        "author": " and ".join(_latex(name) for name in article.authors),
        # Braces preserve the capitals of names.
        "title": f"{{{_latex(article.title)}}}",
        "journal": _latex(container),
        "date": article.date,
        "year": article.date[:4],
        "url": url,
        "langid": article.language,
    }
    body = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@article{{{article.id}{body}\n}}"


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _ris(article: Article, container: str, url: str) -> str:
    rows = [
        ("TY", "NEWS"),
        *(("AU", ", ".join(part for part in _inverted(name) if part)) for name in article.authors),
        ("TI", article.title),
        ("T2", container),
        ("DA", article.date.replace("-", "/")),
        ("PY", article.date[:4]),
        ("LA", article.language),
        ("UR", url),
    ]
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value) + "\nER  - "


def _csl(article: Article, container: str, url: str) -> str:
    people = [_inverted(name) for name in article.authors]
    issued = [int(part) for part in article.date.split("-")] if article.date else []
    item = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "container-title": container,
        "author": [
            {"family": family, "given": given} if given else {"literal": family} for family, given in people
        ],
        "issued": {"date-parts": [issued]} if issued else {},
        "abstract": article.summary,
        "language": article.language,
        "URL": url,
    }
    # On one line, since it is on every article's page.
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False)


def _stopped(text: str) -> str:
    return text if not text or text[-1] in ".?!…。？！" else text + "."
