"""A server on loopback that can be as bad as the web: it sends whatever bytes its pages say, when they say."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic

Reply = bytes | Iterable[bytes]


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    number: int
    at: float
    gone: Event


@dataclass
class Server:
    """``pages`` is path → what is answered, or what makes it of the request."""

    port: int
    pages: dict[str, Reply | Callable[[Request], Reply]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    gone: Event = field(default_factory=Event)

    def url(self, path: str = "", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [r.path for r in self.requests if r.path != "/robots.txt"]

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            for piece in self._reply(head.decode("latin-1")):
                connection.sendall(piece)

    def _reply(self, head: str) -> Iterable[bytes]:
        first, *lines = head.split("\r\n")
        path = first.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        number = 1 + sum(r.path == path for r in self.requests)
        request = Request(path, headers, number, monotonic(), self.gone)
        self.requests.append(request)
        page = self.pages.get(path, response(status="404 Not Found"))
        reply = page(request) if callable(page) else page
        return [reply] if isinstance(reply, bytes) else reply


def response(body: bytes = b"", *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """A whole answer; headers may override the length."""
    said = [f"Content-Type: {kind}", *headers, "Connection: close"]
    if not any(h.lower().startswith(("content-length", "transfer-encoding")) for h in headers):
        said.append(f"Content-Length: {len(body)}")
    return "\r\n".join([f"HTTP/1.1 {status}", *said, "", ""]).encode() + body


def moved(target: str, status: str = "302 Found") -> bytes:
    return response(b"", f"Location: {target}", status=status)


def hang(request: Request) -> Iterator[bytes]:
    """Nothing at all until the server ends."""
    request.gone.wait(20)
    yield b""


@contextmanager
def serving() -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening.getsockname()[1])

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    Thread(target=server.answer, args=(connection,), daemon=True).start()

        Thread(target=accept, daemon=True).start()
        try:
            yield server
        finally:
            server.gone.set()
            listening.shutdown(socket.SHUT_RDWR)
