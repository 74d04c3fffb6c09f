"""Feeds and sitemaps on disk: what they hold is taken, what they only name is fetched, if a person named the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fetching import QUICK, TEXT, page
from web_server import Server, response, serving

from quotes.model import Article
from quotes.read import ReadError, read
from quotes.read.web import Web


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        server.pages |= {"/a": response(page("Harbour")), "/b": response(page("Gate"))}
        yield server


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(allow_private=True, rate=1000, cache=tmp_path / "cache", limits=QUICK)


def feed(server: Server) -> str:
    date = "<pubDate>Fri, 01 Mar 2024 10:00:00 GMT</pubDate>"
    entry = f"<item><title>{{}}</title><link>{{}}</link>{date}<description>{{}}</description></item>"
    whole = entry.format("Whole", server.url("/whole"), f"<![CDATA[{TEXT * 3}]]>")
    teaser = entry.format("Teaser", server.url("/a"), "Soon.")
    gone = entry.format("Gone", server.url("/gone"), "Soon.")
    head = f"<title>Echo</title><link>{server.url()}</link>"
    return f"<rss version='2.0'><channel>{head}{whole}{teaser}{gone}</channel></rss>"


def sitemap(server: Server) -> str:
    urls = "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in ("/a", "/b"))
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"


def test_a_feed_on_disk(server: Server, web: Web, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(feed(server), encoding="utf8")
    whole, *others = read([str(tmp_path / "feed.xml")], web=web)
    assert isinstance(whole, Article) and (whole.title, whole.date_origin) == ("Whole", "feed")
    teaser = next(r for r in others if isinstance(r, Article))
    assert (teaser.url, teaser.title) == (server.url("/a"), "Harbour")
    assert (teaser.publisher, teaser.published_from) == ("Echo", "2024-03-01T10:00:00+00:00")
    (gone,) = [r for r in others if isinstance(r, ReadError)]
    assert "not there (404)" in gone.message
    assert "/whole" not in server.paths()


def test_a_sitemap_on_disk(server: Server, web: Web, tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text(sitemap(server), encoding="utf8")
    found = [r.title for r in read([str(tmp_path / "sitemap.xml")], web=web) if isinstance(r, Article)]
    assert sorted(filter(None, found)) == ["Gate", "Harbour"]


def test_lists_in_a_folder_send_nobody_anywhere(server: Server, web: Web, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "feed.xml").write_text(feed(server), encoding="utf8")
    (folder / "sitemap.xml").write_text(sitemap(server), encoding="utf8")
    results = list(read([str(folder)], web=web))
    assert [r.title for r in results if isinstance(r, Article)] == ["Whole"]
    errors = [r for r in results if isinstance(r, ReadError)]
    assert len(errors) == 3 and all("name the file itself" in e.advice for e in errors)
    assert server.requests == []
