"""Fetching: against a server on loopback that hangs, lies and leads astray."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from fetching import SAID, article, page, problem, results
from web_server import Request, Server, hang, moved, response

from quotes.model import Article
from quotes.read import read
from quotes.read.web import Web
from quotes.read.web.values import Limits


def test_a_page(server: Server, web: Web) -> None:
    found = article(web, server.url("/a"))
    assert SAID in found.text
    assert (found.url, found.input, found.aliases, found.title) == (server.url("/a"), server.url("/a"), (), "Harbour")
    asked = next(r for r in server.requests if r.path == "/a")
    assert asked.headers["user-agent"].startswith("quotes/") and asked.headers["host"] == f"127.0.0.1:{server.port}"


# Redirects and addresses


def test_redirects_are_aliases(server: Server, web: Web) -> None:
    server.pages |= {"/1": moved("/2?x=1", "301 Moved Permanently"), "/2?x=1": moved(server.url("/a") + "#top")}
    found = article(web, server.url("/1"))
    assert (found.url, found.aliases) == (server.url("/a"), (server.url("/1"), server.url("/2?x=1")))


def test_redirects_in_a_circle(server: Server, web: Web) -> None:
    server.pages |= {"/1": moved("/2"), "/2": moved("/1")}
    assert "circle" in problem(web, server.url("/1"))


def test_redirects_without_end(server: Server, web: Web) -> None:
    server.pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(50)}
    assert "10 times" in problem(web, server.url("/0"))
    assert len(server.paths()) == 11


@pytest.mark.parametrize(
    ("canonical", "own"),
    [("http://127.0.0.1:{}/own", True), ("https://courier.example/a", False), ("javascript:x", False), ("", False)],
)
def test_a_page_names_only_addresses_of_its_own_site(server: Server, web: Web, canonical: str, own: bool) -> None:
    claimed = canonical.format(server.port)
    server.pages["/a"] = response(page(head=f'<link rel="canonical" href="{claimed}">'))
    found = article(web, server.url("/a"))
    assert found.url == (claimed if own else server.url("/a"))
    assert found.aliases == ((server.url("/a"),) if own else ())


# Bodies


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (page("Été"), "text/html; charset=iso-8859-1"),
        (page("Été").decode().replace("“", '"').replace("”", '"').encode("latin-1"), "text/html; charset=ISO-8859-1"),
        (page("Été").decode().encode("cp1252"), "text/html; charset=latin-1"),
        (page("Été", '<meta charset="utf-8">').decode().encode("utf-16"), "text/html; charset=utf-16"),
        (page("Été", '<meta charset="koi8-r">'), "text/html"),
        (page("Été"), "text/html; charset=hex"),
        (page("Été"), "text/html; charset=martian"),
        (page("Été"), ""),
    ],
)  # fmt: skip
def test_charsets_and_lies_about_them(server: Server, web: Web, body: bytes, kind: str) -> None:
    server.pages["/a"] = response(body, kind=kind)
    found = article(web, server.url("/a"))
    assert found.title == "Été" and SAID in found.text


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(page()), "gzip"),
        (zlib.compress(page()), "deflate"),
        (zlib.compress(page(), wbits=-15), "deflate"),
        (page(), "identity"),
    ],
)
def test_packed_bodies(server: Server, web: Web, packed: bytes, encoding: str) -> None:
    server.pages["/a"] = response(packed, f"Content-Encoding: {encoding}")
    assert SAID in article(web, server.url("/a")).text


def slowly(body: bytes, pause: float) -> Callable[[Request], Iterator[bytes]]:
    def reply(request: Request) -> Iterator[bytes]:
        for byte in response(body):
            if request.gone.wait(pause):
                return
            yield bytes([byte])

    return reply


def endless(request: Request) -> Iterator[bytes]:
    yield response(b"", "Transfer-Encoding: chunked")
    while not request.gone.is_set():
        yield b"10000\r\n" + b"a" * 65536 + b"\r\n"


BAD = [
    (hang, "sent nothing"),
    (slowly(page(), 0.05), "took over"),
    (response(page(), "Content-Length: 90000"), "broke off"),
    (b"", "broke off"),
    (b"SSH-2.0-OpenSSH_9.6\r\n", "broke off"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 300_000, "broke off"),
    (response(b"x" * 3_100_000), "larger than 3 MB"),
    (response(b"", "Content-Length: 999999999999"), "larger than 3 MB"),
    (endless, "larger than 3 MB"),
    (response(gzip.compress(b"a" * 30_000_000), "Content-Encoding: gzip"), "unpacks"),
    (response(gzip.compress(gzip.compress(b"a" * 30_000_000)), "Content-Encoding: gzip, gzip"), "packed in a way"),
    (response(b"\x1b\x00", "Content-Encoding: br"), "packed in a way"),
    (response(page(), "Content-Encoding: gzip"), "says it is packed"),
    (response(b"\x89PNG\r\n\x1a\n\x00", kind="image/png"), "no article"),
    (response(b"PK\x03\x04", kind="application/zip"), "no article"),
    (response(b""), "empty"),
    (response(b"<!doctype html><html><body></body></html>"), "without an article's text"),
    (response(status="404 Not Found"), "not there"),
    (response(status="403 Forbidden"), "does not let programs in"),
    (response(status="500 Oops"), "status 500"),
    (response(status="204 No Content"), "status 204"),
    (moved(""), "status 302"),
]


@pytest.mark.parametrize(("reply", "said"), BAD, ids=lambda v: v if isinstance(v, str) else "")
def test_a_bad_answer_is_one_line(server: Server, web: Web, reply: object, said: str) -> None:
    server.pages["/bad"] = reply  # type: ignore[assignment]
    assert said in problem(web, server.url("/bad"), within=5)


def test_a_length_that_is_too_short_is_believed(server: Server, web: Web) -> None:
    server.pages["/a"] = response(page() + b"<p>More than was said</p>", f"Content-Length: {len(page())}")
    assert "More" not in article(web, server.url("/a")).text


def test_one_failing_address_never_stops_the_others(server: Server, web: Web) -> None:
    server.pages |= {f"/bad{n}": reply for n, (reply, _) in enumerate(BAD)}  # type: ignore[misc]
    quick = Web(True, None, 1000, web.cache, Limits(connect=1, read=0.2, total=0.4, tries=1, largest=3_000_000))
    found = results(quick, *(server.url(p) for p in (*server.pages, "/a")), within=20)
    assert sum(isinstance(f, Article) for f in found) == 1
    assert len(found) == len(server.pages)


def reset(listening: socket.socket) -> None:
    """Connections that are cut off as they come."""
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            connection.recv(65536)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()


def test_resets_and_closed_ports(web: Web) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        Thread(target=reset, args=(listening,), daemon=True).start()
        assert "broke off" in problem(web, f"http://127.0.0.1:{port}/a")
    assert "cannot be reached" in problem(web, f"http://127.0.0.1:{port}/a")


# The whole


def test_reading_ends_when_nobody_reads(server: Server, web: Web) -> None:
    """Fetching stays no more than some pages ahead, and ends with its reader."""
    server.pages |= {f"/{n}": response(page(str(n))) for n in range(100)}
    found = iter(read([server.url(f"/{n}") for n in range(100)], web=web))
    next(found)
    time.sleep(1)
    ahead = len(server.paths())
    found.close()  # type: ignore[attr-defined]
    time.sleep(0.3)
    assert ahead < 30 and len(server.paths()) <= ahead + 2


def test_the_command_line(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from quotes.cli import main

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    server.pages["/b"] = response(status="404 Not Found")
    arguments = ["add", server.url("/a"), server.url("/b"), "--db", str(tmp_path / "q.db"), "--jobs", "1"]
    refused = CliRunner().invoke(main, arguments)
    assert refused.exit_code == 1 and "0 articles added" in refused.output and "--allow-private" in refused.output
    options = ["--allow-private", "--rate", "100", "--archive", str(tmp_path / "kept.warc.gz")]
    done = CliRunner().invoke(main, [*arguments, *options])
    assert done.exit_code == 1 and "1 articles added" in done.output and "web" in done.output and "(404)" in done.output
    assert (tmp_path / "kept.warc.gz").exists()
    again = CliRunner().invoke(main, [*arguments, *options])
    assert "0 articles added, 0 replaced, 1 unchanged" in again.output
