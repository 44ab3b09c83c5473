"""Fetching a page from the web, with limits against hostile and broken servers.

An address that a person typed may be private. A redirect may lead only to public addresses, or back to the
host and port that were typed, at the IP address to which the first request went: the name is not looked up
again, since its owner could have changed the answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from generator.accession.request import AGENT, FetchError, Hop, Limits, Origin, Response, hop_of, resolve

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


@dataclass
class Visit:
    """What is known of the servers during a visit of a page and what belongs to it.

    Attributes:
        trusted: IP address of each origin that a person typed, which may be private.
        rules: robots.txt of each origin, asked for once; True if it allows all, False if it cannot be read.
    """

    trusted: dict[Origin, str] = field(default_factory=dict)
    rules: dict[Origin, RobotFileParser | bool] = field(default_factory=dict)

    def trust(self, url: str) -> None:
        """Look up the host of a typed address, once.

        Raises:
            FetchError: there is no such host.
        """
        hop = hop_of(url)
        self.trusted.setdefault(hop.origin, "")
        self.trusted[hop.origin] = self.trusted[hop.origin] or resolve(hop, trusted=True)


def fetch(
    url: str, limits: Limits = DEFAULT, types: Mapping[str, str] = TYPES, visit: Visit | None = None
) -> FetchedPage:
    """Fetch a page, following redirects and obeying robots.txt.

    Args:
        url: address with http or https, as a person typed it.
        limits: time, size and redirects to allow.
        types: accepted media type → file suffix.
        visit: learns what is asked for the page, for ``fetch_part``.

    Raises:
        FetchError: the page could not be fetched within the limits.
    """
    visit = visit or Visit()
    visit.trust(url)
    return _follow(url, limits, lambda last, response: _page(last, response, types), visit)


def fetch_part(url: str, limits: Limits, visit: Visit) -> bytes:
    """Fetch a file that a page names, by the same rules; a page is no authority for private addresses.

    Args:
        url: address with http or https. Only at the origins that the visit trusts may it be private.
        limits: time, size and redirects to allow.
        visit: of the page.

    Raises:
        FetchError: it could not be fetched within the limits.
    """

    def read(last: str, response: Response) -> bytes:
        if response.status != 200:
            raise FetchError(f"{last}: answered with status {response.status}.")
        return response.body()

    return _follow(url, limits, read, visit)


def probe(url: str, limits: Limits) -> int:
    """The status code of a page, following redirects and obeying robots.txt; the body is not read.

    Raises:
        FetchError: there was no answer within the limits, or robots.txt forbids the request.
    """
    return _follow(url, limits, lambda _, response: response.status, Visit())


Read = TypeVar("Read")


def _follow(url: str, limits: Limits, read: Callable[[str, Response], Read], visit: Visit) -> Read:
    """What ``read`` makes of the final response."""
    deadline = time.monotonic() + limits.seconds
    known: dict[Origin, str] = {}
    for _ in range(limits.redirects + 1):
        hop = hop_of(url)
        address = visit.trusted.get(hop.origin) or known.get(hop.origin) or resolve(hop, trusted=False)
        known[hop.origin] = address
        if not _permitted(hop, address, limits, deadline, visit):
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


def _permitted(hop: Hop, address: str, limits: Limits, deadline: float, visit: Visit) -> bool:
    """Whether robots.txt allows the request: yes if it is missing, no if it cannot be read (RFC 9309)."""
    if hop.origin not in visit.rules:
        visit.rules[hop.origin] = _rules(hop, address, limits, deadline)
    rules = visit.rules[hop.origin]
    return rules if isinstance(rules, bool) else rules.can_fetch(AGENT, hop.target)


def _rules(hop: Hop, address: str, limits: Limits, deadline: float) -> RobotFileParser | bool:
    rules = RobotFileParser()
    with Response(hop._replace(target="/robots.txt"), address, limits, deadline) as response:
        if response.status in REDIRECTS or 400 <= response.status < 500:
            return True
        if response.status != 200:
            return False
        rules.parse(response.body().decode("utf-8", errors="replace").splitlines())
    return rules


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
