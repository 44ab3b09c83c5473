"""Slugs and addresses: the one place that decides where anything stands below the site's root."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from urllib.parse import quote

from slugify import slugify

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


def date_url(day: str) -> str:
    """Address of the list of a year (``YYYY``) or month (``YYYY-MM``); of undated articles for ""."""
    return f"dates/{day.replace('-', '/') or 'undated'}/"


def paged(url: str, number: int) -> str:
    """Address of a numbered page of the list at ``url``."""
    return f"{url}page/{number}/"


def markdown_path(url: str) -> str:
    """The Markdown file below ``docs/`` that MkDocs publishes at ``url``."""
    name = url.rstrip("/")
    return f"{name}.md" if "/" in name else f"{name}/index.md".lstrip("/")


def link_path(path: str, url: str) -> str:
    """The relative path from the Markdown file ``path`` to that of the page at ``url``."""
    return "../" * path.count("/") + markdown_path(url)


def absolute(site_url: str, url: str) -> str:
    """Full address; relative to the root where the site's own address is not known."""
    return site_url + quote(url)
