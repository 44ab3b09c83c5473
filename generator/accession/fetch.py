"""Fetching one page from the web, with every limit that a hostile or broken server calls for.

Each hop is resolved first and then connected to at the address that was checked, so that a name cannot
answer differently the second time. What a person typed may be on their own machine; a redirect may lead
only to public addresses, or back to the host and port that were typed.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import NamedTuple, Self, TypeVar
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from generator import __version__
from generator.model.errors import ClipfileError

AGENT = f"Clipfile/{__version__}"
PORTS: Mapping[str, int] = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TYPES: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
CHUNK = 64 * 1024


class FetchError(ClipfileError):
    """A page was not fetched; the message says why."""


class UnknownHostError(FetchError):
    """The name servers say that there is no such host. A machine without a network may hear the same."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a server may cost: seconds in all and for each wait, bytes (unpacked), redirects."""

    seconds: float = 30.0
    wait: float = 10.0
    size: int = 10_000_000
    redirects: int = 5


class Page(NamedTuple):
    """What came: the last address, its bytes, the end of a file's name for its type, its charset or ""."""

    url: str
    data: bytes
    suffix: str
    charset: str


class Hop(NamedTuple):
    """One address taken apart."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """What robots.txt and a person's trust hold for."""
        return self.scheme, self.host, self.port

    @property
    def netloc(self) -> str:
        """Host and port."""
        return f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


Public = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Whether an IP address is reachable from everywhere, and so holds nothing private."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast


def fetch(url: str, limits: Limits = Limits(), types: Mapping[str, str] = TYPES) -> Page:
    """One page, its redirects followed and robots.txt obeyed.

    Args:
        url: address with http or https.
        limits: what the server may cost.
        types: media type → end of a file's name, for the types that are wanted.

    Raises:
        FetchError: no page came within the limits.
    """
    return _followed(url, limits, lambda last, response: _page(last, response, types))


def probe(url: str, limits: Limits) -> int:
    """The status with which a page answers, its redirects followed and robots.txt obeyed; nothing is read.

    Raises:
        FetchError: no answer came within the limits, or programs are asked not to come.
    """
    return _followed(url, limits, lambda _, response: response.status, trusting=False)


Read = TypeVar("Read")


def _followed(
    url: str, limits: Limits, read: Callable[[str, _Response], Read], *, trusting: bool = True
) -> Read:
    """What ``read`` makes of the answer at the end of the redirects; ``trusting`` what a person typed."""
    deadline = time.monotonic() + limits.seconds
    typed = _hop(url).origin if trusting else None
    for _ in range(limits.redirects + 1):
        hop = _hop(url)
        address = _resolved(hop, trusted=hop.origin == typed)
        if not _permitted(hop, address, limits, deadline):
            raise FetchError(f"{url}: robots.txt of {hop.host} asks programs not to fetch it.")
        with _Response(hop, address, limits, deadline) as response:
            if response.status not in REDIRECTS:
                return read(url, response)
            url = urljoin(url, response.header("location"))
    raise FetchError(f"{url}: redirects more than {limits.redirects} times.")


def fetch_data(url: str, limits: Limits) -> bytes:
    """What an address of a programming interface answers, redirects not followed.

    Raises:
        FetchError: nothing came within the limits.
    """
    hop = _hop(url)
    deadline = time.monotonic() + limits.seconds
    with _Response(hop, _resolved(hop, trusted=True), limits, deadline) as response:
        if response.status != 200:
            raise FetchError(f"{url}: answered with status {response.status}.")
        return response.body()


