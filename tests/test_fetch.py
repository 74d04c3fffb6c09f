"""Fetching: against a server on loopback that hangs, lies and leads astray, and networks that stay closed."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Thread

import pytest
from web_server import Request, Server, hang, moved, response, serving

from quotes.model import Article
from quotes.read import Item, ReadError, read
from quotes.read.web import Web
from quotes.read.web.addresses import is_public
from quotes.read.web.bridge import Bridge
from quotes.read.web.values import Limits

QUICK = Limits(connect=1, read=0.4, total=1.2, tries=2, pause=0.05, longest_wait=1, largest=3_000_000, small=200_000)
SAID = "We shall not close the harbour this winter, and I have told the council so in writing"
TEXT = f"<p>“{SAID},” said Ida Holm, the mayor of Skarhaven, on Monday.</p>" + "".join(
    f"<p>The boats of quay {n} lay still all day, and their crews waited for news of the winter.</p>" for n in range(5)
)


def page(title: str = "Harbour", head: str = "", text: str = TEXT) -> bytes:
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<!doctype html><html>{head}<body><article><h1>{title}</h1>{text}</article></body></html>".encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        server.pages["/a"] = response(page())
        yield server


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(allow_private=True, rate=1000, cache=tmp_path / "cache", limits=QUICK)


def results(web: Web, *urls: str, within: float = 8) -> list[Article | ReadError]:
    begun = time.monotonic()
    found = list(read(urls, web=web))
    assert time.monotonic() - begun < within
    return found


def problem(web: Web, url: str, within: float = 8) -> str:
    (error,) = results(web, url, within=within)
    assert isinstance(error, ReadError), error
    assert error.input == url and error.advice and "\n" not in error.message
    return error.problem


def article(web: Web, url: str) -> Article:
    (found,) = results(web, url)
    assert isinstance(found, Article), found
    return found


def test_a_page(server: Server, web: Web) -> None:
    found = article(web, server.url("/a"))
    assert SAID in found.text
    assert (found.url, found.input, found.aliases, found.title) == (server.url("/a"), server.url("/a"), (), "Harbour")
    asked = next(r for r in server.requests if r.path == "/a")
    assert asked.headers["user-agent"].startswith("quotes/") and asked.headers["host"] == f"127.0.0.1:{server.port}"


# Closed networks

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


# Manners


def test_robots_txt_is_asked_and_respected(server: Server, web: Web) -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: quotes\nDisallow: /private*\nAllow: /private/open$\n"
    server.pages |= {"/robots.txt": response(rules, kind="text/plain"), "/private/x": response(page())}
    server.pages |= {"/private/open": response(page()), "/out": moved("/private/x")}
    found = results(web, *map(server.url, ("/private/x", "/private/open", "/a", "/out")))
    said = {f.input: f.problem for f in found if isinstance(f, ReadError)}
    assert said.keys() == {server.url("/private/x"), server.url("/out")}
    assert all("robots.txt" in problem for problem in said.values())
    assert [r.path for r in server.requests].count("/robots.txt") == 1 and "/private/x" not in server.paths()


@pytest.mark.parametrize(
    ("robots", "fetched"),
    [
        (response(status="404 Not Found"), True),
        (response(status="403 Forbidden"), True),
        (response(b"<html>\x00\xff" * 100_000), True),
        (moved("/rules"), False),
        (response(status="503 Busy"), False),
        (response(gzip.compress(b"a" * 30_000_000), "Content-Encoding: gzip"), False),
        (hang, False),
    ],
)
def test_robots_txt_that_cannot_be_read(server: Server, web: Web, robots: object, fetched: bool) -> None:
    server.pages |= {"/robots.txt": robots, "/rules": response(b"User-agent: *\nDisallow: /")}  # type: ignore[dict-item]
    (found,) = results(web, server.url("/a"))
    assert isinstance(found, Article) == fetched
    assert ("/a" in server.paths()) == fetched


def test_a_pause_between_pages_of_one_host(server: Server, web: Web) -> None:
    server.pages |= {f"/{n}": response(page(f"Page {n}")) for n in range(4)}
    slow = Web(True, None, 5, web.cache, QUICK)
    assert len(results(slow, *(server.url(f"/{n}") for n in range(4)))) == 4
    times = [r.at for r in server.requests if r.path != "/robots.txt"]
    assert 0.55 < times[-1] - times[0] < 2, times


def test_a_crawl_delay_is_kept(server: Server, web: Web) -> None:
    server.pages["/robots.txt"] = response(b"User-agent: *\nCrawl-delay: 0.3")
    server.pages["/b"] = response(page("Another"))
    results(web, server.url("/a"), server.url("/b"))
    first, second = (r.at for r in server.requests if r.path != "/robots.txt")
    assert second - first > 0.25


def test_hosts_are_fetched_from_at_once(web: Web) -> None:
    """Four hosts that take a while, in the time of one."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving()) for _ in range(4)]
        for server in servers:
            server.pages["/a"] = lambda request: (request.gone.wait(0.3), response(page()))[1]
        begun = time.monotonic()
        assert len(results(web, *(server.url("/a") for server in servers))) == 4
        last = max(r.at for server in servers for r in server.requests)
    assert last - begun < 0.9


