"""Fetching a page from the web, with limits against hostile and broken servers.

An address that a person typed may be private. A redirect may lead only to public addresses, or back to the
host and port that were typed, at the IP address to which the first request went: the name is not looked up
again, since its owner could have changed the answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from generator.accession.request import AGENT, FetchError, Hop, Limits, Response, hop_of, resolve

REDIRECTS = frozenset({301, 302, 303, 307, 308})
TYPES: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
DEFAULT = Limits()


class FetchedPage(NamedTuple):
    """A fetched page: its final address, bytes, file suffix for its type, and charset ("" if unknown)."""

    url: str
    data: bytes
    suffix: str
    charset: str


def fetch(url: str, limits: Limits = DEFAULT, types: Mapping[str, str] = TYPES) -> FetchedPage:
    """Fetch a page, following redirects and obeying robots.txt.

    Args:
        url: address with http or https.
        limits: time, size and redirects to allow.
        types: accepted media type → file suffix.

    Raises:
        FetchError: the page could not be fetched within the limits.
    """
    return _follow(url, limits, lambda last, response: _page(last, response, types))


def probe(url: str, limits: Limits) -> int:
    """The status code of a page, following redirects and obeying robots.txt; the body is not read.

    Raises:
        FetchError: there was no answer within the limits, or robots.txt forbids the request.
    """
    return _follow(url, limits, lambda _, response: response.status, trusting=False)


Read = TypeVar("Read")


def _follow(
    url: str, limits: Limits, read: Callable[[str, Response], Read], *, trusting: bool = True
) -> Read:
    """What ``read`` makes of the final response; ``trusting`` allows the typed origin to be private."""
    deadline = time.monotonic() + limits.seconds
    first = hop_of(url)
    known = {first.origin: resolve(first, trusted=trusting)}
    for _ in range(limits.redirects + 1):
        hop = hop_of(url)
        address = known.get(hop.origin) or resolve(hop, trusted=False)
        if not _permitted(hop, address, limits, deadline):
            raise FetchError(f"{url}: robots.txt of {hop.host} does not allow programs to fetch this page.")
        with Response(hop, address, limits, deadline) as response:
            if response.status not in REDIRECTS:
                return read(url, response)
            url = urljoin(url, response.header("location"))
    raise FetchError(f"{url}: redirected more than {limits.redirects} times.")


def fetch_data(url: str, limits: Limits) -> bytes:
    """The response body of a web service; redirects are not followed.

    Raises:
        FetchError: the service did not answer within the limits, or with another status than 200.
    """
    hop = hop_of(url)
    deadline = time.monotonic() + limits.seconds
    with Response(hop, resolve(hop, trusted=True), limits, deadline) as response:
        if response.status != 200:
            raise FetchError(f"{url}: answered with status {response.status}.")
        return response.body()


def _permitted(hop: Hop, address: str, limits: Limits, deadline: float) -> bool:
    """Whether robots.txt allows the request: yes if it is missing, no if it cannot be read (RFC 9309)."""
    rules = RobotFileParser()
    with Response(hop._replace(target="/robots.txt"), address, limits, deadline) as response:
        if response.status in REDIRECTS or 400 <= response.status < 500:
            return True
        if response.status != 200:
            return False
        rules.parse(response.body().decode("utf-8", errors="replace").splitlines())
    return rules.can_fetch(AGENT, hop.target)


def _page(url: str, response: Response, types: Mapping[str, str]) -> FetchedPage:
    if response.status != 200:
        raise FetchError(f"{url}: answered with status {response.status}.")
    kind, _, rest = response.header("content-type").partition(";")
    suffix = types.get(kind.strip().lower())
    if suffix is None:
        raise FetchError(f"{url}: its type is {kind.strip() or 'not stated'}, not one of {', '.join(types)}.")
    data = response.body()
    if not data.strip():
        raise FetchError(f"{url}: the answer is empty.")
    return FetchedPage(url, data, suffix, charset_of(rest))


def charset_of(parameters: str) -> str:
    """The charset among the parameters of a media type, "" if there is none."""
    _, _, charset = parameters.lower().partition("charset=")
    return charset.partition(";")[0].strip(" \"'")
