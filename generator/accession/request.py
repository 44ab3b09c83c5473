"""One HTTP request with limits of time and size.

Each host name is resolved once, checked, and then connected to at that IP address, so that it cannot resolve
differently the second time.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import NamedTuple, Self
from urllib.parse import urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from generator import __version__
from generator.model.errors import ClipfileError
from generator.system.places import reason_of, without_password

AGENT = f"Clipfile/{__version__}"
# Scheme, host and port.
Origin = tuple[str, str, int]
PORTS: Mapping[str, int] = {"http": 80, "https": 443}
CHUNK = 64 * 1024
# IPv6 addresses that networks without IPv4 use for an IPv4 address, which is in their last bytes (RFC 6052).
_ASSIGNED = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


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


class Hop(NamedTuple):
    """The parts of one address."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> Origin:
        """The scope of robots.txt, and of the trust in a typed address."""
        return self.scheme, self.host, self.port

    @property
    def netloc(self) -> str:
        """Host and port."""
        return f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


def is_public(address: str) -> bool:
    """Whether an IP address can be reached from anywhere, and so leads to nothing private."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    within = _embedded(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    # Forms of addresses that are no longer assigned lead to the machine or its network on some systems.
    if within is None and isinstance(ip, ipaddress.IPv6Address) and ip not in _ASSIGNED:
        return False
    return (within or ip).is_global and not (within or ip).is_multicast


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address to which an IPv6 address leads, if any: mapped, of a tunnel or translated."""
    translated = ipaddress.IPv4Address(ip.packed[-4:]) if ip in _TRANSLATED else None
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or translated


class Response:
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


def hop_of(url: str) -> Hop:
    """The parts of an address.

    Raises:
        FetchError: it is not an address with http or https, or it contains a password.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        target = urllib3.util.parse_url(url).request_uri
    except ValueError as error:
        raise FetchError(f"{without_password(url)}: not a web address: {reason_of(error, url)}") from None
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise FetchError(
            f"{without_password(url)}: not a web address. "
            "It must start with http:// or https:// and contain no password."
        )
    return Hop(parts.scheme, host, port, target)


def resolve(hop: Hop, *, trusted: bool) -> str:
    """The IP address to connect to. Unless trusted, all addresses of the host must be public.

    Raises:
        FetchError: the host is unknown, or one of its addresses is not public.
    """
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