def test_a_host_that_never_answers_is_left(server: Server, web: Web) -> None:
    server.pages |= {f"/{n}": hang for n in range(30)}
    found = results(web, *(server.url(f"/{n}") for n in range(30)), within=8)
    assert sum("was left" in f.problem for f in found if isinstance(f, ReadError)) == 27


# Again


def busy_once(status: str, *headers: str) -> Callable[[Request], bytes]:
    return lambda request: response(page()) if request.number > 1 else response(b"", *headers, status=status)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Busy", "500 Oops", "502 Bad Gateway"])
def test_what_may_pass_is_tried_again(server: Server, web: Web, status: str) -> None:
    server.pages["/a"] = busy_once(status)
    assert SAID in article(web, server.url("/a")).text


def test_retry_after_is_waited_for(server: Server, web: Web) -> None:
    server.pages["/a"] = busy_once("429 Too Many Requests", "Retry-After: 1")
    assert SAID in article(web, server.url("/a")).text
    first, second = (r.at for r in server.requests if r.path == "/a")
    assert second - first >= 1


@pytest.mark.parametrize("wait", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_nobody_waits_an_hour(server: Server, web: Web, wait: str) -> None:
    server.pages["/a"] = response(b"", f"Retry-After: {wait}", status="429 Too Many Requests")
    assert "too often" in problem(web, server.url("/a"), within=3)
    assert len(server.paths()) == 1


def test_what_will_not_pass_is_asked_once(server: Server, web: Web) -> None:
    server.pages["/a"] = response(status="404 Not Found")
    problem(web, server.url("/a"))
    assert len(server.paths()) == 1


# Kept


def conditional(etag: str, body: bytes) -> Callable[[Request], bytes]:
    def reply(request: Request) -> bytes:
        if request.headers.get("if-none-match") == etag:
            return response(b"", f"ETag: {etag}", status="304 Not Modified")
        return response(body, f"ETag: {etag}")

    return reply


def test_an_unchanged_page_is_not_sent_again(server: Server, web: Web) -> None:
    server.pages["/a"] = conditional('"one"', page())
    first, second = article(web, server.url("/a")), article(web, server.url("/a"))
    assert first == second
    assert ["if-none-match" in r.headers for r in server.requests if r.path == "/a"] == [False, True]
    server.pages["/a"] = conditional('"two"', page("Changed"))
    assert article(web, server.url("/a")).title == "Changed"


@pytest.mark.parametrize(
    ("control", "asked"), [("max-age=60", 1), ("public, max-age=0", 2), ("no-cache, max-age=60", 2), ("no-store", 2)]
)
def test_a_fresh_page_is_not_asked_for(server: Server, web: Web, control: str, asked: int) -> None:
    server.pages["/a"] = response(page(), f"Cache-Control: {control}")
    assert article(web, server.url("/a")) == article(web, server.url("/a"))
    assert len(server.paths()) == asked


def test_a_damaged_cache_is_forgotten(server: Server, web: Web) -> None:
    server.pages["/a"] = response(page(), "Cache-Control: max-age=60")
    article(web, server.url("/a"))
    assert web.cache
    for number, file in enumerate(f for f in web.cache.rglob("*") if f.is_file()):
        file.write_bytes((b"", b"{}\n", file.read_bytes()[:-5], b"\xff")[number % 4])
    assert SAID in article(web, server.url("/a")).text and len(server.paths()) == 2


def test_what_a_private_address_said_stays_there(server: Server, web: Web) -> None:
    server.pages["/a"] = response(page(), "Cache-Control: max-age=60")
    article(web, server.url("/a"))
    assert "not a public address" in problem(Web(cache=web.cache, limits=QUICK), server.url("/a"))


def test_without_a_folder_to_write_to(server: Server, web: Web, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert SAID in article(Web(True, None, 1000, tmp_path / "file", QUICK), server.url("/a")).text


# Archived


def test_the_archive_gives_the_same_articles(server: Server, web: Web, tmp_path: Path) -> None:
    packed = response(gzip.compress(page("Packed")), "Content-Encoding: gzip", "X-Odd: a")
    server.pages |= {
        "/b": packed,
        "/c": moved("/d"),
        "/d": chunked(page("Chunked")),
        "/e": response(b"", status="404 No"),
    }
    archive = tmp_path / "kept.warc.gz"
    archived = Web(True, archive, 1000, web.cache, QUICK)
    found = results(archived, server.url("/a"), server.url("/b"))
    found += results(archived, server.url("/c"), server.url("/e"))
    again = [a for a in read([str(archive)]) if isinstance(a, Article)]
    assert {(a.url, a.title, a.text) for a in found if isinstance(a, Article)} == {
        (a.url, a.title, a.text) for a in again
    }
    assert {a.title for a in again} == {"Harbour", "Packed", "Chunked"}


def chunked(body: bytes) -> bytes:
    return response(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body), "Transfer-Encoding: chunked")


def test_the_archive_is_well_formed(server: Server, web: Web, tmp_path: Path) -> None:
    from fastwarc.warc import ArchiveIterator

    archive = tmp_path / "kept.warc.gz"
    results(Web(True, archive, 1000, web.cache, QUICK), server.url("/a"))
    with archive.open("rb") as file:
        records = [record.headers.to_dict() for record in ArchiveIterator(file, verify_digests=True)]
    assert [r["WARC-Type"] for r in records] == ["warcinfo", "response"]
    assert records[1]["WARC-Target-URI"] == server.url("/a") and "WARC-Payload-Digest" in records[1]


@pytest.mark.parametrize(
    ("headers", "head"),
    [(["X-Robots-Tag: noarchive"], ""), ([], '<meta name="robots" content="noindex, noarchive">')],
)
def test_what_asks_not_to_be_archived(server: Server, web: Web, tmp_path: Path, headers: list[str], head: str) -> None:
    server.pages["/a"] = response(page(head=head), *headers)
    archived = Web(True, tmp_path / "kept.warc.gz", 1000, web.cache, QUICK)
    assert SAID in article(archived, server.url("/a")).text
    assert not (tmp_path / "kept.warc.gz").exists()


def test_an_archive_that_cannot_be_written(server: Server, web: Web, tmp_path: Path) -> None:
    assert "cannot be archived" in problem(Web(True, tmp_path, 1000, web.cache, QUICK), server.url("/a"))


# Lists

LONG = "".join(f"<p>The crews of quay {n} have waited since May for an answer from the council.</p>" for n in range(20))


def feed(server: Server) -> bytes:
    entries = [
        ("Short", server.url("/short"), "A teaser."),
        ("Long", server.url("/long"), TEXT + LONG),
        ("Middling", server.url("/gone"), TEXT),
        ("Foreign", "http://localhost:1/foreign", TEXT + LONG),
    ]
    items = "".join(
        f"<item><title>{t}</title><link>{u}</link><pubDate>Fri, 01 Mar 2024 10:00:00 GMT</pubDate>"
        f"<description><![CDATA[{d}]]></description></item>"
        for t, u, d in entries
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>The Courier</title>{items}</channel></rss>".encode()
    )


def test_a_feed(server: Server, web: Web) -> None:
    """Full entries are taken, teasers fetched, an entry that is half and whose page is gone taken, and no entry stands
    for another site's page."""
    server.pages |= {"/feed": response(feed(server), kind="application/rss+xml"), "/short": response(page("Fetched"))}
    found = results(web, server.url("/feed"))
    titles = {a.title: a for a in found if isinstance(a, Article)}
    assert titles.keys() == {"Fetched", "Long", "Middling"}
    assert titles["Fetched"].published_from and titles["Fetched"].published_from.startswith("2024-03-01")
    assert [f.input for f in found if isinstance(f, ReadError)] == ["http://localhost:1/foreign"]
    assert "/long" not in server.paths()


def sitemap(*entries: str, root: str = "urlset", part: str = "url") -> bytes:
    spaces = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    rows = "".join(f"<{part}><loc>{e}</loc><news:news><news:publication_date>2024-03-01</news:publication_date>"
                   f"</news:news></{part}>" for e in entries)  # fmt: skip
    return f"<?xml version='1.0'?><{root} {spaces}>{rows}</{root}>".encode()


def test_a_sitemap_by_way_of_its_index(server: Server, web: Web) -> None:
    index = sitemap(server.url("/news.xml"), server.url("/news.xml"), root="sitemapindex", part="sitemap")
    server.pages |= {"/sitemap.xml": response(index, kind="application/xml"), "/b": response(page("Second"))}
    server.pages["/news.xml"] = response(sitemap(server.url("/a"), server.url("/b")), kind="text/xml")
    found = results(web, server.url("/sitemap.xml"))
    assert {(a.title, a.published_from) for a in found if isinstance(a, Article)} == {
        ("Harbour", "2024-03-01"), ("Second", "2024-03-01"),
    }  # fmt: skip
    assert sorted(server.paths()) == ["/a", "/b", "/news.xml", "/sitemap.xml"]


@pytest.mark.parametrize("kind", ["urlset", "sitemapindex"])
def test_lists_that_lead_nowhere(server: Server, web: Web, kind: str) -> None:
    server.pages |= {f"/{n}": response(sitemap(server.url(f"/{n + 1}"), root=kind), kind="text/xml") for n in range(9)}
    assert "lists" in next(f.problem for f in results(web, server.url("/0")) if isinstance(f, ReadError))
    server.pages["/x"] = response(sitemap(root=kind), kind="text/xml")
    assert "without addresses" in problem(web, server.url("/x"))


BOMB = "<!DOCTYPE x [<!ENTITY a '" + "ha" * 100 + "'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 50}'>" for a, b in zip("abcde", "bcdef", strict=True)
) + "]><urlset><url><loc>http://127.0.0.1/&f;</loc></url></urlset>"  # fmt: skip


def test_entities_are_not_followed(server: Server, web: Web) -> None:
    files = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><urlset><url><loc>&a;</loc></url></urlset>"
    for text in (BOMB, files):
        server.pages["/x.xml"] = response(text.encode(), kind="text/xml")
        found = results(web, server.url("/x.xml"), within=4)
        assert found and all(isinstance(f, ReadError) and len(f.message) < 300 for f in found), found


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_of_addresses(server: Server, web: Web, tmp_path: Path, ending: str) -> None:
    server.pages["/b"] = response(page("Second"))
    lines = ["# for Monday", server.url("/a"), "", server.url("/b"), server.url("/a")]
    (tmp_path / "links.txt").write_bytes(ending.join(lines).encode())
    assert {a.title for a in results(web, str(tmp_path / "links.txt")) if isinstance(a, Article)} == {
        "Harbour",
        "Second",
    }


def test_a_folder_sends_nobody_anywhere(server: Server, web: Web, tmp_path: Path) -> None:
    (tmp_path / "links.txt").write_text(server.url("/a"))
    results(web, str(tmp_path))
    assert not server.requests


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
