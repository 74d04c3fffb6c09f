"""Networks that stay closed: no private address is asked, however it is written, named or led to."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

import pytest
from fetching import QUICK, SAID, article, problem
from web_server import Server, moved

from quotes.read import Item, ReadError
from quotes.read.web import Web
from quotes.read.web.addresses import is_public
from quotes.read.web.bridge import Bridge

CLOSED = [
    "127.0.0.1", "127.1", "10.0.0.8", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1",
    "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "[::127.0.0.1]", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "localhost", "LOCALHOST.",
]  # fmt: skip


@pytest.mark.parametrize("host", CLOSED)
def test_no_private_address_is_asked(server: Server, web: Web, host: str) -> None:
    closed = Web(rate=1000, cache=web.cache, limits=QUICK)
    said = problem(closed, f"http://{host}:{server.port}/a")
    assert any(words in said for words in ("not a public address", "not known", "cannot be asked for"))
    assert not server.requests


@pytest.mark.parametrize("host", [h for h in CLOSED if h.startswith(("127", "0x", "2130", "localhost"))])
def test_the_refused_forms_do_lead_here(server: Server, web: Web, host: str) -> None:
    """So that the refusals above refuse something."""
    assert SAID in article(web, f"http://{host}:{server.port}/a").text


def resolver(*answers: list[str]) -> tuple[Callable[..., object], list[str]]:
    """Says the answers one after the other, the last one for ever; and who was asked for."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    return resolve, asked


def bridged(web: Web, url: str, resolve: object) -> list[Item | ReadError]:
    return list(Bridge([url], web, resolve).items())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["2606:2800::1", "::1"], ["::ffff:169.254.1.1"], []]
)
def test_a_name_that_means_a_private_address(server: Server, addresses: list[str]) -> None:
    resolve, asked = resolver(addresses)
    (error,) = bridged(Web(cache=None, limits=QUICK), f"http://news.example:{server.port}/a", resolve)
    assert isinstance(error, ReadError) and "not a public address" in error.problem
    assert asked == ["news.example"] and not server.requests


def test_the_checked_address_is_connected_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is checked and private a moment later: it is looked up once a connection."""
    monkeypatch.setattr(
        "quotes.read.web.transport.is_public", lambda address: address == "127.0.0.1" or is_public(address)
    )
    resolve, asked = resolver(["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"])
    url = f"http://news.example:{server.port}/a"
    (item,) = bridged(Web(cache=None, rate=1000, limits=QUICK), url, resolve)
    assert isinstance(item, Item) and item.facts["url"] == url
    assert asked == ["news.example"] * 2 and {r.headers["host"] for r in server.requests} == {
        f"news.example:{server.port}"
    }


@pytest.mark.parametrize("target", ["http://127.0.0.1:{}/a", "//localhost:{}/a", "http://[::ffff:7f00:1]:{}/a"])
def test_a_redirect_to_a_private_address(server: Server, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """A public host (here one that is taken for public) that redirects into the network."""
    monkeypatch.setattr(
        "quotes.read.web.transport.is_public", lambda address: address == "127.0.0.9" or is_public(address)
    )
    server.pages["/out"] = moved(target.format(server.port))

    async def resolve(host: str, port: int) -> list[str]:
        return {"news.example": ["127.0.0.9"], "localhost": ["127.0.0.1"]}.get(host, [host])

    with socket.create_server(("127.0.0.9", server.port)) as public:
        accept_for(server, public)
        (error,) = bridged(Web(cache=None, rate=1000, limits=QUICK), f"http://news.example:{server.port}/out", resolve)
        public.shutdown(socket.SHUT_RDWR)
    assert isinstance(error, ReadError) and "not a public address" in error.problem
    assert server.paths() == ["/out"]


def accept_for(server: Server, listening: socket.socket) -> None:
    """The server answers at another address too."""

    def accept() -> None:
        with suppress(OSError):
            while True:
                server.answer(listening.accept()[0])

    Thread(target=accept, daemon=True).start()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://ida:secret@127.0.0.1/", "password"),
        ("https://", "host"),
        ("http://[::1/", "no address"),
        ("http://a.example:99999/", "no address"),
        ("http://" + "a" * 300 + ".example/", "host"),
        ("http://exa mple.example/", ""),
        ("http://a.example/\x00", ""),
    ],
)
def test_impossible_addresses(web: Web, url: str, said: str) -> None:
    assert said in problem(web, url)


def test_other_schemes(web: Web, server: Server) -> None:
    assert "no address of the web" in problem(web, "ftp://a.example/b")
    for target in ("file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/x", "data:text/html,x"):
        server.pages["/out"] = moved(target)
        said = problem(web, server.url("/out"))
        assert "not of the web" in said or "cannot be asked for" in said
