"""What is kept of fetched pages: the cache, and the archive that evidence survives in."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from fetching import QUICK, SAID, article, page, problem, results
from web_server import Request, Server, moved, response

from quotes.model import Article
from quotes.read import read
from quotes.read.web import Web


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
