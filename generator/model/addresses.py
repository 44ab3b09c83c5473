"""Addresses. Only this module decides where pages and files are below the site's root."""

from __future__ import annotations

from urllib.parse import quote

UNTITLED = "article"


def article_url(date: str, name: str) -> str:
    """``articles/YYYY/MM/SLUG/``, ``articles/YYYY/SLUG/`` for a year, or ``articles/undated/SLUG/``.

    Args:
        date: as EDTF, see ``partial_dates``; "" if unknown.
        name: the last part.
    """
    return f"articles/{date[:7].replace('-', '/') or 'undated'}/{name}/"


def address_id(address: str) -> str:
    """The id of the article at an address: its last part."""
    return address.rstrip("/").rpartition("/")[2]


def is_undated(address: str) -> bool:
    """Whether an article had no date when it was given this address."""
    return address.startswith("articles/undated/")


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
