"""Slugs and addresses. Only this module decides where pages and files are below the site's root."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from urllib.parse import quote

from slugify import slugify

SLUG_LENGTH = 80
UNTITLED = "article"
# Names that hosts and MkDocs treat as the page of the folder itself.
INDEXES = frozenset({"index", "readme"})
# Names that Windows treats as a device, whatever extension a file has.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
TAKEN = INDEXES | DEVICES


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """``text`` in lower-case ASCII letters, digits and hyphens, cut at a word to at most 80 characters."""
    ascii_name: str = slugify(text, max_length=SLUG_LENGTH, word_boundary=True, save_order=True)
    if (ascii_name and ascii_name not in TAKEN) or not text:
        return ascii_name
    # A text without any letter that can be transliterated gets a permanent address from its digest.
    digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    return f"{ascii_name or 'n'}-{digest[:8]}"


def article_url(date: str, name: str) -> str:
    """``articles/YYYY/MM/SLUG/``, ``articles/YYYY/SLUG/`` for a year, or ``articles/undated/SLUG/``.

    Args:
        date: as EDTF, see ``partial_dates``; "" if unknown.
        name: the last part.
    """
    return f"articles/{date[:7].replace('-', '/') or 'undated'}/{name}/"


def term_url(kind: str, name: str) -> str:
    """Address of a term's page."""
    return f"{kind}/{name}/"


def date_url(day: str) -> str:
    """Address of the list of a year (``YYYY``) or month (``YYYY-MM``), or for "" of the undated articles."""
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
    """Full address, percent-encoded; relative to the root if the site's address is unknown."""
    return site_url + quote(url)
