"""Whom we ask how often: robots.txt, pauses, hosts side by side, and what is asked again."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from fetching import QUICK, SAID, article, page, problem, results
from web_server import Request, Server, hang, moved, response, serving

from quotes.model import Article
from quotes.read import ReadError
from quotes.read.web import Web


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
