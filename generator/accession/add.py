"""A page from the web as a clipping, with the address of its copy in the Wayback Machine."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import quote

from generator.accession.fetch import Visit, fetch, fetch_data
from generator.accession.request import FetchError, Limits
from generator.accession.save import Clipping
from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.model.documents import Seed
from generator.text.archived import original_of

WAYBACK = "https://archive.org/wayback/available"
WAYBACK_LIMITS = Limits(seconds=15, wait=10, size=100_000)
# Whether a page declares its own encoding, near its beginning.
_OWN_CHARSET = re.compile(rb"<meta[^>]{0,200}charset|<\?xml[^>]{0,200}encoding", re.IGNORECASE)


def clip(url: str, day: dt.date, wayback: str = WAYBACK, visit: Visit | None = None) -> Clipping:
    """Fetch a page as a clipping, with its source declared.

    Args:
        url: address with http or https.
        day: the day of retrieval.
        wayback: service that knows archived copies; "" for none.
        visit: learns what is asked for the page's pictures, which ``pictures`` fetches.

    Raises:
        FetchError: the page could not be fetched within the limits, or contains no article.
    """
    page = fetch(url, visit=visit)
    data = readable(page.data, page.charset)
    title, fault = preview(data, page.suffix, page.url)
    if fault:
        raise FetchError(f"{url}: {fault}.")
    original = original_of(page.url)
    copy = page.url if original else archived(page.url, wayback) if wayback else ""
    source = {"url": original or page.url, "archived_url": copy, "retrieved": day.isoformat()}
    return Clipping(data, page.suffix, title, {"source": source}, address=page.url)


def archived(url: str, wayback: str = WAYBACK) -> str:
    """Address of the newest copy in the Wayback Machine; "" if there is none, or no answer."""
    try:
        answer = json.loads(fetch_data(f"{wayback}?url={quote(url, safe='')}", WAYBACK_LIMITS))
    except (FetchError, ValueError):
        return ""
    return _closest(answer)


def _closest(answer: Any) -> str:  # noqa: ANN401 - the service may answer with any JSON
    try:
        closest = answer["archived_snapshots"]["closest"]
        address = str(closest["url"]) if closest["available"] is True else ""
    except (KeyError, TypeError):
        return ""
    address = re.sub(r"^http:", "https:", address)
    return address if re.fullmatch(r"https://[^\s<>\"']+", address) else ""


def preview(data: bytes, suffix: str, url: str) -> tuple[str, str]:
    """A title for a document, and why it is not an article ("" if it is one).

    The title is the headline, or the end of the address if there is none.
    """
    made = make_article(Seed(f"page{suffix}", data, ""), Authority())
    if made.article is None:
        return "", "; ".join(problem.message for problem in made.problems)
    return made.article.title or url.rstrip("/").rpartition("/")[2].partition("?")[0], ""


def readable(data: bytes, charset: str) -> bytes:
    """The bytes unchanged, or as UTF-8 if only the server, not the page, declared their encoding."""
    if not charset or charset in ("utf-8", "utf8") or _OWN_CHARSET.search(data[:2048]):
        return data
    try:
        return data.decode(charset).encode()
    except (LookupError, UnicodeDecodeError):
        return data
