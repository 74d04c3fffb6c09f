"""A server on loopback that can be as bad as the web: it sends whatever bytes its pages say, when they say."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

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
    tls: ssl.SSLContext | None = None

    def url(self, path: str = "", host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [r.path for r in self.requests if r.path != "/robots.txt"]

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
                if connection.selected_alpn_protocol() == "h2":
                    answer_http2(self, connection)
                    return
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            for piece in self._reply(head.decode("latin-1")):
                connection.sendall(piece)
            if self.tls:
                connection.unwrap()

    def _reply(self, head: str) -> Iterable[bytes]:
        first, *lines = head.split("\r\n")
        path = first.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        return self.reply(path, headers)

    def reply(self, path: str, headers: Mapping[str, str]) -> Iterable[bytes]:
        number = 1 + sum(r.path == path for r in self.requests)
        request = Request(path, headers, number, monotonic(), self.gone)
        self.requests.append(request)
        page = self.pages.get(path, response(status="404 Not Found"))
        reply = page(request) if callable(page) else page
        return [reply] if isinstance(reply, bytes) else reply


def answer_http2(server: Server, connection: socket.socket) -> None:
    """The same pages over HTTP/2, one stream after the other."""
    http = H2Connection(H2Configuration(client_side=False))
    http.initiate_connection()
    connection.sendall(http.data_to_send())
    while data := connection.recv(65536):
        for event in http.receive_data(data):
            if isinstance(event, RequestReceived) and event.headers:
                said = {bytes(k).decode(): bytes(v).decode() for k, v in event.headers}
                head, _, body = b"".join(server.reply(said[":path"], said)).partition(b"\r\n\r\n")
                first, *lines = head.decode().split("\r\n")
                fields = [(k.lower(), v.strip()) for k, _, v in (line.partition(":") for line in lines)]
                kept = [(k, v) for k, v in fields if k != "connection"]
                http.send_headers(event.stream_id, [(":status", first.split(" ")[1]), *kept])
                http.send_data(event.stream_id, body, end_stream=True)
        connection.sendall(http.data_to_send())


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
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening.getsockname()[1], tls=tls)

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
