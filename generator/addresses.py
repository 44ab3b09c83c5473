"""Slugs and addresses: the one place that decides where anything stands below the site's root."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from slugify import slugify

from generator.model import Article, Problem

SLUG_LENGTH = 80
UNTITLED = "article"
# Names that hosts and MkDocs take for the page of the folder itself.
INDEXES = frozenset({"index", "readme"})
# Names that Windows takes for a device, whatever ending a file has.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
TAKEN = INDEXES | DEVICES


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """Letters, digits and hyphens of ``text``, transliterated to ASCII, cut at a word, at most 80."""
    made: str = slugify(text, max_length=SLUG_LENGTH, word_boundary=True, save_order=True)
    if (made and made not in TAKEN) or not text:
        return made
    # A text that transliterates to nothing still gets one permanent address of its own.
    digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    return f"{made or 'n'}-{digest[:8]}"


def article_url(date: str, name: str) -> str:
    """``articles/YYYY/MM/SLUG/``, or ``articles/undated/SLUG/``."""
    return f"articles/{f'{date[:4]}/{date[5:7]}' if date else 'undated'}/{name}/"


def term_url(kind: str, name: str) -> str:
    """Address of a term's page."""
    return f"{kind}/{name}/"


def paged(url: str, number: int) -> str:
    """Address of a numbered page of the list at ``url``."""
    return f"{url}page/{number}/"


def markdown_path(url: str) -> str:
    """The Markdown file below ``docs/`` that MkDocs publishes at ``url``."""
    name = url.rstrip("/")
    return f"{name}.md" if "/" in name else f"{name}/index.md".lstrip("/")


def absolute(site_url: str, url: str) -> str:
    """Full address; relative to the root where the site's own address is not known."""
    return site_url + quote(url)


def assign(articles: Iterable[Article]) -> tuple[list[Article], list[Problem]]:
    """Give each article its permanent id and address.

    A declared ``id`` stands. Else the id is the headline's slug; where an earlier seed (by path) has it
    already, the start of the seed path's digest is added, and a warning says how to choose a better one.
    """
    ordered = sorted(articles, key=lambda article: (not article.id, article.seed))
    taken: dict[str, Article] = {}
    problems = []
    for article in ordered:
        wanted = article.id or article.slug or slug(article.title) or UNTITLED
        if wanted not in taken:
            taken[wanted] = article
            continue
        if article.id:
            problems.append(
                Problem(
                    article.seed,
                    0,
                    "id-taken",
                    f"id {wanted!r} belongs to {taken[wanted].seed} already; declare another",
                )
            )
            continue
        digest = hashlib.sha256(article.seed.encode()).hexdigest()
        own = f"{wanted}-{digest[:6]}"
        taken[own if own not in taken else f"{wanted}-{digest}"] = article
        problems.append(
            Problem(
                article.seed,
                0,
                "same-headline",
                f"has the headline of {taken[wanted].seed}; declare 'id:' for a better address than {own}",
                "warning",
            )
        )
    named = [article.placed(name, article_url(article.date, name)) for name, article in taken.items()]
    return named, problems