class _Response:
    """An answer being read, closed whatever happens."""

    def __init__(self, hop: Hop, address: str, limits: Limits, deadline: float) -> None:
        self._limits, self._deadline, self._hop = limits, deadline, hop
        self._connection = _connection(hop, address, limits)
        self._socket: socket.socket | None = None
        # A server that sends a byte now and then never times out: at the deadline the line is cut.
        self._cutter = threading.Timer(max(0.0, deadline - time.monotonic()), self._cut)
        self._cutter.daemon = True
        self._cutter.start()
        try:
            self._raw = self._asked()
        except FetchError:
            self.__exit__()
            raise
        self.status = self._raw.status

    def _asked(self) -> urllib3.BaseHTTPResponse:
        host = self._hop.host if self._hop.port == PORTS[self._hop.scheme] else self._hop.netloc
        headers = {"Host": host, "User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
        with self._told():
            self._connection.request("GET", self._hop.target, headers=headers, preload_content=False)
            # The connection lets go of the socket once it has read the head of an answer.
            self._socket = self._connection.sock
            return self._connection.getresponse()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._cutter.cancel()
        self._connection.close()

    def header(self, name: str) -> str:
        """A header's value, "" where it is missing."""
        return str(self._raw.headers.get(name, ""))

    def body(self) -> bytes:
        """The whole body, unpacked."""
        chunks, size = [], 0
        with self._told():
            for chunk in self._raw.stream(CHUNK, decode_content=True):
                size += len(chunk)
                if size > self._limits.size:
                    raise FetchError(f"{self._hop}: is larger than {self._limits.size:,} bytes.")
                chunks.append(chunk)
        return b"".join(chunks)

    def _cut(self) -> None:
        line = self._socket or self._connection.sock
        with contextlib.suppress(OSError):
            if line is not None:
                line.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever goes wrong on the wire, said in one sentence."""
        try:
            yield
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            self._late()
            raise FetchError(f"{self._hop}: could not be read: {error or type(error).__name__}") from error
        self._late()

    def _late(self) -> None:
        if time.monotonic() >= self._deadline:
            raise FetchError(f"{self._hop}: took longer than {self._limits.seconds:g} seconds.")


def _hop(url: str) -> Hop:
    try:
        parts = urlsplit(url.strip())
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:
        raise FetchError(f"{url}: is not an address: {error}") from None
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise FetchError(
            f"{url}: must be an address that starts with http:// or https://, without a password."
        )
    target = urllib3.util.parse_url(url).request_uri
    return Hop(parts.scheme, host, port, target)


def _resolved(hop: Hop, *, trusted: bool) -> str:
    """The IP address to connect to: all that the name has must be public, unless a person typed it."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(hop.host, hop.port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        missing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME
        raise (UnknownHostError if missing else FetchError)(f"{hop.host}: is not known: {error}") from None
    if not trusted and not all(map(is_public, found)):
        raise FetchError(f"{hop}: an address that is not public was not followed.")
    return found[0]


def _connection(hop: Hop, address: str, limits: Limits) -> HTTPConnection:
    if hop.scheme == "http":
        return HTTPConnection(address, hop.port, timeout=limits.wait)
    return HTTPSConnection(
        address,
        hop.port,
        timeout=limits.wait,
        cert_reqs="CERT_REQUIRED",
        server_hostname=hop.host,
        assert_hostname=hop.host,
    )


def _permitted(hop: Hop, address: str, limits: Limits, deadline: float) -> bool:
    """What robots.txt says; no robots.txt permits, one that cannot be read forbids (RFC 9309)."""
    rules = RobotFileParser()
    with _Response(hop._replace(target="/robots.txt"), address, limits, deadline) as response:
        if response.status in REDIRECTS or 400 <= response.status < 500:
            return True
        if response.status != 200:
            return False
        rules.parse(response.body().decode("utf-8", errors="replace").splitlines())
    return rules.can_fetch(AGENT, hop.target)


def _page(url: str, response: _Response, types: Mapping[str, str]) -> Page:
    if response.status != 200:
        raise FetchError(f"{url}: answered with status {response.status}.")
    kind, _, rest = response.header("content-type").partition(";")
    suffix = types.get(kind.strip().lower())
    if suffix is None:
        raise FetchError(f"{url}: is {kind.strip() or 'of no stated type'}, not one of {', '.join(types)}.")
    data = response.body()
    if not data.strip():
        raise FetchError(f"{url}: answered with nothing.")
    return Page(url, data, suffix, charset_of(rest))


def charset_of(parameters: str) -> str:
    """The charset among the parameters of a media type, "" where none is stated."""
    _, _, charset = parameters.lower().partition("charset=")
    return charset.partition(";")[0].strip(" \"'")
