"""A web server on this machine that misbehaves on demand: raw bytes over a socket, one behaviour a path."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PAGE = (
    b"<!doctype html><html lang=en><head><title>Bridge opens</title></head><body><article>"
    b"<h1>Bridge opens</h1>"
    b"<p>The bridge over the river opened on Monday, after two years of work by the town.</p>"
    b"<p>Nobody has to pay for crossing it, and the ferry will go on in summer.</p></article></body></html>"
)
Answer = Callable[[socket.socket], None]


def answer(
    status: str = "200 OK", body: bytes = PAGE, kind: str = "text/html; charset=utf-8", **headers: str
) -> Answer:
    """A whole, honest answer."""
    lines = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return lambda client: client.sendall(head.encode("latin-1") + b"\r\n" + body)


def raw(data: bytes) -> Answer:
    """Exactly these bytes."""
    return lambda client: client.sendall(data)


def dripping(data: bytes, pause: float = 0.05) -> Answer:
    """``data``, then one byte after another for as long as somebody listens."""

    def drip(client: socket.socket) -> None:
        client.sendall(data)
        for _ in range(400):
            client.sendall(b"x")
            time.sleep(pause)

    return drip


def silent(client: socket.socket) -> None:
    """Accepts, and says nothing."""
    client.settimeout(5)
    with contextlib.suppress(OSError):
        client.recv(1)


def endless(client: socket.socket) -> None:
    """A body without an end and without a length, up to 64 MB."""
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(64):
        client.sendall(b"x" * 1_000_000)


BOMB = gzip.compress(b"x" * 50_000_000)


@dataclass
class Server:
    """The running server: its port, what each path does, and the paths that were asked for."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        """Address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def serve(self, client: socket.socket) -> None:
        """Answer one request."""
        with client, contextlib.suppress(OSError):
            request = client.recv(65536).decode("latin-1")
            path = request.split(" ")[1]
            self.asked.append(path)
            missing = answer("404 Not Found", b"nothing here")
            self.answers.get(path.partition("?")[0], missing)(client)


@contextlib.contextmanager
def misbehaving(answers: dict[str, Answer]) -> Iterator[Server]:
    """The server, on a port of its own, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening.getsockname()[1], answers)
        listening.settimeout(0.1)
        ended = threading.Event()

        def accept() -> None:
            while not ended.is_set():
                with contextlib.suppress(TimeoutError):
                    client, _ = listening.accept()
                    threading.Thread(target=server.serve, args=(client,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            ended.set()
            thread.join()
