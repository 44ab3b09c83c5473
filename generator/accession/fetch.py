"""Fetching a page from the web, with limits against hostile and broken servers.

Each host name is resolved once, checked, and then connected to at that IP address, so that it cannot resolve
differently the second time. An address that a person typed may be private. A redirect may lead only to public
addresses, or back to the host and port that were typed.
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
    """A page could not be fetched; the message says why."""


class UnknownHostError(FetchError):
    """There is no such host, according to DNS. Without a network, every host may look like this."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a fetch: seconds in total and per wait, bytes after decompression, and redirects."""

    seconds: float = 30.0
    wait: float = 10.0
    size: int = 10_000_000
    redirects: int = 5


class FetchedPage(NamedTuple):
    """A fetched page: its final address, bytes, file suffix for its type, and charset ("" if unknown)."""

    url: str
    data: bytes
    suffix: str
    charset: str


class Hop(NamedTuple):
    """The parts of one address."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """The scope of robots.txt, and of the trust in a typed address."""
        return self.scheme, self.host, self.port

    @property
    def netloc(self) -> str:
        """Host and port."""
        return f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


Public = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Whether an IP address can be reached from anywhere, and so leads to nothing private."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast


def fetch(url: str, limits: Limits = Limits(), types: Mapping[str, str] = TYPES) -> FetchedPage:
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
    url: str, limits: Limits, read: Callable[[str, _Response], Read], *, trusting: bool = True
) -> Read:
    """What ``read`` makes of the final response; ``trusting`` allows the typed origin to be private."""
    deadline = time.monotonic() + limits.seconds
    typed = _hop(url).origin if trusting else None
    for _ in range(limits.redirects + 1):
        hop = _hop(url)
        address = _resolve(hop, trusted=hop.origin == typed)
        if not _permitted(hop, address, limits, deadline):
            raise FetchError(f"{url}: robots.txt of {hop.host} does not allow programs to fetch this page.")
        with _Response(hop, address, limits, deadline) as response:
            if response.status not in REDIRECTS:
                return read(url, response)
            url = urljoin(url, response.header("location"))
    raise FetchError(f"{url}: redirected more than {limits.redirects} times.")


def fetch_data(url: str, limits: Limits) -> bytes:
    """The response body of a web service; redirects are not followed.

    Raises:
        FetchError: the service did not answer within the limits, or with another status than 200.
    """
    hop = _hop(url)
    deadline = time.monotonic() + limits.seconds
    with _Response(hop, _resolve(hop, trusted=True), limits, deadline) as response:
        if response.status != 200:
            raise FetchError(f"{url}: answered with status {response.status}.")
        return response.body()


class _Response:
    """An HTTP response, as a context manager that closes the connection."""

    def __init__(self, hop: Hop, address: str, limits: Limits, deadline: float) -> None:
        self._limits, self._deadline, self._hop = limits, deadline, hop
        self._connection = _connection(hop, address, limits)
        self._socket: socket.socket | None = None
        # A server that sends a byte now and then never times out, so the connection is cut at the deadline.
        self._cutter = threading.Timer(max(0.0, deadline - time.monotonic()), self._cut)
        self._cutter.daemon = True
        self._cutter.start()
        try:
            self._raw = self._request()
        except FetchError:
            self.__exit__()
            raise
        self.status = self._raw.status

    def _request(self) -> urllib3.BaseHTTPResponse:
        host = self._hop.host if self._hop.port == PORTS[self._hop.scheme] else self._hop.netloc
        headers = {"Host": host, "User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
        with self._errors_reported():
            self._connection.request("GET", self._hop.target, headers=headers, preload_content=False)
            # The connection releases the socket once it has read the head of a response.
            self._socket = self._connection.sock
            return self._connection.getresponse()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._cutter.cancel()
        self._connection.close()

    def header(self, name: str) -> str:
        """The value of a header, "" if it is missing."""
        return str(self._raw.headers.get(name, ""))

    def body(self) -> bytes:
        """The complete, decompressed body.

        Raises:
            FetchError: it is too large, or could not be read in time.
        """
        chunks, size = [], 0
        with self._errors_reported():
            for chunk in self._raw.stream(CHUNK, decode_content=True):
                size += len(chunk)
                if size > self._limits.size:
                    raise FetchError(f"{self._hop}: larger than {self._limits.size:,} bytes.")
                chunks.append(chunk)
        return b"".join(chunks)

    def _cut(self) -> None:
        line = self._socket or self._connection.sock
        with contextlib.suppress(OSError):
            if line is not None:
                line.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def _errors_reported(self) -> Iterator[None]:
        """Turn any error of the connection into a ``FetchError``."""
        try:
            yield
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            self._check_deadline()
            raise FetchError(f"{self._hop}: cannot be read: {error or type(error).__name__}") from error
        self._check_deadline()

    def _check_deadline(self) -> None:
        if time.monotonic() >= self._deadline:
            raise FetchError(f"{self._hop}: took longer than {self._limits.seconds:g} seconds.")


def _hop(url: str) -> Hop:
    try:
        parts = urlsplit(url.strip())
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:
        raise FetchError(f"{url}: not a web address: {error}") from None
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise FetchError(
            f"{url}: not a web address. It must start with http:// or https:// and contain no password."
        )
    target = urllib3.util.parse_url(url).request_uri
    return Hop(parts.scheme, host, port, target)


def _resolve(hop: Hop, *, trusted: bool) -> str:
    """The IP address to connect to. Unless trusted, all addresses of the host must be public."""
    try:
        addresses = [
            str(info[4][0]) for info in socket.getaddrinfo(hop.host, hop.port, type=socket.SOCK_STREAM)
        ]
    except (OSError, UnicodeError) as error:
        missing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME
        raise (UnknownHostError if missing else FetchError)(f"{hop.host}: unknown host: {error}") from None
    if not trusted and not all(map(is_public, addresses)):
        raise FetchError(f"{hop}: not a public address, so it was not requested.")
    return addresses[0]


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
    """Whether robots.txt allows the request: yes if it is missing, no if it cannot be read (RFC 9309)."""
    rules = RobotFileParser()
    with _Response(hop._replace(target="/robots.txt"), address, limits, deadline) as response:
        if response.status in REDIRECTS or 400 <= response.status < 500:
            return True
        if response.status != 200:
            return False
        rules.parse(response.body().decode("utf-8", errors="replace").splitlines())
    return rules.can_fetch(AGENT, hop.target)


def _page(url: str, response: _Response, types: Mapping[str, str]) -> FetchedPage:
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
