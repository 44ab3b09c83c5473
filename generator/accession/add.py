"""One page from the web as a clipping, with the address of its copy in the Wayback Machine."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import quote

from generator.accession.fetch import FetchError, Limits, fetch, fetch_data
from generator.accession.save import Clipping
from generator.authority import Authority
from generator.model import Seed
from generator.pipeline import make_article

WAYBACK = "https://archive.org/wayback/available"
WAYBACK_LIMITS = Limits(seconds=15, wait=10, size=100_000)
# Whether a page itself says how it is encoded; only its beginning counts.
_OWN_CHARSET = re.compile(rb"<meta[^>]{0,200}charset|<\?xml[^>]{0,200}encoding", re.IGNORECASE)


def clip(url: str, day: dt.date, wayback: str = WAYBACK) -> Clipping:
    """Fetch a page.

    Args:
        url: address with http or https.
        day: the day of retrieval.
        wayback: where to ask for copies; "" not to ask.

    Raises:
        FetchError: no page came within the limits.
    """
    page = fetch(url)
    source = {
        "url": page.url,
        "archived_url": archived(page.url, wayback) if wayback else "",
        "retrieved": day.isoformat(),
    }
    data = readable(page.data, page.charset)
    return Clipping(data, page.suffix, title_of(data, page.suffix, page.url), {"source": source})


def archived(url: str, wayback: str = WAYBACK) -> str:
    """Address of the Wayback Machine's copy nearest to now; "" where there is none, or no answer."""
    try:
        answer = json.loads(fetch_data(f"{wayback}?url={quote(url, safe='')}", WAYBACK_LIMITS))
    except (FetchError, ValueError):
        return ""
    return _closest(answer)


def _closest(answer: Any) -> str:  # noqa: ANN401 - another's answer may hold anything
    try:
        closest = answer["archived_snapshots"]["closest"]
        found = str(closest["url"]) if closest["available"] is True else ""
    except (KeyError, TypeError):
        return ""
    found = re.sub(r"^http:", "https:", found)
    return found if re.fullmatch(r"https://[^\s<>\"']+", found) else ""


def title_of(data: bytes, suffix: str, url: str = "") -> str:
    """The headline of a document, to name its file after; the end of its address where it has none."""
    made = make_article(Seed(f"page{suffix}", data, ""), Authority())
    last = url.rstrip("/").rpartition("/")[2].partition("?")[0]
    return (made.article.title if made.article else "") or last


def readable(data: bytes, charset: str) -> bytes:
    """The bytes as they came; as UTF-8 where only the server, not the page, said how they are encoded."""
    if not charset or charset in ("utf-8", "utf8") or _OWN_CHARSET.search(data[:2048]):
        return data
    try:
        return data.decode(charset).encode()
    except (LookupError, UnicodeDecodeError):
        return data
